import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { groupFaults, record } from '../testing.ts';
import { severalPrices } from './several-prices.ts';

const product = record('product', { code: 'A-1', name: 'Helmet' });
const sold = (unitPrice: number | null, orderDate = '2026-11-01', currency = 'USD') =>
  record('order', { orderDate, currency }, { lines: [{ productId: product.id, quantity: 1, unitPrice }] });
const found = (...orders: Rec[]) => groupFaults(severalPrices, [product, ...orders]);

it.each([
  ['one price', [sold(3500), sold(3500)], 0],
  ['two prices', [sold(3500), sold(3499)], 1],
  ['three prices are one finding', [sold(3500), sold(3499), sold(3000)], 1],
  ['missing and negative prices are no prices', [sold(3500), sold(null), sold(-3500), sold(0)], 0],
  ['currencies are not compared', [sold(3500), sold(25000, '2026-11-01', 'CNY')], 0],
  [
    'two prices within one order',
    [
      record(
        'order',
        { currency: 'USD' },
        {
          lines: [
            { productId: product.id, unitPrice: 1 },
            { productId: product.id, unitPrice: 2 },
          ],
        },
      ),
    ],
    1,
  ],
  [
    'prices of other products',
    [sold(3500), record('order', { currency: 'USD' }, { lines: [{ productId: 'prd_other', unitPrice: 1 }] })],
    0,
  ],
])('%s', (_name, orders, count) => {
  expect(found(...orders)).toHaveLength(count);
});

it('stands at the product and names the orders at an unusual price', () => {
  const odd = sold(3000);
  expect(found(sold(3500), sold(3500), odd)).toEqual([
    {
      subjectId: product.id,
      locator: 'price',
      found: '30.00 USD, 35.00 USD',
      expected: '35.00 USD',
      related: [odd.id],
    },
  ]);
});

it('lets a small difference pass where it is told to', () => {
  const setting = { settings: { tolerancePercent: 1 } };
  expect(groupFaults(severalPrices, [product, sold(1000), sold(1010)], { setting })).toEqual([]);
  expect(groupFaults(severalPrices, [product, sold(1000), sold(1011)], { setting })).toHaveLength(1);
});

it('accepts prices that a dated price change covers, and no other ones', () => {
  const rows = (orders: Rec[]) => {
    const priced: Rec = {
      ...product,
      lines: [
        { from: '2025-01-01', to: '2025-12-31', price: 3000 },
        { from: '2026-01-01', price: 3500 },
      ],
    };
    return groupFaults(severalPrices, [priced, ...orders]);
  };
  expect(rows([sold(3000, '2025-06-01'), sold(3500, '2026-06-01')])).toEqual([]);
  expect(rows([sold(3000, '2026-06-01'), sold(3500, '2026-06-01')])).toHaveLength(1);
});
