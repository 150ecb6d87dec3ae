// The default export: Node reads the package as CommonJS and finds no names in it.
import chineseDays from 'chinese-days';
import type { Calendar, WorkingCalendar } from '../kernel/calendar.ts';
import { addDays, weekdayOf } from '../kernel/time.ts';

const office: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];

/** The minute at which a day ends. */
const MIDNIGHT = 1440;

/** Where a company says nothing: five days, eight hours, the public holidays of its country where the library knows them. */
export const defaultCalendar = (country: string): WorkingCalendar => ({
  week: { '1': office, '2': office, '3': office, '4': office, '5': office },
  publicHolidays: country === 'CN' ? 'CN' : 'none',
  holidays: [],
  workdays: [],
});

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Whether the library has a date as a public holiday or as a make-up day; undefined for an ordinary day. */
export const publicDay = (date: string): { name: string; work: boolean } | undefined => {
  const { work, name } = chineseDays.getDayDetail(date);
  // An ordinary day has the name of its weekday; a special one `English,中文,days`.
  return name.includes(',') ? { name, work } : undefined;
};

type Period = readonly [from: number, to: number];

/** Sorted and without overlap, so that no minute counts twice. */
const joined = (periods: readonly Period[]): readonly Period[] => {
  const out: [number, number][] = [];
  for (const [from, to] of [...periods].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (from < to) out.push([from, to]);
  }
  return out;
};

/** Minutes of a day's midnight; a period that ends before it begins is a night shift, past midnight. */
const shift = ([from, to]: readonly [string, string]): Period => {
  const [begin, end] = [minutes(from), minutes(to)];
  return [begin, end < begin ? end + MIDNIGHT : end];
};

/** The calendar as the arithmetic of business hours asks it. The workspace's own days win over the library's. */
export const calendarFor = (stored: WorkingCalendar, timeZone: string): Calendar => {
  const week = new Map(Object.entries(stored.week).map(([day, periods]) => [day, periods.map(shift)]));
  const free = new Set(stored.holidays.map((day) => day.date));
  const made = new Set(stored.workdays.map((day) => day.date));
  const usual = ['1', '2', '3', '4', '5', '6', '7'].map((day) => week.get(day) ?? []).find((day) => day.length > 0);
  /** The shifts that begin on a date. */
  const shiftsOf = (date: string): readonly Period[] => {
    const own = week.get(String(weekdayOf(date))) ?? [];
    const instead = own.length > 0 ? own : (usual ?? []);
    if (made.has(date)) return instead;
    if (free.has(date)) return [];
    const day = stored.publicHolidays === 'CN' ? publicDay(date) : undefined;
    if (!day) return own;
    return day.work ? instead : [];
  };
  const find = (date: string): readonly Period[] =>
    joined([
      ...shiftsOf(addDays(date, -1)).map(([from, to]) => [Math.max(0, from - MIDNIGHT), to - MIDNIGHT] as const),
      ...shiftsOf(date).map(([from, to]) => [from, Math.min(to, MIDNIGHT)] as const),
    ]);
  const known = new Map<string, readonly Period[]>();
  return {
    timeZone,
    periodsOf: (date) => {
      let periods = known.get(date);
      if (!periods) {
        periods = find(date);
        known.set(date, periods);
      }
      return periods;
    },
  };
};
