import type { Encoding } from '../../shared/imports/decode.ts';
import { defaultLimits, FileFault, type SourceLimits, type SourceRow } from '../../shared/imports/source.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

export interface ReadOptions {
  /** Overrules the detected encoding of a text file. */
  encoding?: Encoding;
  /** Name of a sheet; the first visible one if absent. */
  sheet?: string;
  /** Number of the row that names the columns, where a title stands above it. The first row with content if absent. */
  headerRow?: number;
  limits?: Partial<SourceLimits>;
}

/** An opened file with its header taken off. */
export interface SourceFile {
  format: 'csv' | 'xlsx';
  encoding: Encoding;
  /** Of a CSV file. */
  delimiter?: ',' | ';' | '\t';
  /** Names of the sheets of a workbook; empty for CSV. */
  sheets: string[];
  /** Names of the columns: blank ones are called `Column 3`, repeated ones `Name (2)`. */
  header: string[];
  /** Rows behind the header, blank ones included. To be walked once; throws FileFault further down. */
  rows: AsyncIterable<SourceRow>;
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

const zipMagic = [0x50, 0x4b, 0x03, 0x04];
/** Compound files: Excel before 2007, and any workbook with a password. */
const compoundMagic = [0xd0, 0xcf, 0x11, 0xe0];

/** What the first bytes say; the extension is often wrong (web pages and CSV saved as `.xls`). */
const sniff = (bytes: Uint8Array): 'csv' | 'xlsx' => {
  if (startsWith(bytes, zipMagic)) return 'xlsx';
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).replaceAll('\u0000', '');
  const isMarkup = /^[^\w<,;"']*<(\?xml|!doctype|html|head|table|body|meta)\b/i.test(beginning);
  if (startsWith(bytes, compoundMagic) || beginning.startsWith('%PDF') || isMarkup) throw new FileFault('file-format');
  return 'csv';
};

const uniqueNames = (cells: readonly string[]): string[] => {
  const taken = new Set(cells.map((cell) => cell.trim()));
  const used = new Set<string>();
  return cells.map((cell, index) => {
    // Long enough for any name; a paragraph in the first row must not become one.
    const base = cell.trim().slice(0, 190) || `Column ${index + 1}`;
    let name = base;
    // A made name must not meet one that the file itself has.
    for (let count = 2; used.has(name) || (name !== cell.trim() && taken.has(name)); count++)
      name = `${base} (${count})`;
    used.add(name);
    return name;
  });
};

/** A header has a name somewhere; a first row of figures alone means that the file begins with its data. */
const isHeader = (cells: readonly string[]): boolean => cells.some((cell) => /\p{L}/u.test(cell));

/** Cells behind the header that hold nothing are a trailing delimiter, not a shifted row. */
const withoutEmptyTail = (cells: string[], width: number): string[] => {
  let length = cells.length;
  while (length > width && (cells[length - 1] ?? '').trim() === '') length--;
  return length === cells.length ? cells : cells.slice(0, length);
};

interface Opened {
  format: 'csv' | 'xlsx';
  encoding: Encoding;
  delimiter?: ',' | ';' | '\t';
  sheets: string[];
  rows: Iterable<SourceRow>;
}

const open = (bytes: Uint8Array, options: ReadOptions): Opened => {
  const limits = { ...defaultLimits, ...options.limits };
  if (bytes.length === 0) throw new FileFault('file-empty');
  if (bytes.length > limits.fileBytes) throw new FileFault('file-too-large');
  if (sniff(bytes) === 'xlsx') {
    const { sheets, rows } = readXlsx(bytes, {
      limits,
      ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    });
    return { format: 'xlsx', encoding: 'utf-8', sheets, rows };
  }
  const csv = readCsv(bytes, { limits, ...(options.encoding === undefined ? {} : { encoding: options.encoding }) });
  return { format: 'csv', encoding: csv.encoding, delimiter: csv.delimiter, sheets: [], rows: csv.rows };
};

/** Runs a step of reading; a fault that leaves it knows its file. */
const named = <T>(fileName: string, step: () => T): T => {
  try {
    return step();
  } catch (error) {
    if (error instanceof FileFault) error.fileName ??= fileName;
    throw error;
  }
};

/**
 * Opens a file to import, CSV or XLSX by its content, and reads its header.
 * @throws FileFault (with `fileName`): `file-empty`, `file-too-large`, `file-format`, `file-not-text`, `file-encoding`,
 * `no-header`, `sheet-not-found`, `xlsx-broken`, `xlsx-too-large`; and, also while the rows are walked, `csv-quote`,
 * `too-many-columns`, `too-many-rows`, `cell-too-long`
 */
export const readRows = async (bytes: Uint8Array, fileName: string, options: ReadOptions = {}): Promise<SourceFile> => {
  const { rows, ...about } = named(fileName, () => open(bytes, options));
  const source = rows[Symbol.iterator]();
  const next = () => named(fileName, () => source.next());
  let first = next();
  const from = options.headerRow ?? 1;
  while (!first.done && (first.value.cells.length === 0 || first.value.rowNumber < from)) first = next();
  if (first.done || !isHeader(first.value.cells)) {
    const fault = new FileFault('no-header', first.done ? {} : { row: first.value.rowNumber });
    fault.fileName = fileName;
    throw fault;
  }
  const header = uniqueNames(first.value.cells);
  const width = header.length;
  const rest = async function* (): AsyncGenerator<SourceRow> {
    try {
      for (let step = next(); !step.done; step = next()) {
        const { rowNumber, cells: all } = step.value;
        const cells = withoutEmptyTail(all, width);
        // A workbook leaves out empty cells at the end of a row; in CSV a short row is a broken line.
        const ragged = cells.length > width || (about.format === 'csv' && cells.length > 0 && cells.length < width);
        yield ragged ? { rowNumber, cells, ragged: true } : { rowNumber, cells };
      }
    } finally {
      source.return?.();
    }
  };
  return { ...about, header, rows: rest() };
};
