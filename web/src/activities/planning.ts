import { addDays, mondayOf } from '../../../shared/kernel/time.ts';
import { instantOf, localParts } from '../lib/dates.ts';

/** How long before something its owner is reminded, minutes. */
export const reminders = { none: undefined, at: 0, quarter: 15, hour: 60, day: 1440 } as const;
export type Reminder = keyof typeof reminders;
export const reminderNames = Object.keys(reminders) as Reminder[];

const MINUTE = 60_000;

/** When to remind of something that is due at an instant (ISO UTC). */
export const remindAt = (due: string, reminder: Reminder): string | undefined => {
  const minutes = reminders[reminder];
  return minutes === undefined ? undefined : new Date(Date.parse(due) - minutes * MINUTE).toISOString();
};

export const weekFrom = (monday: string): string[] => Array.from({ length: 7 }, (_, day) => addDays(monday, day));

/** The same on another day at its own clock; the reminder moves with it. */
export const putOff = (
  planned: Readonly<Record<string, unknown>>,
  date: string,
  timeZone: string,
): { dueAt: string; remindAt?: string } | undefined => {
  const { dueAt: due, remindAt: remind } = planned;
  if (typeof due !== 'string') return undefined;
  const dueAt = instantOf(date, localParts(due, timeZone).clock, timeZone);
  if (typeof remind !== 'string') return { dueAt };
  const before = Date.parse(due) - Date.parse(remind);
  return { dueAt, remindAt: new Date(Date.parse(dueAt) - before).toISOString() };
};

/** Tomorrow, or the Monday after this week, seen from today (YYYY-MM-DD). */
export const snoozeDate = (to: 'tomorrow' | 'week', today: string): string =>
  to === 'tomorrow' ? addDays(today, 1) : addDays(mondayOf(today), 7);
