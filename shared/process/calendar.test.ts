import { describe, expect, it } from 'vitest';
import type { WorkingCalendar } from '../kernel/calendar.ts';
import { calendarFor, defaultCalendar, publicDay } from './calendar.ts';

const china = defaultCalendar('CN');
const office = [
  [540, 720],
  [780, 1080],
];
const periods = (stored: WorkingCalendar, date: string) => calendarFor(stored, 'Asia/Shanghai').periodsOf(date);
const own = (date: string) => [{ date, name: 'ours' }];

describe('the public days of China in 2026', () => {
  it.each([
    // name, first free day, last free day, days on which people work instead
    ['New Year', '2026-01-01', '2026-01-03', ['2026-01-04']],
    ['Spring Festival', '2026-02-15', '2026-02-23', ['2026-02-14', '2026-02-28']],
    ['Tomb Sweeping', '2026-04-04', '2026-04-06', []],
    ['Labour Day', '2026-05-01', '2026-05-05', ['2026-05-09']],
    ['Dragon Boat', '2026-06-19', '2026-06-21', []],
    ['Mid-Autumn', '2026-09-25', '2026-09-27', []],
    ['National Day', '2026-10-01', '2026-10-07', ['2026-09-20', '2026-10-10']],
  ])('%s', (_name, first, last, instead) => {
    for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
      expect(periods(china, new Date(at).toISOString().slice(0, 10))).toEqual([]);
    for (const date of instead) {
      expect(periods(china, date)).toEqual(office);
      expect(publicDay(date)?.work).toBe(true);
    }
  });

  it('has as many working days as the year’s calendar says', () => {
    const calendar = calendarFor(china, 'Asia/Shanghai');
    const dates = Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    // 2 + 6 + 1 + 3 + 1 + 1 + 5 weekdays of the seven holidays are free, and six days at weekends make up for some of them.
    const weekdays = dates.filter((date) => ![0, 6].includes(new Date(date).getUTCDay()));
    const free = weekdays.filter((date) => calendar.periodsOf(date).length === 0);
    const made = dates.filter((date) => !weekdays.includes(date) && calendar.periodsOf(date).length > 0);
    expect([weekdays.length, free.length, made.length]).toEqual([261, 19, 6]);
  });

  it('an ordinary day is no public day', () => {
    expect(publicDay('2026-03-02')).toBeUndefined();
    expect(publicDay('2026-03-07')).toBeUndefined();
  });
});

describe('the working periods of a date', () => {
  const tuesdays: WorkingCalendar = { ...china, week: { '1': [], '2': [['08:00', '10:00']] } };
  it.each([
    ['a weekday', china, '2026-11-23', office],
    ['a Saturday', china, '2026-11-28', []],
    ['a holiday of its own', { ...china, holidays: own('2026-11-23') }, '2026-11-23', []],
    [
      'a working day of its own on a Sunday has a Monday’s hours',
      { ...china, workdays: own('2026-11-29') },
      '2026-11-29',
      office,
    ],
    [
      'a working day of its own in spite of the public holiday',
      { ...china, workdays: own('2026-10-01') },
      '2026-10-01',
      office,
    ],
    ['free on a make-up day', { ...china, holidays: own('2026-10-10') }, '2026-10-10', []],
    [
      'both free and worked: it is worked',
      { ...china, holidays: own('2026-11-23'), workdays: own('2026-11-23') },
      '2026-11-23',
      office,
    ],
    ['China’s holidays elsewhere', defaultCalendar('DE'), '2026-10-01', office],
    ['China’s make-up day elsewhere', defaultCalendar('DE'), '2026-10-10', []],
    ['without the library', { ...china, publicHolidays: 'none' as const }, '2026-10-01', office],
    ['a make-up day where Mondays are free', tuesdays, '2026-10-10', [[480, 600]]],
    ['an empty week', { ...china, week: {} }, '2026-10-10', []],
  ] as [string, WorkingCalendar, string, number[][]][])('%s', (_name, stored, date, expected) => {
    expect(periods(stored, date)).toEqual(expected);
  });

  it.each([
    [
      'in any order',
      [
        ['13:00', '18:00'],
        ['09:00', '12:00'],
      ],
      office,
    ],
    [
      'that overlap count once',
      [
        ['09:00', '14:00'],
        ['13:00', '18:00'],
        ['10:00', '11:00'],
      ],
      [[540, 1080]],
    ],
    [
      'that touch are one',
      [
        ['09:00', '13:00'],
        ['13:00', '18:00'],
      ],
      [[540, 1080]],
    ],
    ['to the end of the day', [['16:00', '24:00']], [[960, 1440]]],
    ['without length are none', [['09:00', '09:00']], []],
  ] as [string, [string, string][], number[][]][])('periods %s', (_name, monday, expected) => {
    expect(periods({ ...china, week: { '1': monday } }, '2026-11-23')).toEqual(expected);
  });

  it('a night shift ends on the day after the one on which it begins, be that one free or not', () => {
    const nights: WorkingCalendar = { ...china, week: { '1': [['22:00', '06:00']], '5': [['22:00', '06:00']] } };
    expect(periods(nights, '2026-11-23')).toEqual([[1320, 1440]]);
    expect(periods(nights, '2026-11-24')).toEqual([[0, 360]]);
    expect(periods(nights, '2026-11-28')).toEqual([[0, 360]]);
    expect(periods({ ...nights, holidays: own('2026-11-23') }, '2026-11-24')).toEqual([]);
    expect(periods({ ...nights, holidays: own('2026-11-24') }, '2026-11-24')).toEqual([[0, 360]]);
  });
});
