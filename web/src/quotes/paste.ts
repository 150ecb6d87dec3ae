import { parseNumber } from '../lib/numbers.ts';
import type { PastedCell } from '../records/clipboard.ts';
import { headingsOf, placeCells } from '../records/clipboard.ts';
import type { FieldSpec } from '../records/fields.ts';

const isNumber = (text: string): boolean => text === '' || parseNumber(text) !== undefined;

/**
 * What the columns of rows without headings are: the code is the column with letters (the first one, where all are numbers), another
 * one with letters the description, numbers are quantity and unit price in this order. More columns are left out.
 */
export const guessColumns = (rows: readonly (readonly string[])[]): (string | undefined)[] => {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? ''));
  const worded = columns.map((cells) => !cells.every(isNumber));
  const code = Math.max(0, worded.indexOf(true));
  const numbers = ['quantity', 'unitPrice'];
  const words = ['description'];
  return columns.map((cells, at) => {
    if (at === code) return 'productId';
    if (cells.every((cell) => cell === '')) return undefined;
    return worded[at] ? words.shift() : numbers.shift();
  });
};

/** Where pasted rows go: by their headings; without any, and pasted into the code, by what they look like; else from the cell on. */
export const placeDealCells = (
  rows: readonly (readonly string[])[],
  specs: readonly FieldSpec[],
  from: string,
): PastedCell[] => {
  const [first] = rows;
  if (!first) return [];
  const headed = headingsOf(first, specs) !== undefined;
  if (!headed && from === 'productId') {
    const columns = guessColumns(rows);
    return rows.flatMap((cells, row) =>
      cells.flatMap((text, at) => {
        const column = columns[at];
        return column && text !== '' ? [{ row, column, text }] : [];
      }),
    );
  }
  const placed = placeCells(rows, specs, from);
  // Any code names the product; the customer's own is written down with it once it is known whose it is.
  const coded = placed.some((cell) => cell.column === 'productId');
  return coded
    ? placed
    : placed.map((cell) => (cell.column === 'customerCode' ? { ...cell, column: 'productId' } : cell));
};
