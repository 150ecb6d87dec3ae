import { describe, expect, it } from 'vitest';
import { applyMapping, type ColumnMapping, type FieldInfo, type MappingSettings, planMapping } from './mapping.ts';

const label = { en: '', zh: '' };
const fields: FieldInfo[] = [
  { name: 'code', type: 'text', label },
  { name: 'name', type: 'text', label },
  { name: 'gender', type: 'enum', label, values: ['male', 'female'] },
  { name: 'country', type: 'country', label },
  { name: 'orderDate', type: 'date', label },
  { name: 'currency', type: 'text', label },
  { name: 'amount', type: 'money', label },
  { name: 'note', type: 'longText', label },
];

interface Case {
  columns: Omit<ColumnMapping, 'column'>[];
  cells: string[];
  settings?: Partial<MappingSettings>;
}

/** Columns are called c1, c2 ... in the order of their mappings. */
const run = ({ columns, cells, settings = {} }: Case) => {
  const header = columns.map((_, index) => `c${index + 1}`);
  const mapping = columns.map((column, index) => ({ ...column, column: header[index] as string }));
  return applyMapping({ cells }, planMapping(header, mapping, fields, { currency: 'USD', ...settings }));
};

describe('applyMapping', () => {
  it.each<[string, Omit<ColumnMapping, 'column'>, string, string]>([
    ['as it is', { field: 'code' }, 'AW00011000', 'AW00011000'],
    ['without NAS', { field: 'code', stripText: ['NAS'] }, 'NASAW00011000', 'AW00011000'],
    ['without NAS where there is none', { field: 'code', stripText: ['NAS'] }, 'AW00011000', 'AW00011000'],
    ['without the dash', { field: 'code', stripText: ['-'] }, 'AW-00011000', 'AW00011000'],
    ['with the letters in front', { field: 'code', insertText: 'AW000' }, '11000', 'AW00011000'],
    ['with letters that stand there already', { field: 'code', insertText: 'AW000' }, 'AW00011000', 'AW00011000'],
    ['without the first six characters', { field: 'code', skipPrefix: 6 }, 'CO-RF-FR-R92B-58', 'FR-R92B-58'],
    ['the first five only', { field: 'code', take: 5, stripText: ['-'] }, 'CO-RF-FR-R92B-58', 'CORF'],
    ['in full width', { field: 'code' }, 'ＡＷ０１', 'AW01'],
    ['with spaces around', { field: 'code', skipPrefix: 2 }, '  AW01 ', '01'],
  ])('makes the key %s', (_, column, cell, key) => {
    expect(run({ columns: [column], cells: [cell], settings: { key: 'code' } }).key).toBe(key);
  });

  it('compares keys in the form that the record does', () => {
    const settings: Partial<MappingSettings> = { key: 'code', keyForm: (text) => text.trim().toLowerCase() };
    const mapped = run({ columns: [{ field: 'code' }], cells: ['Ab-1'], settings });
    expect(mapped).toMatchObject({ key: 'ab-1', values: { code: 'Ab-1' } });
  });

  it('has no key without a value for it', () => {
    for (const cells of [[''], ['  '], ['N/A'], ['NAS'], []]) {
      const mapped = run({ columns: [{ field: 'code', stripText: ['NAS'] }], cells, settings: { key: 'code' } });
      expect(mapped).toEqual({ values: {}, asImported: {}, trimmed: [] });
    }
  });

  it('keeps what does not parse as it stood in the file', () => {
    const mapped = run({
      columns: [{ field: 'orderDate', format: 'yyyyMMdd' }, { field: 'gender' }, { field: 'amount' }],
      cells: ['0', ' X', '12.345'],
    });
    expect(mapped.values).toEqual({});
    expect(mapped.asImported).toEqual({ orderDate: '0', gender: ' X', amount: '12.345' });
    expect(mapped.faults).toEqual({ orderDate: 'not-a-date', gender: 'not-allowed-value', amount: 'bad-format' });
    expect(mapped.trimmed).toEqual(['gender']);
  });

  it('translates words in any case and counts trimmed cells', () => {
    const values = { M: 'male', f: 'female', '?': '' };
    const gender = (cell: string) => run({ columns: [{ field: 'gender', values }], cells: [cell] });
    expect(gender('m ')).toMatchObject({ values: { gender: 'male' }, trimmed: ['gender'] });
    expect(gender('F').values).toEqual({ gender: 'female' });
    expect(gender('Female').values).toEqual({ gender: 'female' });
    expect(gender('?')).toEqual({ values: {}, asImported: {}, trimmed: [] });
  });

  it('joins columns and skips blanks', () => {
    const columns = [
      { field: 'name', join: ' ' },
      { field: 'name', join: ' ' },
    ];
    expect(run({ columns, cells: [' Jon', 'Yang '] })).toMatchObject({
      values: { name: 'Jon Yang' },
      trimmed: ['name'],
    });
    expect(run({ columns, cells: ['', 'Yang'] }).values).toEqual({ name: 'Yang' });
  });

  it('fills gaps only where asked to', () => {
    const cells = ['DE', 'US'];
    expect(run({ columns: [{ field: 'country' }, { field: 'country' }], cells }).values).toEqual({ country: 'US' });
    const gap: Omit<ColumnMapping, 'column'>[] = [{ field: 'country' }, { field: 'country', fill: 'when-empty' }];
    expect(run({ columns: gap, cells }).values).toEqual({ country: 'DE' });
    expect(run({ columns: gap, cells: ['n/a', 'US'] }).values).toEqual({ country: 'US' });
  });

  it('reads amounts in the currency of the row', () => {
    const columns = [{ field: 'amount' }, { field: 'currency' }];
    expect(run({ columns, cells: ['500', 'JPY'] }).values).toEqual({ amount: 500, currency: 'JPY' });
    expect(run({ columns, cells: ['500', ''] }).values).toEqual({ amount: 50_000 });
    expect(run({ columns, cells: ['500', 'yen'] }).values).toEqual({ amount: 50_000, currency: 'yen' });
  });

  it('takes the texts for "nothing" from the settings', () => {
    const columns = [{ field: 'note' }];
    expect(run({ columns, cells: [' null '] }).values).toEqual({});
    expect(run({ columns, cells: ['none'] }).values).toEqual({ note: 'none' });
    expect(run({ columns, cells: ['none'], settings: { nullTexts: ['', 'NONE'] } }).values).toEqual({});
    expect(run({ columns, cells: ['-'], settings: { nullTexts: [''] } }).values).toEqual({ note: '-' });
  });

  it('takes off the mark that an export put in front of a formula', () => {
    expect(run({ columns: [{ field: 'note' }], cells: ["'=1+1"] }).values).toEqual({ note: '=1+1' });
  });

  it('keeps content beyond the header', () => {
    expect(run({ columns: [{ field: 'note' }], cells: ['a', '', 'b'] }).asImported).toEqual({ 'column 3': 'b' });
  });
});

describe('planMapping', () => {
  it('tells what does not fit', () => {
    const mapping: ColumnMapping[] = [
      { column: 'a', field: 'code' },
      { column: 'b', field: 'name' },
      { column: 'a', field: 'nothing' },
      { column: 'z', field: null },
    ];
    const plan = planMapping(['a'], mapping, fields, { currency: 'USD', key: 'name' });
    expect(plan.faults).toEqual([
      { column: 'b', code: 'no-such-column' },
      { column: 'a', code: 'no-such-field' },
      { column: 'name', code: 'no-key-column' },
    ]);
    expect(plan.steps).toHaveLength(1);
  });

  it('tells which fields only fill gaps of the record', () => {
    const mapping: ColumnMapping[] = [
      { column: 'a', field: 'gender', fill: 'when-empty' },
      { column: 'b', field: 'country', fill: 'when-empty' },
      { column: 'c', field: 'country' },
    ];
    expect([...planMapping(['a', 'b', 'c'], mapping, fields, { currency: 'USD' }).whenEmpty]).toEqual(['gender']);
  });
});
