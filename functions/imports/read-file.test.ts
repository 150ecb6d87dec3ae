import { describe, expect, it } from 'vitest';
import { FileFault } from '../../shared/imports/source.ts';
import { type ReadOptions, readRows } from './read-file.ts';
import { workbook } from './workbook.fixture.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes of a text in GBK, found by decoding every pair. */
const gbk = (() => {
  const known = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high < 0xff; high++) {
    for (let low = 0x40; low < 0xff; low++) known.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return (text: string): Uint8Array =>
    Uint8Array.from([...text].flatMap((char) => known.get(char) ?? [char.charCodeAt(0)]));
})();

const whole = async (input: Uint8Array, options: ReadOptions = {}) => {
  const file = await readRows(input, 'file', options);
  return { ...file, rows: await Array.fromAsync(file.rows) };
};

const faultOf = async (input: Uint8Array, options: ReadOptions = {}): Promise<FileFault> => {
  try {
    await whole(input, options);
  } catch (error) {
    if (error instanceof FileFault) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

const table = workbook({
  rows: '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="inlineStr"><is><t>b</t></is></c></row><row r="3"><c r="A3"><v>1</v></c></row><row r="4"><c r="C4"><v>2</v></c></row>',
});

describe('readRows', () => {
  it('reads CSV in any encoding', async () => {
    const text = '客户名称,电话\n甲公司,021\n';
    for (const [input, encoding] of [
      [bytes(text), 'utf-8'],
      [bytes(`\uFEFF${text}`), 'utf-8'],
      [gbk(text), 'gb18030'],
    ] as const) {
      expect(await whole(input)).toEqual({
        ...{ format: 'csv', encoding, delimiter: ',', sheets: [], header: ['客户名称', '电话'] },
        rows: [{ rowNumber: 2, cells: ['甲公司', '021'] }],
      });
    }
  });

  it('reads a workbook, whatever it is called', async () => {
    const file = await readRows(table, 'export.csv');
    expect(file).toMatchObject({ format: 'xlsx', sheets: ['Data', 'Other'], header: ['a', 'b'] });
    expect(await Array.fromAsync(file.rows)).toEqual([
      { rowNumber: 3, cells: ['1'] },
      { rowNumber: 4, cells: ['', '', '2'], ragged: true },
    ]);
    expect((await readRows(bytes('a;b\n1;2\n'), 'table.xlsx')).delimiter).toBe(';');
    expect((await readRows(table, 'x', { sheet: 'Other' })).header).toEqual(['other']);
  });

  it('marks ragged rows and goes on', async () => {
    const { rows } = await whole(bytes('a,b\n1\n1,2,3\n1,2,,\n\n1,2\n'));
    expect(rows).toEqual([
      { rowNumber: 2, cells: ['1'], ragged: true },
      { rowNumber: 3, cells: ['1', '2', '3'], ragged: true },
      { rowNumber: 4, cells: ['1', '2'] },
      { rowNumber: 5, cells: [] },
      { rowNumber: 6, cells: ['1', '2'] },
    ]);
  });

  it('makes the names of columns unique', async () => {
    const { header } = await readRows(bytes('Name, Name ,,Name (2),Name,\n'), 'x');
    expect(header).toEqual(['Name', 'Name (3)', 'Column 3', 'Name (2)', 'Name (4)', 'Column 6']);
    expect(new Set(header).size).toBe(header.length);
  });

  it('takes the first row with content for the header', async () => {
    const { header, rows } = await whole(bytes('\n,,\na,b\n1,2\n'));
    expect(header).toEqual(['a', 'b']);
    expect(rows).toEqual([{ rowNumber: 4, cells: ['1', '2'] }]);
  });

  it('lets a person say where the header stands', async () => {
    const { header, rows } = await whole(bytes('Sales 2025\n\na,b\n1,2\n'), { headerRow: 3 });
    expect(header).toEqual(['a', 'b']);
    expect(rows).toEqual([{ rowNumber: 4, cells: ['1', '2'] }]);
    expect((await faultOf(bytes('a,b\n1,2\n'), { headerRow: 9 })).code).toBe('no-header');
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', bytes(''), 'file-empty'],
    ['blank lines', bytes('\n , \n'), 'no-header'],
    ['a byte order mark alone', bytes('\uFEFF'), 'no-header'],
    ['data without a header', bytes('1,2\n3,4\n'), 'no-header'],
    ['an empty sheet', workbook(), 'no-header'],
    ['an old or encrypted workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'file-format'],
    ['a PDF', bytes('%PDF-1.7\n'), 'file-format'],
    ['a web page called .xls', bytes('\uFEFF \n<html><table><tr><td>a'), 'file-format'],
    ['an XML spreadsheet', bytes('<?xml version="1.0"?><Workbook>'), 'file-format'],
    ['an archive that is cut off', table.slice(0, 300), 'xlsx-broken'],
    ['control characters', bytes('a,b\n1,\u0002'), 'file-not-text'],
    ['bytes of no encoding', Uint8Array.of(0x61, 0xff, 0xff), 'file-encoding'],
    ['a broken quote further down', bytes('a,b\n1,2\n3,"4\n'), 'csv-quote'],
  ])('refuses %s', async (_, input, code) => {
    const fault = await faultOf(input);
    expect(fault).toMatchObject({ code, fileName: 'file', name: 'FileFault' });
    expect(fault.message).not.toBe('');
  });

  it('applies limits', async () => {
    expect((await faultOf(bytes('a\n1\n2\n'), { limits: { rows: 1 } })).code).toBe('too-many-rows');
    expect((await faultOf(bytes('a\n1\n2\n'), { limits: { fileBytes: 3 } })).code).toBe('file-too-large');
    expect((await faultOf(table, { limits: { columns: 2 } })).code).toBe('too-many-columns');
  });

  it('lets a person overrule the encoding', async () => {
    const western = Uint8Array.from([...bytes('name\nM'), 0xfc, ...bytes('ller\nJ'), 0xfc, ...bytes('rgen\n')]);
    expect((await faultOf(western)).code).toBe('file-encoding');
    expect((await whole(western, { encoding: 'windows-1252' })).rows[0]?.cells).toEqual(['Müller']);
  });
});
