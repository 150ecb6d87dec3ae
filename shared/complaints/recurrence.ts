import type { Rec } from '../kernel/record.ts';
import { DAY } from '../kernel/time.ts';
import { openComplaintStates } from './complaint.ts';
import { happenedAtOf } from './complaint-times.ts';

const instant = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

/** States in which the actions against a cause are done, so that it can come back. */
export const settledStates: readonly string[] = ['verifying', 'closed'];

/** States in which a complaint that was opened again is worked on: it has not ended again. */
const workedOn: readonly string[] = openComplaintStates.filter((state) => !settledStates.includes(state));

/** Whether a cause came back to a complaint, and what is to be done about it now is not done yet. */
export const isBack = ({ status, recurredById }: Readonly<Record<string, unknown>>): boolean =>
  typeof recurredById === 'string' && workedOn.includes(String(status));

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

/** When a complaint that was opened again had been done and over, by its steps. One that was imported at its end has none of them. */
const formerEnd = (rec: Rec): { done: number; over: number } | undefined => {
  const trail = rec.process?.trail ?? [];
  const closed = trail.findLast((step) => step.to === 'closed');
  const done = trail.findLast((step) => step.to === 'verifying') ?? closed;
  if (!done) return undefined;
  return { done: instant(done.at), over: instant(closed && closed.n > done.n ? closed.at : done.at) };
};

/**
 * When the end was to which the cause of a complaint has come back, milliseconds. The complaint that opened it again (`shown`) says when
 * that was known; where nobody knows the end, its time stands for it.
 */
export const formerEndOf = (rec: Rec, shown: Rec | undefined): number =>
  formerEnd(rec)?.over ?? (shown ? happenedAtOf(shown) : Number.NaN);

/** A complaint that is open again, and the one that opened it. */
export interface Back {
  earlier: Rec;
  shown: Rec | undefined;
}

/**
 * Whether a complaint shows once more what another one has shown already: the cause came back, and the earlier complaint is open again
 * for it. It is one more of the same, and nothing has to be moved.
 */
export const isOneMore = ({ earlier, shown }: Back, later: Rec, days: number): boolean => {
  if (earlier.id === later.id || !isBack(earlier.data)) return false;
  const happened = happenedAtOf(later);
  const known = formerEnd(earlier);
  const after = known ? happened > known.done : shown !== undefined && happened >= happenedAtOf(shown);
  return after && happened - formerEndOf(earlier, shown) <= days * DAY;
};
