import type { Knowledge } from '../../shared/interviews/interviews.contract.ts';
import { MOST_MONTHS } from '../../shared/interviews/interviews.contract.ts';
import { INTERVIEWS, knowledgePrefix, wrongPrefix } from '../../shared/interviews/projection.ts';
import { wordsOf } from '../../shared/interviews/result.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { addMonths, localMonth } from '../../shared/kernel/time.ts';
import { processes } from '../../shared/processes.ts';
import { counterPartition } from '../../shared/table/keys.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { publishedSheet } from './plan.ts';

/** Months that are shown where nobody says how many. */
const USUAL_MONTHS = 6;

type Counters = ReadonlyMap<string, Readonly<Record<string, number>>>;

/**
 * Of which teams the actor sees figures: with scope `all` of every one, with scope `team` of their own; who has none, or reads their own
 * records alone, sees no team's.
 */
const sees =
  ({ scope, teamId }: Ctx['actor']) =>
  (team: string): boolean =>
    scope === 'all' || (scope === 'team' && teamId !== undefined && team === teamId);

/** What is kept of an item of counters: of one by team the teams that are seen. Wrong questions are counted for all teams together. */
const seenOf = (item: string, ctx: Ctx): ((name: string) => boolean) => {
  if (ctx.actor.scope === 'all') return () => true;
  if (!item.startsWith(knowledgePrefix)) return () => false;
  const isSeen = sees(ctx.actor);
  return (name) => isSeen(name.slice(name.indexOf('|') + 1));
};

/** The counters of interviews of a month that the actor sees: one range. */
const countersOf = async (month: string, ctx: Ctx): Promise<Counters> => {
  const out = new Map<string, Record<string, number>>();
  const partition = counterPartition(ctx.actor.ws, month);
  for await (const item of ctx.table.queryAll({ partition, begins: INTERVIEWS })) {
    const counted = Object.entries(item).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    const isSeen = seenOf(String(item['sk']), ctx);
    out.set(String(item['sk']), Object.fromEntries(counted.filter(([name, amount]) => amount !== 0 && isSeen(name))));
  }
  return out;
};

/** @throws Problem invalid-input */
const monthsOf = (query: { from?: string; to?: string }, ctx: Ctx): string[] => {
  const to = query.to ?? localMonth(ctx.now, ctx.workspace.timeZone);
  const from = query.from ?? addMonths(to, 1 - USUAL_MONTHS);
  const months: string[] = [];
  for (let month = from; month <= to && months.length <= MOST_MONTHS; month = addMonths(month, 1)) months.push(month);
  if (months.length === 0) throw new Problem('invalid-input', undefined, [fault('query.from', 'too-large', to)]);
  if (months.length > MOST_MONTHS)
    throw new Problem('invalid-input', undefined, [fault('query.from', 'too-small', addMonths(to, 1 - MOST_MONTHS))]);
  return months;
};

/** Sums of the fields `<what>|<team>`. */
const sumOf = (counted: Readonly<Record<string, number>> | undefined, what: string): number =>
  Object.entries(counted ?? {}).reduce((sum, [name, amount]) => (name.startsWith(`${what}|`) ? sum + amount : sum), 0);

const teamsIn = (all: readonly (Readonly<Record<string, number>> | undefined)[]) => {
  const teams = new Map<string, { team: string; held: number; passed: number }>();
  for (const counted of all)
    for (const [name, amount] of Object.entries(counted ?? {})) {
      const cut = name.indexOf('|');
      const team = name.slice(cut + 1);
      const one = teams.get(team) ?? { team, held: 0, passed: 0 };
      teams.set(team, one);
      one[name.slice(0, cut) === 'passed' ? 'passed' : 'held'] += amount;
    }
  return [...teams.values()].filter(({ held }) => held > 0).sort((a, b) => (a.team < b.team ? -1 : 1));
};

const wrongIn = async (processKey: string, all: readonly Counters[], ctx: Ctx) => {
  const times = new Map<string, number>();
  for (const counters of all)
    for (const [name, amount] of Object.entries(counters.get(`${wrongPrefix}${processKey}`) ?? {}))
      times.set(name.slice('q|'.length), (times.get(name.slice('q|'.length)) ?? 0) + amount);
  if (times.size === 0) return [];
  const lines = (await publishedSheet(processKey, ctx))?.lines ?? [];
  return [...times]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([key, n]) => {
      const line = lines.find((one) => one['key'] === key);
      return {
        key,
        times: n,
        ...(line ? { question: { en: wordsOf(line, 'question', 'en'), zh: wordsOf(line, 'question', 'zh') } } : {}),
      };
    });
};

const ofProcess = async (processKey: string, months: readonly string[], all: readonly Counters[], ctx: Ctx) => {
  const counted = all.map((counters) => counters.get(`${knowledgePrefix}${processKey}`));
  const monthly = counted.map((one, place) => ({
    month: months[place]!,
    held: sumOf(one, 'held'),
    passed: sumOf(one, 'passed'),
  }));
  const add = (what: 'held' | 'passed') => monthly.reduce((sum, one) => sum + one[what], 0);
  return {
    processKey,
    held: add('held'),
    passed: add('passed'),
    months: monthly,
    teams: teamsIn(counted),
    wrong: await wrongIn(processKey, all, ctx),
  };
};

/** All interviews of a month: the sum over processes, so that it is of the teams that are seen. */
const monthOf = (month: string, counters: Counters) => {
  const by = [...counters].flatMap(([item, counted]) => (item.startsWith(knowledgePrefix) ? [counted] : []));
  const add = (what: 'held' | 'passed') => by.reduce((sum, counted) => sum + sumOf(counted, what), 0);
  const [held, passed] = [add('held'), add('passed')];
  return { month, held, passed, failed: held - passed };
};

/** What people know, by process, month and team: counters alone. */
export const knowledgeOf: Handler['handle'] = async (input, ctx): Promise<Knowledge> => {
  const months = monthsOf(input.query, ctx);
  const all = await Promise.all(months.map((month) => countersOf(month, ctx)));
  const known = processes
    .map(({ id }) => id)
    .filter((id) => all.some((counters) => sumOf(counters.get(`${knowledgePrefix}${id}`), 'held') > 0));
  return {
    months: months.map((month, place) => monthOf(month, all[place]!)),
    processes: await Promise.all(known.map((id) => ofProcess(id, months, all, ctx))),
  };
};
