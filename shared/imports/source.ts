import type { Label } from '../kernel/field.ts';

/** The closed list of what can be wrong with an imported file as a whole. The wording may change, a code may not. */
export const fileFaults = {
  'file-empty': { en: 'The file is empty.', zh: '文件为空。' },
  'file-too-large': { en: 'The file is larger than 64 MB.', zh: '文件超过 64 MB。' },
  'file-format': {
    en: 'This is neither CSV nor XLSX (an old or password-protected Excel file, or a web page). Save it as .xlsx or CSV.',
    zh: '文件既不是 CSV 也不是 XLSX（可能是旧版或加密的 Excel，或网页）。请另存为 .xlsx 或 CSV。',
  },
  'file-not-text': {
    en: 'The file contains control characters and is not text.',
    zh: '文件含有控制字符，不是文本文件。',
  },
  'file-encoding': {
    en: 'The encoding of the file is not recognised. Save it as UTF-8.',
    zh: '无法识别文件编码，请另存为 UTF-8。',
  },
  'no-header': { en: 'The first row does not name the columns.', zh: '第一行不是列名。' },
  'csv-quote': { en: 'A quotation mark is not closed properly.', zh: '引号不成对。' },
  'too-many-columns': { en: 'A row has more than 200 columns.', zh: '一行超过 200 列。' },
  'too-many-rows': { en: 'The file has more than 200,000 rows.', zh: '文件超过 200,000 行。' },
  'cell-too-long': { en: 'A cell has more than 32,767 characters.', zh: '单元格超过 32,767 个字符。' },
  'xlsx-broken': { en: 'The workbook is damaged.', zh: '工作簿已损坏。' },
  'xlsx-too-large': { en: 'The workbook is too large when unpacked.', zh: '工作簿解压后过大。' },
  'sheet-not-found': { en: 'The workbook has no such sheet.', zh: '工作簿中没有该工作表。' },
} as const satisfies Record<string, Label>;

export type FileFaultCode = keyof typeof fileFaults;

/** Where a file fault lies. `row` is the number that a spreadsheet shows (the header is usually 1), `column` counts from 1. */
export interface FileFaultPlace {
  row?: number;
  column?: number;
  /** What exactly, for the person who mends the file. */
  detail?: string;
}

/** Thrown while a file is read; the whole file is refused, not one row. */
export class FileFault extends Error {
  readonly code: FileFaultCode;
  readonly row?: number;
  readonly column?: number;
  /** Set by the reader that knows it, so that an import of several files can say which one. */
  fileName?: string;
  constructor(code: FileFaultCode, place: FileFaultPlace = {}) {
    const at = [
      place.row === undefined ? '' : `row ${place.row}`,
      place.column === undefined ? '' : `column ${place.column}`,
    ].filter(Boolean);
    super(
      [fileFaults[code].en, at.length > 0 ? `(${at.join(', ')})` : '', place.detail ?? ''].filter(Boolean).join(' '),
    );
    this.name = 'FileFault';
    this.code = code;
    if (place.row !== undefined) this.row = place.row;
    if (place.column !== undefined) this.column = place.column;
  }
}

/** One row of a source file as text, before any mapping. */
export interface SourceRow {
  /** The number that a spreadsheet shows for this row. */
  rowNumber: number;
  cells: string[];
  /** The row has fewer cells than the header, or content beyond its last column: a shifted or broken line. */
  ragged?: true;
}

/** What a reader accepts at most. */
export interface SourceLimits {
  /** Size of the file in bytes. */
  fileBytes: number;
  /** Rows with content, the header not counted. */
  rows: number;
  /** Rows of any kind; a spreadsheet has no more. Formatted empty rows must not use up the limit above. */
  anyRows: number;
  columns: number;
  /** UTF-16 code units in one cell; a spreadsheet holds no more. */
  cellLength: number;
  /** Bytes of a workbook after unpacking, over all parts that are read. */
  inflatedBytes: number;
  /** Files inside a workbook. */
  zipEntries: number;
}

export const defaultLimits: SourceLimits = {
  fileBytes: 64 * 1024 * 1024,
  rows: 200_000,
  anyRows: 1_048_576,
  columns: 200,
  cellLength: 32_767,
  inflatedBytes: 256 * 1024 * 1024,
  zipEntries: 2_000,
};

/** True for a row in which no cell holds anything but spaces. */
export const isBlankRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
