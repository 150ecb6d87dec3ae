import { deviationOf } from '../commerce/deal.ts';
import type { Label } from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import { balanceOf } from '../receivables/receivable.ts';
import type { GuardWorld } from './guard.ts';

/** A size of a document by which an approval's level is asked for. */
export interface Measure {
  id: string;
  label: Label;
  unit: 'minor' | 'percent';
  types: readonly string[];
  refs?: true;
  /** `Infinity` where the size cannot be told: then every level is asked for. */
  of: (rec: Rec, world: GuardWorld) => number;
}

/** Percent by which a number moved, from what it was; without a former value it moved without bound. */
const movement = (before: unknown, after: unknown): number => {
  if (typeof after !== 'number') return typeof before === 'number' ? 100 : 0;
  if (typeof before !== 'number' || before === 0) return Number.POSITIVE_INFINITY;
  return (Math.abs(after - before) / Math.abs(before)) * 100;
};

type Row = Record<string, unknown>;

/** The row that a price follows on: of the same quantity, the last one before it, or the one that it changes. */
const formerOf = (rows: readonly Row[], row: Row): Row | undefined => {
  const from = (one: Row) => String(one['from'] ?? '');
  return rows
    .filter((one) => (one['minQuantity'] ?? 0) === (row['minQuantity'] ?? 0) && from(one) <= (from(row) || '9999'))
    .toSorted((a, b) => (from(a) < from(b) ? 1 : -1))[0];
};

/** The largest movement of any dated price; one that is new for its quantity, or taken away, moved without bound. */
const pricesMoved = (before: readonly Row[], after: readonly Row[]): number => {
  const quantities = (rows: readonly Row[]) => new Set(rows.map((row) => row['minQuantity'] ?? 0));
  const gone = [...quantities(before)].some((quantity) => !quantities(after).has(quantity));
  if (gone) return Number.POSITIVE_INFINITY;
  return Math.max(
    0,
    ...after.flatMap((row) => {
      const former = formerOf(before, row);
      return ['price', 'cost', 'floorPrice']
        .filter((name) => row[name] !== undefined || former?.[name] !== undefined)
        .map((name) => movement(former?.[name], row[name]));
    }),
  );
};

const inOwn = (rec: Rec, world: GuardWorld): boolean => (rec.data['currency'] ?? world.currency) === world.currency;

/** Percent off the price from which on it is the highest level's business. */
const DEEP = 20;

/** The list of measures. */
export const measures: readonly Measure[] = [
  {
    id: 'amount',
    label: { en: 'Amount', zh: '金额' },
    unit: 'minor',
    types: ['order', 'quote', 'opportunity'],
    // There are no exchange rates here: an amount in another currency than the workspace's goes through every level.
    of: (rec, world) => {
      const currency = rec.data['currency'];
      if (typeof currency === 'string' && currency !== world.currency) return Number.POSITIVE_INFINITY;
      return typeof rec.data['amount'] === 'number' ? rec.data['amount'] : Number.POSITIVE_INFINITY;
    },
  },
  {
    id: 'discount',
    label: { en: 'Discount on the list price', zh: '标准价折扣' },
    unit: 'percent',
    types: ['order', 'quote'],
    refs: true,
    // The largest of any line. A line of a product without a list price, or in another currency, cannot be judged; free text has no list price.
    of: (rec, world) =>
      Math.max(
        0,
        ...(rec.lines ?? []).map((line) => {
          const product = typeof line['productId'] === 'string' ? world.ref(line['productId']) : undefined;
          if (typeof line['productId'] !== 'string') return 0;
          const list = product?.data['price'];
          const price = line['unitPrice'];
          const same = (product?.data['currency'] ?? world.currency) === (rec.data['currency'] ?? world.currency);
          if (typeof list !== 'number' || typeof price !== 'number' || list <= 0 || !same)
            return Number.POSITIVE_INFINITY;
          return ((list - price) / list) * 100;
        }),
      ),
  },
  {
    id: 'price-deviation',
    label: { en: 'Departure from list or last approved price', zh: '偏离标准价或上次批准价' },
    unit: 'percent',
    types: ['order', 'quote'],
    // What was looked up when the document was last written; below floor counts as all of it, a line without any price as the least.
    of: (rec) => deviationOf(rec.lines ?? []),
  },
  {
    id: 'amount-at-risk',
    label: {
      en: 'Amount (any, where the price is 20 % off or below floor)',
      zh: '金额（价格偏离达 20% 或低于底价时不论金额）',
    },
    unit: 'minor',
    types: ['order', 'quote'],
    of: (rec, world) =>
      deviationOf(rec.lines ?? []) >= DEEP || !inOwn(rec, world) || typeof rec.data['amount'] !== 'number'
        ? Number.POSITIVE_INFINITY
        : rec.data['amount'],
  },
  {
    id: 'balance',
    label: { en: 'Balance', zh: '余额' },
    unit: 'minor',
    types: ['receivable'],
    of: (rec, world) => (inOwn(rec, world) ? balanceOf(rec) : Number.POSITIVE_INFINITY),
  },
  {
    id: 'total',
    label: { en: 'Total with tax', zh: '价税合计' },
    unit: 'minor',
    types: ['order', 'quote', 'creditNote'],
    of: (rec, world) =>
      inOwn(rec, world) && typeof rec.data['total'] === 'number' ? rec.data['total'] : Number.POSITIVE_INFINITY,
  },
  {
    id: 'movement',
    label: { en: 'Movement of the value', zh: '变动幅度' },
    unit: 'percent',
    types: ['changeRequest'],
    of: (rec) =>
      Math.max(
        0,
        ...((rec.data['changes'] ?? []) as { field: string; before?: unknown; after?: unknown }[]).map((change) =>
          change.field === 'lines' && Array.isArray(change.after)
            ? pricesMoved((change.before ?? []) as Row[], change.after as Row[])
            : typeof change.after === 'number' || typeof change.before === 'number'
              ? movement(change.before, change.after)
              : Number.POSITIVE_INFINITY,
        ),
      ),
  },
];

const byId = new Map(measures.map((measure) => [measure.id, measure]));
export const measureOf = (id: string): Measure | undefined => byId.get(id);
