/** What an exported cell may hold. Numbers must be finite; a date is its text. */
export type ExportValue = string | number | boolean | null | undefined;

/**
 * Text that a spreadsheet may run: a formula sign, also full-width or behind spaces, or a control character that some skip
 * in front of one. Quotes before it are counted in, so that escaping such a text again stays reversible.
 */
const risky = /^'*\s*[=+\-@＝＋－＠\t\r\n]/;
const escaped = /^'+\s*[=+\-@＝＋－＠\t\r\n]/;

/** Plain signed numbers, with or without thousands separators or an exponent: a spreadsheet reads a number. */
const plainNumber = /^[+-](?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/**
 * International phone numbers with spaces or brackets, which no spreadsheet can take for a sum. With hyphens it can:
 * `+86-139-1234` would become 86 minus 139 minus 1234, so that form is escaped.
 */
const phoneNumber = /^\+\d{1,4}(?: ?\(?\d{1,5}\)?){1,6}$/;

/**
 * Makes a text safe to open in a spreadsheet: what could run as a formula gets a `'` in front. Numbers (`-12.5`) and phone
 * numbers (`+86 139 0000 0000`) stay as they are. `unescapeCell` takes the mark off again.
 */
export const escapeCell = (text: string): string =>
  risky.test(text) && !plainNumber.test(text) && !phoneNumber.test(text) ? `'${text}` : text;

/** The exact inverse of `escapeCell`; also takes off the `'` that people type before a number to keep it as text. */
export const unescapeCell = (text: string): string => (escaped.test(text) ? text.slice(1) : text);

const csvCell = (value: ExportValue): string => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = escapeCell(value);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line of CSV (RFC 4180) with its line end. A row of one empty cell is written `""`, or it would be a blank line. */
export const csvLine = (cells: readonly ExportValue[]): string => {
  const line = cells.map(csvCell).join(',');
  return `${line === '' && cells.length > 0 ? '""' : line}\r\n`;
};

/** Without this mark spreadsheets read UTF-8 as the system's old encoding. */
export const byteOrderMark = '\uFEFF';

/** A whole CSV text: byte order mark, comma, CR LF, every cell safe to open. */
export const toCsv = (rows: readonly (readonly ExportValue[])[]): string => byteOrderMark + rows.map(csvLine).join('');
