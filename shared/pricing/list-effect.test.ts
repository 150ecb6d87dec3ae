import { expect, it } from 'vitest';
import { compareLists } from './list-effect.ts';

const factsOf = (productId: string) => ({
  code: productId.toUpperCase(),
  name: productId,
  price: 1000,
  cost: 600,
  floorPrice: 700,
});
const of = (
  productId: string,
  ...rows: { price: number; minQuantity?: number; floorPrice?: number; to?: string }[]
) => ({ productId, rows });

it('a new list is compared price by price with the one in force', () => {
  const { rows, ...figures } = compareLists(
    [
      of('a', { price: 110 * 10 }, { price: 900, minQuantity: 10 }),
      of('b', { price: 650 }),
      of('c', { price: 500 }),
      of('d', { price: 1, to: '2026-01-01' }),
    ],
    [of('a', { price: 1000 }), of('b', { price: 650 }), of('e', { price: 5 }), of('f', { price: 5, to: '2026-01-01' })],
    { day: '2026-12-01', factsOf },
  );
  expect(figures).toEqual({
    prices: 4,
    up: 1,
    down: 1,
    same: 1,
    added: 1,
    dropped: 1,
    belowCost: 1,
    belowFloor: 2,
    meanPercent: 0,
  });
  expect(rows.map((row) => [row.productId, row.minQuantity, row.before, row.after, row.percent])).toEqual([
    ['a', 0, 1000, 1100, 10],
    ['a', 10, 1000, 900, -10],
    ['b', 0, 650, 650, 0],
    ['c', 0, undefined, 500, undefined],
    ['e', 0, 5, undefined, undefined],
  ]);
});

it('without a list in force, a new one is compared with the products’ own prices', () => {
  const { rows } = compareLists([of('a', { price: 900 })], undefined, { day: '2026-12-01', factsOf });
  expect(rows).toMatchObject([{ before: 1000, after: 900, percent: -10 }]);
});
