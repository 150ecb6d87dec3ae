import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { MeetingLine } from '../../shared/meetings/meeting.ts';
import { isOpenAction, kindOfLine, leads, meeting } from '../../shared/meetings/meeting.ts';
import { commitPlan } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { WriteRefused } from '../runtime/table.ts';
import { own } from './next.ts';

/** Whose word counts: who has the action, who leads the meeting, and who writes reviews. @throws Problem forbidden */
const demandConcerned = (rec: Rec, line: MeetingLine, ctx: Ctx): void => {
  if (line['ownerId'] === ctx.actor.id || leads(rec, ctx.actor)) return;
  throw new Problem('forbidden', 'An action is ticked off by who has it, or by the chair.');
};

/** @throws Problem conflict, invalid-input */
const actionAt = (rec: Rec, place: number): MeetingLine => {
  if (rec.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
  if (rec.data['nextId'] !== undefined)
    throw new Problem('conflict', 'The next meeting has this action now: tick it off there.', [
      { ...fault('nextId', 'not-allowed-value'), recordId: String(rec.data['nextId']) },
    ]);
  if (rec.data['status'] === 'cancelled') throw new Problem('conflict', 'The meeting was cancelled.');
  const line = rec.lines?.[place - 1];
  if (!line || kindOfLine(line) !== 'action')
    throw new Problem('invalid-input', undefined, [fault('line', 'not-allowed-value', String(place))]);
  return line;
};

const ticked = (line: MeetingLine, body: { done: boolean; result?: string }, today: string): MeetingLine => {
  const { doneDate, result, ...rest } = line;
  const said = body.result ? { result: body.result } : result === undefined ? {} : { result };
  return body.done ? { ...rest, doneDate: doneDate ?? today, ...said } : { ...rest, ...said };
};

/** Ticks an action off, or says that it is not done after all. Locks are for minutes, and this is none. */
export const done: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = loadedRecord(meeting, input.params.id, ctx);
    if (rec.version !== input.ifMatch) throw new Problem('stale-version');
    const place = Number(input.body.line);
    demandConcerned(rec, actionAt(rec, place), ctx);
    const today = localDate(ctx.now, ctx.workspace.timeZone);
    const lines = (rec.lines ?? []).map((line, index) =>
      index === place - 1 ? ticked(line, input.body, today) : line,
    );
    // With its last action a meeting whose minutes stand is over; one that is not done after all opens it again.
    const open = lines.some(isOpenAction);
    const { status } = rec.data;
    const to = status === 'closed' && !open ? 'finished' : status === 'finished' && open ? 'closed' : undefined;
    try {
      const change = await followed(
        rec,
        { lines, ...(to ? { to, action: to === 'finished' ? 'finish' : 'reopen' } : {}) },
        ctx,
      );
      await commitPlan({ changes: [change] }, ctx);
      return shown(meeting, change.next, ctx);
    } catch (error) {
      throw error instanceof WriteRefused ? new Problem('stale-version') : error;
    }
  },
};
