import type { Rec } from '../kernel/record.ts';
import { addDays, daysBetween } from '../kernel/time.ts';

/** Days between reminders where the policy names one day alone, and that is the due date itself. */
const WEEK = 7;

/**
 * The first day (YYYY-MM-DD) after `after` on which a customer is reminded. The days of the policy count from the due date; behind
 * the last one, reminders go on in the last one's distance: 3, 10, 20, 30, 40 …
 */
export const nextReminder = (dueDate: string, after: string, reminderDays: readonly number[]): string => {
  const days = [...new Set(reminderDays)].sort((a, b) => a - b);
  const past = Math.max(0, daysBetween(dueDate, after));
  const named = days.find((day) => day > past);
  if (named !== undefined) return addDays(dueDate, named);
  const last = days.at(-1) ?? 0;
  const step = last - (days.at(-2) ?? 0) || WEEK;
  return addDays(dueDate, last + step * (Math.floor((past - last) / step) + 1));
};

/** What the clock finds at a receivable that is not settled. */
export interface Look {
  /** Fields that change: `reminder`, `nextReminder`. */
  data?: Record<string, unknown>;
  to?: 'overdue';
  /** Nothing to do before this date. */
  again?: string;
}

/** Looks at an open receivable on a day: whether it became overdue, and whether its customer is to be reminded. */
export const lookAt = (
  rec: Rec,
  { today, graceDays, reminderDays }: { today: string; graceDays: number; reminderDays: readonly number[] },
): Look => {
  const { dueDate, status, reminder, nextReminder: planned } = rec.data;
  if (typeof dueDate !== 'string') return {};
  const lateFrom = addDays(dueDate, graceDays + 1);
  const late = status !== 'overdue' && today >= lateFrom;
  const first = nextReminder(dueDate, dueDate, reminderDays);
  const from = typeof planned === 'string' ? planned : first;
  // The due date may have been moved after a reminder was planned.
  const reminded = from <= today && first <= today;
  const next = nextReminder(dueDate, today, reminderDays);
  const data = reminded
    ? { reminder: (typeof reminder === 'number' ? reminder : 0) + 1, nextReminder: next }
    : from <= today || (late && planned === undefined)
      ? { nextReminder: next }
      : undefined;
  if (!late && !data) return { again: status !== 'overdue' && lateFrom < from ? lateFrom : from };
  return { ...(data ? { data } : {}), ...(late ? { to: 'overdue' as const } : {}) };
};
