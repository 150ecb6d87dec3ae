import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, WorkingCalendar } from '../kernel/calendar.ts';
import { addBusinessHours, businessMinutesBetween } from './business-hours.ts';
import { calendarFor, defaultCalendar } from './calendar.ts';

const every = (...periods: [string, string][]): WorkingCalendar => ({
  week: Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, periods])),
  publicHolidays: 'none',
  holidays: [],
  workdays: [],
});
const office = defaultCalendar('DE');

/** Calendars by what is particular about them. */
const weeks: Record<string, WorkingCalendar> = {
  office,
  'office with Chinese holidays': defaultCalendar('CN'),
  'round the clock': every(['00:00', '24:00']),
  'late shift to midnight': every(['16:00', '24:00']),
  'night shift': {
    ...office,
    week: { '1': [['22:00', '06:00']], '2': [['22:00', '06:00']], '5': [['22:00', '06:00']] },
  },
  'a quarter of an hour on Sundays': { ...office, week: { '7': [['02:15', '02:30']] } },
};
const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'UTC',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Africa/Cairo',
  'America/Santiago',
];
const all: [string, Calendar][] = Object.entries(weeks).flatMap(([name, week]) =>
  zones.map((zone): [string, Calendar] => [`${name}, ${zone}`, calendarFor(week, zone)]),
);

describe('business hours from an instant on', () => {
  it.each([
    // from, hours, due, calendar, zone
    ['in one day', '2026-11-23T01:00:00Z', 2, '2026-11-23T03:00:00Z', office, 'Asia/Shanghai'],
    ['over the lunch break', '2026-11-23T03:00:00Z', 2, '2026-11-23T06:00:00Z', office, 'Asia/Shanghai'],
    ['begun at lunch', '2026-11-23T04:30:00Z', 1, '2026-11-23T06:00:00Z', office, 'Asia/Shanghai'],
    ['begun before work', '2026-11-22T22:00:00Z', 8, '2026-11-23T10:00:00Z', office, 'Asia/Shanghai'],
    ['begun after work', '2026-11-23T10:00:00Z', 0.25, '2026-11-24T01:15:00Z', office, 'Asia/Shanghai'],
    ['over a weekend', '2026-11-27T09:00:00Z', 2, '2026-11-30T02:00:00Z', office, 'Asia/Shanghai'],
    ['nothing to wait for', '2026-11-28T09:00:00Z', 0, '2026-11-30T01:00:00Z', office, 'Asia/Shanghai'],
    [
      'over a public holiday',
      '2026-09-30T09:00:00Z',
      2,
      '2026-10-08T02:00:00Z',
      weeks['office with Chinese holidays']!,
      'Asia/Shanghai',
    ],
    [
      'on a make-up Saturday',
      '2026-10-09T10:00:00Z',
      8,
      '2026-10-10T10:00:00Z',
      weeks['office with Chinese holidays']!,
      'Asia/Shanghai',
    ],
    [
      'to midnight',
      '2026-11-23T14:00:00Z',
      2,
      '2026-11-23T16:00:00Z',
      weeks['late shift to midnight']!,
      'Asia/Shanghai',
    ],
    [
      'past midnight by a night shift',
      '2026-11-23T14:00:00Z',
      8,
      '2026-11-23T22:00:00Z',
      weeks['night shift']!,
      'Asia/Shanghai',
    ],
    [
      'a night shift into a free Saturday',
      '2026-11-27T12:00:00Z',
      8,
      '2026-11-27T22:00:00Z',
      weeks['night shift']!,
      'Asia/Shanghai',
    ],
    // Berlin: from +01:00 to +02:00 on 29 March 2026, back on 25 October.
    [
      'over the change to summer time, outside working hours',
      '2026-03-27T16:00:00Z',
      2,
      '2026-03-30T08:00:00Z',
      office,
      'Europe/Berlin',
    ],
    [
      'over the change to winter time, outside working hours',
      '2026-10-23T15:00:00Z',
      2,
      '2026-10-26T09:00:00Z',
      office,
      'Europe/Berlin',
    ],
    [
      'a day of 23 hours',
      '2026-03-28T23:00:00Z',
      23,
      '2026-03-29T22:00:00Z',
      weeks['round the clock']!,
      'Europe/Berlin',
    ],
    [
      'a day of 25 hours',
      '2026-10-24T22:00:00Z',
      25,
      '2026-10-25T23:00:00Z',
      weeks['round the clock']!,
      'Europe/Berlin',
    ],
    // New York: from -05:00 to -04:00 on 8 March 2026, back on 1 November.
    ['over the change to summer time', '2026-03-06T22:00:00Z', 2, '2026-03-09T14:00:00Z', office, 'America/New_York'],
    ['over the change to winter time', '2026-10-30T21:00:00Z', 2, '2026-11-02T15:00:00Z', office, 'America/New_York'],
    [
      'a day of 23 hours to its midnight',
      '2026-03-08T05:00:00Z',
      23,
      '2026-03-09T04:00:00Z',
      weeks['round the clock']!,
      'America/New_York',
    ],
    // 02:15 to 02:30 does not exist on 29 March in Berlin, and comes twice on 25 October.
    [
      'a period that the clock leaps over',
      '2026-03-28T12:00:00Z',
      0.25,
      '2026-04-05T00:30:00Z',
      weeks['a quarter of an hour on Sundays']!,
      'Europe/Berlin',
    ],
    [
      'a period that comes twice',
      '2026-10-24T12:00:00Z',
      0.5,
      '2026-11-01T01:30:00Z',
      weeks['a quarter of an hour on Sundays']!,
      'Europe/Berlin',
    ],
    // Cairo's clock leaps at midnight: 24 April 2026 begins at 01:00.
    [
      'a day that begins at one o’clock',
      '2026-04-23T20:00:00Z',
      2,
      '2026-04-23T22:00:00Z',
      weeks['round the clock']!,
      'Africa/Cairo',
    ],
  ] as const)('%s', (_name, from, hours, due, calendar, zone) => {
    const asked = calendarFor(calendar, zone);
    expect(addBusinessHours(from, hours, asked)).toBe(new Date(due).toISOString());
    expect(businessMinutesBetween(from, due, asked)).toBe(hours * 60);
  });

  it.each(zones)('a year round the clock has all its hours in %s: no gap and no overlap at a midnight', (zone) => {
    const calendar = calendarFor(weeks['round the clock']!, zone);
    const [from, to] = ['2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'];
    expect(businessMinutesBetween(from, to, calendar)).toBe(365 * 1440);
    expect(addBusinessHours(from, 365 * 24, calendar)).toBe(to);
  });

  it.each([
    ['no day at all', { ...office, week: {} }],
    ['days without periods', { ...office, week: { '1': [] } }],
    ['a period without length', { ...office, week: { '1': [['09:00', '09:00'] as [string, string]] } }],
  ])('a calendar with %s comes to an end: due in some ten years, and no time passes', (_name, week) => {
    const calendar = calendarFor(week as WorkingCalendar, 'Europe/Berlin');
    expect(addBusinessHours('2026-11-23T00:00:00.000Z', 1, calendar).slice(0, 4)).toBe('2037');
    expect(businessMinutesBetween('2026-01-01T00:00:00Z', '2100-01-01T00:00:00Z', calendar)).toBe(0);
  });
});

