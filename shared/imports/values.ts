import type { FieldType } from '../kernel/field.ts';
import type { FieldFaultCode } from '../kernel/problem.ts';
import { type DateFormat, dateFormats, instantOf, readDate } from './dates.ts';
import { type DecimalMark, readDecimal, readMoney, toNumber } from './numbers.ts';

/** What a cell is read as. */
export interface ValueSpec {
  type: FieldType;
  /** A `DateFormat`, or `decimal-comma` for numbers written `1.234,50`. Without it dates must be unmistakable. */
  format?: string;
  /** The allowed values of an `enum`. */
  allowed?: readonly string[];
  /** ISO 4217 code for `money`; CNY if absent. */
  currency?: string;
  /** IANA zone for a `datetime` written without an offset; UTC if absent. */
  timeZone?: string;
}

export type ImportedValue = string | number | boolean | string[];

/**
 * A cell as value, or, where it cannot be read, exactly as it came with what is wrong. `trimmed` where spaces around the
 * text were dropped. `expected` is an example of what would be right.
 */
export type ParsedValue =
  | { value: ImportedValue; trimmed?: true }
  | { raw: string; fault: FieldFaultCode; expected?: string; trimmed?: true };

type Reading = { value: ImportedValue } | { fault: FieldFaultCode; expected?: string };

const yes = new Set(['true', 't', 'yes', 'y', '1', '是', '有', '对', '真', '√', '✓']);
const no = new Set(['false', 'f', 'no', 'n', '0', '否', '无', '不', '错', '假', '×']);

const markOf = (spec: ValueSpec): DecimalMark => (spec.format === 'decimal-comma' ? ',' : '.');

const isDateFormat = (text: string | undefined): text is DateFormat => dateFormats.some((format) => format === text);

const readInteger = (text: string, spec: ValueSpec): Reading => {
  const decimal = readDecimal(text, markOf(spec));
  // 1.2E+11 is what a spreadsheet leaves of a long number: its last digits are gone.
  if (decimal?.exponent !== 0 || /[1-9]/.test(decimal.fraction)) return { fault: 'type', expected: '1234' };
  const value = toNumber({ ...decimal, fraction: '' });
  return Number.isSafeInteger(value) ? { value } : { fault: 'too-large' };
};

const readNumber = (text: string, spec: ValueSpec): Reading => {
  const decimal = readDecimal(text, markOf(spec));
  if (!decimal) return { fault: 'type', expected: '1234.5' };
  const value = toNumber(decimal);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? { value } : { fault: 'too-large' };
};

const readAmount = (text: string, spec: ValueSpec): Reading => {
  const reading = readMoney(text, spec.currency ?? 'CNY', markOf(spec));
  return 'minor' in reading
    ? { value: reading.minor }
    : { fault: reading.fault, expected: `1234 ${spec.currency ?? ''}`.trim() };
};

const readDay = (text: string, spec: ValueSpec): Reading => {
  const format = isDateFormat(spec.format) ? spec.format : undefined;
  const written = readDate(text.normalize('NFKC'), format);
  return written ? { value: written.date } : { fault: 'not-a-date', expected: format ?? 'yyyy-MM-dd' };
};

const readInstant = (text: string, spec: ValueSpec): Reading => {
  const format = isDateFormat(spec.format) ? spec.format : undefined;
  const written = readDate(text.normalize('NFKC'), format);
  if (!written) return { fault: 'not-a-date', expected: `${format ?? 'yyyy-MM-dd'} HH:mm` };
  return { value: instantOf(written, spec.timeZone ?? 'UTC') };
};

const readBoolean = (text: string): Reading => {
  const word = text.normalize('NFKC').toLowerCase();
  if (yes.has(word)) return { value: true };
  if (no.has(word)) return { value: false };
  return { fault: 'type', expected: 'yes / no' };
};

const readChoice = (text: string, spec: ValueSpec): Reading => {
  const word = text.normalize('NFKC').toLowerCase();
  const found = spec.allowed?.find((value) => value.toLowerCase() === word);
  return found === undefined
    ? { fault: 'not-allowed-value', expected: (spec.allowed ?? []).slice(0, 10).join(' / ') }
    : { value: found };
};

const readTags = (text: string): Reading => ({
  value: [
    ...new Set(
      text
        .split(/[,;|、，；\n]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ],
});

/** No number, date or word of a list is longer; the patterns above need not be tried on a page of text. */
const longest = 200;

const freeText = new Set<FieldType>(['text', 'longText', 'ref', 'email', 'phone', 'country', 'url', 'tags']);

const asText = (text: string): Reading => ({ value: text });

const readers: Record<FieldType, (text: string, spec: ValueSpec) => Reading> = {
  text: asText,
  longText: asText,
  ref: asText,
  email: asText,
  phone: asText,
  country: asText,
  url: asText,
  integer: readInteger,
  number: readNumber,
  money: readAmount,
  date: readDay,
  datetime: readInstant,
  boolean: readBoolean,
  enum: readChoice,
  tags: readTags,
};

/**
 * Reads a cell by the type of its field. Text is trimmed (ideographic and no-break spaces too) and otherwise kept; nothing
 * is rounded, guessed or dropped. An empty cell is the caller's: here it is an empty text, or a fault of the other types.
 * @throws RangeError for a currency or time zone that Intl does not know
 */
export const parseValue = (cell: string, spec: ValueSpec): ParsedValue => {
  const text = cell.trim();
  const note = text.length === cell.length ? {} : { trimmed: true as const };
  const tooLong = text.length > longest && !freeText.has(spec.type);
  const reading: Reading = tooLong ? { fault: 'too-long' } : readers[spec.type](text, spec);
  return 'value' in reading ? { value: reading.value, ...note } : { raw: cell, ...reading, ...note };
};
