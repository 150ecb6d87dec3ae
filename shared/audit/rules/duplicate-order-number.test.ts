import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { duplicateOrderNumber } from './duplicate-order-number.ts';

const found = (a: string, b: string, accounts = ['acc_1', 'acc_1']) =>
  groupFaults(duplicateOrderNumber, [
    record('order', { number: a, accountId: accounts[0] }),
    record('order', { number: b, accountId: accounts[1] }),
  ]).length;

it.each([
  ['case', 'SO2026-00017', 'so2026-00017'],
  ['spaces', 'SO 2026-00017', 'SO2026-00017'],
  ['dashes before digits', 'SO-1001', 'SO1001'],
  ['leading zeros', 'SO-0017', 'SO-17'],
  ['leading zeros behind a dash', 'SO2026-00017', 'SO2026-17'],
  ['full width', 'ＳＯ１００１', 'SO1001'],
  ['a dash between digits, one customer', 'SO2026-00017', 'SO202600017'],
])('one number: %s', (_name, a, b) => {
  expect(found(a, b)).toBe(1);
});

it.each([
  ['another digit', 'SO1001', 'SO1002'],
  ['zeros at the end', 'SO100', 'SO1000'],
  ['another prefix', 'SO1001', 'PO1001'],
])('two numbers: %s', (_name, a, b) => {
  expect(found(a, b)).toBe(0);
});

it('does not take a dash between digits for a spelling where the customers differ', () => {
  expect(found('SO100-1', 'SO1001', ['acc_1', 'acc_2'])).toBe(0);
});

it('says it once, at the number of the older order', () => {
  const [a, b] = [
    record('order', { number: 'SO-0017', accountId: 'acc_1' }),
    record('order', { number: 'so17', accountId: 'acc_1' }),
  ];
  expect(groupFaults(duplicateOrderNumber, [b!, a!])).toMatchObject([
    { subjectId: a!.id, locator: 'number', found: 'SO-0017 = so17', related: [b!.id] },
  ]);
});
