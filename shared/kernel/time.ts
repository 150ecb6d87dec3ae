/** Milliseconds of a day. */
export const DAY = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatter = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formatters.set(timeZone, made);
  return made;
};

/** The calendar date (YYYY-MM-DD) of an instant (ISO, UTC) in a time zone. */
export const localDate = (instant: string, timeZone: string): string => formatter(timeZone).format(new Date(instant));

/**
 * A month (YYYY-MM) that somebody asks for: of the years in which dates may lie. Further off, months have no four digits any more, and
 * a span of two of them has no end.
 */
export const monthPattern = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/;

/** The month (YYYY-MM) of an instant in a time zone. */
export const localMonth = (instant: string, timeZone: string): string => localDate(instant, timeZone).slice(0, 7);

/** `date` (YYYY-MM-DD) moved by whole days. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The day of the week of a date (YYYY-MM-DD), 1 Monday to 7 Sunday. */
export const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** The Monday (YYYY-MM-DD) of the week in which a date lies. */
export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date));

/** `month` (YYYY-MM) moved by whole months. */
export const addMonths = (month: string, months: number): string => {
  const [year, index] = month.split('-').map(Number) as [number, number];
  const total = year * 12 + index - 1 + months;
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}`;
};

/** Whole days from a to b (YYYY-MM-DD both). */
export const daysBetween = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / DAY;

const clocks = new Map<string, Intl.DateTimeFormat>();
const clock = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  clocks.set(timeZone, made);
  return made;
};

/** Offset of a zone from UTC in milliseconds at an instant. */
const offsetAt = (time: number, timeZone: string): number => {
  const parts = clock(timeZone).formatToParts(new Date(time));
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(time / 1000) * 1000;
};

/** The clock (HH:MM:SS) of an instant in a zone. */
export const wallClock = (instant: string, timeZone: string): string => {
  const time = Date.parse(instant);
  return new Date(time + offsetAt(time, timeZone)).toISOString().slice(11, 19);
};

/**
 * The instant (ISO, UTC) at which the clock of a zone shows a date and time (HH:MM:SS); the first one where it shows them twice, and
 * where it skips them, as much later.
 */
export const instantAt = (date: string, time: string, timeZone: string): string => {
  const wanted = Date.parse(`${date}T${time}Z`);
  // The offsets before and after whatever change is near: no zone is further from UTC than a day.
  const [first, last] = [wanted - DAY, wanted + DAY].map((near) => wanted - offsetAt(near, timeZone)) as [
    number,
    number,
  ];
  const shown = [first, last].filter((at) => at + offsetAt(at, timeZone) === wanted);
  return new Date(shown.length > 0 ? Math.min(...shown) : first).toISOString();
};

/** The instant (ISO, UTC) at which a calendar day begins in a zone; where the clock skips midnight, at one. */
export const startOfDay = (date: string, timeZone: string): string => instantAt(date, '00:00:00', timeZone);
