import type { Actor } from '../../shared/access/actor.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { addMonths, localDate, localMonth } from '../../shared/kernel/time.ts';
import type { Figures, Scores } from '../../shared/operators/figures.ts';
import {
  isAccurate,
  isOpeningAsked,
  isShownToOthers,
  monthsBetween,
  scoresOf,
  shownToOthersFrom,
  teamMedian,
} from '../../shared/operators/figures.ts';
import { MOST_MONTHS } from '../../shared/operators/operators.contract.ts';
import type { OperatorPolicy } from '../../shared/operators/policy.ts';
import { issuers } from '../../shared/operators/warning.process.ts';
import { scorecardKey } from '../../shared/table/keys.ts';
import type { Certificate } from '../../shared/workspaces/certificate.ts';
import { certificatesOn } from '../../shared/workspaces/certificate.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { operatorPolicyOf } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';
import { figuresIn, figuresOf, openedOf, teamOf } from './read.ts';

/** Months of a scorecard where nobody says how many. */
const USUAL_MONTHS = 6;

const membersOf = async (ctx: Ctx): Promise<ReadonlyMap<string, Row>> =>
  (await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table)).rows;

/** Whether the caller looks over a person's work: a manager, as far as their record scope reaches. */
export const looksOver = (actor: Actor, person: Row): boolean =>
  actor.roles.some((role) => (issuers as readonly string[]).includes(role)) &&
  (actor.scope === 'all' || (actor.scope === 'team' && actor.teamId !== undefined && teamOf(person) === actor.teamId));

const thisMonth = (ctx: Ctx): string => localMonth(ctx.now, ctx.workspace.timeZone);
const clockOf = (ctx: Ctx, { ownDays }: OperatorPolicy) => ({
  now: ctx.now,
  timeZone: ctx.workspace.timeZone,
  ownDays,
});

export const hasWorked = ({ entered, findings, steps }: Scores): boolean => entered > 0 || findings > 0 || steps > 0;

/** Those who worked accurately in a month, in the order of their ids. Names only: their figures are theirs. */
export const accurateIn = (
  month: ReadonlyMap<string, Figures>,
  members: ReadonlyMap<string, Row>,
  policy: OperatorPolicy,
): string[] =>
  [...month]
    .filter(([id, figures]) => members.get(id)?.['status'] === 'active' && isAccurate(scoresOf(figures), policy))
    .map(([id]) => id)
    .sort();

/** Scores of a month: the caller's, and those of the people whose work they look over once these were shown them first. */
export const list: Handler['handle'] = async (input, ctx) => {
  const running = thisMonth(ctx);
  const month: string = input.query.month ?? addMonths(running, -1);
  if (month > running) throw new Problem('invalid-input', undefined, [fault('query.month', 'too-large', running)]);
  const { ws } = ctx.actor;
  const [members, policy] = await Promise.all([membersOf(ctx), operatorPolicyOf(ctx.workspace, ctx.deps)]);
  const clock = clockOf(ctx, policy);
  const [now, before] = await Promise.all([
    figuresOf(ws, month, ctx.table),
    figuresOf(ws, addMonths(month, -1), ctx.table),
  ]);
  const others = [...members.values()].filter(
    (row) =>
      row.id !== ctx.actor.id &&
      row['removedAt'] === undefined &&
      looksOver(ctx.actor, row) &&
      (row['status'] === 'active' || hasWorked(scoresOf(figuresIn(now, row.id)))),
  );
  const opened = await openedOf(
    ws,
    isOpeningAsked(month, clock) ? others.map((row) => ({ memberId: row.id, month })) : [],
    ctx.table,
  );
  const scored = (memberId: string) => ({
    scores: scoresOf(figuresIn(now, memberId)),
    ...(before.has(memberId) ? { before: scoresOf(figuresIn(before, memberId)) } : {}),
  });
  const named = (row: Row) => ({ memberId: row.id, ...(teamOf(row) ? { team: teamOf(row) } : {}) });
  const own = members.get(ctx.actor.id);
  return {
    month,
    items: [
      ...(own ? [{ ...named(own), ...scored(own.id) }] : []),
      ...others
        .sort((a, b) => (`${a['name']}${a.id}` < `${b['name']}${b.id}` ? -1 : 1))
        .map((row) => {
          const at = opened.get(`${row.id} ${month}`);
          const from = shownToOthersFrom(month, at, clock);
          return {
            ...named(row),
            ...(from ? { shownFrom: from } : {}),
            ...(isShownToOthers(month, at, clock) ? scored(row.id) : {}),
          };
        }),
    ],
    recognised: month < running ? accurateIn(now, members, policy) : [],
  };
};

