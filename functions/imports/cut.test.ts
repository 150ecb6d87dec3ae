import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnMapping, type FieldInfo, planMapping } from '../../shared/imports/mapping.ts';
import type { SourceRow } from '../../shared/imports/source.ts';
import { type Cut, type CutLimits, type CutSource, cutPortions, type PortionRow } from './cut.ts';
import { readRows } from './read-file.ts';

const label = { en: '', zh: '' };
const field = (name: string, type: FieldInfo['type'], values?: string[]): FieldInfo => ({
  name,
  type,
  label,
  ...(values ? { values } : {}),
});

/** All that must hold of any cut. */
const checkCut = ({ portions, totals }: Cut, limits: Pick<CutLimits, 'groups' | 'rows'>): void => {
  const keys = new Set<string>();
  const seen = new Map<number, number[]>();
  for (const [index, portion] of portions.entries()) {
    expect(portion.index).toBe(index);
    expect(portion.groups.length).toBeLessThanOrEqual(limits.groups);
    const rows = portion.groups.reduce((sum, group) => sum + group.rows.length, 0);
    if (portion.groups.length > 1) expect(rows).toBeLessThanOrEqual(limits.rows);
    for (const group of portion.groups) {
      if (group.key === null) expect(group.rows).toHaveLength(1);
      else expect(keys.has(group.key)).toBe(false);
      if (group.key !== null) keys.add(group.key);
      for (const { file, row } of group.rows) seen.set(file, [...(seen.get(file) ?? []), row]);
      const order = group.rows.map(({ file, row }) => file * 1e7 + row);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  }
  for (const [file, total] of totals.entries()) {
    const grouped = seen.get(file)?.length ?? 0;
    expect(total.grouped).toBe(grouped);
    expect(total.grouped + total.blankRows.length).toBe(total.rows);
  }
};

const rowsOf = (cells: string[][]): SourceRow[] => cells.map((row, index) => ({ rowNumber: index + 2, cells: row }));
const plain: FieldInfo[] = [field('code', 'text'), field('name', 'text'), field('day', 'date')];
const plan = planMapping(
  ['k', 'n', 'd'],
  [
    { column: 'k', field: 'code', stripText: ['-'] },
    { column: 'n', field: 'name' },
    { column: 'd', field: 'day' },
  ],
  plain,
  { currency: 'CNY', key: 'code' },
);

describe('cutPortions', () => {
  it('groups by the normalised key over all files, in file order and row order', async () => {
    const cut = await cutPortions([
      {
        plan,
        rows: rowsOf([
          ['A1', 'a'],
          ['', 'no key'],
          ['B1', 'b'],
          ['A1', 'again'],
          ['', '', ''],
          ['C1', '', 'soon'],
        ]),
      },
      {
        plan,
        rows: rowsOf([
          ['B-1', 'b2'],
          ['D-1', 'd'],
        ]),
      },
    ]);
    const shape = cut.portions.flatMap(({ groups }) =>
      groups.map(({ key, rows }) => [key, ...rows.map(({ file, row }) => `${file}:${row}`)]),
    );
    expect(shape).toEqual([
      ['A1', '0:2', '0:5'],
      [null, '0:3'],
      ['B1', '0:4', '1:2'],
      ['C1', '0:7'],
      ['D1', '1:3'],
    ]);
    expect(cut.totals).toEqual([
      { rows: 6, grouped: 5, blankRows: [6], keyless: 1, ragged: 0, faulty: 1 },
      { rows: 2, grouped: 2, blankRows: [], keyless: 0, ragged: 0, faulty: 0 },
    ]);
    expect(cut.portions[0]?.groups[3]?.rows[0]).toEqual({
      ...{
        file: 0,
        row: 7,
        values: { code: 'C1' },
        asImported: { day: 'soon' },
        faults: { day: 'not-a-date' },
        trimmed: [],
      },
    });
  });

  it('keeps a group whole even where it is larger than a portion', async () => {
    const rows = rowsOf(['A', 'B', 'B', 'B', 'B', 'C', 'D'].map((key) => [key, 'x']));
    const { portions } = await cutPortions([{ plan, rows }], { rows: 3, groups: 2 });
    expect(portions.map(({ groups }) => groups.map(({ key }) => key))).toEqual([['A'], ['B'], ['C', 'D']]);
  });

  it('limits the rows of all files together', async () => {
    const rows = rowsOf([
      ['A', 'x'],
      ['B', 'x'],
    ]);
    const both = cutPortions(
      [
        { plan, rows },
        { plan, rows },
      ],
      { totalRows: 3 },
    );
    await expect(both).rejects.toMatchObject({ code: 'too-many-rows', row: 3 });
  });

  it('accounts for every row, whatever the files hold', async () => {
    const anyRow = fc.tuple(fc.constantFrom('A', 'B', 'C-1', 'C1', '', ' '), fc.constantFrom('', 'x', ' '));
    const anyFile = fc.array(anyRow, { maxLength: 30 });
    const property = fc.asyncProperty(anyFile, anyFile, fc.integer({ min: 1, max: 5 }), async (one, two, size) => {
      const limits = { groups: size, rows: size * 2 };
      const sources = () => [one, two].map((cells): CutSource => ({ plan, rows: rowsOf(cells) }));
      const cut = await cutPortions(sources(), limits);
      checkCut(cut, limits);
      expect(await cutPortions(sources(), limits)).toEqual(cut);
    });
    await fc.assert(property, { numRuns: 100 });
  });
});

describe('the bike shop', () => {
  const open = (name: string) =>
    readRows(gunzipSync(readFileSync(new URL(`../../test/data/bike-shop/${name}.csv.gz`, import.meta.url))), name);
  interface Wanted {
    name: string;
    columns: ColumnMapping[];
    fields: FieldInfo[];
  }
  const source = async ({ name, columns, fields }: Wanted): Promise<CutSource> => {
    const { header, rows } = await open(name);
    const made = planMapping(header, columns, fields, { currency: 'USD', key: 'code' });
    expect(made.faults).toEqual([]);
    return { rows, plan: made };
  };

  it('gives one group per customer from three files', { timeout: 20_000 }, async () => {
    const fields = [
      ...[field('code', 'text'), field('name', 'text'), field('gender', 'enum', ['male', 'female'])],
      ...[field('createdAt', 'date'), field('birthDate', 'date'), field('country', 'country')],
    ];
    const values = { M: 'male', F: 'female' };
    const sources = await Promise.all(
      [
        {
          name: 'cust_info',
          columns: [
            { column: 'cst_key', field: 'code' },
            { column: 'cst_firstname', field: 'name', join: ' ' },
            { column: 'cst_lastname', field: 'name', join: ' ' },
            { column: 'cst_gndr', field: 'gender', values },
            { column: 'cst_create_date', field: 'createdAt', format: 'yyyy-MM-dd' },
          ],
        },
        {
          name: 'CUST_AZ12',
          columns: [
            { column: 'CID', field: 'code', stripText: ['NAS'] },
            { column: 'BDATE', field: 'birthDate', format: 'yyyy-MM-dd' },
            { column: 'GEN', field: 'gender', values, fill: 'when-empty' as const },
          ],
        },
        {
          name: 'LOC_A101',
          columns: [
            { column: 'CID', field: 'code', stripText: ['-'] },
            { column: 'CNTRY', field: 'country', values: { US: 'United States', USA: 'United States', DE: 'Germany' } },
          ],
        },
      ].map((wanted) => source({ ...wanted, fields })),
    );
    const cut = await cutPortions(sources);
    expect(cut.totals.map(({ rows, grouped, keyless, ragged }) => [rows, grouped, keyless, ragged])).toEqual([
      [18_494, 18_494, 0, 0],
      [18_484, 18_484, 0, 0],
      [18_484, 18_484, 0, 0],
    ]);
    // 4 birthdays in the year 9999 and one in 2980 are kept as they came.
    expect(cut.totals.map(({ faulty }) => faulty)).toEqual([0, 5, 0]);
    const groups = cut.portions.flatMap((portion) => portion.groups);
    expect(groups).toHaveLength(18_488);
    expect(groups.filter(({ rows }) => rows.length === 1).map(({ key }) => key)).toEqual([
      'SF566',
      'PO25',
      '13451235',
      'A01Ass',
    ]);
    expect(cut.portions).toHaveLength(74);
    const all = groups.flatMap(({ rows }) => rows);
    const trimmedNames = all.filter(({ file, trimmed }) => file === 0 && trimmed.includes('name'));
    expect(trimmedNames).toHaveLength(29);
    const has = (name: string) => (row: PortionRow) => row.values[name] !== undefined;
    expect(groups.filter(({ rows }) => !rows.some(has('country')))).toHaveLength(337 + 4);
    expect(groups.filter(({ rows }) => !rows.some(has('gender')))).toHaveLength(15 + 4);
  });

  it('gives one group per order, and keeps 19 unreadable dates as they came', { timeout: 20_000 }, async () => {
    const names: [string, string, FieldInfo['type'], string?][] = [
      ['sls_ord_num', 'code', 'text'],
      ['sls_prd_key', 'productCode', 'text'],
      ['sls_cust_id', 'accountCode', 'text'],
      ['sls_order_dt', 'orderDate', 'date', 'yyyyMMdd'],
      ['sls_ship_dt', 'shipDate', 'date', 'yyyyMMdd'],
      ['sls_due_dt', 'dueDate', 'date', 'yyyyMMdd'],
      ['sls_sales', 'amount', 'money'],
      ['sls_quantity', 'quantity', 'number'],
      ['sls_price', 'unitPrice', 'money'],
    ];
    const fields = names.map(([, name, type]) => field(name, type));
    const columns = names.map(([column, name, , format]) => ({ column, field: name, format }));
    const cut = await cutPortions([await source({ name: 'sales_details', columns, fields })]);
    expect(cut.totals).toEqual([{ rows: 60_398, grouped: 60_398, blankRows: [], keyless: 0, ragged: 0, faulty: 19 }]);
    const groups = cut.portions.flatMap((portion) => portion.groups);
    expect(groups).toHaveLength(27_659);
    const broken = groups.flatMap(({ rows }) => rows.flatMap(({ asImported }) => Object.entries(asImported)));
    expect(broken.every(([name]) => name === 'orderDate')).toBe(true);
    expect(broken.map(([, text]) => text).sort()).toEqual([...Array.from({ length: 17 }, () => '0'), '32154', '5489']);
    expect(groups[0]?.rows[0]?.values).toMatchObject({ amount: 357_800, quantity: 1, orderDate: '2010-12-29' });
  });
});
