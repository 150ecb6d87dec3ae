import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import type { Row } from '../kernel/rule.ts';
import { addDays, mondayOf } from '../kernel/time.ts';
import { effectOf, monthsOf, preventionsIn } from './prevention.ts';
import { MOST_RETURNS, reopened, weekField, weekFlows } from './weeks.ts';

const RULE = 'bad-phone';
// A Wednesday.
const SINCE = '2026-08-05';
const WEEK = '2026-08-03';

/** Counters of the eight weeks before the prevention's own, the own one, and those after it. */
const countsOf = (before: readonly number[], own: number, after: readonly number[]) =>
  Object.fromEntries(
    [...before, own, ...after].map((count, index) => [
      weekField(addDays(WEEK, 7 * (index - before.length)), RULE),
      count,
    ]),
  );
const effect = (before: readonly number[], after: readonly number[], known = '2026-01-01') =>
  effectOf(
    { rule: RULE, since: SINCE },
    // The week that runs has begun and is full of faults; it does not count.
    { counts: countsOf(before, 50, [...after, 99]), today: addDays(WEEK, 7 * (after.length + 1) + 2), known },
  );

describe('a prevention', () => {
  const eight = (count: number) => Array<number>(8).fill(count);
  it.each<[string, number[], number[], string, boolean]>([
    ['three whole weeks old', eight(4), [0, 0, 0], 'too-early', false],
    ['after which there are fewer', eight(4), [2, 1, 0, 1], 'better', false],
    ['after which there is none', eight(1), [0, 0, 0, 0, 0, 0, 0, 0], 'better', false],
    ['after which there are as many', eight(4), [4, 3, 5, 4], 'same', true],
    ['after which there are more', eight(4), [6, 7, 6, 6], 'worse', true],
    ['of a fault that was not there before', eight(0), [0, 1, 0, 0], 'worse', true],
    ['of a fault that was seen on neither side', eight(0), [0, 0, 0, 0], 'no-basis', false],
    ['before which a backlog was found in one week', [400, 2, 3, 2, 2, 2, 2, 2], [2, 2, 2, 2], 'same', true],
    ['before which nothing but a backlog was found', [400, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0], 'no-basis', false],
  ])('%s: %s → %s is %s', (_, before, after, verdict, withoutEffect) => {
    expect(effect(before, after)).toMatchObject({ verdict, withoutEffect });
  });

  it('is compared with eight weeks on each side, without its own week and the one that runs', () => {
    const { before, after, beforeRate, afterRate } = effect([1, 2, 3, 4, 5, 6, 7, 8], [8, 7, 6, 5, 4, 3, 2, 1, 77]);
    expect(before.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(after.map(({ count }) => count)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(before.at(-1)?.from).toBe('2026-07-27');
    expect(after[0]?.from).toBe('2026-08-10');
    expect([beforeRate, afterRate]).toEqual([4.5, 4.5]);
  });

  it('is not compared with weeks in which the company was not there', () => {
    expect(effect([0, 0, 0, 0, 0, 0, 4, 4], [4, 4, 4, 4], '2026-07-22')).toMatchObject({
      beforeRate: 4,
      verdict: 'same',
    });
    expect(effect(eight(0), [4, 4, 4, 4], '2026-08-04')).toMatchObject({ verdict: 'no-basis', before: [] });
  });

  it('needs the counters of the months in which its weeks begin', () => {
    expect(monthsOf({ since: SINCE })).toEqual(['2026-06', '2026-07', '2026-08', '2026-09']);
  });
});

it('preventions that several findings name are one, since the earliest day, the newest first', () => {
  const row = (id: string, link: Record<string, unknown>) => ({ id, rule: RULE, ...link }) as unknown as Row;
  const standard = { preventionType: 'standard', preventionRef: 'standard', preventionVersion: 3 };
  expect(
    preventionsIn([
      row('fnd_1', {}),
      row('fnd_2', { ...standard, preventionSince: '2026-09-02' }),
      row('fnd_3', { ...standard, preventionSince: '2026-09-01' }),
      row('fnd_4', { ...standard, preventionVersion: 4, preventionSince: '2026-10-01' }),
      row('fnd_5', { ...standard, preventionSince: '2026-09-03', rule: 'bad-email' }),
    ]).map(({ rule, version, since, findings }) => [rule, version, since, findings]),
  ).toEqual([
    [RULE, 4, '2026-10-01', 1],
    ['bad-email', 3, '2026-09-03', 1],
    [RULE, 3, '2026-09-01', 2],
  ]);
});

describe('weeks', () => {
  it.each([
    ['2026-11-22', '2026-11-16'],
    ['2026-11-23', '2026-11-23'],
    ['2026-01-01', '2025-12-29'],
  ])('%s lies in the week of %s', (day, monday) => expect(mondayOf(day)).toBe(monday));

  it('a fault counts when it opens and whenever it comes back, on the company’s own calendar', () => {
    const data = { rule: RULE, openedAt: '2026-11-22T17:00:00.000Z', cameBack: ['2026-12-02'] };
    expect(weekFlows({ createdAt: '', data } as unknown as Rec, 'Asia/Shanghai')).toEqual([
      { period: '2026-11', item: 'findings.week', field: '2026-11-23|bad-phone', amount: 1 },
      { period: '2026-11', item: 'findings.week', field: '2026-11-30|bad-phone', amount: 1 },
    ]);
  });

  it('what was settled does not hold for a fault that is there again', () => {
    const settled = { closedAt: 'x', acceptedUntil: '2027-01-01', acceptedAt: 'x', cause: 'kept' };
    expect(reopened(settled, '2026-11-22')).toEqual({ cause: 'kept', state: 'recurred', cameBack: ['2026-11-22'] });
  });

  it('a fault that keeps coming back keeps its latest days', () => {
    const days = Array.from({ length: MOST_RETURNS }, (_, index) => addDays('2026-01-01', index));
    const { cameBack } = reopened({ cameBack: days }, '2026-11-22');
    expect(cameBack).toEqual([...days.slice(1), '2026-11-22']);
  });
});
