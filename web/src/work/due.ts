import { addDays, daysBetween } from '../../../shared/kernel/time.ts';
import type { Words } from '../i18n/index.tsx';
import type { DateStyle } from '../lib/dates.ts';
import { formatDate, localParts } from '../lib/dates.ts';

/** Parts of the work list, the most pressing first. */
export const dueGroups = ['overdue', 'today', 'week', 'later', 'none'] as const;
export type DueGroup = (typeof dueGroups)[number];

/** Days that count as soon. */
const WEEK = 7;

/** Where something stands that is due at an instant (ISO UTC), seen from `now` in a zone. */
export const groupOf = (due: string | undefined, now: string, timeZone: string): DueGroup => {
  if (due === undefined) return 'none';
  if (due < now) return 'overdue';
  const today = localParts(now, timeZone).date;
  const { date } = localParts(due, timeZone);
  if (date === today) return 'today';
  return date <= addDays(today, WEEK) ? 'week' : 'later';
};

const MINUTE = 60_000;

/** How long something is overdue, in the largest unit that says enough. */
const spanText = (milliseconds: number, words: Words['work']['spans']): string => {
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE));
  if (minutes < 60) return words.minutes(String(minutes), minutes === 1);
  const hours = Math.round(minutes / 60);
  if (hours < 48) return words.hours(String(hours), hours === 1);
  const days = Math.floor(hours / 24);
  return words.days(String(days), days === 1);
};

/** `overdue by 3 hours`, `due today 17:00`, `due Thu 26 Nov 10:00`. */
export const dueText = (due: string, now: string, style: DateStyle, words: Words['work']): string => {
  if (due < now) return words.overdueBy(spanText(Date.parse(now) - Date.parse(due), words.spans));
  const today = localParts(now, style.timeZone).date;
  const { date, clock } = localParts(due, style.timeZone);
  const days = daysBetween(today, date);
  if (days === 0) return words.dueToday(clock);
  if (days === 1) return words.dueTomorrow(clock);
  const weekday = new Intl.DateTimeFormat(style.lang === 'en' ? 'en-GB' : 'zh-CN', {
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
  return days < 7 ? words.dueOn(`${weekday} ${clock}`) : words.dueOn(`${formatDate(date, style.lang)} ${clock}`);
};

/** The colour that goes with the words. */
export const dueTone = (group: DueGroup): string => (group === 'overdue' ? 'bad' : group === 'today' ? 'warn' : '');
