import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { exposureDiffers } from './exposure-differs.ts';

const customer = record('account', { name: '上海远洋机械有限公司' });
const documents = [
  record('order', { accountId: customer.id, status: 'approved', currency: 'CNY', openTotal: 40_000 }),
  record('receivable', { accountId: customer.id, status: 'open', currency: 'CNY', total: 5_000 }),
];

it('a counter that agrees with the documents is sound', () => {
  expect(groupFaults(exposureDiffers, [customer, ...documents])).toEqual([]);
});

it('one that differs is told at the account, in every currency, with what would be right', () => {
  const credit = [
    { currency: 'CNY', kept: 15_000, counted: 45_000 },
    { currency: 'JPY', kept: 0, counted: 900 },
  ];
  expect(groupFaults(exposureDiffers, [customer, ...documents], { credit })).toMatchObject([
    {
      subjectId: customer.id,
      locator: 'creditLimit',
      found: 'CNY 150.00, JPY 0',
      expected: 'CNY 450.00, JPY 900',
    },
  ]);
});

it('an account that is not in use any more is nobody’s to look after', () => {
  const gone = { ...customer, archivedAt: '2026-11-02T00:00:00.000Z' };
  const credit = [{ currency: 'CNY', kept: 1, counted: 0 }];
  expect(groupFaults(exposureDiffers, [gone, ...documents], { credit })).toEqual([]);
});
