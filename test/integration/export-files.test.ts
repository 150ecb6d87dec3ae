import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { csvWriter } from '../../functions/exports/csv-writer.ts';
import type { RowWriter, Sink } from '../../functions/exports/xlsx-writer.ts';
import { columnLetters, xlsxWriter } from '../../functions/exports/xlsx-writer.ts';
import { readRows } from '../../functions/imports/read-file.ts';
import type { Cell } from '../../shared/views/export-cells.ts';

const written = (open: (headings: string[], sink: Sink) => RowWriter, headings: string[], rows: Cell[][]): Buffer => {
  const parts: Uint8Array[] = [];
  const writer = open(headings, (bytes) => parts.push(bytes.slice()));
  for (const row of rows) writer.row(row);
  writer.end();
  return Buffer.concat(parts);
};
const csv = (headings: string[], rows: Cell[][]) => written(csvWriter, headings, rows).toString('utf8');

/** The file as an import reads it. */
const readAgain = async (headings: string[], rows: Cell[][]): Promise<string[][]> => {
  const bytes = written((names, sink) => xlsxWriter('客户 [1]', names, sink), headings, rows);
  const source = await readRows(bytes, 'a.xlsx');
  const found = [source.header];
  for await (const row of source.rows) found.push(row.cells);
  return found;
};

describe('a workbook that is read again', () => {
  it('says what was written: text, numbers, days, times, amounts, gaps', async () => {
    const row: Cell[] = [
      '远洋 <机械> & "Co"',
      12.5,
      { day: '2026-11-21' },
      { time: '2026-11-21 10:05:09' },
      { amount: -1234.5, digits: 2 },
      undefined,
      '两\n行',
    ];
    expect(await readAgain(['名称', 'n', 'd', 't', 'a', 'gap', 'note'], [row])).toEqual([
      ['名称', 'n', 'd', 't', 'a', 'gap', 'note'],
      ['远洋 <机械> & "Co"', '12.5', '2026-11-21', '2026-11-21T10:05:09', '-1234.5', '', '两\n行'],
    ]);
  });

  it.each(['=1+1', '+cmd', '@x', '_x0041_', ' spaces ', '0012', '1900-01-01'])(
    'keeps the text %j as text',
    async (text) => {
      const [, row] = await readAgain(['a'], [[text]]);
      expect(row).toEqual([text]);
    },
  );

  it('keeps days before the calendar of spreadsheets as text', async () => {
    expect((await readAgain(['a'], [[{ day: '1899-05-01' }]]))[1]).toEqual(['1899-05-01']);
  });

  it('is a workbook with its headings where nothing is selected', async () => {
    expect(await readAgain(['a', 'b'], [])).toEqual([['a', 'b']]);
  });

  it('takes more rows than are packed at a time, in their order', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index): Cell[] => [index, `row ${index}`]);
    const found = await readAgain(['n', 'text'], rows);
    expect(found).toHaveLength(3_001);
    expect(found.at(-1)).toEqual(['2999', 'row 2999']);
  });
});

it('columns have letters', () => {
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});

describe('a text file', () => {
  it('is marked as UTF-8 and quotes what has to be', () => {
    expect(csv(['名称'], [['a,"b"'], [{ day: '2026-11-21' }], [{ amount: 5, digits: 2 }]])).toBe(
      '\uFEFF名称\r\n"a,""b"""\r\n2026-11-21\r\n5.00\r\n',
    );
  });

  it.each([
    ['=HYPERLINK("x")', "'=HYPERLINK"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['-2+3+cmd', "'-2+3+cmd"],
    ['＝1+1', "'＝1+1"],
    ['+86 139 0013 8000', '+86 139 0013 8000'],
    ['-12.5', '-12.5'],
  ])('%j cannot run when it is opened', (text, begins) => {
    const [, line] = csv(['a'], [[text]]).split('\r\n');
    expect(line!.replace(/^"/, '').startsWith(begins)).toBe(true);
  });
});
