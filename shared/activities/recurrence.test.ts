import { describe, expect, it } from 'vitest';
import type { Series } from './recurrence.ts';
import { nextOccurrence } from './recurrence.ts';

/** The next ones after the first, one by one. */
const run = (series: Omit<Series, 'timeZone'> & { timeZone?: string }, count: number): (string | undefined)[] => {
  const found: (string | undefined)[] = [];
  let after: string | undefined = series.from;
  for (let n = 0; n < count && after !== undefined; n++) {
    after = nextOccurrence({ timeZone: 'Asia/Shanghai', ...series }, after);
    found.push(after);
  }
  return found;
};

const cases: [string, Omit<Series, 'timeZone'> & { timeZone?: string }, (string | undefined)[]][] = [
  [
    'every day through a month’s end',
    { from: '2026-11-29T02:00:00.000Z', rhythm: 'daily' },
    ['2026-11-30T02:00:00.000Z', '2026-12-01T02:00:00.000Z'],
  ],
  [
    'every two weeks',
    { from: '2026-12-21T01:30:00.000Z', rhythm: 'biweekly' },
    ['2027-01-04T01:30:00.000Z', '2027-01-18T01:30:00.000Z'],
  ],
  [
    'the 31st is the last day of a short month and the 31st again after it',
    { from: '2027-01-31T02:00:00.000Z', rhythm: 'monthly' },
    ['2027-02-28T02:00:00.000Z', '2027-03-31T02:00:00.000Z', '2027-04-30T02:00:00.000Z', '2027-05-31T02:00:00.000Z'],
  ],
  [
    'a quarter after the last of November',
    { from: '2026-11-30T02:00:00.000Z', rhythm: 'quarterly' },
    ['2027-02-28T02:00:00.000Z', '2027-05-30T02:00:00.000Z'],
  ],
  [
    'the 29th of February is the 28th in other years',
    { from: '2028-02-29T02:00:00.000Z', rhythm: 'yearly' },
    ['2029-02-28T02:00:00.000Z', '2030-02-28T02:00:00.000Z', '2031-02-28T02:00:00.000Z', '2032-02-29T02:00:00.000Z'],
  ],
  [
    'the date is the company’s: half past midnight in Shanghai is the day before in UTC',
    { from: '2026-12-30T16:30:00.000Z', rhythm: 'monthly' },
    ['2027-01-30T16:30:00.000Z', '2027-02-27T16:30:00.000Z'],
  ],
  [
    'nine in the morning in Berlin stays nine when the clocks go forward',
    { from: '2027-03-22T08:00:00.000Z', rhythm: 'weekly', timeZone: 'Europe/Berlin' },
    ['2027-03-29T07:00:00.000Z', '2027-04-05T07:00:00.000Z'],
  ],
  [
    'and when they go back',
    { from: '2026-10-19T07:00:00.000Z', rhythm: 'weekly', timeZone: 'Europe/Berlin' },
    ['2026-10-26T08:00:00.000Z'],
  ],
  [
    'a clock that does not exist on a day is an hour later, and itself again the day after',
    { from: '2027-03-27T01:30:00.000Z', rhythm: 'daily', timeZone: 'Europe/Berlin' },
    ['2027-03-28T01:30:00.000Z', '2027-03-29T00:30:00.000Z'],
  ],
  [
    'the last day is one of them, and the series is over after it',
    { from: '2026-11-02T02:00:00.000Z', rhythm: 'weekly', until: '2026-11-16' },
    ['2026-11-09T02:00:00.000Z', '2026-11-16T02:00:00.000Z', undefined],
  ],
  [
    'a day too early is the end',
    { from: '2026-11-02T02:00:00.000Z', rhythm: 'weekly', until: '2026-11-08' },
    [undefined],
  ],
];

describe('the next of a series', () => {
  it.each(cases)('%s', (_name, series, expected) => {
    expect(run(series, expected.length)).toEqual(expected);
  });

  it('passes over what was missed', () => {
    const series: Series = { from: '2016-01-31T02:00:00.000Z', rhythm: 'monthly', timeZone: 'Asia/Shanghai' };
    expect(nextOccurrence(series, '2026-11-21T02:00:00.000Z')).toBe('2026-11-30T02:00:00.000Z');
    expect(nextOccurrence({ ...series, rhythm: 'daily' }, '2026-11-21T02:00:00.000Z')).toBe('2026-11-22T02:00:00.000Z');
    expect(nextOccurrence({ ...series, rhythm: 'yearly' }, '2026-01-31T01:59:59.000Z')).toBe(
      '2026-01-31T02:00:00.000Z',
    );
  });
});

/** What nobody means is still a text that the form lets through. */
const bounds: [string, string, string, Series['rhythm'], string | undefined][] = [
  ['begins in the year 0', '0000-01-31T23:00:00.000Z', '2026-11-21T02:00:00.000Z', 'weekly', undefined],
  ['begins in the year 1', '0001-01-31T23:00:00.000Z', '2026-11-21T02:00:00.000Z', 'monthly', undefined],
  ['ends with the calendar', '9999-12-30T10:00:00.000Z', '9999-12-31T10:00:00.000Z', 'daily', undefined],
  ['begins on its last day', '9999-12-31T23:00:00.000Z', '9999-12-31T23:00:00.000Z', 'yearly', undefined],
  [
    'is in its last years',
    '9998-12-31T01:00:00.000Z',
    '9998-12-31T01:00:00.000Z',
    'yearly',
    '9999-12-31T01:00:00.000Z',
  ],
  ['is a thousand years old', '1000-01-31T02:00:00.000Z', '2026-11-21T02:00:00.000Z', 'yearly', '2027-01-31'],
];

describe('a series comes to an end where it', () => {
  it.each(bounds)('%s', (_what, from, after, rhythm, next) => {
    const found = nextOccurrence({ from, rhythm, timeZone: 'Asia/Shanghai' }, after);
    expect(found?.slice(0, next?.length)).toBe(next);
  });
});
