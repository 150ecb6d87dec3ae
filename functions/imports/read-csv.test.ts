import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeCell, toCsv, unescapeCell } from '../../shared/imports/export-cell.ts';
import { defaultLimits, FileFault, type SourceLimits } from '../../shared/imports/source.ts';
import { type Delimiter, detectDelimiter, parseCsv, readCsv } from './read-csv.ts';

const limited = (limits: Partial<SourceLimits>): SourceLimits => ({ ...defaultLimits, ...limits });
const cellsOf = (text: string, delimiter: Delimiter = ','): string[][] =>
  [...parseCsv([text], delimiter)].map(({ cells }) => cells);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const faultOf = (run: () => unknown): FileFault => {
  try {
    run();
  } catch (error) {
    if (error instanceof FileFault) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('parseCsv', () => {
  it.each<[string, string, string[][]]>([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CR LF',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CR alone',
      'a,b\r1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no end of line',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['quotes', '"a,b","c""d"\n', [['a,b', 'c"d']]],
    ['newlines in quotes', '"a\r\nb",c\nd', [['a\r\nb', 'c'], ['d']]],
    ['empty cells', ',\n"",x\n', [[], ['', 'x']]],
    ['a trailing comma', 'a,\n', [['a', '']]],
    ['blank lines', '\na\n\nb\n', [[], ['a'], [], ['b']]],
    ['an inch sign in an unquoted cell', '5" pipe,1\n', [['5" pipe', '1']]],
    ['spaces', ' a , b\n', [[' a ', ' b']]],
    ['nothing', '', []],
  ])('reads %s', (_, text, rows) => expect(cellsOf(text)).toEqual(rows));

  it('numbers rows as a spreadsheet does', () => {
    const rows = [...parseCsv(['"a\nb"\n\nc\n'], ',')];
    expect(rows.map(({ rowNumber, cells }) => [rowNumber, cells[0]])).toEqual([
      [1, 'a\nb'],
      [2, undefined],
      [3, 'c'],
    ]);
  });

  it.each<[string, string, number, number]>([
    ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n', 3, 2],
    ['text behind a closing quote', 'a,b\n1,"2"x\n', 2, 2],
    ['a quote opened at the end', 'a,"', 1, 2],
    ['a quote closed by the next one further down', 'a,b\n1,"2\n3,"4",5\n', 2, 2],
  ])('refuses %s with its row', (_, text, row, column) => {
    expect(faultOf(() => cellsOf(text))).toMatchObject({ code: 'csv-quote', row, column });
  });

  it('takes an endless quoted cell for a broken quote, at the row where it opens', () => {
    const text = `a,b\n1,"2\n${'3,4\n'.repeat(100_000)}`;
    expect(faultOf(() => cellsOf(text))).toMatchObject({ code: 'csv-quote', row: 2, column: 2 });
  });

  it.each<[string, string, Partial<SourceLimits>, string, number]>([
    ['columns', `a\n${','.repeat(200)}x\n`, {}, 'too-many-columns', 2],
    ['characters of a cell', `a\n${'x'.repeat(32_768)}\n`, {}, 'cell-too-long', 2],
    ['characters of a quoted cell', `a\n"${'x'.repeat(70_000)}"\n`, {}, 'cell-too-long', 2],
    ['rows', 'a\n1\n2\n3\n', { rows: 2 }, 'too-many-rows', 4],
    ['blank rows', 'a\n\n\n\n', { anyRows: 3 }, 'too-many-rows', 4],
  ])('limits %s', (_, text, limits, code, row) => {
    expect(faultOf(() => [...parseCsv([text], ',', limited(limits))])).toMatchObject({ code, row });
  });

  it('accepts what just fits', () => {
    const widest = `${'x,'.repeat(199)}x\n`;
    expect(cellsOf(widest)[0]).toHaveLength(200);
    expect(cellsOf(`${'x'.repeat(32_767)}\n`)[0]?.[0]).toHaveLength(32_767);
    // Blank rows do not use up the limit of rows.
    expect([...parseCsv(['a\n\n\n1\n\n2\n'], ',', limited({ rows: 2 }))]).toHaveLength(6);
  });

  it('stops at a line without end in time, not after reading it again and again', () => {
    const chunk = 'x'.repeat(256 * 1024);
    let given = 0;
    const endless = function* () {
      for (; given < 200; given++) yield chunk;
    };
    expect(faultOf(() => [...parseCsv(endless(), ',')]).code).toBe('cell-too-long');
    expect(given).toBe(0);
  });

  const anyCell = fc.array(fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', '客', '='), { maxLength: 5 });
  const anyTable = fc.array(
    fc.array(
      anyCell.map((parts) => parts.join('')),
      { minLength: 2, maxLength: 4 },
    ),
    { maxLength: 6 },
  );
  const quoted = (table: string[][]): string =>
    table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

  it('agrees with another parser on well-formed text, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(anyTable, fc.integer({ min: 1, max: 9 }), (table, size) => {
        const text = quoted(table);
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
          text.slice(at * size, (at + 1) * size),
        );
        const blanked = (row: string[]) => (row.every((cell) => cell.trim() === '') ? [] : row);
        const expected = (parse(text, { relax_column_count: true }) as string[][]).map(blanked);
        expect([...parseCsv(pieces, ',')].map(({ cells }) => cells)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('reads back what an export wrote', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const { rows } = readCsv(bytes(toCsv([['h1', 'h2', 'h3', 'h4'], ...table])));
        const back = [...rows].slice(1).map(({ cells }) => cells.map(unescapeCell));
        expect(back).toEqual(table.map((row) => (row.every((cell) => escapeCell(cell).trim() === '') ? [] : row)));
      }),
      { numRuns: 300 },
    );
  });

  it('never fails with anything but a file fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ') }), (text) => {
        try {
          cellsOf(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FileFault);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('detectDelimiter', () => {
  it.each<[string, string, Delimiter]>([
    ['commas', 'a,b\n1,2\n', ','],
    ['semicolons with decimal commas', 'a;b;c\n1,5;2,5;x\n1,5;2,5;y\n', ';'],
    ['tabs with commas in text', 'name\tnote\nA, B\tx, y\nC\tz\n', '\t'],
    ['commas with semicolons in text', 'a,b\n"x;y;z",2\n"u;v;w",3\n', ','],
    ['one column', 'a\n1\n', ','],
    ['nothing', '', ','],
  ])('%s', (_, text, delimiter) => expect(detectDelimiter(text)).toBe(delimiter));
});

describe('readCsv', () => {
  it('obeys the line with which Excel declares a delimiter', () => {
    const { delimiter, rows } = readCsv(bytes('\uFEFFsep=;\r\na;b\r\n1,2;3\r\n'));
    expect(delimiter).toBe(';');
    expect([...rows].map(({ rowNumber, cells }) => [rowNumber, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, '1,2', '3'],
    ]);
  });
});
