// The generator's own clock and calendar: it must not know the one that it puts to the test.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Shanghai has one offset all the year. */
const OFFSET = 8 * HOUR;

/** From the State Council's notices for 2025 and 2026: free days that the week does not say, and working days in spite of it. */
const free = new Set([
  ...'2025-10-01 2025-10-02 2025-10-03 2025-10-04 2025-10-05 2025-10-06 2025-10-07 2025-10-08'.split(' '),
  ...'2026-01-01 2026-01-02 2026-01-03 2026-02-15 2026-02-16 2026-02-17 2026-02-18 2026-02-19'.split(' '),
  ...'2026-02-20 2026-02-21 2026-02-22 2026-02-23 2026-04-04 2026-04-05 2026-04-06 2026-05-01'.split(' '),
  ...'2026-05-02 2026-05-03 2026-05-04 2026-05-05 2026-06-19 2026-06-20 2026-06-21 2026-09-25'.split(' '),
  ...'2026-09-26 2026-09-27 2026-10-01 2026-10-02 2026-10-03 2026-10-04 2026-10-05 2026-10-06 2026-10-07'.split(' '),
]);
const made = new Set(
  '2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'.split(' '),
);

/** Hours of work on a clock of the wall. */
const shifts = [
  [9 * HOUR, 12 * HOUR],
  [13 * HOUR, 18 * HOUR],
] as const;

export const iso = (ms: number): string => new Date(ms).toISOString();
/** The local date at an instant. */
export const dateOf = (ms: number): string => iso(ms + OFFSET).slice(0, 10);
/** The instant of a local date and clock. */
export const at = (date: string, clock = '00:00'): number => Date.parse(`${date}T${clock}:00+08:00`);

export const isWorkingDay = (date: string): boolean => {
  if (made.has(date)) return true;
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return !free.has(date) && weekday !== 0 && weekday !== 6;
};

const periodsOn = (date: string): (readonly [number, number])[] =>
  isWorkingDay(date) ? shifts.map(([from, to]) => [at(date) + from, at(date) + to] as const) : [];

const nextDay = (date: string, step: number): string => dateOf(at(date, '12:00') + step * DAY);

/** Milliseconds of work between two instants. */
export const workBetween = (from: number, to: number): number => {
  let sum = 0;
  for (let date = dateOf(from); at(date) < to; date = nextDay(date, 1))
    for (const [begin, end] of periodsOn(date)) sum += Math.max(0, Math.min(end, to) - Math.max(begin, from));
  return sum;
};

/** The first instant at which so much work has passed since another one. */
export const addWork = (from: number, work: number): number => {
  let left = work;
  for (let date = dateOf(from); ; date = nextDay(date, 1))
    for (const [begin, end] of periodsOn(date)) {
      const since = Math.max(begin, from);
      if (since >= end) continue;
      if (left <= end - since) return since + left;
      left -= end - since;
    }
};

/** The last instant since which so much work has passed until another one. */
export const subtractWork = (to: number, work: number): number => {
  let left = work;
  for (let date = dateOf(to); ; date = nextDay(date, -1))
    for (const [begin, end] of periodsOn(date).reverse()) {
      const until = Math.min(end, to);
      if (until <= begin) continue;
      if (left <= until - begin) return until - left;
      left -= until - begin;
    }
};

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
