import { rules } from '../../shared/audit/catalogue.ts';
import { finding } from '../../shared/findings/finding.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { NoticeEvent } from '../../shared/notices/events.ts';
import { isAccurate, monthToTell, scoresOf, weekToTell } from '../../shared/operators/figures.ts';
import type { Proposed } from '../../shared/operators/propose.ts';
import { proposals, wordsOf } from '../../shared/operators/propose.ts';
import { warning } from '../../shared/operators/warning.ts';
import { toldOf, weekInWords, weeklySummary } from '../../shared/operators/weekly.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { madeFrom } from '../runtime/made.ts';
import type { Job } from '../runtime/queue.ts';
import { operatorPolicyOf } from '../runtime/settings.ts';
import type { Jobs } from '../runtime/worker.ts';
import { figuresOf, teamOf } from './read.ts';
import { hasWorked } from './scorecards.ts';

const ruleById = new Map(rules.map((rule) => [rule.id, rule]));

/** Proposals of one week: more than anybody judges well. The others come up again in the next one. */
const MOST_PROPOSED = 20;

const rowsOf = async (type: string, ctx: Ctx): Promise<ReadonlyMap<string, Row>> =>
  (await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table)).rows;

/** Everybody who works here now, with their roles. */
const staffOf = async (ctx: Ctx): Promise<{ row: Row; roles: readonly string[] }[]> =>
  [...(await rowsOf('member', ctx)).values()]
    .filter((row) => row['removedAt'] === undefined)
    // A row of the list index has the fields that roles are read from.
    .map((row) => ({ row, roles: rolesAt({ ...row, data: row } as unknown as Rec, ctx.now) }))
    .filter(({ roles }) => roles.length > 0);

const languageOf = (row: Row | undefined): 'en' | 'zh' => (row?.['language'] === 'en' ? 'en' : 'zh');

/** Something that one person is told of their own work; `key` and the person make it one notice for ever. */
const toldTo = (
  row: Row,
  { kind, key, about }: Pick<NoticeEvent, 'kind' | 'key'> & { about: object },
): NoticeEvent => ({
  key,
  kind,
  about: { subjectType: 'member', subjectId: row.id, title: '', ...about },
  to: { assignees: [`m:${row.id}`], owned: false, except: [] },
});

const tell = (ws: string, events: readonly NoticeEvent[], ctx: Ctx): Promise<void> =>
  // One message a person: a mail that names ten faults keeps far under what a message may hold.
  ctx.deps.queue.send(events.map((event): Job => ({ job: 'notices.tell', ws, events: [event] })));

const byOwner = (findings: Iterable<Row>): ReadonlyMap<string, Row[]> => {
  const out = new Map<string, Row[]>();
  for (const row of findings) {
    const owner = row['ownerId'];
    if (typeof owner !== 'string') continue;
    const known = out.get(owner);
    if (known) known.push(row);
    else out.set(owner, [row]);
  }
  return out;
};

/** Tells each person whose faults are open, or came last week, what and where they are and how it is done right. */
const tellWeek = async (week: string, ctx: Ctx): Promise<void> => {
  const own = byOwner((await rowsOf(finding.name, ctx)).values());
  const events = (await staffOf(ctx)).flatMap(({ row }): NoticeEvent[] => {
    const summary = weeklySummary(own.get(row.id) ?? [], week, ctx.workspace.timeZone);
    if (summary.open === 0 && summary.opened === 0) return [];
    const language = languageOf(row);
    return [
      toldTo(row, {
        kind: 'weekly-errors',
        key: `operators#${week}#errors`,
        about: {
          title: weekInWords(summary, language),
          page: 'operators/me',
          details: toldOf(summary, ruleById, language),
        },
      }),
    ];
  });
  await tell(ctx.actor.ws, events, ctx);
};

