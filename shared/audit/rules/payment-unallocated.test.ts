import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { groupFaults, record } from '../testing.ts';
import { paymentUnallocated } from './payment-unallocated.ts';

const own = { accountId: 'acc_1', currency: 'CNY' };
const money = (unallocated: number, data = {}) =>
  record('payment', { ...own, status: 'received', date: '2026-10-20', unallocated, ...data });
const owed = (data = {}) => record('receivable', { ...own, status: 'open', balance: 900, ...data });
const bill = owed();

it.each<[string, Rec[], number]>([
  ['money of last month beside an open bill', [money(500), bill], 1],
  ['money of last week beside an open bill', [money(500, { date: '2026-11-15' }), bill], 0],
  ['money that is all allocated', [money(0), bill], 0],
  ['money that was taken back', [money(500, { status: 'reversed' }), bill], 0],
  ['money in advance, nothing is owed', [money(500)], 0],
  ['money beside a bill that is paid', [money(500), owed({ status: 'paid' })], 0],
  ['money beside a bill of somebody else', [money(500), owed({ accountId: 'acc_2' })], 0],
  ['money beside a bill in another currency', [money(500), owed({ currency: 'USD' })], 0],
  [
    'a credit note beside an open bill',
    [record('creditNote', { ...own, status: 'approved', date: '2026-10-20', unallocated: 5 }), bill],
    1,
  ],
  [
    'a credit note that nobody approved',
    [record('creditNote', { ...own, status: 'draft', date: '2026-10-20', unallocated: 5 }), bill],
    0,
  ],
])('%s', (_name, records, count) => {
  expect(groupFaults(paymentUnallocated, records)).toHaveLength(count);
});

it('stands at the payment and names the open bills', () => {
  const paid = money(500);
  expect(groupFaults(paymentUnallocated, [paid, bill])).toEqual([
    {
      subjectId: paid.id,
      locator: 'unallocated',
      found: '5.00 CNY (2026-10-20)',
      expected: '≤ 14 d',
      related: [bill.id],
    },
  ]);
});
