import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { instant, standing } from '../process.fixture.ts';
import { groupFaults, record } from '../testing.ts';
import { orderSplit } from './order-split.ts';

const DAY = 86_400;
const order = (amount: number, day: number, data: Record<string, unknown> = {}, parts: Partial<Rec> = {}): Rec =>
  record('order', { accountId: 'acc_1', currency: 'CNY', status: 'approved', amount, ...data }, {
    createdAt: instant(day * DAY),
    process: standing([]),
    ...parts,
  } as Partial<Omit<Rec, 'data' | 'type'>>);
const half = order(9_000_000, 0);

it.each<[string, Rec[], number]>([
  ['two just below the level on two days', [half, order(8_000_000, 1)], 1],
  ['two just below the level in two weeks', [half, order(8_000_000, 14)], 0],
  ['one just below and a small one', [half, order(500_000, 0)], 0],
  ['one just below and one that the level approves', [half, order(20_000_000, 0)], 0],
  ['two of two people', [half, order(8_000_000, 0, {}, { createdBy: 'mem_2' })], 0],
  ['two of two customers', [half, order(8_000_000, 0, { accountId: 'acc_2' })], 0],
  ['two in two currencies', [half, order(8_000_000, 0, { currency: 'USD' })], 0],
  ['a draft beside it', [half, order(8_000_000, 0, { status: 'draft' })], 0],
  ['one that was brought over', [half, order(8_000_000, 0, {}, { source: 'import:imp_1' })], 0],
])('%s', (_name, records, count) => {
  expect(groupFaults(orderSplit, records)).toHaveLength(count);
});

it('stands at the oldest, names the others and counts by its settings', () => {
  const [second, third] = [order(3_000, 1), order(3_500, 2)];
  const first = order(3_200, 0);
  const setting = { settings: { amount: 4_000 } };
  expect(groupFaults(orderSplit, [first, second, third], { setting })).toEqual([
    {
      subjectId: second.id,
      locator: 'amount',
      found: '32.00 CNY + 30.00 CNY + 35.00 CNY',
      expected: '< 40.00 CNY',
      related: [third.id, first.id],
    },
  ]);
});
