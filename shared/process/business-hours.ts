import type { Calendar } from '../kernel/calendar.ts';
import { DAY } from '../kernel/time.ts';

const MINUTE = 60_000;

/** Farther than this (days) nothing is due: a calendar without a working day would be searched for ever. */
const HORIZON = 3_700;

type Period = readonly [begin: number, end: number];

const formats = new Map<string, Intl.DateTimeFormat>();

/** Offset of a zone from UTC at an instant, ms. */
const offset = (instant: number, timeZone: string): number => {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const found = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name);
  if (!found) return 0;
  const size = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  return (found[1] === '-' ? -size : size) * 1000;
};

/** The first instant of the later offset, between one that has the earlier and one that has the later. */
const changeBetween = (earlier: number, later: number, timeZone: string): number => {
  const after = offset(later, timeZone);
  let [low, high] = [earlier, later];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle, timeZone) === after) high = middle;
    else low = middle;
  }
  return high;
};

/**
 * The instant (ms) at which the clock on the wall shows a time, given as if it were UTC. A time that comes twice is the first
 * of both; one that the clock leaps over is the instant of the leap.
 */
const instantOf = (clock: number, timeZone: string): number => {
  const [before, after] = [offset(clock - DAY, timeZone), offset(clock + DAY, timeZone)];
  if (before === after || offset(clock - before, timeZone) === before) return clock - before;
  if (offset(clock - after, timeZone) === after) return clock - after;
  return changeBetween(clock - after, clock - before, timeZone);
};

/** Working periods of a local date, counted in days from 1970, as instants (ms). */
const instantsOf = (day: number, calendar: Calendar): readonly Period[] => {
  const midnight = day * DAY;
  const clocks = calendar.periodsOf(new Date(midnight).toISOString().slice(0, 10));
  if (clocks.length === 0) return [];
  const { timeZone } = calendar;
  const before = offset(midnight - DAY, timeZone);
  // Nearly every day is far from a change of the clock; asking for the zone is what takes long here.
  const steady = before === offset(midnight + 2 * DAY, timeZone);
  const at = (minute: number): number => {
    const clock = midnight + minute * MINUTE;
    return steady ? clock - before : instantOf(clock, timeZone);
  };
  return clocks.map(([from, to]) => [at(from), at(to)]);
};

const known = new WeakMap<Calendar, Map<number, readonly Period[]>>();

/** Asks a calendar for the working periods, as instants, of a local date, counted in days from 1970. Worked out once a date. */
const periodsOf = (calendar: Calendar): ((day: number) => readonly Period[]) => {
  let days = known.get(calendar);
  if (!days) {
    days = new Map();
    known.set(calendar, days);
  }
  const found = days;
  return (day) => {
    let periods = found.get(day);
    if (!periods) {
      periods = instantsOf(day, calendar);
      found.set(day, periods);
    }
    return periods;
  };
};

/** A day that no zone has left behind yet at an instant: none is more than a day from UTC, so its local date need not be known. */
const dayBefore = (instant: number): number => Math.floor(instant / DAY) - 1;

/**
 * The instant (ISO UTC) at which so many business hours have passed since another one; some ten years later where the calendar
 * has too few. Periods begin and end by the clock on the wall: a day whose clock is moved outside its working hours has as many
 * as any other.
 */
export const addBusinessHours = (from: string, hours: number, calendar: Calendar): string => {
  const start = Date.parse(from);
  const periods = periodsOf(calendar);
  const first = dayBefore(start);
  let left = Math.round(hours * 60 * MINUTE);
  for (let day = first; day < first + HORIZON; day++)
    for (const [begin, end] of periods(day)) {
      const since = Math.max(begin, start);
      if (since >= end) continue;
      if (left <= end - since) return new Date(since + left).toISOString();
      left -= end - since;
    }
  return new Date(start + HORIZON * DAY).toISOString();
};

/** Business minutes between two instants (ISO UTC); 0 where the second is not after the first, and none beyond some ten years. */
export const businessMinutesBetween = (from: string, to: string, calendar: Calendar): number => {
  const [start, stop] = [Date.parse(from), Date.parse(to)];
  if (stop <= start) return 0;
  const periods = periodsOf(calendar);
  const first = dayBefore(start);
  const last = Math.min(dayBefore(stop) + 2, first + HORIZON);
  let sum = 0;
  for (let day = first; day <= last; day++)
    for (const [begin, end] of periods(day)) sum += Math.max(0, Math.min(end, stop) - Math.max(begin, start));
  return sum / MINUTE;
};
