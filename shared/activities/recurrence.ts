import { addDays, addMonths, instantAt, localDate, wallClock } from '../kernel/time.ts';

/** How something comes back. The ids are for ever. */
export const rhythms = {
  daily: { en: 'Every day', zh: '每天' },
  weekly: { en: 'Every week', zh: '每周' },
  biweekly: { en: 'Every two weeks', zh: '每两周' },
  monthly: { en: 'Every month', zh: '每月' },
  quarterly: { en: 'Every quarter', zh: '每季度' },
  yearly: { en: 'Every year', zh: '每年' },
} as const;
export type Rhythm = keyof typeof rhythms;

/** Days, or months, from one to the next. */
const steps: Readonly<Record<Rhythm, { days: number } | { months: number }>> = {
  daily: { days: 1 },
  weekly: { days: 7 },
  biweekly: { days: 14 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  yearly: { months: 12 },
};

export const isRhythm = (value: unknown): value is Rhythm => typeof value === 'string' && Object.hasOwn(steps, value);

/** Last day of a month (YYYY-MM): 28 to 31. */
const lastDay = (month: string): number => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
};

/** A date or instant of four digits for the year, of which none is left out: any other sorts before what it comes after. */
export const isOrdinary = (text: string): boolean => /^[1-9]\d{3}-/.test(text);

/**
 * The n-th date after `first` (YYYY-MM-DD). Counted from the first one: the 31st is the last day of a short month and the 31st again
 * after it. Undefined for one after the year 9999.
 */
const dateAfter = (first: string, rhythm: Rhythm, n: number): string | undefined => {
  const step = steps[rhythm];
  if ('days' in step) {
    const date = addDays(first, step.days * n);
    return isOrdinary(date) ? date : undefined;
  }
  const month = addMonths(first.slice(0, 7), step.months * n);
  if (!isOrdinary(month)) return undefined;
  const day = Math.min(Number(first.slice(8)), lastDay(month));
  return `${month}-${String(day).padStart(2, '0')}`;
};

/** Length of a rhythm in days at most, to begin the search near its end. */
const longest = (rhythm: Rhythm): number => {
  const step = steps[rhythm];
  return 'days' in step ? step.days : step.months * 31;
};

/** No series begins or goes on from here: a date that a zone or a step away is no longer a date of four digits. */
const LAST = '9999';

export interface Series {
  /** Instant (ISO UTC) of the first one; date and clock are those of `timeZone`. */
  from: string;
  rhythm: Rhythm;
  /** Last date (YYYY-MM-DD in the zone), itself included. */
  until?: string | undefined;
  timeZone: string;
}

/**
 * The first instant (ISO UTC) of a series after another one; undefined when the series is over, at the latest with the year 9998. The
 * clock stays the same through a change of daylight saving time.
 */
export const nextOccurrence = ({ from, rhythm, until, timeZone }: Series, after: string): string | undefined => {
  if (!isOrdinary(from) || from >= LAST || after >= LAST) return undefined;
  const first = localDate(from, timeZone);
  const clock = wallClock(from, timeZone);
  const passed = (Date.parse(after) - Date.parse(from)) / 86_400_000;
  for (let n = Math.max(1, Math.floor(passed / longest(rhythm)) - 1); ; n++) {
    const date = dateAfter(first, rhythm, n);
    if (date === undefined || (until !== undefined && date > until)) return undefined;
    const at = instantAt(date, clock, timeZone);
    if (!isOrdinary(at)) return undefined;
    if (at > after) return at;
  }
};
