import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { groupFaults, record } from '../testing.ts';
import { inconsistentQuotes } from './inconsistent-quotes.ts';

interface Offered {
  price: number;
  on?: string;
  until?: string;
  status?: string;
  line?: Record<string, unknown>;
  data?: Record<string, unknown>;
}
const quote = ({ price, on = '2026-11-02', until = '2026-12-02', status = 'sent', line, data }: Offered): Rec =>
  record(
    'quote',
    { accountId: 'acc_1', currency: 'CNY', status, quoteDate: on, validUntil: until, ...data },
    { lines: [{ productId: 'prd_1', quantity: 10, unitPrice: price, listPrice: 1000, ...line }] },
  );
const first = quote({ price: 900 });
const list = quote({ price: 1000 });

it.each<[string, Rec[], number]>([
  ['the same price twice', [first, quote({ price: 900 })], 0],
  ['two prices on one day', [first, quote({ price: 880 })], 1],
  ['a higher price a week later', [first, quote({ price: 950, on: '2026-11-09' })], 1],
  ['another price while the first is still valid', [first, quote({ price: 880, on: '2026-12-01' })], 1],
  ['another price after the first ran out', [first, quote({ price: 880, on: '2026-12-20' })], 0],
  ['another price with a reason', [first, quote({ price: 880, line: { reason: 'competition' } })], 0],
  [
    'another price with a reason on the earlier one only',
    [quote({ price: 900, line: { reason: 'volume' } }), quote({ price: 880 })],
    1,
  ],
  ['two quantities of one list', [list, quote({ price: 950, line: { quantity: 500, listPrice: 950 } })], 0],
  ['the list beside a lower price', [list, quote({ price: 950 })], 1],
  ['another price to another customer', [first, quote({ price: 880, data: { accountId: 'acc_2' } })], 0],
  ['another currency', [first, quote({ price: 120, data: { currency: 'USD' } })], 0],
  ['a price with the tax in it', [first, quote({ price: 1017, data: { taxIncluded: true } })], 0],
  ['another product', [first, quote({ price: 880, line: { productId: 'prd_2' } })], 0],
  ['a revision of the first', [quote({ price: 900, status: 'superseded' }), quote({ price: 880 })], 0],
  ['a revision that was not sent yet', [first, quote({ price: 880, data: { revisionOf: first.id } })], 0],
  ['a draft', [first, quote({ price: 880, status: 'draft' })], 0],
  ['a new offer after the customer declined', [quote({ price: 900, status: 'declined' }), quote({ price: 880 })], 0],
])('%s', (_name, records, count) => {
  expect(groupFaults(inconsistentQuotes, records)).toHaveLength(count);
});

it('stands at the later quote and names the other one', () => {
  const deputy = quote({ price: 880 });
  const known = { ...first, data: { ...first.data, number: 'QT2026-00001' } };
  expect(groupFaults(inconsistentQuotes, [deputy, known])).toEqual([
    {
      subjectId: deputy.id,
      locator: 'lines.0.unitPrice',
      found: '8.80 CNY',
      expected: '9.00 CNY QT2026-00001',
      related: [first.id],
    },
  ]);
});
