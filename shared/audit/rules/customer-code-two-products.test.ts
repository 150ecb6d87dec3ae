import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { groupFaults, record } from '../testing.ts';
import { customerCodeTwoProducts } from './customer-code-two-products.ts';

const [helmet, glove] = [record('product', { code: 'A-1' }), record('product', { code: 'B-2' })];
const code = (text: string, product: Rec, accountId = 'acc_1', parts: Partial<Rec> = {}) =>
  record('partCode', { accountId, code: text, productId: product.id }, parts as object);
const first = code('YY-88', helmet);
const merged = record('account', { name: 'Ocean' }, { id: 'acc_2', aliasOf: 'acc_1' });
/** What the rule says of part codes, beside the products and a merged account that it looks up. */
const found = (...codes: Rec[]) => groupFaults(customerCodeTwoProducts, [...codes, helmet, glove, merged]);

it.each<[string, Rec[], number]>([
  ['a code on two products', [first, code('YY-88', glove)], 1],
  ['a code in two spellings on two products', [first, code('yy 88', glove)], 1],
  ['a code twice on one product', [first, code('YY88', helmet)], 0],
  ['two codes on two products', [first, code('YY-89', glove)], 0],
  ['the same code of two customers', [first, code('YY-88', glove, 'acc_3')], 0],
  ['the same code of two customers that are one now', [first, code('YY-88', glove, 'acc_2')], 1],
  [
    'a code whose other entry was archived',
    [first, code('YY-88', glove, 'acc_1', { archivedAt: '2026-11-02T00:00:00.000Z' })],
    0,
  ],
])('%s', (_name, records, count) => {
  expect(found(...records)).toHaveLength(count);
});

it('stands at the older entry and names both products', () => {
  const second = code('YY-88', glove);
  expect(found(first, second)).toEqual([
    { subjectId: first.id, locator: 'productId', found: 'A-1, B-2', expected: '1', related: [second.id] },
  ]);
});
