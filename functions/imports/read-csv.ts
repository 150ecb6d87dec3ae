import { decodeChunks, detectEncoding, type Encoding } from '../../shared/imports/decode.ts';
import {
  defaultLimits,
  FileFault,
  isBlankRow,
  type SourceLimits,
  type SourceRow,
} from '../../shared/imports/source.ts';

export type Delimiter = ',' | ';' | '\t';

/** Commas first: in a tie (a file of one column) they are the likeliest. */
const delimiters: readonly Delimiter[] = [',', ';', '\t'];

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What the scanner works on: a window of the text that always begins at or before the row being read. */
interface Window {
  text: string;
  /** Nothing follows this text. */
  last: boolean;
  delimiter: Delimiter;
  limits: SourceLimits;
}

interface ScannedRow {
  cells: string[];
  /** Index in the window's text behind the row's line end. */
  next: number;
}

/**
 * The end of a quoted cell that opens at `start`: the index of its closing quote, or -1 when the window ends first.
 * Throws `csv-quote` where something other than a delimiter or a line end follows the closing quote.
 */
const closingQuote = (window: Window, start: number, place: { row: number; column: number }): number => {
  const { text, limits } = window;
  let at = start + 1;
  for (;;) {
    at = text.indexOf('"', at);
    const end = at === -1 ? text.length : at;
    if (end - start > 2 * limits.cellLength) {
      // A "cell" of this size that spans lines is a forgotten closing quote far more often than a long text.
      const code = text.slice(start, end).includes('\n') ? 'csv-quote' : 'cell-too-long';
      throw new FileFault(code, place);
    }
    if (at === -1) {
      if (window.last) throw new FileFault('csv-quote', place);
      return -1;
    }
    if (at + 1 === text.length && !window.last) return -1;
    const follower = text.charCodeAt(at + 1);
    if (follower === quote) at += 2;
    else if (at + 1 === text.length || follower === lineFeed || follower === carriageReturn) return at;
    else if (text[at + 1] === window.delimiter) return at;
    else throw new FileFault('csv-quote', place);
  }
};

/** The row that begins at `start`, or undefined when the window ends before the row does. */
const scanRow = (window: Window, start: number, row: number): ScannedRow | undefined => {
  const { text, last, limits } = window;
  const separator = window.delimiter.charCodeAt(0);
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const place = { row, column: cells.length + 1 };
    if (cells.length === limits.columns) throw new FileFault('too-many-columns', place);
    let cell: string;
    if (text.charCodeAt(at) === quote) {
      const close = closingQuote(window, at, place);
      if (close === -1) return undefined;
      cell = text.slice(at + 1, close);
      if (cell.includes('"')) cell = cell.replaceAll('""', '"');
      at = close + 1;
    } else {
      // A quote inside an unquoted cell is an inch sign: it is kept, as spreadsheets do.
      const from = at;
      let code = text.charCodeAt(at);
      while (at < text.length && code !== separator && code !== lineFeed && code !== carriageReturn) {
        code = text.charCodeAt(++at);
      }
      cell = text.slice(from, at);
    }
    if (cell.length > limits.cellLength) throw new FileFault('cell-too-long', place);
    cells.push(cell);
    if (at >= text.length) return last ? { cells, next: at } : undefined;
    const end = text.charCodeAt(at);
    at++;
    if (end === separator) continue;
    if (end === carriageReturn) {
      // The line feed of a CR LF may still be on its way.
      if (at >= text.length && !last) return undefined;
      if (text.charCodeAt(at) === lineFeed) at++;
    }
    return { cells, next: at };
  }
};

/**
 * Rows of CSV text (RFC 4180; also CR alone as line end) from its pieces. Blank lines are rows too, so that row numbers
 * agree with a spreadsheet's; the end of the last line begins no further row. Cells are as written: nothing is trimmed.
 * @throws FileFault `csv-quote`, `too-many-columns`, `too-many-rows`, `cell-too-long`, each with its row
 */
export function* parseCsv(
  chunks: Iterable<string>,
  delimiter: Delimiter,
  limits: SourceLimits = defaultLimits,
): Generator<SourceRow> {
  const window: Window = { text: '', last: false, delimiter, limits };
  const source = chunks[Symbol.iterator]();
  let at = 0;
  let rowNumber = 0;
  let contentRows = 0;
  for (;;) {
    const scanned = at < window.text.length ? scanRow(window, at, rowNumber + 1) : undefined;
    if (!scanned) {
      if (window.last) return;
      const more = source.next();
      window.last = more.done === true;
      window.text = window.text.slice(at) + (more.done ? '' : more.value);
      at = 0;
      continue;
    }
    at = scanned.next;
    rowNumber++;
    const blank = isBlankRow(scanned.cells);
    // The header counts as content, hence one more.
    if (!blank) contentRows++;
    if (contentRows > limits.rows + 1 || rowNumber > limits.anyRows) {
      throw new FileFault('too-many-rows', { row: rowNumber });
    }
    yield { rowNumber, cells: blank ? [] : scanned.cells };
  }
}

/** How well a delimiter cuts a sample into a table: cells of the header where most rows have as many, else less. */
const tableScore = (sample: string, delimiter: Delimiter): number => {
  const widths: number[] = [];
  try {
    for (const row of parseCsv([sample], delimiter)) {
      if (row.cells.length > 0) widths.push(row.cells.length);
      if (widths.length === 50) break;
    }
  } catch {
    // The sample may end inside a quoted cell; the rows before it are enough.
  }
  const width = widths[0] ?? 0;
  return width < 2 ? 0 : (width * widths.filter((other) => other === width).length) / widths.length;
};

/** The delimiter that cuts the beginning of a text into the most even table of at least two columns; comma if none does. */
export const detectDelimiter = (sample: string): Delimiter =>
  delimiters.reduce((best, next) => (tableScore(sample, next) > tableScore(sample, best) ? next : best));

export interface CsvOptions {
  /** Overrules detection. */
  encoding?: Encoding;
  limits?: SourceLimits;
}

export interface CsvFile {
  encoding: Encoding;
  delimiter: Delimiter;
  rows: Iterable<SourceRow>;
}

/**
 * Opens CSV bytes. Only the beginning is read here; faults further down are thrown while `rows` is walked, once.
 * @throws FileFault as `detectEncoding`, `decodeChunks` and `parseCsv`
 */
export const readCsv = (bytes: Uint8Array, options: CsvOptions = {}): CsvFile => {
  const encoding = detectEncoding(bytes, options.encoding);
  const chunks = decodeChunks(bytes, encoding);
  const first = chunks.next();
  const sample = first.done ? '' : first.value;
  // Excel's own first line for "this is my delimiter"; it is no row of the table.
  const declared = /^sep=([,;\t])\r?\n/.exec(sample);
  const delimiter = (declared?.[1] as Delimiter | undefined) ?? detectDelimiter(sample.slice(0, 65_536));
  const pieces = function* (): Generator<string> {
    yield declared ? sample.slice(declared[0].length) : sample;
    yield* chunks;
  };
  return { encoding, delimiter, rows: parseCsv(pieces(), delimiter, options.limits) };
};