const instant = fc
  .integer({ min: Date.parse('2025-06-01'), max: Date.parse('2028-06-01') })
  .map((time) => new Date(time).toISOString());
const quarters = fc.integer({ min: 1, max: 40 }).map((count) => count / 4);
const calendars = fc.constantFrom(...all);
const runs = { numRuns: 400 };

describe('for any calendar, zone and instant', () => {
  it('the hours that were added are the hours between', () => {
    fc.assert(
      fc.property(calendars, instant, quarters, ([, calendar], from, hours) => {
        const due = addBusinessHours(from, hours, calendar);
        expect(businessMinutesBetween(from, due, calendar)).toBeCloseTo(hours * 60, 6);
      }),
      runs,
    );
  });

  it('added in two parts they come to the same instant', () => {
    fc.assert(
      fc.property(calendars, instant, quarters, quarters, ([, calendar], from, first, second) => {
        expect(addBusinessHours(addBusinessHours(from, first, calendar), second, calendar)).toBe(
          addBusinessHours(from, first + second, calendar),
        );
      }),
      runs,
    );
  });

  it('a later begin or more hours are never due earlier', () => {
    fc.assert(
      fc.property(calendars, instant, instant, quarters, quarters, ([, calendar], a, b, less, more) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const due = addBusinessHours(early, Math.min(less, more), calendar);
        expect(due <= addBusinessHours(late, Math.min(less, more), calendar)).toBe(true);
        expect(due <= addBusinessHours(early, Math.max(less, more), calendar)).toBe(true);
        expect(due > early).toBe(true);
      }),
      runs,
    );
  });

  it('what is due is due in working time: the moment before it belongs to a period', () => {
    fc.assert(
      fc.property(calendars, instant, quarters, ([, calendar], from, hours) => {
        const due = addBusinessHours(from, hours, calendar);
        const before = new Date(Date.parse(due) - 1).toISOString();
        // Independent of the arithmetic: what the clock on the wall shows.
        const parts = Object.fromEntries(
          new Intl.DateTimeFormat('en-CA', {
            timeZone: calendar.timeZone,
            hourCycle: 'h23',
            dateStyle: 'short',
            timeStyle: 'short',
          })
            .formatToParts(new Date(before))
            .map((part) => [part.type, part.value]),
        );
        const minute = Number(parts['hour']) * 60 + Number(parts['minute']);
        const periods = calendar.periodsOf(`${parts['year']}-${parts['month']}-${parts['day']}`);
        expect(periods.some(([begin, end]) => begin <= minute && minute < end)).toBe(true);
      }),
      runs,
    );
  });

  it('minutes add up over any instant between, and none pass backwards', () => {
    fc.assert(
      fc.property(calendars, fc.tuple(instant, instant, instant), ([, calendar], times) => {
        const [a, b, c] = times.sort() as [string, string, string];
        expect(businessMinutesBetween(a, b, calendar) + businessMinutesBetween(b, c, calendar)).toBeCloseTo(
          businessMinutesBetween(a, c, calendar),
          6,
        );
        expect(businessMinutesBetween(c, a, calendar)).toBe(0);
        expect(businessMinutesBetween(a, c, calendar)).toBeLessThanOrEqual((Date.parse(c) - Date.parse(a)) / 60_000);
      }),
      runs,
    );
  });
});
