import type { Actor } from '../../shared/access/actor.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { addMonths, localMonth } from '../../shared/kernel/time.ts';
import type { Monthly, Threshold } from '../../shared/process/conformance.ts';
import { addTally, filledMonths, supervision } from '../../shared/process/conformance.ts';
import type { TallyField } from '../../shared/process/projection.ts';
import { processItemPrefix, readTallyField } from '../../shared/process/projection.ts';
import { counterPartition, settingKey } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';
import { SUPERVISED_MONTHS, thresholdKind, thresholdOf } from '../runtime/supervision.ts';
import { WriteRefused } from '../runtime/table.ts';
import { membersOf } from './facts.ts';

/** Sets the threshold as a new version: who set it before, and when, stays on record. @throws Problem busy */
export const writeThreshold = async (value: Threshold, ctx: Ctx): Promise<Threshold> => {
  for (let attempt = 0; attempt < 5; attempt++) {
    const { version } = await thresholdOf(ctx.actor.ws, ctx.table);
    try {
      await ctx.table.write([
        {
          op: 'create',
          item: { ...settingKey(ctx.actor.ws, thresholdKind, version + 1), value, at: ctx.now, by: ctx.actor.id },
        },
      ]);
      return value;
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
    }
  }
  throw new Problem('busy');
};

interface Tally extends Monthly {
  process: string;
  memberId: string;
  team: string;
  action: string;
}

/** What one counter item says, a tally for each team and action. */
const talliesOf = (month: string, item: Record<string, unknown>): Tally[] => {
  const [, process = '', memberId = ''] = String(item['sk']).split('#');
  const found = new Map<string, Tally>();
  for (const [name, amount] of Object.entries(item)) {
    const field = readTallyField(name);
    if (!field || typeof amount !== 'number' || amount === 0) continue;
    const key = `${field.team}|${field.action}`;
    const tally: Tally = found.get(key) ?? {
      process,
      memberId,
      team: field.team,
      action: field.action,
      month,
      steps: 0,
      deviations: 0,
      late: 0,
    };
    found.set(key, { ...tally, [field.what satisfies TallyField]: amount });
  }
  return [...found.values()];
};

const readTallies = async (months: readonly string[], process: string | undefined, ctx: Ctx): Promise<Tally[]> => {
  const begins = process === undefined ? processItemPrefix : `${processItemPrefix}${process}#`;
  const read = months.map(async (month) => {
    const out: Tally[] = [];
    for await (const item of ctx.table.queryAll({ partition: counterPartition(ctx.actor.ws, month), begins }))
      out.push(...talliesOf(month, item));
    return out;
  });
  return (await Promise.all(read)).flat();
};

/** Whose figures somebody sees: their own, their team's, or everybody's, as of records. */
const seesMember = (actor: Actor, memberId: string, team: string | undefined): boolean =>
  actor.scope === 'all' ||
  memberId === actor.id ||
  (actor.scope === 'team' && actor.teamId !== undefined && team === actor.teamId);

const seesTeam = (actor: Actor, team: string): boolean => actor.scope === 'all' || team === actor.teamId;

/** Conformance by person, team and step. Reads counters only, and the people's teams. */
export const conformanceOf = async (
  { months, process }: { months: number; process?: string | undefined },
  ctx: Ctx,
) => {
  const last = localMonth(ctx.now, ctx.workspace.timeZone);
  const all = Array.from({ length: Math.max(SUPERVISED_MONTHS, months) }, (_, index) =>
    addMonths(last, index - Math.max(SUPERVISED_MONTHS, months) + 1),
  );
  const shown = all.slice(-months);
  const [tallies, { value: threshold }, { records }] = await Promise.all([
    readTallies(all, process, ctx),
    thresholdOf(ctx.actor.ws, ctx.table),
    membersOf({ workspace: ctx.workspace, deps: ctx.deps, table: ctx.table, now: ctx.now }),
  ]);
  const people = new Map<string, Map<string, Monthly>>();
  const teams = new Map<string, Map<string, Monthly>>();
  const actions = new Map<string, Map<string, Monthly>>();
  for (const tally of tallies) {
    const team = records.get(tally.memberId)?.data['team'];
    if (seesMember(ctx.actor, tally.memberId, typeof team === 'string' ? team : undefined))
      addTally(people, `${tally.process}#${tally.memberId}`, tally);
    if (tally.team !== '' && seesTeam(ctx.actor, tally.team)) addTally(teams, `${tally.process}#${tally.team}`, tally);
    addTally(actions, `${tally.process}#${tally.action}`, tally);
  }
  const trends = (rows: Map<string, Map<string, Monthly>>) =>
    [...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, byMonth]) => {
        const cut = key.indexOf('#');
        return {
          name: key.slice(cut + 1),
          process: key.slice(0, cut),
          months: filledMonths(byMonth, shown),
          ...supervision([...byMonth.values()], threshold),
        };
      });
  return {
    threshold,
    members: trends(people).map(({ name, ...trend }) => ({ memberId: name, ...trend })),
    teams: trends(teams).map(({ name, ...trend }) => ({ team: name, ...trend })),
    actions: trends(actions).map(({ name, process: id, months: rows }) => ({
      process: id,
      action: name,
      months: rows,
    })),
  };
};
