import { fromSerial } from '../../shared/imports/dates.ts';
import {
  defaultLimits,
  FileFault,
  isBlankRow,
  type SourceLimits,
  type SourceRow,
} from '../../shared/imports/source.ts';
import { decodeEscapes, openWorkbook, textCollector, type Workbook } from './xlsx-book.ts';
import { parseXml } from './xml.ts';

/** A number without an exponent and with the 15 digits that a spreadsheet shows: 0.1 + 0.2 is stored with 17. */
const plainNumber = (value: number): string => {
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? rounded.toLocaleString('en', { useGrouping: false, maximumSignificantDigits: 15 }) : text;
};

const clockOf = (serial: number): string => new Date(Math.round(serial * 86_400) * 1000).toISOString().slice(11, 19);

/** A stored number as a person sees it: dates as ISO dates, with `T` and a time where there is one. */
const showNumber = (stored: string, style: number, book: Workbook): string => {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  const look = book.looks[style] ?? 'number';
  if (look === 'number') return plainNumber(value);
  if (look === 'time' && value >= 0 && value < 1) return clockOf(value);
  const written = fromSerial(value, book.dateSystem);
  if (!written) return plainNumber(value);
  return written.time === undefined ? written.date : `${written.date}T${written.time.replace('.000', '')}`;
};

/** A cell while its XML is being read. */
interface OpenCell {
  column: number;
  kind: string;
  style: number;
  stored: string;
}

/** Column number (from 1) of a reference such as `AB12`; 0 where it is none. */
const columnOf = (reference: string): number => {
  let column = 0;
  for (let at = 0; at < reference.length && at < 4; at++) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column;
};

const shownText = (cell: OpenCell, inline: string, book: Workbook): string | undefined => {
  switch (cell.kind) {
    case 's':
      return cell.stored === '' ? '' : book.strings[Number(cell.stored)];
    case 'inlineStr':
      return inline;
    case 'str':
      return decodeEscapes(cell.stored);
    case 'b':
      return cell.stored === '' ? '' : cell.stored.trim() === '1' ? 'TRUE' : 'FALSE';
    case 'e':
    case 'd':
      return cell.stored;
    default:
      return showNumber(cell.stored, cell.style, book);
  }
};

/** Gathers the rows of a sheet from its XML events. */
const sheetReader = (book: Workbook, limits: SourceLimits) => {
  const done: SourceRow[] = [];
  const inline = textCollector();
  let inData = false;
  let finished = false;
  let inValue = false;
  let rowNumber = 0;
  let cells: string[] = [];
  let lastColumn = 0;
  let cell: OpenCell | undefined;

  const openRow = (reference: string | undefined): void => {
    const next = reference === undefined ? rowNumber + 1 : Number(reference);
    if (!Number.isInteger(next) || next <= rowNumber) {
      throw new FileFault('xlsx-broken', { row: rowNumber, detail: 'Its rows are out of order.' });
    }
    if (next > limits.anyRows) throw new FileFault('too-many-rows', { row: next });
    rowNumber = next;
    cells = [];
    lastColumn = 0;
  };
  const openCell = (attributes: Readonly<Record<string, string>>): void => {
    const reference = attributes['r'];
    const column = reference === undefined ? lastColumn + 1 : columnOf(reference);
    if (column <= lastColumn || column > 16_384) {
      throw new FileFault('xlsx-broken', { row: rowNumber, detail: 'Its cells are out of order.' });
    }
    lastColumn = column;
    cell = { column, kind: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), stored: '' };
  };
  const closeCell = (open: OpenCell): void => {
    const place = { row: rowNumber, column: open.column };
    const text = shownText(open, inline.take(), book);
    if (text === undefined)
      throw new FileFault('xlsx-broken', { ...place, detail: 'It refers to a text that is missing.' });
    if (text.length > limits.cellLength) throw new FileFault('cell-too-long', place);
    // A styled cell without content does not make the table wider.
    if (text === '') return;
    if (open.column > limits.columns) throw new FileFault('too-many-columns', place);
    while (cells.length < open.column - 1) cells.push('');
    cells.push(text);
  };
  return {
    done,
    isFinished: () => finished,
    handlers: {
      open: (name: string, attributes: Readonly<Record<string, string>>): void => {
        if (name === 'sheetData') inData = true;
        else if (!inData) return;
        else if (name === 'row') openRow(attributes['r']);
        else if (name === 'c') openCell(attributes);
        else if (name === 'v') inValue = true;
        else inline.handlers.open(name, attributes);
      },
      text: (text: string): void => {
        if (inValue && cell) cell.stored += text;
        else inline.handlers.text(text);
      },
      close: (name: string): void => {
        if (!inData) return;
        inline.handlers.close(name);
        if (name === 'v') inValue = false;
        else if (name === 'c' && cell) {
          closeCell(cell);
          cell = undefined;
        } else if (name === 'row') done.push({ rowNumber, cells: isBlankRow(cells) ? [] : cells });
        else if (name === 'sheetData') {
          inData = false;
          finished = true;
        }
      },
    },
  };
};

export interface XlsxOptions {
  /** Name of a sheet; the first visible one if absent. */
  sheet?: string;
  limits?: SourceLimits;
}

export interface XlsxFile {
  /** Names of all sheets with cells, in the order of the workbook. */
  sheets: string[];
  /** The one that is read. */
  sheet: string;
  rows: Iterable<SourceRow>;
}

function* sheetRows(book: Workbook, path: string, limits: SourceLimits): Generator<SourceRow> {
  const reader = sheetReader(book, limits);
  let contentRows = 0;
  for (const _ of parseXml(book.part(path), reader.handlers)) {
    for (const row of reader.done) {
      // The header counts as content, hence one more.
      if (row.cells.length > 0 && ++contentRows > limits.rows + 1) {
        throw new FileFault('too-many-rows', { row: row.rowNumber });
      }
      yield row;
    }
    reader.done.length = 0;
    // What follows the cells (drawings, print settings) is not needed.
    if (reader.isFinished()) return;
  }
}

/**
 * Opens an XLSX workbook. Formulas give the result that was stored with them, dates become ISO dates, booleans `TRUE` and
 * `FALSE`; formatting is lost otherwise. Rows that the sheet does not store are not rows. Faults in the sheet itself are
 * thrown while `rows` is walked, once.
 * @throws FileFault `xlsx-broken`, `xlsx-too-large`, `sheet-not-found`, `file-format`; from the rows also
 * `too-many-columns`, `too-many-rows`, `cell-too-long`
 */
export const readXlsx = (bytes: Uint8Array, options: XlsxOptions = {}): XlsxFile => {
  const limits = options.limits ?? defaultLimits;
  const book = openWorkbook(bytes, limits);
  const sheet =
    options.sheet === undefined
      ? (book.sheets.find(({ hidden }) => !hidden) ?? book.sheets[0])
      : book.sheets.find(({ name }) => name === options.sheet);
  if (!sheet) throw new FileFault('sheet-not-found');
  return {
    sheets: book.sheets.map(({ name }) => name),
    sheet: sheet.name,
    rows: sheetRows(book, sheet.path, limits),
  };
};
