import type { WorkingCalendar } from '../../../../shared/kernel/calendar.ts';
import { weekdayOf } from '../../../../shared/kernel/time.ts';

/** A day that the product's list of public holidays knows. */
export interface KnownDay {
  date: string;
  name: { en: string; zh: string };
  work: boolean;
}

/** What a day is, and by whose word. `work` is an ordinary working day, `weekend` free by the week. */
export type DayKind = 'work' | 'weekend' | 'public' | 'makeup' | 'holiday' | 'workday';

export const kindOfDay = (calendar: WorkingCalendar, known: ReadonlyMap<string, KnownDay>, date: string): DayKind => {
  if (calendar.workdays.some((day) => day.date === date)) return 'workday';
  if (calendar.holidays.some((day) => day.date === date)) return 'holiday';
  const day = calendar.publicHolidays === 'CN' ? known.get(date) : undefined;
  if (day) return day.work ? 'makeup' : 'public';
  return (calendar.week[String(weekdayOf(date))] ?? []).length > 0 ? 'work' : 'weekend';
};

export const isWorking = (kind: DayKind): boolean => kind === 'work' || kind === 'makeup' || kind === 'workday';

const sorted = (days: readonly { date: string; name: string }[]) =>
  [...days].sort((a, b) => (a.date < b.date ? -1 : 1));

/** The calendar with a day turned round: a working day becomes free, a free one is worked. */
export const turnDay = (
  calendar: WorkingCalendar,
  known: ReadonlyMap<string, KnownDay>,
  date: string,
): WorkingCalendar => {
  const was = isWorking(kindOfDay(calendar, known, date));
  const without: WorkingCalendar = {
    ...calendar,
    holidays: calendar.holidays.filter((day) => day.date !== date),
    workdays: calendar.workdays.filter((day) => day.date !== date),
  };
  // Often it is enough to take back what was entered for the day.
  if (isWorking(kindOfDay(without, known, date)) !== was) return without;
  const list = was ? 'holidays' : 'workdays';
  return { ...without, [list]: sorted([...without[list], { date, name: '' }]) };
};

/** Days added to those that are there; what was entered before for the same day gives way. */
export const withDays = (
  calendar: WorkingCalendar,
  days: Pick<WorkingCalendar, 'holidays' | 'workdays'>,
): WorkingCalendar => {
  const named = new Set([...days.holidays, ...days.workdays].map((day) => day.date));
  const kept = (list: 'holidays' | 'workdays') => calendar[list].filter((day) => !named.has(day.date));
  return {
    ...calendar,
    holidays: sorted([...kept('holidays'), ...days.holidays]),
    workdays: sorted([...kept('workdays'), ...days.workdays]),
  };
};

const clock = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** A time as people type it: `9`, `9:30`, `0930`, `９：３０`; what is no time stays as it is. */
export const readClock = (typed: string): string => {
  const text = typed.normalize('NFKC').trim();
  const parts = /^(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  if (!parts) return text;
  const written = `${(parts[1] ?? '').padStart(2, '0')}:${parts[2] ?? '00'}`;
  return clock.test(written) ? written : text;
};

export type CalendarFault = 'clock' | 'order' | 'overlap' | 'twice' | 'noWork';

/** What is wrong with the hours of a day of the week. */
export const dayFault = (periods: readonly (readonly [string, string])[]): CalendarFault | undefined => {
  if (periods.some(([from, to]) => !clock.test(from) || !clock.test(to))) return 'clock';
  if (periods.some(([from, to]) => from >= to)) return 'order';
  const inOrder = [...periods].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return inOrder.some(([from], index) => index > 0 && from < (inOrder[index - 1]?.[1] ?? '')) ? 'overlap' : undefined;
};

/** What is wrong with the calendar as a whole, apart from single days of the week. */
export const wholeFault = (calendar: WorkingCalendar): CalendarFault | undefined => {
  if (Object.values(calendar.week).every((periods) => periods.length === 0)) return 'noWork';
  const free = new Set(calendar.holidays.map((day) => day.date));
  return calendar.workdays.some((day) => free.has(day.date)) ? 'twice' : undefined;
};

/** Working minutes of a day; nothing while a time cannot be read. */
export const minutesOf = (periods: readonly (readonly [string, string])[]): number =>
  dayFault(periods)
    ? 0
    : periods.reduce((sum, [from, to]) => {
        const [start, end] = [from, to].map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
        return sum + (end ?? 0) - (start ?? 0);
      }, 0);
