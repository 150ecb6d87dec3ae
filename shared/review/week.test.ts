import { describe, expect, test } from 'vitest';
import {
  endOf,
  isPeriod,
  mailedFrom,
  monthsOfWeek,
  movedBy,
  overAt,
  periodName,
  startOf,
  weekAt,
  weekOfDay,
} from './week.ts';

describe('a week', () => {
  test.each([
    ['2026-11-22', '2026-W47', '2026-11-16', '2026-11-23'],
    ['2026-01-01', '2026-W01', '2025-12-29', '2026-01-05'],
    ['2027-01-03', '2026-W53', '2026-12-28', '2027-01-04'],
    ['2024-12-31', '2025-W01', '2024-12-30', '2025-01-06'],
  ])('%s lies in %s', (day, week, from, to) => {
    expect([weekOfDay(day), startOf(week), endOf(week)]).toEqual([week, from, to]);
  });

  test('begins on Monday where the company is', () => {
    expect(['Asia/Shanghai', 'UTC'].map((zone) => weekAt('2026-11-22T16:00:00.000Z', zone))).toEqual([
      '2026-W48',
      '2026-W47',
    ]);
  });

  test.each([
    ['2026-W47', ['2026-10', '2026-11']],
    ['2026-W44', ['2026-09', '2026-10', '2026-11']],
    ['2026-W01', ['2025-11', '2025-12', '2026-01']],
  ])('%s is measured by its months and the one before', (week, months) => {
    expect(monthsOfWeek(week)).toEqual(months);
  });

  test('follows the last one of its year', () => {
    expect([movedBy('2026-W53', 1), movedBy('2026-W01', -1), movedBy('2026-12', 1)]).toEqual([
      '2027-W01',
      '2025-W52',
      '2027-01',
    ]);
  });
});

test.each([
  ['2026-11', true],
  ['2026-W53', true],
  ['2025-W53', false],
  ['2026-W00', false],
  ['2026-W54', false],
  ['2026-13', false],
  ['2026-W4', false],
  ['2026-W47x', false],
])('%s names a period: %s', (text, named) => {
  expect(isPeriod(text)).toBe(named);
});

test.each([
  ['2026-10', 'October 2026', '2026年10月'],
  ['2026-W47', 'week 47, 2026 (16–22 Nov)', '2026年第47周（11月16日–22日）'],
  ['2026-W44', 'week 44, 2026 (26 Oct–1 Nov)', '2026年第44周（10月26日–11月1日）'],
])('%s is called %s', (period, en, zh) => {
  expect([periodName(period, 'en'), periodName(period, 'zh')]).toEqual([en, zh]);
});

test.each([
  ['Asia/Shanghai', '2026-10', '2026-10-31T16:00:00.000Z', '2026-10-31T22:00:00.000Z'],
  // That morning comes an hour later than six hours after midnight: the clocks go back in the night.
  ['America/New_York', '2026-10', '2026-11-01T04:00:00.000Z', '2026-11-01T11:00:00.000Z'],
  ['America/New_York', '2026-11', '2026-12-01T05:00:00.000Z', '2026-12-01T11:00:00.000Z'],
  ['Pacific/Auckland', '2026-12', '2026-12-31T11:00:00.000Z', '2026-12-31T17:00:00.000Z'],
  ['Pacific/Auckland', '2029-03', '2029-03-31T11:00:00.000Z', '2029-03-31T18:00:00.000Z'],
  ['America/New_York', '2026-W10', '2026-03-09T04:00:00.000Z', '2026-03-09T10:00:00.000Z'],
])('in %s the period %s is over at midnight and mailed at six', (zone, period, over, mailed) => {
  expect([overAt(period, zone), mailedFrom(period, zone)]).toEqual([over, mailed]);
});
