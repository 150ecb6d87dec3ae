import { describe, expect, test } from 'vitest';
import { order } from '../../../shared/sales/order.ts';
import { headingsOf, parseClipboard, placeCells } from './clipboard.ts';
import type { FieldSpec } from './fields.ts';
import { lineSpecs } from './fields.ts';
import {
  cellValue,
  faultsByRow,
  isTouched,
  linesBody,
  toDrafts,
  totalOf,
  withPasted,
  withPrice,
  withProducts,
} from './lines.ts';

/** The columns of a narrow document. */
const { productId, description, quantity, unitPrice, amount } = order.lines;
const specs = lineSpecs({ productId, description, quantity, unitPrice, amount }, { shows: () => true });
const context = { currency: 'CNY', timeZone: 'Asia/Shanghai', today: '2026-11-21' };

describe('parseClipboard', () => {
  test('parts rows and cells', () => {
    expect(parseClipboard('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
  test('understands cells in quotes with tabs, line ends and quotes inside', () => {
    expect(parseClipboard('"two\nlines"\t"say ""hi"""\n"a\tb"\tc')).toEqual([
      ['two\nlines', 'say "hi"'],
      ['a\tb', 'c'],
    ]);
  });
  test('leaves empty rows out and keeps empty cells', () => {
    expect(parseClipboard('a\t\tc\n\t\t\n')).toEqual([['a', '', 'c']]);
    expect(parseClipboard('')).toEqual([]);
  });
  test('a quote inside a value is just a quote', () => {
    expect(parseClipboard('27.5" wheel\t3')).toEqual([['27.5" wheel', '3']]);
  });
});

describe('placeCells', () => {
  test('follows headings in either language', () => {
    expect(headingsOf(['产品编码', '数量', '备注', '单价'], specs)?.map((spec) => spec?.name)).toEqual([
      'productId',
      'quantity',
      undefined,
      'unitPrice',
    ]);
    expect(
      placeCells(
        [
          ['Qty', 'SKU'],
          ['5', 'A-1'],
        ],
        specs,
        'productId',
      ),
    ).toEqual([
      { row: 0, column: 'quantity', text: '5' },
      { row: 0, column: 'productId', text: 'A-1' },
    ]);
  });
  test('without headings goes right from the cell that was pasted into', () => {
    expect(
      placeCells(
        [
          ['5', '12.50'],
          ['6', '3'],
        ],
        specs,
        'quantity',
      ),
    ).toEqual([
      { row: 0, column: 'quantity', text: '5' },
      { row: 0, column: 'unitPrice', text: '12.50' },
      { row: 1, column: 'quantity', text: '6' },
      { row: 1, column: 'unitPrice', text: '3' },
    ]);
  });
  test('drops what lies beyond the last column', () => {
    expect(placeCells([['1', '2', '3']], specs, 'unitPrice')).toHaveLength(2);
  });
});

describe('lines', () => {
  const before = [{ productId: 'prd_1', quantity: 2, unitPrice: 1000, amount: 1999 }];

  test('an amount that was given stays until quantity or price change', () => {
    const lines = toDrafts(before);
    expect(totalOf(lines, specs, context)).toBe(1999);
    expect(isTouched(lines, before)).toBe(false);
    const changed = withPasted(lines, [{ row: 0, column: 'quantity', text: '3' }], 0);
    expect(cellValue(changed[0]!, specs.find((spec) => spec.name === 'amount')!, specs, context)).toBe(3000);
    expect(isTouched(changed, before)).toBe(true);
  });

  test('pasted codes become products, unknown ones are refused beside their cell', () => {
    const pasted = withPasted(
      toDrafts([]),
      [
        { row: 0, column: 'productId', text: 'ev-1 ' },
        { row: 0, column: 'quantity', text: '2' },
        { row: 1, column: 'productId', text: 'NO' },
      ],
      0,
    );
    const found = withProducts(pasted, new Map([['ev-1', 'prd_9']]));
    const { body, faults } = linesBody(found, specs, context);
    expect(body[0]).toEqual({ productId: 'prd_9', quantity: 2 });
    expect([...faults.keys()]).toEqual(['lines.1.productId']);
    expect(faults.get('lines.1.productId')?.code).toBe('no-such-record');
  });

  test('a pasted name that is nobody’s is refused as no such record', () => {
    const person = { name: 'responsibleId', type: 'ref', ref: 'member' } as FieldSpec;
    const of = (text: string) =>
      linesBody(withPasted(toDrafts([]), [{ row: 0, column: 'responsibleId', text }], 0), [person], context);
    expect(of('张三丰').faults.get('lines.0.responsibleId')?.code).toBe('no-such-record');
    expect(of('mem_1')).toMatchObject({ body: [{ responsibleId: 'mem_1' }], faults: new Map() });
  });

  test('empty lines are left out, faults stand at their row', () => {
    const lines = withPasted(
      toDrafts([]),
      [
        { row: 1, column: 'quantity', text: 'many' },
        { row: 1, column: 'unitPrice', text: '5' },
      ],
      0,
    );
    const { body, rows, faults } = linesBody(lines, specs, context);
    expect(body).toEqual([{ unitPrice: 500 }]);
    expect([...faults.keys()]).toEqual(['lines.1.quantity']);
    const refused = new Map([
      ['lines.0.unitPrice', { field: 'lines.0.unitPrice', code: 'too-small', message: '' } as const],
    ]);
    expect([...faultsByRow(refused, rows).keys()]).toEqual(['lines.1.unitPrice']);
  });

  test('a list price is offered once, for one piece', () => {
    const [line] = toDrafts([{}]);
    const priced = withPrice(line!, 1250, context);
    expect(priced.drafts).toEqual({ unitPrice: '12.50', quantity: '1' });
    expect(withPrice(priced, 900, context)).toBe(priced);
  });
});
