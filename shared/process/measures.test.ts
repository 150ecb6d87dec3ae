import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { measureOf, measures } from './measures.ts';
import { documentOf, worldAt } from './testing.ts';

const order = (data: Record<string, unknown>, ...lines: Record<string, unknown>[]): Rec =>
  documentOf('order', data, { lines });
const at = (unitPrice: unknown, productId: string | undefined = 'prd_good') => ({ productId, quantity: 1, unitPrice });
const change = (...changes: Record<string, unknown>[]): Rec => documentOf('changeRequest', { changes });
const rows = (before: object[], after: object[]): Rec => change({ field: 'lines', before, after });
const UNKNOWN = Number.POSITIVE_INFINITY;

interface Row {
  measure: string;
  case: string;
  rec: Rec;
  size: number;
}

// The workspace's currency is CNY; the list price of prd_good is 1000.
const table: Row[] = [
  {
    measure: 'amount',
    case: 'in the workspace’s currency',
    rec: order({ amount: 12_345, currency: 'CNY' }),
    size: 12_345,
  },
  { measure: 'amount', case: 'without a currency', rec: order({ amount: 5, currency: undefined }), size: 5 },
  {
    measure: 'amount',
    case: 'in another currency, however small',
    rec: order({ amount: 1, currency: 'USD' }),
    size: UNKNOWN,
  },
  { measure: 'amount', case: 'none', rec: order({ amount: undefined }), size: UNKNOWN },
  { measure: 'amount', case: 'text', rec: order({ amount: '5' }), size: UNKNOWN },
  { measure: 'discount', case: 'no line', rec: order({}), size: 0 },
  { measure: 'discount', case: 'at list price', rec: order({}, at(1000)), size: 0 },
  { measure: 'discount', case: 'over list price', rec: order({}, at(1200)), size: 0 },
  { measure: 'discount', case: 'the largest of the lines', rec: order({}, at(900), at(750), at(1000)), size: 25 },
  { measure: 'discount', case: 'given away', rec: order({}, at(0)), size: 100 },
  { measure: 'discount', case: 'free text beside it', rec: order({}, at(900), { unitPrice: 1 }), size: 10 },
  {
    measure: 'discount',
    case: 'a product without list price',
    rec: order({}, at(1000), at(1, 'prd_free')),
    size: UNKNOWN,
  },
  { measure: 'discount', case: 'a product that is not there', rec: order({}, at(1000, 'prd_none')), size: UNKNOWN },
  { measure: 'discount', case: 'a line without price', rec: order({}, at(undefined)), size: UNKNOWN },
  {
    measure: 'discount',
    case: 'a list price in another currency',
    rec: order({}, at(1000, 'prd_dollar')),
    size: UNKNOWN,
  },
  {
    measure: 'discount',
    case: 'an order in another currency',
    rec: order({ currency: 'USD' }, at(1000)),
    size: UNKNOWN,
  },
  {
    measure: 'discount',
    case: 'both in the other currency',
    rec: order({ currency: 'USD' }, at(900, 'prd_dollar')),
    size: 10,
  },
  { measure: 'price-deviation', case: 'at list or the last price', rec: order({}, { deviation: 0 }), size: 0 },
  { measure: 'price-deviation', case: 'the largest', rec: order({}, { deviation: 3 }, { deviation: 7.5 }), size: 7.5 },
  { measure: 'price-deviation', case: 'no price to measure by', rec: order({}, { deviation: 0 }, {}), size: 0.01 },
  {
    measure: 'price-deviation',
    case: 'below floor, however little',
    rec: order({}, { deviation: 1, belowFloor: true }),
    size: 100,
  },
  {
    measure: 'price-deviation',
    case: 'below floor at the price that was approved',
    rec: order({}, { deviation: 0, belowFloor: true }),
    size: 0,
  },
  { measure: 'amount-at-risk', case: 'at its price', rec: order({ amount: 500 }, { deviation: 19.99 }), size: 500 },
  { measure: 'amount-at-risk', case: 'far off', rec: order({ amount: 500 }, { deviation: 20 }), size: UNKNOWN },
  { measure: 'amount-at-risk', case: 'below floor', rec: order({ amount: 5 }, { belowFloor: true }), size: UNKNOWN },
  { measure: 'amount-at-risk', case: 'another currency', rec: order({ currency: 'USD' }, at(1)), size: UNKNOWN },
  {
    measure: 'balance',
    case: 'what is still owed',
    rec: documentOf('receivable', { total: 1000, paid: 300, credited: 200 }),
    size: 500,
  },
  { measure: 'balance', case: 'another currency', rec: documentOf('receivable', { currency: 'USD' }), size: UNKNOWN },
  { measure: 'total', case: 'with tax', rec: documentOf('creditNote', { total: 1130 }), size: 1130 },
  { measure: 'total', case: 'none', rec: documentOf('creditNote', { total: undefined }), size: UNKNOWN },
  { measure: 'movement', case: 'up', rec: change({ field: 'price', before: 1000, after: 1200 }), size: 20 },
  { measure: 'movement', case: 'down', rec: change({ field: 'price', before: 1000, after: 700 }), size: 30 },
  {
    measure: 'movement',
    case: 'the largest of several',
    rec: change({ field: 'price', before: 100, after: 101 }, { field: 'cost', before: 100, after: 150 }),
    size: 50,
  },
  { measure: 'movement', case: 'a dated price', rec: rows([{ price: 100 }], [{ price: 95 }]), size: 5 },
  {
    measure: 'movement',
    case: 'the next period of a price, another quantity as it was',
    rec: rows(
      [{ price: 100 }, { minQuantity: 50, price: 90 }],
      [
        { price: 100, to: '2026-12-31' },
        { from: '2027-01-01', price: 110 },
        { minQuantity: 50, price: 90 },
      ],
    ),
    size: 10,
  },
  {
    measure: 'movement',
    case: 'a price for a quantity that had none',
    rec: rows([{ price: 100 }], [{ price: 100 }, { minQuantity: 50, price: 99 }]),
    size: UNKNOWN,
  },
  {
    measure: 'movement',
    case: 'a quantity taken away',
    rec: rows([{ price: 100 }, { minQuantity: 50, price: 90 }], [{ price: 100 }]),
    size: UNKNOWN,
  },
  { measure: 'movement', case: 'taken away', rec: change({ field: 'price', before: 1000 }), size: 100 },
  { measure: 'movement', case: 'first value', rec: change({ field: 'price', after: 1 }), size: UNKNOWN },
  { measure: 'movement', case: 'from zero', rec: change({ field: 'price', before: 0, after: 1 }), size: UNKNOWN },
  {
    measure: 'movement',
    case: 'what is no number',
    rec: change({ field: 'code', before: 'A', after: 'B' }),
    size: UNKNOWN,
  },
  { measure: 'movement', case: 'nothing changed', rec: change(), size: 0 },
];

describe('the size by which an approval’s level is asked for', () => {
  it.each(table)('$measure: $case', ({ measure, rec, size }) => {
    expect(measureOf(measure)!.of(rec, worldAt())).toBeCloseTo(size, 9);
  });

  it('every measure of the list has a row that can be told and one that goes through every level', () => {
    for (const { id } of measures) {
      const sizes = table.filter((row) => row.measure === id).map((row) => row.size);
      expect(sizes.some(Number.isFinite), `${id} told`).toBe(true);
      // Nothing is further off a price than all of it.
      expect(sizes.includes(id === 'price-deviation' ? 100 : UNKNOWN), `${id} not told`).toBe(true);
    }
    expect(measureOf('weight')).toBeUndefined();
  });
});
