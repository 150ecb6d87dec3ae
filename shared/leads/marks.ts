import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';
import { openLeadStates } from './lead.ts';
import type { LeadPolicy } from './policy.ts';
import { scoreOf } from './scoring.ts';

interface Mark {
  previous: Rec | undefined;
  policy: LeadPolicy;
  /** ISO UTC. */
  now: string;
  /** Today in the workspace's zone. */
  today: string;
  /** Who writes it. */
  by: string;
}

/** The dates of a lead whose clock begins today: when its owner is warned, and when it goes to the pool. */
export const recallDates = (
  today: string,
  { recallDays, warnDays }: Pick<LeadPolicy, 'recallDays' | 'warnDays'>,
): { recallOn?: string; warnOn?: string } => {
  if (recallDays === 0) return {};
  const recallOn = addDays(today, recallDays);
  return { recallOn, ...(warnDays > 0 && warnDays < recallDays ? { warnOn: addDays(recallOn, -warnDays) } : {}) };
};

/** Whether somebody is to do something about the lead, so that it can be taken from them. */
const isHeld = (rec: Rec): boolean =>
  rec.ownerId !== undefined && !rec.archivedAt && openLeadStates.includes(String(rec.data['status']));

/**
 * A lead with what the workspace's policy says of it: its score, and the dates of its recall. Only what its owner does, or a change of
 * owner, puts the recall off: a colleague who corrects a telephone number has not worked on it.
 */
export const marked = (rec: Rec, { previous, policy, now, today, by }: Mark): Rec => {
  const { recallOn, warnOn, ...rest } = rec.data;
  const data: Record<string, unknown> = { ...rest, score: scoreOf(rec.data, policy).score };
  if (!isHeld(rec)) return { ...rec, data };
  const worked = by === rec.ownerId;
  const begins = worked || recallOn === undefined || previous?.ownerId !== rec.ownerId;
  const dates = begins
    ? recallDates(today, policy)
    : { ...(recallOn ? { recallOn } : {}), ...(warnOn ? { warnOn } : {}) };
  return { ...rec, data: { ...data, ...dates, ...(worked ? { lastTouchAt: now } : {}) } };
};
