import type { Row } from '../kernel/rule.ts';
import type { PriceRow } from './resolve.ts';
import { breaksOn, rowFor } from './resolve.ts';

/** A product's prices in a list, as far as a comparison asks. */
export interface ListedProduct {
  productId: string;
  rows: readonly PriceRow[];
}

/** What the comparison knows of a product. Minor units of the list's currency. */
export interface ProductFacts {
  code: string;
  name: string;
  /** The price that holds where no list has one. */
  price?: number | undefined;
  cost?: number | undefined;
  floorPrice?: number | undefined;
}

export interface EffectRow {
  productId: string;
  code: string;
  name: string;
  minQuantity: number;
  before?: number;
  after?: number;
  percent?: number;
  belowCost?: boolean;
}

/** Percent by which a price moves, two decimals. */
const movement = (before: number, after: number): number => Math.round(((after - before) / before) * 10_000) / 100;

/** The rows of a price in the list index: what its extra column holds. */
export const rowsIn = (row: Row): PriceRow[] =>
  ((row['pricePeriods'] ?? []) as readonly (readonly unknown[])[]).flatMap(([from, to, price, minQuantity, floor]) =>
    typeof price === 'number'
      ? [
          {
            from: typeof from === 'string' ? from : undefined,
            to: typeof to === 'string' ? to : undefined,
            minQuantity: typeof minQuantity === 'number' ? minQuantity : undefined,
            price,
            floorPrice: typeof floor === 'number' ? floor : undefined,
          },
        ]
      : [],
  );

/**
 * What changes when a list comes into force on a day: each of its prices beside the one that holds now, and what the list in force
 * has and this one has not. Without a list in force the products' own prices are compared.
 */
export const compareLists = (
  next: readonly ListedProduct[],
  present: readonly ListedProduct[] | undefined,
  { day, factsOf }: { day: string; factsOf: (productId: string) => ProductFacts },
) => {
  const now = new Map((present ?? []).map((one) => [one.productId, one.rows]));
  const before = (productId: string, quantity: number): number | undefined =>
    present ? rowFor(now.get(productId) ?? [], { date: day, quantity })?.price : factsOf(productId).price;
  let belowFloor = 0;
  const rows = next.flatMap(({ productId, rows: own }) => {
    const facts = factsOf(productId);
    return breaksOn(own, day).map(({ minQuantity, price }): EffectRow => {
      const was = before(productId, Math.max(1, minQuantity));
      const floor = rowFor(own, { date: day, quantity: Math.max(1, minQuantity) })?.floorPrice ?? facts.floorPrice;
      if (floor !== undefined && price < floor) belowFloor++;
      return {
        productId,
        code: facts.code,
        name: facts.name,
        minQuantity,
        after: price,
        ...(was === undefined ? {} : { before: was }),
        ...(was ? { percent: movement(was, price) } : {}),
        ...(facts.cost === undefined ? {} : { belowCost: price < facts.cost }),
      };
    });
  });
  const has = new Set(rows.map((row) => row.productId));
  const dropped = [...now].flatMap(([productId, own]): EffectRow[] => {
    const price = rowFor(own, { date: day, quantity: Number.POSITIVE_INFINITY })?.price;
    if (has.has(productId) || price === undefined) return [];
    const { code, name } = factsOf(productId);
    return [{ productId, code, name, minQuantity: 0, before: price }];
  });
  const moved = rows.flatMap((row) => row.percent ?? []);
  const count = (test: (row: EffectRow) => boolean) => rows.filter(test).length;
  return {
    prices: rows.length,
    up: count((row) => row.before !== undefined && row.after! > row.before),
    down: count((row) => row.before !== undefined && row.after! < row.before),
    same: count((row) => row.before === row.after),
    added: count((row) => row.before === undefined),
    dropped: dropped.length,
    belowCost: count((row) => row.belowCost === true),
    belowFloor,
    ...(moved.length > 0
      ? { meanPercent: Math.round((moved.reduce((sum, one) => sum + one, 0) / moved.length) * 100) / 100 }
      : {}),
    rows: [...rows, ...dropped].sort(
      (a, b) =>
        Math.abs(b.percent ?? 0) - Math.abs(a.percent ?? 0) ||
        (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
        a.minQuantity - b.minQuantity,
    ),
  };
};
