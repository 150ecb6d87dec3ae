import { isCalendarDate } from '../kernel/field.ts';

/**
 * Ways to write a date that an import reads. Separated forms take `-`, `/` or `.` and one or two digits, and may carry a
 * time. `excel-serial` counts days from 1900 as spreadsheets do.
 */
export const dateFormats = [
  'yyyy-MM-dd',
  'yyyyMMdd',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'yyyy年M月d日',
  'excel-serial',
] as const;
export type DateFormat = (typeof dateFormats)[number];

/** A date as it was written. Nothing is known of its zone unless `offset` (minutes east of UTC) was written too. */
export interface WrittenDate {
  /** YYYY-MM-DD */
  date: string;
  /** HH:mm:ss.sss, absent where only a day was written. */
  time?: string;
  offset?: number;
}

const clock = String.raw`(?<h>\d{1,2})[:时時](?<m>\d{1,2})(?:[:分](?:(?<s>\d{1,2})(?:\.(?<f>\d{1,9}))?秒?)?)?\s*(?<half>[AaPp][Mm])?`;
const zone = String.raw`\s*(?<zone>Z|[+-]\d{2}:?\d{2})?`;
const spacedTime = String.raw`(?:[T\s]\s*${clock}${zone})?`;
const [y, m, d] = [String.raw`(?<year>\d{4})`, String.raw`(?<month>\d{1,2})`, String.raw`(?<day>\d{1,2})`];
const separated = (first: string, second: string, third: string): RegExp =>
  new RegExp(String.raw`^${first}(?<sep>[-/.])${second}\k<sep>${third}${spacedTime}$`);

const patterns: Record<Exclude<DateFormat, 'excel-serial'>, RegExp> = {
  'yyyy-MM-dd': separated(y, m, d),
  yyyyMMdd: new RegExp(String.raw`^${y}(?<month>\d{2})(?<day>\d{2})${spacedTime}$`),
  'dd/MM/yyyy': separated(d, m, y),
  'MM/dd/yyyy': separated(m, d, y),
  yyyy年M月d日: new RegExp(String.raw`^${y}\s*年\s*${m}\s*月\s*${d}\s*[日号](?:\s*${clock}${zone})?$`),
};

const pad = (value: number | string, width = 2): string => String(value).padStart(width, '0');

