import { expect, test } from 'vitest';
import type { WorkingCalendar } from '../../../../shared/kernel/calendar.ts';
import type { KnownDay } from './draft.ts';
import { dayFault, isWorking, kindOfDay, minutesOf, readClock, turnDay, wholeFault, withDays } from './draft.ts';

const office: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const calendar: WorkingCalendar = {
  week: { '1': office, '2': office, '3': office, '4': office, '5': office },
  publicHolidays: 'CN',
  holidays: [{ date: '2026-11-20', name: '公司年会' }],
  workdays: [{ date: '2026-11-21', name: '盘点' }],
};
const name = { en: 'National Day', zh: '国庆节' };
const known = new Map<string, KnownDay>([
  ['2026-10-01', { date: '2026-10-01', name, work: false }],
  ['2026-10-10', { date: '2026-10-10', name, work: true }],
]);

test.each([
  ['2026-11-23', 'work'],
  ['2026-11-22', 'weekend'],
  ['2026-10-01', 'public'],
  ['2026-10-10', 'makeup'],
  ['2026-11-20', 'holiday'],
  ['2026-11-21', 'workday'],
])('%s is %s', (date, kind) => {
  expect(kindOfDay(calendar, known, date)).toBe(kind);
});

test('without public holidays only the week and the days entered count', () => {
  expect(kindOfDay({ ...calendar, publicHolidays: 'none' }, known, '2026-10-01')).toBe('work');
});

test.each(['2026-11-23', '2026-11-22', '2026-10-01', '2026-10-10', '2026-11-20', '2026-11-21'])(
  'turning %s round twice leaves it as it was',
  (date) => {
    const before = isWorking(kindOfDay(calendar, known, date));
    const once = turnDay(calendar, known, date);
    expect(isWorking(kindOfDay(once, known, date))).toBe(!before);
    expect(isWorking(kindOfDay(turnDay(once, known, date), known, date))).toBe(before);
  },
);

test('a pasted day takes the place of what was entered for it, and never stands in both lists', () => {
  const next = withDays(calendar, { holidays: [{ date: '2026-11-21', name: '放假' }], workdays: [] });
  expect(next.holidays.map((day) => day.date)).toEqual(['2026-11-20', '2026-11-21']);
  expect(next.workdays).toEqual([]);
});

test.each([
  ['9', '09:00'],
  ['9:30', '09:30'],
  ['0930', '09:30'],
  ['１８：００', '18:00'],
  ['24:00', '24:00'],
  ['25:00', '25:00'],
  ['soon', 'soon'],
])('the time typed as %s is read as %s', (typed, read) => {
  expect(readClock(typed)).toBe(read);
});

test.each([
  [
    'hours one after the other',
    [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    undefined,
  ],
  [
    'hours that meet',
    [
      ['09:00', '12:00'],
      ['12:00', '18:00'],
    ],
    undefined,
  ],
  ['until midnight', [['16:00', '24:00']], undefined],
  ['no time', [['soon', '12:00']], 'clock'],
  ['the end before the beginning', [['12:00', '09:00']], 'order'],
  [
    'hours that overlap, in any order',
    [
      ['13:00', '18:00'],
      ['09:00', '14:00'],
    ],
    'overlap',
  ],
] as const)('the hours of a day: %s', (_name, periods, fault) => {
  expect(dayFault(periods)).toBe(fault);
});

test('a week without work, and a day that is both free and worked, are told', () => {
  expect(wholeFault(calendar)).toBeUndefined();
  expect(wholeFault({ ...calendar, week: {} })).toBe('noWork');
  expect(wholeFault({ ...calendar, workdays: calendar.holidays })).toBe('twice');
  expect(minutesOf(office)).toBe(480);
});
