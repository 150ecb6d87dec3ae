import type { PriceOn } from './api.ts';

type Period = PriceOn['periods'][number];

/** A list's price over time: from a day on, until the next one or the end; undefined where there is none. */
export interface Step {
  from: string;
  to: string;
  price: number;
}

export interface Track {
  list: string;
  steps: Step[];
}

/** Days that the chart goes beyond what is known at the open ends. */
const MARGIN = 30;

const shift = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The periods from quantity 1 (or the least one) of each list as lines over time, with the days that they span. */
export const tracksOf = (periods: readonly Period[], day: string): { tracks: Track[]; from: string; to: string } => {
  const known = [day, ...periods.flatMap((one) => [one.from, one.to]).filter((one) => one !== undefined)].sort();
  const from = shift(known[0] ?? day, -MARGIN);
  const to = shift(known.at(-1) ?? day, MARGIN);
  const byList = Map.groupBy(periods, (one) => one.list);
  const tracks = [...byList].map(([list, all]): Track => {
    const least = Math.min(...all.map((one) => one.minQuantity));
    const drawn = all.filter((one) => one.minQuantity === least);
    // A price without dates stands in only where a list has no dated one; over the dated ones it would be a second line.
    const dated = drawn.filter((one) => one.from !== undefined || one.to !== undefined);
    const steps = (dated.length > 0 ? dated : drawn)
      .map((one) => ({ from: one.from ?? from, to: one.to ?? to, price: one.price }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    return { list, steps };
  });
  return { tracks, from, to };
};
