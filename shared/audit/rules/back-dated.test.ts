import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { backDated } from './back-dated.ts';

// Ten in the evening in Shanghai on 20 November is still the 20th in UTC; seven in the morning there is not.
const entered = (orderDate: string | undefined, enteredAt = '2026-11-20T14:00:00.000Z', parts = {}) =>
  record('order', { orderDate }, { enteredAt, ...parts });

it.each([
  ['of the day itself', entered('2026-11-20'), []],
  ['of three days before', entered('2026-11-17'), []],
  ['of four days before', entered('2026-11-16'), ['orderDate']],
  ['of a day to come', entered('2026-12-24'), []],
  ['without a date', entered(undefined), []],
  ['with a date that is none', entered('last week'), []],
  ['days are those of the company', entered('2026-11-17', '2026-11-20T23:00:00.000Z'), ['orderDate']],
  ['imported', entered('2019-01-01', undefined, { source: 'import:imp_1' }), []],
  ['brought over by another system', entered('2019-01-01', undefined, { externalIds: { erp: 'A-1' } }), []],
  [
    'a note of last month',
    record('activity', { kind: 'note', happenedAt: '2026-10-01T00:00:00.000Z' }),
    ['happenedAt'],
  ],
  ['a visit is for another rule', record('activity', { kind: 'visit', happenedAt: '2026-10-01T00:00:00.000Z' }), []],
])('an order %s', (_name, subject, locators) => {
  expect(locatorsOf(backDated, subject)).toEqual(locators);
});

it('counts the days of its settings', () => {
  expect(faultsOf(backDated, entered('2026-11-19'), { setting: { settings: { days: 0 } } })).toEqual([
    { locator: 'orderDate', found: '2026-11-19 → 2026-11-20', expected: '≤ 0 d' },
  ]);
});
