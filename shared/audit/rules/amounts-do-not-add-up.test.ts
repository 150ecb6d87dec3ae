import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { amountsDoNotAddUp } from './amounts-do-not-add-up.ts';

const lines = [
  { quantity: 3, unitPrice: 333, amount: 999, taxRate: 13 },
  { quantity: 1, unitPrice: 10, amount: 10, taxRate: 13 },
];
const deal = (type: string, data: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  record(type, { currency: 'CNY', ...data }, { lines: lines.map((line) => ({ ...line, ...more })) });
const bill = (data: Record<string, unknown>, billed: Record<string, unknown>[] = [{ quantity: 3, total: 1000 }]) =>
  record('receivable', { currency: 'CNY', total: 1000, ...data }, { lines: billed });
const paid = (data: Record<string, unknown>, ...amounts: number[]) =>
  record(
    'payment',
    { currency: 'CNY', status: 'received', amount: 1000, ...data },
    { lines: amounts.map((amount) => ({ amount })) },
  );

it.each<[string, Rec, string[]]>([
  ['an order that adds up, tax rounded once a line', deal('order', { amount: 1009, total: 999 + 130 + 10 + 1 }), []],
  ['a quote with the tax in its prices', deal('quote', { amount: 1009, total: 1009, taxIncluded: true }), []],
  ['an order with another sum', deal('order', { amount: 1000, total: 1140 }), ['amount']],
  ['a quote with another total', deal('quote', { amount: 1009, total: 1141 }), ['total']],
  ['an order of the time before there were totals', deal('order', { amount: 1009 }), []],
  ['an order without any sum', record('order', {}), []],
  ['more shipped than ordered', deal('order', {}, { shipped: 2 }), ['lines.1.shipped']],
  ['all of it shipped, some returned', record('order', {}, { lines: [{ quantity: 3, shipped: 3, returned: 2 }] }), []],
  [
    'more returned than shipped',
    record('order', {}, { lines: [{ quantity: 3, shipped: 1, returned: 2 }] }),
    ['lines.0.returned'],
  ],
  ['a receivable that is paid in part', bill({ paid: 300, credited: 100, balance: 600 }), []],
  ['a receivable with another balance', bill({ paid: 300, balance: 1000 }), ['balance']],
  ['a receivable of which more was paid than was owed', bill({ paid: 1200, balance: -200 }), ['balance']],
  ['a receivable with another total than its lines', bill({ total: 900, balance: 900 }), ['total']],
  ['an opening balance without lines', bill({ total: 900, balance: 900 }, []), []],
  ['a shipment with another total', record('shipment', { total: 5 }, { lines: [{ total: 4 }] }), ['total']],
  ['a credit note that adds up', record('creditNote', { total: 4 }, { lines: [{ total: 4 }] }), []],
  ['a payment that is allocated in part', paid({ unallocated: 300 }, 500, 200), []],
  ['a payment with another rest', paid({ unallocated: 0 }, 500, 200), ['unallocated']],
  ['more allocated than was received', paid({ unallocated: -100 }, 500, 600), ['unallocated']],
  ['a payment that was taken back', paid({ status: 'reversed', unallocated: 0 }, 500), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(amountsDoNotAddUp, subject)).toEqual(locators);
});

it('says what it ought to be', () => {
  expect(faultsOf(amountsDoNotAddUp, deal('order', { amount: 1000 }))).toEqual([
    { locator: 'amount', found: '10.00 CNY', expected: '10.09 CNY' },
  ]);
});