/** The months that are asked for. @throws Problem invalid-input for none, too many, or one ahead */
const monthsAsked = ({ from, to }: { from?: string; to?: string }, running: string): string[] => {
  const last = to ?? running;
  if (last > running) throw new Problem('invalid-input', undefined, [fault('query.to', 'too-large', running)]);
  const first = from ?? addMonths(last, 1 - USUAL_MONTHS);
  if (first > last) throw new Problem('invalid-input', undefined, [fault('query.from', 'too-large', last)]);
  if (first < addMonths(last, 1 - MOST_MONTHS))
    throw new Problem('invalid-input', undefined, [fault('query.from', 'too-small', addMonths(last, 1 - MOST_MONTHS))]);
  return monthsBetween(first, last);
};

/** A person's months. Whoever may not look over them learns nothing of whether they are there. @throws Problem not-found */
export const scorecard: Handler['handle'] = async (input, ctx) => {
  const { memberId } = input.params as { memberId: string };
  const running = thisMonth(ctx);
  const months = monthsAsked(input.query, running);
  const [members, policy] = await Promise.all([membersOf(ctx), operatorPolicyOf(ctx.workspace, ctx.deps)]);
  const clock = clockOf(ctx, policy);
  const person = members.get(memberId);
  const isOwn = memberId === ctx.actor.id;
  if (!person || person['removedAt'] !== undefined || !(isOwn || looksOver(ctx.actor, person)))
    throw new Problem('not-found');
  const { ws } = ctx.actor;
  const [opened, ...read] = await Promise.all([
    openedOf(
      ws,
      months.filter((month) => isOpeningAsked(month, clock)).map((month) => ({ memberId, month })),
      ctx.table,
    ),
    ...months.map((month) => figuresOf(ws, month, ctx.table)),
  ]);
  const team = teamOf(person);
  const colleagues = [...members.values()].filter((row) => teamOf(row) === team).map((row) => row.id);
  return {
    memberId,
    certificates: certificatesOn(
      (person['certificates'] ?? []) as Certificate[],
      localDate(ctx.now, ctx.workspace.timeZone),
    ),
    months: months.map((month, index) => {
      const all = read[index]!;
      const at = opened.get(`${memberId} ${month}`);
      const from = shownToOthersFrom(month, at, clock);
      const figures = figuresIn(all, memberId);
      const shows = isOwn || isShownToOthers(month, at, clock);
      return {
        month,
        ...(shows ? { own: { scores: scoresOf(figures), ...figures } } : {}),
        median: teamMedian(
          colleagues.map((id) => scoresOf(figuresIn(all, id))),
          policy,
        ),
        recognised: month < running && person['status'] === 'active' && isAccurate(scoresOf(figures), policy),
        ...(from ? { shownFrom: from } : {}),
        ...(at ? { openedAt: at } : {}),
      };
    }),
  };
};

/** Notes the first time that the caller opened a month that is over. @throws Problem conflict for one that is not */
export const open: Handler['handle'] = async (input, ctx) => {
  const { month } = input.body as { month: string };
  if (month >= thisMonth(ctx)) throw new Problem('conflict', 'That month is not over.');
  const key = scorecardKey(ctx.actor.ws, ctx.actor.id, month);
  try {
    await ctx.table.write([{ op: 'create', item: { ...key, at: ctx.now } }]);
    return { month, openedAt: ctx.now };
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    return { month, openedAt: String((await ctx.table.get(key))?.['at'] ?? ctx.now) };
  }
};
