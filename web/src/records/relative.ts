import { addDays, addMonths, mondayOf, startOfDay } from '../../../shared/kernel/time.ts';
import type { Condition } from './conditions.ts';

/** Days that a condition may speak of, counted from the day on which it is asked. */
export const daySpans = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisQuarter',
  'thisYear',
  'lastYear',
  'last7',
  'last30',
  'last90',
  'next7',
  'next30',
  'past',
  'future',
] as const;
export type DaySpan = (typeof daySpans)[number];

/** What relative conditions are counted from. */
export interface Here {
  /** Calendar date of the workspace. */
  today: string;
  timeZone: string;
  memberId: string;
}

/** Stands in a condition for whoever looks. */
export const ME = '@me';
const RANGE = '..';

export const isRelative = (value: string): boolean => value.startsWith('@');

export const spanOf = (value: string): DaySpan | undefined => daySpans.find((one) => value === `@${one}`);

/** The bounds of `@a..b`; an open one is empty. */
export const rangeOf = (value: string): [string, string] | undefined => {
  if (!isRelative(value) || !value.includes(RANGE)) return undefined;
  const [from = '', to = ''] = value.slice(1).split(RANGE);
  return [from, to];
};
export const rangeText = (from: string, to: string): string => `@${from}${RANGE}${to}`;

/** Days since Monday, with which weeks begin in China and in trade. */

const months = (month: string, count: number): [string, string] => [`${month}-01`, `${addMonths(month, count)}-01`];

/** First day, and first day after; undefined where it is open. */
export const boundsOf = (span: DaySpan, today: string): [string | undefined, string | undefined] => {
  const monday = mondayOf(today);
  const month = today.slice(0, 7);
  const year = today.slice(0, 4);
  const quarter = `${year}-${String(Math.floor((Number(month.slice(5)) - 1) / 3) * 3 + 1).padStart(2, '0')}`;
  const days = (from: number, to: number): [string, string] => [addDays(today, from), addDays(today, to)];
  const all: Record<DaySpan, () => [string | undefined, string | undefined]> = {
    today: () => days(0, 1),
    yesterday: () => days(-1, 0),
    tomorrow: () => days(1, 2),
    thisWeek: () => [monday, addDays(monday, 7)],
    lastWeek: () => [addDays(monday, -7), monday],
    nextWeek: () => [addDays(monday, 7), addDays(monday, 14)],
    thisMonth: () => months(month, 1),
    lastMonth: () => months(addMonths(month, -1), 1),
    nextMonth: () => months(addMonths(month, 1), 1),
    thisQuarter: () => months(quarter, 3),
    thisYear: () => months(`${year}-01`, 12),
    lastYear: () => months(`${Number(year) - 1}-01`, 12),
    last7: () => days(-6, 1),
    last30: () => days(-29, 1),
    last90: () => days(-89, 1),
    next7: () => days(0, 7),
    next30: () => days(0, 30),
    past: () => [undefined, today],
    future: () => [addDays(today, 1), undefined],
  };
  return all[span]();
};

/**
 * A condition in the API's terms: what is relative to the day or the person becomes dates and ids. Whether a field holds dates or
 * instants is told by `timed`, its name alone does not say so.
 */
export const resolve = (condition: Condition, here: Here, timed: boolean): Condition[] => {
  const { field, op, value } = condition;
  if (op === 'in' && value.split('|').includes(ME)) return [{ field, op, value: value.replaceAll(ME, here.memberId) }];
  if (value === ME) return [{ field, op, value: here.memberId }];
  const span = op === 'eq' ? spanOf(value) : undefined;
  const at = (date: string) => (timed ? startOfDay(date, here.timeZone) : date);
  if (span) {
    const [from, to] = boundsOf(span, here.today);
    return [
      ...(from ? [{ field, op: 'gte' as const, value: at(from) }] : []),
      ...(to ? [{ field, op: 'lt' as const, value: at(to) }] : []),
    ];
  }
  const range = op === 'eq' ? rangeOf(value) : undefined;
  if (!range) return [condition];
  const [from, to] = range;
  const last = timed && to ? startOfDay(addDays(to, 1), here.timeZone) : to;
  return [
    ...(from ? [{ field, op: 'gte' as const, value: timed ? at(from) : from }] : []),
    ...(last ? [{ field, op: timed ? ('lt' as const) : ('lte' as const), value: last }] : []),
  ];
};
