import { describe, expect, it } from 'vitest';
import {
  adjustments,
  editable,
  flatten,
  hasKey,
  missingRequired,
  previewOf,
  retargeted,
  sampleKeys,
  samplesOf,
  sharedFields,
  strangeKeys,
  withAnother,
  withEntry,
  withoutEntry,
} from './columns.ts';

const label = { en: 'x', zh: 'x' };
const fields = [
  { name: 'code', type: 'text', label, required: true },
  { name: 'name', type: 'text', label, required: true },
  { name: 'since', type: 'date', label },
  { name: 'price', type: 'money', label },
] as const;
const header = ['id', 'first', 'last'];

describe('columns of a file', () => {
  it('gives every column of the header an entry and comes back as it was', () => {
    const columns = editable({ header, columns: [{ column: 'id', field: 'code' }] });
    expect(columns['first']).toEqual([{ column: 'first', field: null }]);
    expect(flatten(header, columns)).toEqual([
      { column: 'id', field: 'code' },
      { column: 'first', field: null },
      { column: 'last', field: null },
    ]);
  });

  it('uses a column for two fields and forgets one of them again', () => {
    const twice = withEntry(withAnother(editable({ header, columns: [{ column: 'id', field: 'code' }] }), 'id'), 1, {
      column: 'id',
      field: 'name',
      take: 3,
    });
    expect(flatten(header, twice).slice(0, 2)).toEqual([
      { column: 'id', field: 'code' },
      { column: 'id', field: 'name', take: 3 },
    ]);
    expect(withoutEntry(twice, 'id', 0)['id']).toEqual([{ column: 'id', field: 'name', take: 3 }]);
    expect(withoutEntry(withoutEntry(twice, 'id', 0), 'id', 0)['id']).toEqual([{ column: 'id', field: null }]);
  });

  it('does not send an entry that was added and never given a field', () => {
    const columns = withAnother(editable({ header, columns: [{ column: 'id', field: 'code' }] }), 'id');
    expect(flatten(header, columns).filter((one) => one.column === 'id')).toEqual([{ column: 'id', field: 'code' }]);
  });

  it('keeps the text steps and drops the format when the field changes', () => {
    expect(retargeted({ column: 'd', field: 'since', format: 'yyyyMMdd', skipPrefix: 2 }, 'name')).toEqual({
      column: 'd',
      field: 'name',
      skipPrefix: 2,
    });
  });

  it('shows what becomes of a cell', () => {
    const settings = { currency: 'CNY' };
    expect(previewOf('20260301', { column: 'd', field: 'since', format: 'yyyyMMdd' }, fields, settings)).toEqual({
      value: '2026-03-01',
    });
    expect(
      previewOf('NAS-7', { column: 'd', field: 'code', stripText: ['NAS', '-'], insertText: 'C' }, fields, settings),
    ).toEqual({ value: 'C7' });
    expect(previewOf('12.5', { column: 'd', field: 'price', join: ' ' }, fields, settings)).toEqual({ value: 1250 });
    expect(previewOf('soon', { column: 'd', field: 'since', format: 'yyyyMMdd' }, fields, settings)).toHaveProperty(
      'fault',
    );
    expect(previewOf('n/a', { column: 'd', field: 'code' }, fields, settings)).toBeUndefined();
    expect(previewOf('x', { column: 'd', field: null }, fields, settings)).toBeUndefined();
  });

  it('takes samples once each and leaves blanks out', () => {
    expect(
      samplesOf(
        {
          header: ['a', 'b'],
          sample: [
            ['1', ' x '],
            ['1', ''],
            ['2', 'y'],
          ],
        },
        'b',
        5,
      ),
    ).toEqual(['x', 'y']);
    expect(samplesOf({ header: ['a'], sample: [['1'], ['1'], ['2']] }, 'a', 1)).toEqual(['1']);
  });

  it('finds fields that columns share without saying how', () => {
    const two = (second: object) =>
      editable({
        header,
        columns: [
          { column: 'first', field: 'name' },
          { column: 'last', field: 'name', ...second },
        ],
      });
    expect(sharedFields(header, two({}))).toEqual(['name']);
    expect(sharedFields(header, two({ join: ' ' }))).toEqual([]);
    expect(sharedFields(header, two({ fill: 'when-empty' }))).toEqual([]);
  });

  it('names what new records lack', () => {
    const columns = editable({ header, columns: [{ column: 'id', field: 'code' }] });
    expect(missingRequired(fields, [{ header, columns }], {}).map((one) => one.name)).toEqual(['name']);
    expect(missingRequired(fields, [{ header, columns }], { name: 'x' })).toEqual([]);
    expect(hasKey(header, columns, 'code')).toBe(true);
    expect(hasKey(header, columns, 'name')).toBe(false);
    // Where every row is a new record, no column has to.
    expect(hasKey(header, columns, '#row')).toBe(true);
  });

  it('counts adjustments that do something', () => {
    expect(
      adjustments({
        column: 'a',
        field: 'code',
        stripText: [],
        skipPrefix: 0,
        fill: 'always',
        take: 5,
        values: { a: 'b' },
      }),
    ).toEqual(['take', 'values']);
  });

  it('notices that the keys of two files look different', () => {
    const plan = { key: 'code', fields, settings: { currency: 'CNY' } };
    const main = sampleKeys(
      { header: ['k'], sample: [['AW1'], ['AW2']] },
      editable({ header: ['k'], columns: [{ column: 'k', field: 'code' }] }),
      plan,
    );
    const file = { header: ['CID'], sample: [['NASAW1'], ['NASAW2']] };
    const raw = editable({ header: ['CID'], columns: [{ column: 'CID', field: 'code' }] });
    const mended = editable({ header: ['CID'], columns: [{ column: 'CID', field: 'code', stripText: ['NAS'] }] });
    expect(strangeKeys(main, sampleKeys(file, raw, plan))).toEqual({ main: 'AW1', other: 'NASAW1' });
    expect(strangeKeys(main, sampleKeys(file, mended, plan))).toBeUndefined();
    expect(strangeKeys(main, [])).toBeUndefined();
  });
});
