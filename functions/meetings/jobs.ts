import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { meeting, minutedStates } from '../../shared/meetings/meeting.ts';
import { mayGoOn, periodOf } from '../../shared/meetings/series.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { commitPlan } from '../runtime/commit.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { readRecord } from '../runtime/made.ts';
import { OthersMoved } from '../runtime/others-moved.ts';
import { lostRace } from '../runtime/table.ts';
import type { Jobs } from '../runtime/worker.ts';
import { languageOf, packFor, proposed } from './agenda.ts';
import { goesOn } from './next.ts';

/** Series of a company that one message takes on; the others wait for the next hour. */
const MOST = 50;
/** Days before a meeting from which on its agenda is proposed: late enough for the pack, early enough to be read. */
const DAYS_AHEAD = 5;

const isLive = (row: Row): boolean => row['archivedAt'] === undefined && row['removedAt'] === undefined;

const wantsNext = (row: Row): boolean =>
  isLive(row) &&
  ['weekly', 'monthly'].includes(String(row['cadence'])) &&
  row['nextId'] === undefined &&
  minutedStates.some((state) => state === row['status']);

/** A meeting of a series whose agenda somebody who reads reviews had proposed before, and whose own month is not on it yet. */
const wantsAgenda = (row: Row, today: string): boolean => {
  const date = String(row['date'] ?? '');
  const period = String(row['period'] ?? periodOf(date));
  return (
    isLive(row) &&
    row['status'] === 'planned' &&
    typeof row['proposedFor'] === 'string' &&
    row['proposedFor'] < period &&
    date <= addDays(today, DAYS_AHEAD)
  );
};

const makeNext = async (rec: Rec, ctx: Ctx): Promise<void> => {
  if (!mayGoOn(rec)) return;
  const { rec: entered, others } = await goesOn(rec, undefined, ctx);
  await carryOut({ made: await governCreate(meeting, entered, ctx), others }, ctx);
};

const fillAgenda = async (rec: Rec, ctx: Ctx): Promise<void> => {
  if (rec.data['status'] !== 'planned' || rec.archivedAt) return;
  const pack = await packFor(rec, ctx);
  if (!pack) return;
  await commitPlan({ changes: [await proposed(rec, pack, await languageOf(rec.ownerId, ctx), ctx)] }, ctx);
};

/**
 * Does something with each record as it is now; one that others are at is taken up with the next message, and one that cannot be done
 * keeps no other series back. @returns what went wrong
 */
const forEach = async (
  rows: readonly Row[],
  ctx: Ctx,
  work: (rec: Rec, ctx: Ctx) => Promise<void>,
): Promise<unknown[]> => {
  const failures: unknown[] = [];
  for (const row of rows.slice(0, MOST)) {
    try {
      const rec = await readRecord(row.id, ctx);
      if (rec) await work(rec, ctx);
    } catch (error) {
      if (!lostRace(error) && !(error instanceof OthersMoved)) failures.push(error);
    }
  }
  return failures;
};

/** Makes the next meeting of each series whose minutes stand, and proposes agendas. Doing it again finds nothing left to do. */
export const meetingJobs: Jobs = {
  'meetings.next': async (job, deps) => {
    const ctx = await jobCtx(job.ws, 'job:meetings', deps);
    if (!ctx) return;
    const today = localDate(ctx.now, ctx.workspace.timeZone);
    const rows = [...(await deps.lists.fresh(job.ws, meeting.name, deps.table)).rows.values()];
    const failures = [
      ...(await forEach(rows.filter(wantsNext), ctx, makeNext)),
      ...(await forEach(
        rows.filter((row) => wantsAgenda(row, today)),
        ctx,
        fillAgenda,
      )),
    ];
    if (failures.length > 0) throw failures[0];
  },
};
