import * as z from 'zod';
import type { Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { amountText } from '../amounts.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

interface Sale {
  orderId: string;
  price: number;
  currency: string;
  date: string;
}

/** A dated price of the product: first and last day, '' for an open end. */
interface Period {
  from: string;
  to: string;
  price: number;
}

const salesOf = (product: string, rows: readonly Row[]): Sale[] =>
  rows.flatMap((row) =>
    ((row['linePrices'] ?? []) as readonly (readonly [unknown, unknown])[]).flatMap(([id, price]) =>
      id === product && typeof price === 'number' && price > 0
        ? [{ orderId: row.id, price, currency: textIn(row, 'currency') ?? '', date: textIn(row, 'orderDate') ?? '' }]
        : [],
    ),
  );

const periodsOf = (product: Row): Period[] =>
  ((product['pricePeriods'] ?? []) as readonly (readonly [unknown, unknown, unknown])[]).flatMap(([from, to, price]) =>
    typeof price === 'number' ? [{ from: String(from ?? ''), to: String(to ?? ''), price }] : [],
  );

/** A sale at the price that a recorded price change set for its day. */
const isCovered = (sale: Sale, periods: readonly Period[]): boolean =>
  sale.date !== '' &&
  periods.some(({ from, to, price }) => price === sale.price && from <= sale.date && (to === '' || sale.date <= to));

/** The sales in one currency that no price change explains; none when all were made at one price. */
const unexplained = (sales: readonly Sale[], periods: readonly Period[]): readonly Sale[] =>
  new Set(sales.map((sale) => sale.price)).size < 2 ? [] : sales.filter((sale) => !isCovered(sale, periods));

const byCount = (sales: readonly Sale[]): number[] => {
  const counts = new Map<number, number>();
  for (const { price } of sales) counts.set(price, (counts.get(price) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([price]) => price);
};

/**
 * One product sold at several unit prices without a recorded price change that covers them; one finding a product. Prices in
 * different currencies are not compared, and missing or non-positive ones are the fault of another rule.
 */
export const severalPrices = defineGroupRule({
  id: 'several-prices',
  area: 'documents',
  severity: 'medium',
  types: ['order', 'product'],
  label: { en: 'One product sold at several prices', zh: '同一产品多种售价' },
  explanation: {
    en: 'Without a price change on record nobody knows which price was right: customers compare, and margin is given away unseen.',
    zh: '没有调价记录，就不知道哪个价格才对：客户之间会比价，利润也在不知不觉中流失。',
  },
  help: {
    en: 'Find out which price applied on each day. Record the price change with its dates on the product, or correct the orders that are wrong.',
    zh: '查明各个日期应执行的价格：确有调价的，在产品上补记价格和起止日期；订单有误的，改正订单。',
  },
  settings: z.strictObject({
    tolerancePercent: z
      .number()
      .min(0)
      .max(100)
      .default(0)
      .meta({ title: 'Differences up to this percentage are let pass / 允许的差异（%）' }),
  }),
  dueDays: 14,
  keys: (row) =>
    row['type'] === 'product'
      ? [row.id]
      : [
          ...new Set(
            ((row['linePrices'] ?? []) as readonly (readonly unknown[])[]).flatMap(([id]) =>
              typeof id === 'string' ? [id] : [],
            ),
          ),
        ],
  evaluateGroup: (key, rows, { settings }) => {
    const product = rows.find((row) => row.id === key);
    if (!product) return undefined;
    const periods = periodsOf(product);
    const byCurrency = Map.groupBy(salesOf(key, rows), (sale) => sale.currency);
    const faults = [...byCurrency]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([currency, sales]) => {
        const prices = [...new Set(sales.map((sale) => sale.price))].sort((a, b) => a - b);
        const wide = prices.length > 1 && prices.at(-1)! > prices[0]! * (1 + settings.tolerancePercent / 100);
        return wide && unexplained(sales, periods).length > 0 ? [{ currency, sales, prices }] : [];
      });
    if (faults.length === 0) return undefined;
    const odd = faults.flatMap(({ sales }) => {
      const [usual] = byCount(sales);
      return sales.filter((sale) => sale.price !== usual).map((sale) => sale.orderId);
    });
    return {
      subjectId: key,
      subjectType: 'product',
      locator: 'price',
      found: faults
        .map(({ currency, prices }) =>
          prices
            .slice(0, 8)
            .map((price) => amountText(price, currency))
            .join(', '),
        )
        .join('; ')
        .slice(0, 300),
      expected: faults
        .map(({ currency, sales }) => amountText(byCount(sales)[0]!, currency))
        .join('; ')
        .slice(0, 300),
      related: [...new Set(odd)].sort().slice(0, MAX_RELATED),
    };
  },
});
