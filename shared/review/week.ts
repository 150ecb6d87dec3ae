import { addDays, addMonths, instantAt, localDate, mondayOf, startOfDay } from '../kernel/time.ts';

/** A month (2026-11) or a week by ISO 8601 (2026-W47): its Monday to its Sunday, in the workspace's zone. */
export const periodPattern = /^(?:19|20|21)\d\d-(0[1-9]|1[0-2]|W(0[1-9]|[1-4]\d|5[0-3]))$/;

export const isWeek = (period: string): boolean => period.charAt(5) === 'W';

/** The week in which a day (YYYY-MM-DD) lies. The year of a week is that of its Thursday. */
export const weekOfDay = (date: string): string => {
  const thursday = addDays(mondayOf(date), 3);
  const year = thursday.slice(0, 4);
  const days = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
};

/** The Monday of a week: the fourth of January lies in its year's first one. */
const firstOf = (week: string): string =>
  addDays(mondayOf(`${week.slice(0, 4)}-01-04`), 7 * (Number(week.slice(6)) - 1));

/** Whether a text names a month or a week that there is: most years have no week 53. */
export const isPeriod = (text: string): boolean =>
  periodPattern.test(text) && (!isWeek(text) || weekOfDay(firstOf(text)) === text);

/** First day of a period, YYYY-MM-DD. */
export const startOf = (period: string): string => (isWeek(period) ? firstOf(period) : `${period}-01`);

/** First day after a period, YYYY-MM-DD: what was due before it is overdue at its end. */
export const endOf = (period: string): string =>
  isWeek(period) ? addDays(firstOf(period), 7) : `${addMonths(period, 1)}-01`;

/** The instant (ISO) at which a period is over where the company is. */
export const overAt = (period: string, timeZone: string): string => startOfDay(endOf(period), timeZone);

/** The instant (ISO) from which the review of a period is mailed: six by the clock, whatever the night was long. */
export const mailedFrom = (period: string, timeZone: string): string => instantAt(endOf(period), '06:00:00', timeZone);

/** The period of the same length so many before (less than 0) or after. */
export const movedBy = (period: string, count: number): string =>
  isWeek(period) ? weekOfDay(addDays(firstOf(period), 7 * count)) : addMonths(period, count);

/** The period of the same length as `like` in which an instant lies. */
export const periodAt = (instant: string, timeZone: string, like: string): string => {
  const day = localDate(instant, timeZone);
  return isWeek(like) ? weekOfDay(day) : day.slice(0, 7);
};

/** The week in which an instant lies. */
export const weekAt = (instant: string, timeZone: string): string => weekOfDay(localDate(instant, timeZone));

/**
 * Months whose counters a week is measured by: from the one before that of its Monday, so that what was entered a few days late counts
 * in the week in which it came, to that of its Sunday.
 */
export const monthsOfWeek = (week: string): string[] => {
  const [first, last] = [startOf(week).slice(0, 7), addDays(endOf(week), -1).slice(0, 7)];
  return [...new Set([addMonths(first, -1), first, last])];
};

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const monthIn = (date: string): number => Number(date.slice(5, 7));
const dayIn = (date: string): number => Number(date.slice(8, 10));

const english = (period: string): string => {
  if (!isWeek(period)) return `${months[monthIn(period) - 1]} ${period.slice(0, 4)}`;
  const [from, to] = [startOf(period), addDays(endOf(period), -1)];
  const short = (date: string) => months[monthIn(date) - 1]!.slice(0, 3);
  const first = short(from) === short(to) ? String(dayIn(from)) : `${dayIn(from)} ${short(from)}`;
  return `week ${Number(period.slice(6))}, ${period.slice(0, 4)} (${first}–${dayIn(to)} ${short(to)})`;
};

const chinese = (period: string): string => {
  if (!isWeek(period)) return `${period.slice(0, 4)}年${monthIn(period)}月`;
  const [from, to] = [startOf(period), addDays(endOf(period), -1)];
  const until = from.slice(5, 7) === to.slice(5, 7) ? `${dayIn(to)}日` : `${monthIn(to)}月${dayIn(to)}日`;
  return `${period.slice(0, 4)}年第${Number(period.slice(6))}周（${monthIn(from)}月${dayIn(from)}日–${until}）`;
};

/** A period as people say it, the same on every machine: `October 2026`, `week 47, 2026 (16–22 Nov)`. */
export const periodName = (period: string, language: 'en' | 'zh'): string =>
  language === 'en' ? english(period) : chinese(period);
