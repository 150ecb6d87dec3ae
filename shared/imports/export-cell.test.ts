import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, escapeCell, toCsv, unescapeCell } from './export-cell.ts';

describe('escapeCell', () => {
  it.each([
    '=1+1',
    "=cmd|' /C calc'!A0",
    '+1+cmd',
    '-1+cmd',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\tplain',
    '＝1+1',
    '＋1+1',
    '－1+1',
    '＠SUM(A1)',
    '  =1+1',
    '\u3000=1+1',
    '-',
    '+',
    '+86-139-1234-5678',
    '+86 139;=1',
    "'=1+1",
  ])('marks %j', (text) => {
    expect(escapeCell(text)).toBe(`'${text}`);
  });

  it.each([
    '',
    'Ann',
    "'quoted'",
    "'",
    '12',
    '-12.5',
    '+12.5',
    '-1,234.50',
    '-1.5e10',
    '+86 139 0000 0000',
    '+8613900000000',
    '+1 (415) 555 0100',
    'a=b',
    '1-2',
    'x@y.cn',
    '产品',
  ])('leaves %j as it is', (text) => {
    expect(escapeCell(text)).toBe(text);
  });

  const nasty = fc.array(fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\r', '\n', ' ', '1', 'a'), {
    maxLength: 8,
  });
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    nasty.map((parts) => parts.join('')),
  );

  it('is undone exactly by unescapeCell', () => {
    fc.assert(
      fc.property(anyText, (text) => unescapeCell(escapeCell(text)) === text),
      { numRuns: 2000 },
    );
  });

  it('leaves nothing that begins with a formula sign, but numbers and phone numbers', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cell = escapeCell(text);
        if (/^\s*[=+\-@＝＋－＠\t\r\n]/.test(cell)) expect(cell).toMatch(/^[+-][\d.,eE+\- ()]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('toCsv', () => {
  it('writes mark, quotes and line ends', () => {
    const rows = [
      ['name', 'note', 'amount'],
      ['O"Neil, Ann', '=1+1', -12.5],
      ['a;b', 'two\nlines', null],
      ['', undefined, true],
    ];
    expect(toCsv(rows)).toBe(
      '\uFEFFname,note,amount\r\n"O""Neil, Ann",\'=1+1,-12.5\r\n"a;b","two\nlines",\r\n,,true\r\n',
    );
  });
  it('keeps a row of one empty cell apart from a blank line', () => {
    expect(csvLine([''])).toBe('""\r\n');
    expect(csvLine([])).toBe('\r\n');
  });
});
