import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { groupFaults, record } from '../testing.ts';
import { overCreditLimit } from './over-credit-limit.ts';

const account = record('account', { name: 'Ocean', creditLimit: 100_000, currency: 'CNY' });
const own = { accountId: account.id, currency: 'CNY' };
const order = (openTotal: number, data = {}) => record('order', { ...own, status: 'approved', openTotal, ...data });
const owed = (balance: number, data = {}) => record('receivable', { ...own, status: 'open', balance, ...data });
const money = (unallocated: number, data = {}) =>
  record('payment', { ...own, status: 'received', unallocated, ...data });
const released = order(0, { status: 'shipped', releasedUntil: '2026-11-10' });

it.each<[string, Rec[], number]>([
  ['exactly the limit', [order(60_000), owed(40_000)], 0],
  ['more than the limit', [order(60_000), owed(40_001)], 1],
  ['more, less money that is not allocated', [order(60_000), owed(41_000), money(1_000)], 0],
  ['more, less money that was taken back', [order(60_000), owed(41_000), money(1_000, { status: 'reversed' })], 1],
  [
    'more, less a credit note',
    [owed(101_000), record('creditNote', { ...own, status: 'approved', unallocated: 1_000 })],
    0,
  ],
  ['more with an order that does not bind', [order(60_000, { status: 'on-hold' }), owed(41_000)], 0],
  ['more with what is settled', [order(60_000), owed(41_000, { status: 'paid' })], 0],
  ['more by an order that was released', [order(60_000, { releasedUntil: '2026-11-30' }), owed(60_000)], 0],
  ['more by an order whose release has run out', [order(60_000, { releasedUntil: '2026-11-20' }), owed(60_000)], 1],
  ['more by what was billed of a released order', [owed(60_000), owed(60_000, { orderId: released.id }), released], 0],
  ['more in another currency', [order(60_000), owed(900_000, { currency: 'USD' })], 0],
  ['more, archived', [order(60_000), { ...owed(60_000), archivedAt: '2026-11-20T00:00:00.000Z' }], 0],
])('a customer who takes %s', (_name, records, count) => {
  expect(groupFaults(overCreditLimit, [account, ...records])).toHaveLength(count);
});

it('is no question without a limit, and one of its own where the limit is nothing', () => {
  expect(groupFaults(overCreditLimit, [{ ...account, data: { name: 'Ocean' } }, owed(1)])).toEqual([]);
  expect(groupFaults(overCreditLimit, [{ ...account, data: { name: 'Ocean', creditLimit: 0 } }, owed(1)])).toHaveLength(
    1,
  );
});

it('stands at the limit, which only some may see, and names the largest documents first', () => {
  const [small, large] = [owed(30_000), order(90_000)];
  expect(groupFaults(overCreditLimit, [account, small, large])).toEqual([
    {
      subjectId: account.id,
      locator: 'creditLimit',
      found: '1200.00 CNY',
      expected: '≤ 1000.00 CNY',
      related: [large.id, small.id],
    },
  ]);
});
