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
const lastDay = (month: string): number => Number(addDays(`${addMonths(month, 1)}-01`, -1).slice(8));

/** The n-th date after `first` (YYYY-MM-DD). Counted from the first one: the 31st is the last day of a short month and the 31st again after it. */
const dateAfter = (first: string, rhythm: Rhythm, n: number): string => {
  const step = steps[rhythm];
  if ('days' in step) return addDays(first, step.days * n);
  const month = addMonths(first.slice(0, 7), step.months * n);
  const day = Math.min(Number(first.slice(8)), lastDay(month));
  return `${month}-${String(day).padStart(2, '0')}`;
};

/** Length of a rhythm in days at most, to begin the search near its end. */
const longest = (rhythm: Rhythm): number => {
  const step = steps[rhythm];
  return 'days' in step ? step.days : step.months * 31;
};

export interface Series {
  /** Instant (ISO UTC) of the first one; date and clock are those of `timeZone`. */
  from: string;
  rhythm: Rhythm;
  /** Last date (YYYY-MM-DD in the zone), itself included. */
  until?: string | undefined;
  timeZone: string;
}

/** The first instant (ISO UTC) of a series after another one; undefined when the series is over. The clock stays the same through a change of daylight saving time. */
export const nextOccurrence = ({ from, rhythm, until, timeZone }: Series, after: string): string | undefined => {
  const first = localDate(from, timeZone);
  const clock = wallClock(from, timeZone);
  const passed = (Date.parse(after) - Date.parse(from)) / 86_400_000;
  for (let n = Math.max(1, Math.floor(passed / longest(rhythm)) - 1); ; n++) {
    const date = dateAfter(first, rhythm, n);
    if (until !== undefined && date > until) return undefined;
    const at = instantAt(date, clock, timeZone);
    if (at > after) return at;
  }
};
