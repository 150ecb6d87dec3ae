import { describe, expect, test } from 'vitest';
import { product } from '../../../shared/catalog/product.ts';
import { fieldSpecs, lineSpecs } from '../records/fields.ts';
import { changeRows } from './change-rows.ts';
import { againstList } from './order-lines.tsx';

const specsFor = (sees: readonly string[]) => {
  const workspace = { shows: (field: { sensitive?: string }) => !field.sensitive || sees.includes(field.sensitive) };
  return { fields: fieldSpecs(product, workspace), lines: lineSpecs(product.lines!, workspace) };
};

describe('what a change request changes, value by value', () => {
  test('a price stands with its movement in percent and sign', () => {
    const [row] = changeRows([{ field: 'price', before: 4000, after: 3000 }], specsFor([]));
    expect(row).toMatchObject({ field: 'price', before: 4000, after: 3000, movement: -25 });
    expect(row?.spec?.label.zh).toBe('标准价');
  });

  test.each([
    ['a first price', { field: 'price', after: 3000 }],
    ['a price from nothing', { field: 'price', before: 0, after: 3000 }],
    ['a text', { field: 'code', before: 'A', after: 'B' }],
  ])('%s has no movement to be measured', (_, change) => {
    expect(changeRows([change], specsFor([]))[0]).not.toHaveProperty('movement');
  });

  test('a cost is a change without a description for a role that does not see costs', () => {
    const change = { field: 'cost', before: 1, after: 2 };
    expect(changeRows([change], specsFor([]))[0]?.spec).toBeUndefined();
    expect(changeRows([change], specsFor(['cost']))[0]?.spec?.name).toBe('cost');
  });

  test('of dated lines only the values that differ are told, each with its period', () => {
    const before = [
      { from: '2026-01-01', to: '2026-06-30', price: 1000 },
      { from: '2026-07-01', price: 1200 },
    ];
    const after = [
      { from: '2026-01-01', to: '2026-06-30', price: 1000 },
      { from: '2026-07-01', to: '2026-12-31', price: 1500 },
      { from: '2027-01-01', price: 1600 },
    ];
    const rows = changeRows([{ field: 'lines', before, after }], specsFor([]));
    expect(
      rows.map(({ field, period, line, before: was, after: will, movement }) => [
        field,
        period,
        line,
        was,
        will,
        movement,
      ]),
    ).toEqual([
      ['to', ['2026-07-01', '2026-12-31'], undefined, undefined, '2026-12-31', undefined],
      ['price', ['2026-07-01', '2026-12-31'], undefined, 1200, 1500, 25],
      ['price', ['2027-01-01', undefined], 'added', undefined, 1600, undefined],
    ]);
  });

  test('a line that goes away says what is lost', () => {
    const rows = changeRows([{ field: 'lines', before: [{ from: '2026-01-01', price: 5 }], after: [] }], specsFor([]));
    expect(rows.map((row) => [row.field, row.line, row.before, row.after])).toEqual([
      ['price', 'removed', 5, undefined],
    ]);
  });
});

describe('the price of a line against the list price', () => {
  test.each([
    [{ unitPrice: 900 }, { price: 1000 }, -10],
    [{ unitPrice: 1100 }, { price: 1000, currency: 'CNY' }, 10],
    [{ unitPrice: 900 }, { price: 1000, currency: 'USD' }, undefined],
    [{ unitPrice: 900 }, { price: 0 }, undefined],
    [{ unitPrice: 900 }, undefined, undefined],
    [{}, { price: 1000 }, undefined],
  ])('%o of %o is %s percent', (line, list, percent) => {
    expect(againstList(line, list, { document: 'CNY', own: 'CNY' })).toBe(percent);
  });
});
