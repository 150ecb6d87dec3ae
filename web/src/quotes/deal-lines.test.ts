import { describe, expect, test } from 'vitest';
import { dealLine } from '../../../shared/commerce/deal.ts';
import type { LinePrice } from '../../../shared/pricing/pricing.contract.ts';
import { quoteProcess } from '../../../shared/quotes/quote.process.ts';
import { parseClipboard } from '../records/clipboard.ts';
import { lineSpecs } from '../records/fields.ts';
import {
  belowPercent,
  followList,
  levelsFor,
  listAt,
  offList,
  otherLive,
  priceOff,
  settled,
  withKnown,
} from './deal-lines.ts';
import { placeDealCells } from './paste.ts';

const specs = lineSpecs(dealLine, { shows: () => true });
const context = { currency: 'CNY', timeZone: 'Asia/Shanghai', today: '2026-11-22' };
const info: LinePrice = {
  productId: 'prd_1',
  code: 'HL-1',
  name: 'Helmet',
  unit: 'pc',
  taxRate: 13,
  listPrice: 3500,
  breaks: [
    { minQuantity: 1, price: 3500 },
    { minQuantity: 100, price: 3200 },
  ],
  given: [],
};
const line = (drafts: Record<string, string> = {}) => ({ key: 0, original: {}, drafts });

describe('rows pasted into a quote', () => {
  const pasted = (text: string, from = 'productId') =>
    placeDealCells(parseClipboard(text), specs, from).map((cell) => `${cell.row} ${cell.column} ${cell.text}`);

  test.each([
    ['code, quantity, price', 'HL-1\t10\t34.50', ['0 productId HL-1', '0 quantity 10', '0 unitPrice 34.50']],
    ['quantity before code', '10\tHL-1\t34.50', ['0 quantity 10', '0 productId HL-1', '0 unitPrice 34.50']],
    ['a description between', 'HL-1\tHelmet red\t5', ['0 productId HL-1', '0 description Helmet red', '0 quantity 5']],
    ['codes of digits', '690123\t10', ['0 productId 690123', '0 quantity 10']],
    [
      'headings in any order',
      '单价\t产品编码\t数量\n30\tHL-1\t7',
      ['0 unitPrice 30', '0 productId HL-1', '0 quantity 7'],
    ],
    ['the customer’s codes', '客户料号\t数量\nYY-1\t3', ['0 productId YY-1', '0 quantity 3']],
  ])('%s', (_what, text, expected) => {
    expect(pasted(text)).toEqual(expected);
  });

  test('into another cell they go to the right of it', () => {
    expect(pasted('5\tpc', 'quantity')).toEqual(['0 quantity 5', '0 unit pc']);
  });
});

describe('prices of a line', () => {
  test.each([
    [1, 3500],
    [99, 3500],
    [100, 3200],
    [undefined, 3500],
  ])('the list price of %s is %s', (quantity, price) => {
    expect(listAt(info, quantity)).toBe(price);
  });

  test.each([
    ['at the list', 3500, 3500, undefined, 0],
    ['above the list', 3600, 3500, undefined, 0],
    ['5 % below the list', 3325, 3500, undefined, 5],
    ['at the last approved price', 3300, 3500, 3300, 0],
    ['nothing to measure by', 3300, undefined, undefined, undefined],
  ])('%s', (_what, price, list, last, expected) => {
    expect(belowPercent(price, list, last)).toBe(expected);
  });

  test('off the list and back', () => {
    expect(offList(3325, 3500)).toBe(5);
    expect(offList(3675, 3500)).toBe(-5);
    expect(priceOff(3500, 5)).toBe(3325);
  });

  test.each([
    [0, []],
    [0.01, ['Price: sales manager']],
    [20, ['Price: sales manager', 'Price: executive']],
  ])('a deviation of %s %% goes to %j', (deviation, expected) => {
    expect(levelsFor(quoteProcess, { deviation, amount: 1 }).map((one) => one.label.en)).toEqual(expected);
  });

  test('another live quote with another price is found; the same price, or one that has run out, is none', () => {
    const given = {
      documentId: 'quo_2',
      type: 'quote' as const,
      number: 'QT2',
      unitPrice: 3300,
      currency: 'CNY',
      quantity: 1,
      at: '',
      by: '',
      live: true,
      approved: true,
    };
    const one = { ...info, given: [given] };
    expect(otherLive(one, { price: 3500, quantity: 1 }, context.today)?.number).toBe('QT2');
    expect(otherLive(one, { price: 3300, quantity: 1 }, context.today)).toBeUndefined();
    expect(
      otherLive({ ...info, given: [{ ...given, until: '2026-11-21' }] }, { price: 3500, quantity: 1 }, context.today),
    ).toBeUndefined();
  });
});

describe('a line while it is typed', () => {
  test('a product that became known fills what is blank, and only that', () => {
    expect(withKnown({ ...line({ quantity: '120' }), unknown: 'hl-1' }, info, context).drafts).toEqual({
      productId: 'prd_1',
      quantity: '120',
      description: 'Helmet',
      unit: 'pc',
      taxRate: '13',
      unitPrice: '32.00',
    });
    expect(withKnown({ ...line({ unitPrice: '30' }), unknown: 'hl-1' }, info, context).drafts['unitPrice']).toBe('30');
  });

  test('a price at the list follows the quantity; another one stays', () => {
    const step = { before: 1, after: 100 };
    expect(followList(line(), info, { ...step, price: 3500 }, context).drafts['unitPrice']).toBe('32.00');
    expect(followList(line(), info, { ...step, price: 3400 }, context).drafts).toEqual({});
  });

  test('what was typed while saving stays', () => {
    const sent = line({ quantity: '1', unitPrice: '30' });
    expect(settled({ ...sent, drafts: { quantity: '2', unitPrice: '30' } }, sent, { quantity: 1 })).toEqual({
      key: 0,
      original: { quantity: 1 },
      drafts: { quantity: '2' },
    });
  });
});
