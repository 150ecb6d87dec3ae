import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Cadence } from '../../shared/meetings/meeting.ts';
import { leads, meeting } from '../../shared/meetings/meeting.ts';
import { nextMeeting } from '../../shared/meetings/meetings.contract.ts';
import { mayGoOn, nextBody, nextDate } from '../../shared/meetings/series.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Change } from '../runtime/commit.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { madeFrom } from '../runtime/made.ts';
import { makeOnce } from '../runtime/make-once.ts';

export const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

/** @throws Problem conflict */
const demandGoesOn = (rec: Rec): void => {
  if (rec.data['nextId'] !== undefined)
    throw new Problem('conflict', 'The next meeting exists already.', [
      { ...fault('nextId', 'duplicate'), recordId: String(rec.data['nextId']) },
    ]);
  if (!mayGoOn(rec))
    throw new Problem('conflict', 'Close the minutes first: the next meeting takes over what they say is open.', [
      fault('status', 'not-allowed-value', String(rec.data['status'])),
    ]);
};

/** A member who left, and a record that is gone, must not keep the series from going on. */
const withoutGone = (lines: Record<string, unknown>[], gone: ReadonlySet<string>) =>
  lines.flatMap(({ ownerId, ...line }) => {
    if (ownerId === undefined || !gone.has(String(ownerId)))
      return [ownerId === undefined ? line : { ...line, ownerId }];
    return line['kind'] === 'attendee' ? [] : [line];
  });

/** Members of the lines who do not work here any more. */
const goneOf = async (lines: readonly Record<string, unknown>[], ctx: Ctx): Promise<Set<string>> => {
  const members = await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table);
  const named = lines.flatMap((line) => (typeof line['ownerId'] === 'string' ? [line['ownerId']] : []));
  return new Set(named.filter((id) => members.rows.get(id)?.['status'] !== 'active'));
};

/**
 * The next meeting with what is open, and the change of this one that names it: both go into one transaction, which is conditional
 * on this one's version, so that an action is carried on once. @throws Problem conflict
 */
export const goesOn = async (rec: Rec, date: string | undefined, ctx: Ctx): Promise<{ rec: Rec; others: Change[] }> => {
  demandGoesOn(rec);
  const cadence = (rec.data['cadence'] as Cadence | undefined) ?? 'once';
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const { data, lines } = nextBody(rec, date ?? nextDate(String(rec.data['date']), cadence, today));
  const people = withoutGone(lines, await goneOf(lines, ctx));
  const made = await madeFrom(meeting, { ...data, lines: people }, ctx);
  const next: Rec = {
    ...made,
    data: {
      ...made.data,
      previousId: rec.id,
      ...(rec.data['proposedFor'] === undefined ? {} : { proposedFor: rec.data['proposedFor'] }),
    },
    ...(rec.ownerId ? { ownerId: rec.ownerId } : {}),
    ...(rec.teamId ? { teamId: rec.teamId } : {}),
  };
  const handedOn = await followed(rec, { data: { nextId: next.id }, to: 'finished', action: 'carry-on' }, ctx);
  return { rec: next, others: [handedOn] };
};

/** It ends this one, and calls its people together: that is for whoever leads it. @throws Problem forbidden */
const demandLeads = (rec: Rec, ctx: Ctx): void => {
  if (!leads(rec, ctx.actor))
    throw new Problem(
      'forbidden',
      'The next meeting is called by who called this one, its chair or who takes the minutes.',
    );
};

/** The next meeting of a series, made by hand. */
export const next: Handler = {
  keys: own,
  handle: (input, ctx) =>
    makeOnce({ endpoint: nextMeeting, entity: meeting, from: meeting, input }, ctx, async (rec) => {
      demandLeads(rec, ctx);
      return goesOn(rec, input.body.date, ctx);
    }),
};
