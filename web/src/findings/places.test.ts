import { describe, expect, it } from 'vitest';
import { order } from '../../../shared/sales/order.ts';
import { defaultStandard } from '../../../shared/standards/standard.ts';
import { en } from '../i18n/en.ts';
import { zh } from '../i18n/zh.ts';
import type { FieldSpec } from '../records/fields.ts';
import { rightInLine, takeable } from './expected.ts';
import { companionsOf, placeAt, placeWords, readLocator } from './places.ts';

const english = { lang: 'en', t: en, label: (label: { en: string }) => label.en } as const;
const chinese = { lang: 'zh-CN', t: zh, label: (label: { zh: string }) => label.zh } as const;
const spec = (name: string, type: FieldSpec['type'] = 'text'): FieldSpec => ({
  name,
  type,
  label: { en: name, zh: name },
  required: false,
  place: 'field',
});
const fields = {
  specs: [spec('orderDate', 'date'), spec('shipDate', 'date'), spec('dueDate', 'date')],
  lineSpecs: [spec('quantity', 'number'), spec('amount', 'money')],
};
const record = { lines: [{ quantity: 1 }, { quantity: 2 }] };

describe('locators', () => {
  it('are taken apart', () => {
    expect(readLocator('phone')).toEqual({ field: 'phone' });
    expect(readLocator('lines.3.amount')).toEqual({ line: 3, field: 'amount' });
  });
  it('are told in words, lines counted from one', () => {
    expect(placeWords('order', 'lines.3.amount', undefined, english)).toBe('Line 4 · Amount');
    expect(placeWords('order', 'lines.3.orderDate', undefined, chinese)).toBe('第 4 行 · 订单日期');
    expect(placeWords('account', 'phone', undefined, chinese)).toBe('电话');
    expect(placeWords('account', '', undefined, english)).toBe('The record as a whole');
    expect(placeWords('rule', 'x', undefined, english)).toBe('x');
    const standard = {
      fields: {},
      sequences: [],
      staleAfterDays: 0,
      custom: [{ name: 'size', type: 'text' as const, label: { en: 'Size', zh: '规模' } }],
    };
    expect(placeWords('account', 'custom.size', standard, english)).toBe('Size');
  });
  it('lead to a field of the record or of one of its lines', () => {
    expect(placeAt('orderDate', record, fields)).toMatchObject({ path: 'orderDate' });
    expect(placeAt('lines.1.amount', record, fields)).toMatchObject({ path: 'lines.1.amount', line: 1 });
    expect(placeAt('lines.1.orderDate', record, fields)).toMatchObject({ path: 'orderDate' });
    expect(placeAt('lines.9.amount', record, fields)).toBeUndefined();
    expect(placeAt('', record, fields)).toBeUndefined();
  });
  it('bring along what is looked at together with them', () => {
    const line = placeAt('lines.1.amount', record, fields);
    const date = placeAt('shipDate', record, fields);
    expect(line && companionsOf(line, fields, undefined).map((one) => one.path)).toEqual(['lines.1.quantity']);
    expect(date && companionsOf(date, fields, defaultStandard[order.name]).map((one) => one.path)).toEqual([
      'orderDate',
    ]);
  });
});

describe('takeable', () => {
  it('takes the amount out of its explanation', () => {
    expect(
      takeable(
        { rule: 'amount-differs', found: '30.00 USD', expected: '35.00 USD = 10 × 3.50' },
        { type: 'money' },
        undefined,
      ),
    ).toBe('35.00');
  });
  it('takes a known correction', () => {
    const standard = { allowed: ['United States', 'Germany'], corrections: { USA: 'United States' } };
    expect(
      takeable({ rule: 'bad-country', found: 'USA', expected: 'United States' }, { type: 'country' }, standard),
    ).toBe('United States');
    expect(
      takeable(
        { rule: 'bad-country', found: 'Mars', expected: 'United States, Germany' },
        { type: 'country' },
        standard,
      ),
    ).toBeUndefined();
  });
  it('never takes an example or a bound', () => {
    expect(
      takeable(
        { rule: 'bad-phone', found: '12', expected: '+86 21 5888 1234' },
        { type: 'phone' },
        { format: 'phone', example: '+86 21 5888 1234' },
      ),
    ).toBeUndefined();
    expect(
      takeable({ rule: 'dates-out-of-order', found: 'x', expected: '≥ 2026-01-01' }, { type: 'date' }, undefined),
    ).toBeUndefined();
    expect(takeable({ rule: 'required-missing' }, { type: 'text' }, undefined)).toBeUndefined();
  });
});

describe('rightInLine', () => {
  it('works one figure out of the other two', () => {
    expect(rightInLine('amount', { quantity: 3, unitPrice: 250, amount: 0 })).toBe(750);
    expect(rightInLine('unitPrice', { quantity: 3, amount: 750 })).toBe(250);
    expect(rightInLine('quantity', { unitPrice: 250, amount: 750, quantity: -1 })).toBe(3);
  });
  it('says nothing where it does not come out even or a figure is missing', () => {
    expect(rightInLine('unitPrice', { quantity: 3, amount: 1000 })).toBeUndefined();
    expect(rightInLine('quantity', { unitPrice: 300, amount: 1000 })).toBeUndefined();
    expect(rightInLine('amount', { quantity: 3 })).toBeUndefined();
    expect(rightInLine('description', { quantity: 3, unitPrice: 1, amount: 3 })).toBeUndefined();
  });
});
