import { expect, test } from 'vitest';
import { readPrices } from './paste.ts';

const context = { currency: 'CNY', today: '2026-11-21' };

test('rows without headings: code, price, from quantity, dates, floor', () => {
  expect(readPrices('HL-1\t32.99\nHL-2\t1,200\t100\t2027-01-01\t2027-12-31\t999.50', context)).toEqual({
    rows: [
      { code: 'HL-1', price: 3299 },
      { code: 'HL-2', price: 120000, minQuantity: 100, from: '2027-01-01', to: '2027-12-31', floorPrice: 99950 },
    ],
    bad: [],
  });
});

test.each([
  ['Chinese', '价格\t产品编码\t起订量\n12.5\tHL-1\t10'],
  ['English', 'Price\tProduct code\tFrom quantity\n12.5\tHL-1\t10'],
])('with %s headings the columns may stand in any order', (_, text) => {
  expect(readPrices(text, context).rows).toEqual([{ code: 'HL-1', price: 1250, minQuantity: 10 }]);
});

test.each([
  ['no code', '\t12', 'code'],
  ['no price', 'HL-1\t', 'price'],
  ['a price that is none', 'HL-1\tabc', 'price'],
  ['a negative price', 'HL-1\t-3', 'price'],
  ['a date that is none', 'HL-1\t12\t1\t2027-02-30', 'date'],
  ['a quantity that is none', 'HL-1\t12\tmany', 'quantity'],
  ['a floor that is none', 'HL-1\t12\t1\t\t\tlow', 'floor'],
])('a row with %s is told, the others are read', (_, text, why) => {
  expect(readPrices(`${text}\nHL-9\t1`, context)).toEqual({
    rows: [{ code: 'HL-9', price: 100 }],
    bad: [{ row: 1, why }],
  });
});

test('amounts follow the currency of the list', () => {
  expect(readPrices('HL-1\t1200', { ...context, currency: 'JPY' }).rows[0]?.price).toBe(1200);
});
