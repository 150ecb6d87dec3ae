import type { FieldSpec } from './fields.ts';

/**
 * Rows and cells of text copied from a spreadsheet: cells parted by tabs, rows by line ends; a cell with either of them inside
 * stands in double quotes.
 */
export const parseClipboard = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === '\t') endCell();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at++;
      endCell();
      rows.push(row);
      row = [];
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) {
    endCell();
    rows.push(row);
  }
  return rows.filter((cells) => cells.some((one) => one !== ''));
};

const form = (text: string): string => text.toLowerCase().replace(/[\s_\-()（）*:：]+/g, '');

/** The column that a heading speaks of: its name, label or one of its usual other names. */
const columnOf = (heading: string, specs: readonly FieldSpec[]): FieldSpec | undefined => {
  const wanted = form(heading);
  return wanted === ''
    ? undefined
    : specs.find((spec) =>
        [spec.name, spec.label.en, spec.label.zh, ...(spec.aliases ?? [])].some((name) => form(name) === wanted),
      );
};

/** The columns that a first row of headings names; undefined when it holds values. */
export const headingsOf = (
  cells: readonly string[],
  specs: readonly FieldSpec[],
): (FieldSpec | undefined)[] | undefined => {
  const columns = cells.map((cell) => columnOf(cell, specs));
  const known = columns.filter((column) => column !== undefined).length;
  // Two known headings, or the only one there is: a value is hardly ever called like a column.
  return known >= 2 || (known === 1 && cells.filter((cell) => cell !== '').length === 1) ? columns : undefined;
};

/** A value for a cell of the table: rows count from the one that was pasted into. */
export interface PastedCell {
  row: number;
  column: string;
  text: string;
}

/** Where pasted cells go: under their headings if there are any, else to the right of the cell that was pasted into. */
export const placeCells = (
  rows: readonly (readonly string[])[],
  specs: readonly FieldSpec[],
  from: string,
): PastedCell[] => {
  const [first] = rows;
  if (!first) return [];
  const headings = headingsOf(first, specs);
  const start = Math.max(
    0,
    specs.findIndex((spec) => spec.name === from),
  );
  const columns = headings ?? specs.slice(start);
  return rows.slice(headings ? 1 : 0).flatMap((cells, row) =>
    cells.flatMap((text, at) => {
      const column = columns[at];
      return column && text !== '' ? [{ row, column: column.name, text }] : [];
    }),
  );
};
