import { need } from '../../shared/improvement/need.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate, startOfDay } from '../../shared/kernel/time.ts';
import { meeting } from '../../shared/meetings/meeting.ts';
import type { CommitteeReport } from '../../shared/meetings/meetings.contract.ts';
import { daysOf, MOST_MEETINGS, MOST_MONTHS, monthsOf, reportOf } from '../../shared/meetings/report.ts';
import { needsOf, needsToRead } from '../../shared/meetings/report-needs.ts';
import type { Ctx } from './http.ts';
import { recordsOf } from './products.ts';
import { namesOfPacks, packsOf } from './review-packs.ts';

/** @throws Problem invalid-input */
const demandSpan = (from: string, to: string): void => {
  if (to < from) throw new Problem('invalid-input', undefined, [fault('to', 'too-small', from)]);
  if (monthsOf(from, to).length > MOST_MONTHS)
    throw new Problem('invalid-input', `At most ${MOST_MONTHS} months.`, [fault('to', 'too-large')]);
};

const isReported = (row: Row, [first, last]: readonly [string, string]): boolean => {
  const date = String(row['date'] ?? '');
  return (
    date >= first &&
    date <= last &&
    row['kind'] !== 'other' &&
    row['status'] !== 'cancelled' &&
    row['archivedAt'] === undefined &&
    row['removedAt'] === undefined
  );
};

/**
 * The committee's report on a span of months. Reads the packs of the span, and the meetings and needs (the newest eighty of each) of it
 * by their ids.
 * @throws Problem invalid-input
 */
export const makeReport = async (from: string, to: string, ctx: Ctx): Promise<CommitteeReport> => {
  demandSpan(from, to);
  const { ws } = ctx.actor;
  const [meetings, members, wishes] = await Promise.all(
    [meeting.name, 'member', need.name].map((type) => ctx.deps.lists.fresh(ws, type, ctx.table)),
  );
  const span = daysOf(from, to);
  const newest = [...meetings!.rows.values()]
    .filter((row) => isReported(row, span))
    .sort((a, b) => (String(a['date']) < String(b['date']) ? 1 : -1))
    .slice(0, MOST_MEETINGS);
  const { timeZone } = ctx.workspace;
  const needs = needsToRead(wishes!.rows.values(), startOfDay(span[0], timeZone));
  const [read, wished, packs] = await Promise.all([
    recordsOf(
      newest.map((row) => row.id),
      ctx,
    ),
    recordsOf(needs, ctx),
    packsOf(ws, monthsOf(from, to), ctx.table),
  ]);
  return reportOf({
    from,
    to,
    today: localDate(ctx.now, timeZone),
    meetings: [...read.values()].sort((a, b) => {
      const [x, y] = [a, b].map((rec) => `${rec.data['date']} ${rec.id}`) as [string, string];
      return x < y ? -1 : 1;
    }),
    needs: needsOf(wished.values(), span, timeZone),
    packs,
    names: await namesOfPacks(),
    member: (id) => String(members!.rows.get(id)?.['name'] ?? id),
  });
};
