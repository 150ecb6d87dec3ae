import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { instant, standing } from '../process.fixture.ts';
import { groupFaults, record } from '../testing.ts';
import { approvedPriceStretched } from './approved-price-stretched.ts';

const deal = (
  lane: 'fast' | 'deviation',
  quantity: number,
  data: Record<string, unknown> = {},
  line: Record<string, unknown> = {},
): Rec =>
  record(
    'quote',
    {
      accountId: 'acc_1',
      currency: 'CNY',
      status: 'approved',
      lane,
      submittedAt: instant(lane === 'fast' ? 100 : 0),
      approvedAt: instant(lane === 'fast' ? 100 : 50),
      ...data,
    },
    { process: standing([]), lines: [{ productId: 'prd_1', unitPrice: 800, listPrice: 1000, quantity, ...line }] },
  );
const grant = deal('deviation', 1000);

it.each<[string, Rec[], number]>([
  ['the price of a thousand for ten', [grant, deal('fast', 10)], 1],
  ['the price of a thousand for a thousand', [grant, deal('fast', 1000)], 0],
  ['the price of a thousand for six hundred', [grant, deal('fast', 600)], 0],
  ['the price of ten, approved as well, for ten', [grant, deal('deviation', 10), deal('fast', 10)], 0],
  ['the list price for ten', [grant, deal('fast', 10, {}, { unitPrice: 1000 })], 0],
  ['the list price of another quantity', [grant, deal('fast', 10, {}, { listPrice: 800 })], 0],
  ['a price approved for ten by a level', [grant, deal('deviation', 10)], 0],
  ['the price of another customer', [grant, deal('fast', 10, { accountId: 'acc_2' })], 0],
  ['a price that was approved later', [deal('deviation', 1000, { approvedAt: instant(500) }), deal('fast', 10)], 0],
  ['a draft with the price', [grant, deal('fast', 10, { status: 'draft' })], 0],
  ['a price of a quote that was rejected', [deal('deviation', 1000, { status: 'cancelled' }), deal('fast', 10)], 0],
])('%s', (_name, records, count) => {
  expect(groupFaults(approvedPriceStretched, records)).toHaveLength(count);
});

it('stands at the small document and names the approved one', () => {
  const copy = deal('fast', 10, { copiedFrom: grant.id });
  expect(groupFaults(approvedPriceStretched, [grant, copy])).toEqual([
    {
      subjectId: copy.id,
      locator: 'lines.0.unitPrice',
      found: '10 × 8.00 CNY',
      expected: '1000 × 8.00 CNY',
      related: [grant.id],
    },
  ]);
});
