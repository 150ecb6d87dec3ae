import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { orphanReference } from './orphan-reference.ts';

const account = record('account', { name: 'A' });
const archived = record('account', { name: 'B' }, { archivedAt: '2026-11-02T00:00:00.000Z' });
const product = record('product', { code: 'P' });
const others = [account, archived, product];

it.each([
  ['all there', record('order', { accountId: account.id }, { lines: [{ productId: product.id }] }), []],
  ['archived ones exist', record('order', { accountId: archived.id }), []],
  ['no reference', record('order', {}), []],
  ['an account that is gone', record('order', { accountId: 'acc_gone' }), ['accountId']],
  [
    'a product of the second line',
    record('order', {}, { lines: [{ productId: product.id }, { productId: 'prd_gone' }] }),
    ['lines.1.productId'],
  ],
  ['a record of another kind', record('order', { accountId: product.id }), ['accountId']],
  [
    'an imported key that was not found',
    record('product', {}, { asImported: { categoryId: 'CO_PE' } }),
    ['categoryId'],
  ],
  [
    'one at a row of the document',
    record('product', {}, { lines: [{}], asImported: { 'lines.0.categoryId': 'CO_PE' } }),
    ['lines.0.categoryId'],
  ],
  ['an unreadable date is another rule’s', record('order', {}, { asImported: { orderDate: '0' } }), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(orphanReference, subject, { others })).toEqual(locators);
});

it('shows the key that found nothing', () => {
  expect(faultsOf(orphanReference, record('product', {}, { asImported: { categoryId: 'CO_PE' } }))).toEqual([
    { locator: 'categoryId', found: 'CO_PE', expected: 'category' },
  ]);
});
