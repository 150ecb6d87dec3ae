import type { Docs, Sums } from './month-raw.ts';
import { monthBefore } from './month-raw.ts';

/** The numbers of a pack by their place, `orders.amounts[CNY].value`. */
export type Leaves = Map<string, number>;

const names = ['key', 'currency', 'stage', 'month', 'entity', 'id', 'week', 'name'] as const;

/** Every number in a value, however deep it lies. Rows of a list are told apart by what they are about. */
export const leavesOf = (value: unknown, place = '', found: Leaves = new Map()): Leaves => {
  if (typeof value === 'number') {
    if (found.has(place)) throw new Error(`two numbers at ${place}`);
    found.set(place, value);
  } else if (Array.isArray(value))
    value.forEach((one, index) => {
      const name = names.find((field) => typeof (one as Record<string, unknown> | null)?.[field] === 'string');
      leavesOf(one, `${place}[${name ? (one as Record<string, string>)[name] : index}]`, found);
    });
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) leavesOf(one, place ? `${place}.${name}` : name, found);
  return found;
};

/** What was recounted of one month, by the form in which a pack shows it. */
export interface Recount {
  /** `{value, before}` */
  figures: Sums;
  /** `{of, in, percent, before}`: parts and wholes. */
  shares: Record<string, readonly [of: number, whole: number]>;
  /** `{value, before}`, absent where there was nothing. */
  means: Record<string, number | undefined>;
  /** Rows `{key, value, before}` with what is not nothing now or was not before. */
  rows: Record<string, Sums>;
  /** Rows that are shown only with something now. */
  present: Record<string, Sums>;
  /** Numbers of this month alone. */
  plain: Sums;
  /** `place.at` is the number of this month and `place.before` that of the one before, if there was any: rows with names of their own. */
  beside: Record<string, { at: string; value: number }>;
}

/** To one decimal. */
export const percent = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;

const shared = ([part, whole]: readonly [number, number] | undefined = [0, 0]): number | undefined =>
  whole > 0 ? percent(part, whole) : undefined;

/** The numbers that a pack must show: those of its month beside those that were shown for the month before. */
export const expectedLeaves = (now: Recount, before: Recount | undefined): Leaves => {
  const found: Leaves = new Map();
  const put = (place: string, value: number | undefined) => {
    if (value !== undefined) found.set(place, value);
  };
  const figure = (place: string, value: number, was: number | undefined) => {
    put(`${place}.value`, value);
    put(`${place}.before`, was);
  };
  for (const [place, value] of Object.entries(now.figures))
    figure(place, value, before && (before.figures[place] ?? 0));
  for (const [place, [part, whole]] of Object.entries(now.shares)) {
    const was = before?.shares[place];
    figure(`${place}.of`, part, before && (was?.[0] ?? 0));
    figure(`${place}.in`, whole, before && (was?.[1] ?? 0));
    put(`${place}.percent`, shared([part, whole]));
    put(`${place}.before`, before && shared(was));
  }
  for (const [place, value] of Object.entries(now.means))
    if (value !== undefined) figure(place, value, before?.means[place]);
  for (const [place, own] of Object.entries(now.rows))
    for (const key of new Set([...Object.keys(own), ...Object.keys(before?.rows[place] ?? {})]))
      figure(`${place}[${key}]`, own[key] ?? 0, before && (before.rows[place]?.[key] ?? 0));
  for (const [place, own] of Object.entries(now.present))
    for (const [key, value] of Object.entries(own))
      figure(`${place}[${key}]`, value, before && (before.present[place]?.[key] ?? 0));
  for (const [place, value] of Object.entries(now.plain)) put(place, value);
  for (const [place, { at, value }] of Object.entries(now.beside)) {
    put(`${place}.${at}`, value);
    put(`${place}.before`, before?.beside[place]?.value);
  }
  return found;
};

/** What a month is recounted from: the documents as they stood when its figures were frozen. */
export interface Month {
  /** YYYY-MM */
  month: string;
  /** The first day after it: what was due before is overdue. */
  asOf: string;
  docs: Docs;
  /** With what was archived or merged. */
  all: Docs;
}

/** A part of the recount, by the form in which a pack shows it. */
export type Part = Partial<Recount>;

/** Months that a chart of the pack shows, the oldest first. */
export const charted = (month: string): string[] =>
  Array.from({ length: 13 }, (_, index) => monthBefore(month, 12 - index));

/** Rows of a chart: a number by month. */
export const byMonth = (place: string, month: string, value: (month: string) => Sums): Sums =>
  Object.assign(
    {},
    ...charted(month).map((one) =>
      Object.fromEntries(Object.entries(value(one)).map(([name, sum]) => [`${place}[${one}].${name}`, sum])),
    ),
  ) as Sums;

/** Sums by currency as the fields of an object of a row. */
export const inside = (name: string, by: Sums): Sums =>
  Object.fromEntries(Object.entries(by).map(([currency, sum]) => [`${name}.${currency}`, sum]));
