import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { dealDatesOutOfOrder } from './deal-dates-out-of-order.ts';

const order = record('order', { orderDate: '2026-11-10' });
const out = record('shipment', { orderId: order.id, shipDate: '2026-11-12' });
const bill = record('receivable', { issueDate: '2026-11-12' });
const paid = (date: string) => record('payment', { date }, { lines: [{ receivableId: bill.id, amount: 1 }] });

it.each<[string, Rec, string[]]>([
  ['a quote good for a month', record('quote', { quoteDate: '2026-11-01', validUntil: '2026-12-01' }), []],
  ['a quote good for its day', record('quote', { quoteDate: '2026-11-01', validUntil: '2026-11-01' }), []],
  [
    'a quote over before its day',
    record('quote', { quoteDate: '2026-11-02', validUntil: '2026-11-01' }),
    ['validUntil'],
  ],
  ['a shipment after the order', out, []],
  ['a shipment before the order', record('shipment', { orderId: order.id, shipDate: '2026-11-09' }), ['shipDate']],
  [
    'a delivery before the shipment',
    record('shipment', { shipDate: '2026-11-09', deliveredDate: '2026-11-08' }),
    ['deliveredDate'],
  ],
  ['a bill due at once', record('receivable', { issueDate: '2026-11-12', dueDate: '2026-11-12' }), []],
  ['a bill due before its day', record('receivable', { issueDate: '2026-11-12', dueDate: '2026-10-12' }), ['dueDate']],
  [
    'a bill settled before its day',
    record('receivable', { issueDate: '2026-11-12', settledDate: '2026-11-11' }),
    ['settledDate'],
  ],
  ['a credit note before its bill', record('creditNote', { receivableId: bill.id, date: '2026-11-11' }), ['date']],
  ['money after the bill', paid('2026-11-20'), []],
  ['money in advance', paid('2026-09-20'), []],
  ['money of another year', paid('2025-11-20'), ['lines.0.receivableId']],
  [
    'a price that ends before it begins',
    record('price', {}, { lines: [{ from: '2026-02-01', to: '2026-01-01' }] }),
    ['lines.0.to'],
  ],
  ['a list that ends before it begins', record('priceList', { from: '2026-02-01', to: '2026-01-01' }), ['to']],
  ['a list without an end', record('priceList', { from: '2026-02-01' }), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(dealDatesOutOfOrder, subject, { others: [order, out, bill] })).toEqual(locators);
});

it('says which day lies before which, and takes no advances where it is told to', () => {
  const subject = record('quote', { quoteDate: '2026-11-02', validUntil: '2026-11-01' });
  expect(faultsOf(dealDatesOutOfOrder, subject)).toEqual([
    { locator: 'validUntil', found: '2026-11-01 < 2026-11-02', expected: '≥ 2026-11-02' },
  ]);
  const setting = { settings: { advanceDays: 0 } };
  expect(locatorsOf(dealDatesOutOfOrder, paid('2026-11-11'), { others: [bill], setting })).toHaveLength(1);
});