/** Who judges a proposal: a manager of the person's team, else somebody who looks over all; the one longest here, never the person. */
const judgeOf = (person: Row, staff: readonly { row: Row; roles: readonly string[] }[]): Row | undefined => {
  const others = staff
    .filter(({ row }) => row.id !== person.id)
    .sort((a, b) => (`${a.row['createdAt']}${a.row.id}` < `${b.row['createdAt']}${b.row.id}` ? -1 : 1));
  const team = teamOf(person);
  return (
    others.find(({ row, roles }) => roles.includes('sales-manager') && team !== undefined && teamOf(row) === team) ??
    others.find(({ roles }) => roles.includes('executive')) ??
    others.find(({ roles }) => roles.includes('administrator'))
  )?.row;
};

/** Writes a proposal unless another message has: its origin is a natural key. */
const propose = async (one: Proposed, people: { person: Row; judge: Row }, ctx: Ctx): Promise<void> => {
  const words = wordsOf(one, ruleById.get(one.rule), one.rule, languageOf(people.person));
  const rec = await madeFrom(warning, { memberId: one.memberId, kind: one.kind, ...words }, ctx);
  const team = teamOf(people.judge);
  const { teamId: _team, ...mine } = rec;
  const draft: Rec = {
    ...mine,
    ownerId: people.judge.id,
    ...(team ? { teamId: team } : {}),
    data: { ...rec.data, evidence: one.evidence, rule: one.rule, origin: one.origin },
  };
  try {
    await carryOut({ made: await governCreate(warning, draft, ctx) }, ctx);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'duplicate-key') throw error;
  }
};

/**
 * Drafts a notice for each person whose faults of a rule recur; whether it is issued is a manager's decision (AUD-8).
 * @throws Error the first that went wrong, after all others were drafted
 */
const proposeAll = async (ctx: Ctx): Promise<void> => {
  const found = proposals(
    (await rowsOf(finding.name, ctx)).values(),
    (await rowsOf(warning.name, ctx)).values(),
    { now: ctx.now, timeZone: ctx.workspace.timeZone },
    await operatorPolicyOf(ctx.workspace, ctx.deps),
  );
  const staff = await staffOf(ctx);
  const byId = new Map(staff.map(({ row }) => [row.id, row]));
  // Whoever left, or has nobody to judge, takes no one else's place among those that are proposed.
  const judged = found.flatMap((one) => {
    const person = byId.get(one.memberId);
    const judge = person && judgeOf(person, staff);
    return person && judge ? [{ one, people: { person, judge } }] : [];
  });
  const failures: unknown[] = [];
  for (const { one, people } of judged.slice(0, MOST_PROPOSED)) {
    try {
      await propose(one, people, ctx);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
};

/** Tells everybody who worked that their month is ready to be seen, and those who worked accurately that they did. */
const tellMonth = async (month: string, ctx: Ctx): Promise<void> => {
  const figures = await figuresOf(ctx.actor.ws, month, ctx.table);
  const policy = await operatorPolicyOf(ctx.workspace, ctx.deps);
  const events = (await staffOf(ctx)).flatMap(({ row }): NoticeEvent[] => {
    const own = figures.get(row.id);
    const scores = own && scoresOf(own);
    if (!scores || !hasWorked(scores)) return [];
    const kind = row['status'] === 'active' && isAccurate(scores, policy) ? 'recognised' : 'scorecard-ready';
    return [
      toldTo(row, {
        kind,
        key: `operators#${month}#month`,
        about: { title: month, page: `operators/${row.id}?month=${month}` },
      }),
    ];
  });
  await tell(ctx.actor.ws, events, ctx);
};

/**
 * What people are told of their work by the clock. The messages come each hour: outside the company's morning they do nothing, and on
 * it the key of each notice makes that it is told once.
 */
export const operatorJobs: Jobs = {
  'operators.week': async (job, deps) => {
    const ctx = await jobCtx(job.ws, 'job:operators', deps);
    const week = ctx && weekToTell(ctx.now, ctx.workspace.timeZone);
    if (!ctx || !week) return;
    await tellWeek(week, ctx);
    await proposeAll(ctx);
  },
  'operators.month': async (job, deps) => {
    const ctx = await jobCtx(job.ws, 'job:operators', deps);
    const month = ctx && monthToTell(ctx.now, ctx.workspace.timeZone);
    if (ctx && month) await tellMonth(month, ctx);
  },
};