const readClock = (groups: Record<string, string | undefined>): string | undefined | null => {
  if (groups['h'] === undefined) return undefined;
  let hour = Number(groups['h']);
  const half = groups['half']?.toLowerCase();
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  const minute = Number(groups['m']);
  const second = Number(groups['s'] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return null;
  return `${pad(hour)}:${pad(minute)}:${pad(second)}.${(groups['f'] ?? '').slice(0, 3).padEnd(3, '0')}`;
};

const readOffset = (text: string | undefined): number | undefined | null => {
  if (text === undefined) return undefined;
  if (text === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

/** A day that stands in a calendar and could have been meant: years 1800 to 2200. */
const isPlausible = (date: string): boolean => isCalendarDate(date) && date >= '1800-01-01' && date < '2201-01-01';

const readPattern = (text: string, pattern: RegExp): WrittenDate | undefined => {
  const groups = pattern.exec(text)?.groups as Record<string, string | undefined> | undefined;
  if (!groups) return undefined;
  const date = `${groups['year']}-${pad(groups['month'] ?? '')}-${pad(groups['day'] ?? '')}`;
  const time = readClock(groups);
  const offset = readOffset(groups['zone']);
  if (time === null || offset === null || !isPlausible(date)) return undefined;
  if (time === undefined) return { date };
  return { date, time, ...(offset === undefined ? {} : { offset }) };
};

/** Which day is number 0: 1900 for nearly every workbook, 1904 for those of old Macs. */
export type DateSystem = '1900' | '1904';

/**
 * A spreadsheet's day number as written date; undefined outside 1900..9999 and for time alone. Number 60 of the 1900
 * system is 29 February 1900, which never was: spreadsheets show it, so the date is returned and fails the calendar later.
 */
export const fromSerial = (serial: number, system: DateSystem = '1900'): WrittenDate | undefined => {
  if (!Number.isFinite(serial) || serial >= 2_958_466) return undefined;
  let whole = Math.floor(serial);
  // Milliseconds are rounded: a serial is a binary fraction, and 08:30 must not become 08:29:59.999.
  let milliseconds = Math.round((serial - whole) * 86_400_000);
  if (milliseconds >= 86_400_000) {
    whole++;
    milliseconds = 0;
  }
  if (system === '1900' && whole < 1) return undefined;
  if (whole < 0) return undefined;
  const time = new Date(milliseconds).toISOString().slice(11, 23);
  const rest = milliseconds === 0 ? {} : { time };
  if (system === '1900' && whole === 60) return { date: '1900-02-29', ...rest };
  // Behind the day that never was, the count is one ahead of the calendar.
  const start = system === '1904' ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole > 60 ? 30 : 31);
  return { date: new Date(start + whole * 86_400_000).toISOString().slice(0, 10), ...rest };
};

const readSerial = (text: string): WrittenDate | undefined => {
  if (!/^\d{1,7}(\.\d+)?$/.test(text)) return undefined;
  const written = fromSerial(Number(text));
  return written && isPlausible(written.date) ? written : undefined;
};

/**
 * A date by its format, or undefined where the text is none: wrong form, a day that no calendar has, a year outside
 * 1800..2200. Without a format every form is tried that can mean one day only; `03/04/2025` is none of them.
 */
export const readDate = (text: string, format?: DateFormat): WrittenDate | undefined => {
  if (format === 'excel-serial') return readSerial(text);
  if (format) return readPattern(text, patterns[format]);
  const certain =
    readPattern(text, patterns['yyyy-MM-dd']) ??
    readPattern(text, patterns.yyyyMMdd) ??
    readPattern(text, patterns.yyyy年M月d日);
  if (certain) return certain;
  const dayFirst = readPattern(text, patterns['dd/MM/yyyy']);
  const monthFirst = readPattern(text, patterns['MM/dd/yyyy']);
  if (dayFirst && monthFirst && dayFirst.date !== monthFirst.date) return undefined;
  return dayFirst ?? monthFirst;
};

/** The format of a column, guessed from its values. */
export interface DateGuess {
  format: DateFormat;
  /** Share of the values that the format reads, 0..1. */
  share: number;
  /** Day first and month first read the values equally well: a person must say. */
  ambiguous: boolean;
}

/** The format that reads most of the values, or undefined where none reads at least four of five. Blanks do not count. */
export const detectDateFormat = (texts: readonly string[]): DateGuess | undefined => {
  const filled = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (filled.length === 0) return undefined;
  const shares = dateFormats.map((format) => ({
    format,
    share: filled.filter((text) => readDate(text, format)).length / filled.length,
  }));
  const best = shares.reduce((winner, next) => (next.share > winner.share ? next : winner));
  if (best.share < 0.8) return undefined;
  const monthFirst = shares.find(({ format }) => format === 'MM/dd/yyyy')?.share;
  return { ...best, ambiguous: best.format === 'dd/MM/yyyy' && monthFirst === best.share };
};

const zoneFormats = new Map<string, Intl.DateTimeFormat>();
const zoneFormat = (timeZone: string): Intl.DateTimeFormat => {
  const known = zoneFormats.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  });
  zoneFormats.set(timeZone, made);
  return made;
};

/** Milliseconds by which a zone's clock is ahead of UTC at an instant (whole seconds). */
const ahead = (instant: number, timeZone: string): number => {
  const parts = Object.fromEntries(
    zoneFormat(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
};

/** The instant (ISO, UTC) of a written date: by its own offset, else by the clock of `timeZone`; midnight without a time. */
export const instantOf = (written: WrittenDate, timeZone: string): string => {
  const local = Date.parse(`${written.date}T${written.time ?? '00:00:00.000'}Z`);
  if (written.offset !== undefined) return new Date(local - written.offset * 60_000).toISOString();
  let instant = local;
  // Two rounds reach the right offset even beside a change of daylight saving time.
  for (let round = 0; round < 2; round++) instant = local - ahead(instant, timeZone);
  return new Date(instant).toISOString();
};
