import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { defaultLimits, FileFault, type SourceLimits } from '../../shared/imports/source.ts';
import { readXlsx, type XlsxOptions } from './read-xlsx.ts';
import { sheetXml, type WorkbookParts, workbook, workbookFiles } from './workbook.fixture.ts';
import { decodeEscapes, lookOfFormat } from './xlsx-book.ts';

const read = (bytes: Uint8Array, options: XlsxOptions = {}) => [...readXlsx(bytes, options).rows];
const cellsOf = (parts: WorkbookParts): string[][] => read(workbook(parts)).map(({ cells }) => cells);
const limited = (limits: Partial<SourceLimits>): XlsxOptions => ({ limits: { ...defaultLimits, ...limits } });

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof FileFault) return error.code;
    throw error;
  }
  return 'accepted';
};

// Styles 0 general, 1 built-in date, 2 Chinese date, 3 date and time, 4 time, 5 red money, 6 elapsed hours.
const styles =
  '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="166" formatCode="[Red]#,##0.00\\ &quot;dm&quot;"/>' +
  '<numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  `<cellXfs>${[0, 14, 164, 165, 20, 166, 167].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;

describe('readXlsx', () => {
  it('reads every kind of cell', () => {
    const strings =
      '<si><t>plain</t></si><si><r><rPr><b/></rPr><t>rich </t></r><r><t xml:space="preserve">text </t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si><si><t>&lt;a&gt; &amp; 客户_x000D_\n</t></si>';
    const cells = [
      '<c r="A1" t="s"><v>0</v></c>',
      '<c r="B1" t="s"><v>1</v></c>',
      '<c r="C1" t="s"><v>2</v></c>',
      '<c r="D1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>',
      '<c r="E1" t="b"><v>1</v></c>',
      '<c r="F1" t="b"><v>0</v></c>',
      '<c r="G1"><v>12.5</v></c>',
      '<c r="H1" t="n"><v>0.30000000000000004</v></c>',
      '<c r="I1" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c>',
      '<c r="J1"><f>1+1</f><v>2</v></c>',
      '<c r="K1" t="e"><v>#N/A</v></c>',
      '<c r="L1" t="d"><v>2025-01-06</v></c>',
      '<c r="M1"><v>1E-7</v></c>',
      '<c r="N1"><v>123456789012345</v></c>',
    ];
    expect(cellsOf({ strings, rows: `<row r="1">${cells.join('')}</row>` })).toEqual([
      [
        ...['plain', 'rich text ', '<a> & 客户\r\n', 'inline', 'TRUE', 'FALSE', '12.5', '0.3', 'ab', '2', '#N/A'],
        ...['2025-01-06', '0.0000001', '123456789012345'],
      ],
    ]);
  });

  it.each<[string, string, string, string]>([
    ['a date', '<c s="1"><v>45658</v></c>', '', '2025-01-01'],
    ['a date with a time', '<c s="3"><v>45658.354166666664</v></c>', '', '2025-01-01T08:30:00'],
    ['a Chinese date', '<c s="2"><v>45658</v></c>', '', '2025-01-01'],
    ['a date of the 1904 system', '<c s="1"><v>44196</v></c>', 'date1904="1"', '2025-01-01'],
    ['the day that never was', '<c s="1"><v>60</v></c>', '', '1900-02-29'],
    ['a time of day', '<c s="4"><v>0.3541666667</v></c>', '', '08:30:00'],
    ['money', '<c s="5"><v>45658</v></c>', '', '45658'],
    ['a number without style', '<c><v>45658</v></c>', '', '45658'],
    ['a negative number as date', '<c s="1"><v>-1</v></c>', '', '-1'],
    ['a style that is missing', '<c s="99"><v>1</v></c>', '', '1'],
  ])('shows %s as it is meant', (_, cell, properties, shown) => {
    expect(cellsOf({ styles, properties, rows: `<row>${cell}</row>` })).toEqual([[shown]]);
  });

  it('keeps the places of cells and rows', () => {
    const rows =
      '<row r="2"><c r="B2"><v>1</v></c><c r="C2" s="1"/></row><row r="3"/><row r="5"><c><v>2</v></c><c><v>3</v></c></row>' +
      '<row r="6" ht="20"><c r="XFD6" s="1"/></row>';
    expect(read(workbook({ rows }))).toEqual([
      { rowNumber: 2, cells: ['', '1'] },
      { rowNumber: 3, cells: [] },
      { rowNumber: 5, cells: ['2', '3'] },
      { rowNumber: 6, cells: [] },
    ]);
  });

  it('reads names with a prefix, other sheets, and none that has no cells', () => {
    const prefixed =
      '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(cellsOf({ files: { 'xl/worksheets/sheet1.xml': prefixed } })).toEqual([['7']]);
    expect(readXlsx(workbook())).toMatchObject({ sheets: ['Data', 'Other'], sheet: 'Data' });
    expect(read(workbook(), { sheet: 'Other' })).toEqual([{ rowNumber: 1, cells: ['other'] }]);
    expect(codeOf(() => readXlsx(workbook(), { sheet: 'None' }))).toBe('sheet-not-found');
  });

  it('skips hidden sheets unless asked for', () => {
    const path = 'xl/workbook.xml';
    const hidden = (workbookFiles()[path] ?? '').replace('name="Data"', 'name="Data" state="hidden"');
    expect(readXlsx(workbook({ files: { [path]: hidden } })).sheet).toBe('Other');
  });

  const sheet = 'xl/worksheets/sheet1.xml';
  const cell = '<row><c t="s"><v>0</v></c></row>';
  it.each<[string, WorkbookParts, string]>([
    ['a text that is missing', { rows: cell }, 'xlsx-broken'],
    ['XML that is cut off', { files: { [sheet]: '<worksheet><sheetData><row>' } }, 'xlsx-broken'],
    ['bytes that are not XML', { files: { [sheet]: 'PK' } }, 'xlsx-broken'],
    ['rows out of order', { rows: '<row r="2"/><row r="1"/>' }, 'xlsx-broken'],
    ['a row number that is none', { rows: '<row r="x"/>' }, 'xlsx-broken'],
    ['cells out of order', { rows: '<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>' }, 'xlsx-broken'],
    ['too wide a row', { rows: '<row><c r="GS1"><v>1</v></c></row>' }, 'too-many-columns'],
    ['too long a text', { rows: `<row><c t="str"><v>${'x'.repeat(32_768)}</v></c></row>` }, 'cell-too-long'],
    ['too high a row', { rows: '<row r="1048577"/>' }, 'too-many-rows'],
    ['a workbook without sheets', { files: { 'xl/workbook.xml': '<workbook/>' } }, 'file-format'],
    ['elements nested without end', { files: { [sheet]: '<a>'.repeat(100_000) } }, 'xlsx-broken'],
    ['a document type', { files: { [sheet]: `<!DOCTYPE worksheet>${sheetXml('')}` } }, 'xlsx-broken'],
    [
      'entities that expand',
      {
        files: {
          [sheet]: `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
        },
      },
      'xlsx-broken',
    ],
    ['an entity that was never declared', { rows: '<row><c t="str"><v>&b;</v></c></row>' }, 'xlsx-broken'],
    [
      'attributes without end',
      { rows: `<row ${Array.from({ length: 300 }, (_, n) => `a${n}="1"`).join(' ')}/>` },
      'xlsx-broken',
    ],
  ])('refuses %s', (_, parts, code) => {
    expect(codeOf(() => cellsOf(parts))).toBe(code);
  });

  it('limits rows with content, not formatted ones', () => {
    const rows = '<row><c><v>1</v></c></row><row/><row/><row/><row><c><v>2</v></c></row>';
    expect(codeOf(() => read(workbook({ rows }), limited({ rows: 0 })))).toBe('too-many-rows');
    expect(codeOf(() => read(workbook({ rows }), limited({ rows: 1 })))).toBe('accepted');
  });
});

describe('the archive', () => {
  const paths = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`x/${n}`, '']));
  /** Writes 32 bits at every central directory record, at `offset` in it. */
  const patch = (bytes: Uint8Array, offset: number, value: number): Uint8Array => {
    const copy = bytes.slice();
    const view = new DataView(copy.buffer);
    for (let at = 0; at + 4 <= copy.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + offset, value, true);
    return copy;
  };
  const one = '<row><c><v>1</v></c></row>';

  it('refuses a bomb while it is unpacked', () => {
    const bomb = zipSync({
      ...Object.fromEntries(Object.entries(workbookFiles()).map(([path, text]) => [path, strToU8(text)])),
      'xl/worksheets/sheet1.xml': [new Uint8Array(64 * 1024 * 1024).fill(0x20), { level: 9 }],
    });
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(codeOf(() => read(bomb, limited({ inflatedBytes: 1024 * 1024 })))).toBe('xlsx-too-large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(48 * 1024 * 1024);
  });

  it('does not believe declared sizes, small or absurd', () => {
    for (const size of [0, 1, 0xfffffffe]) expect(read(patch(workbook({ rows: one }), 24, size))).toHaveLength(1);
    expect(codeOf(() => read(patch(workbook({ rows: one }), 24, 1), limited({ inflatedBytes: 100 })))).toBe(
      'xlsx-too-large',
    );
  });

  it.each<[string, Uint8Array, string]>([
    ['too many files', workbook({ files: paths(2_001) }), 'xlsx-too-large'],
    ['a wrong checksum', patch(workbook({ rows: one }), 16, 1), 'xlsx-broken'],
    ['a compressed size beyond the file', patch(workbook({ rows: one }), 20, 0x7fffffff), 'xlsx-broken'],
    ['an offset beyond the file', patch(workbook({ rows: one }), 42, 0x7fffffff), 'xlsx-broken'],
    ['encryption', patch(workbook(), 8, 0x00080001), 'xlsx-broken'],
    ['an unknown method', patch(workbook(), 10, 14), 'xlsx-broken'],
    ['half a file', workbook().slice(0, 900), 'xlsx-broken'],
    ['no workbook in it', zipSync({ 'a.txt': strToU8('a') }), 'file-format'],
    [
      'a binary workbook',
      workbook({
        files: {
          '_rels/.rels':
            '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
          'xl/workbook.bin': '',
        },
      }),
      'file-format',
    ],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(() => read(bytes))).toBe(code);
  });

  it('refuses damaged data anywhere with a file fault, never a crash', () => {
    const good = workbook({ rows: one.repeat(50) });
    for (let at = 0; at < good.length; at += 7) {
      const copy = good.slice();
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      const code = codeOf(() => read(copy));
      expect(['accepted', 'xlsx-broken', 'xlsx-too-large', 'file-format']).toContain(code);
    }
  });

  it('reads stored parts', () => {
    const stored = zipSync(
      Object.fromEntries(
        Object.entries(workbookFiles({ rows: one })).map(([path, text]) => [path, [strToU8(text), { level: 0 }]]),
      ),
    );
    expect(read(stored)).toEqual([{ rowNumber: 1, cells: ['1'] }]);
  });
});

describe('helpers', () => {
  it.each([
    ['General', 'number'],
    ['#,##0.00', 'number'],
    ['0.00E+00', 'number'],
    ['[$¥-804]#,##0', 'number'],
    ['@', 'number'],
    ['"day"0', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['mmm', 'date'],
    ['[$-409]d/m/yy h:mm AM/PM;@', 'date'],
    ['[$-F400]h:mm:ss', 'time'],
    ['[h]:mm', 'time'],
    ['mm:ss.0', 'time'],
    ['ge.m.d', 'date'],
  ])('format %s is a %s', (code, look) => expect(lookOfFormat(code)).toBe(look));

  it('decodes only the escapes that make sense', () => {
    expect(decodeEscapes('a_x000A_b_x0009_c_x0000_d_x005F_x000A_')).toBe('a\nb\tc_x0000_d_x000A_');
  });
});
