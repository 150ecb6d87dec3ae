import type { Rec } from '../kernel/record.ts';
import { DAY } from '../kernel/time.ts';
import { happenedAtOf } from './complaint-times.ts';

const instant = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

/** States in which the actions against a cause are done, so that it can come back. */
export const settledStates: readonly string[] = ['verifying', 'closed'];

/** When the actions of a complaint were done: it was last brought to its verification. Without such a step, when it ended. Milliseconds. */
const doneAt = (rec: Rec): number => {
  const { process, data } = rec;
  const last = process?.trail.findLast((step) => step.to === 'verifying')?.at;
  return instant(last ?? (data['status'] === 'verifying' ? process?.since : data['closedAt']));
};

/** When a complaint was over: closed, or, while it is looked at whether it came back, when its actions were done. Milliseconds. */
export const endOf = (rec: Rec): number => {
  const closed = instant(rec.data['closedAt']);
  return rec.data['status'] === 'closed' && !Number.isNaN(closed) ? closed : doneAt(rec);
};

/**
 * Whether a complaint shows that what was done about an earlier one did not remove the cause: it happened after those actions were done
 * and at most so many days after the end. What happened before them is of the same wave. Cause and product are compared by whoever asks.
 */
export const cameBack = (earlier: Rec, later: Rec, days: number): boolean => {
  if (earlier.id === later.id || !settledStates.includes(String(earlier.data['status']))) return false;
  const happened = happenedAtOf(later);
  return happened > doneAt(earlier) && happened - endOf(earlier) <= days * DAY;
};
