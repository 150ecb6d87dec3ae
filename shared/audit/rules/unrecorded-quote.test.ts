import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { groupFaults, record } from '../testing.ts';
import { unrecordedQuote } from './unrecorded-quote.ts';

const line = (unitPrice: number, listPrice: number | null = 1000, productId = 'prd_1') => ({
  productId,
  quantity: 10,
  unitPrice,
  ...(listPrice === null ? {} : { listPrice }),
});
const order = (lines: Record<string, unknown>[], data = {}, parts: Partial<Rec> = {}) =>
  record('order', { accountId: 'acc_1', currency: 'CNY', status: 'approved', orderDate: '2026-11-10', ...data }, {
    ...parts,
    lines,
  } as Partial<Omit<Rec, 'data' | 'type'>>);
const quote = (unitPrice: number, data = {}) =>
  record(
    'quote',
    { accountId: 'acc_1', currency: 'CNY', status: 'sent', quoteDate: '2026-11-01', ...data },
    { lines: [line(unitPrice)] },
  );
const late = quote(900, { quoteDate: '2026-11-12' });

it.each<[string, Rec[], number]>([
  ['a price that nobody quoted', [order([line(900)])], 1],
  ['a price above the list that nobody quoted', [order([line(1100)])], 1],
  ['the list price', [order([line(1000)])], 0],
  ['a price that was quoted', [order([line(900)]), quote(900)], 0],
  ['a price that another quote has not', [order([line(900)]), quote(950)], 1],
  ['a price of an earlier order', [order([line(900, null)], { orderDate: '2026-06-01' }), order([line(900)])], 0],
  ['a price that was quoted to somebody else', [order([line(900)]), quote(900, { accountId: 'acc_2' })], 1],
  ['a price that was quoted in another currency', [order([line(900)]), quote(900, { currency: 'USD' })], 1],
  ['a price that was quoted with the tax in it', [order([line(900)]), quote(900, { taxIncluded: true })], 1],
  ['a price that was quoted afterwards', [order([line(900)]), late], 1],
  ['a price of a quote made afterwards that the order names', [order([line(900)], { quoteId: late.id }), late], 0],
  ['a price of a draft that nobody sent', [order([line(900)]), quote(900, { status: 'draft' })], 1],
  ['a price that was quoted too long ago', [order([line(900)]), quote(900, { quoteDate: '2024-01-01' })], 1],
  ['a line that was never measured by a list', [order([line(900, null)])], 0],
  ['an order that is still a draft', [order([line(900)], { status: 'draft' })], 0],
  ['two prices of one order', [order([line(900), line(800, 1000, 'prd_2'), line(1000, 1000, 'prd_3')])], 2],
])('%s', (_name, records, count) => {
  expect(groupFaults(unrecordedQuote, records)).toHaveLength(count);
});

it('stands at the line, with the price of the list', () => {
  const subject = order([line(1000, 1000, 'prd_9'), line(900)]);
  expect(groupFaults(unrecordedQuote, [subject])).toEqual([
    {
      subjectId: subject.id,
      locator: 'lines.1.unitPrice',
      found: '9.00 CNY',
      expected: '10.00 CNY',
    },
  ]);
});
