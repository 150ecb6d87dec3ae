import type { Sums } from './funnel.ts';
import { NONE } from './funnel-counters.ts';
import type { Count } from './funnel-read.ts';

/** What a month may bring. Sums by currency, minor units. */
export interface Expected {
  /** Open deals that are expected to close then. */
  count: number;
  open: Sums;
  /** Of it, each amount by the chance of its stage. */
  weighted: Sums;
  /** Won already. */
  won: Sums;
}

/** Amounts times percent are added up as they are and rounded once, at the end. */
interface Sum extends Expected {
  points: Sums;
}

const fresh = (): Sum => ({ count: 0, open: {}, weighted: {}, won: {}, points: {} });
const add = (sums: Sums, unit: string, amount: number): void => {
  sums[unit] = (sums[unit] ?? 0) + amount;
};

/** Percent points of an amount to minor units, half away from zero. */
const rounded = (points: number): number => Math.sign(points) * Math.round(Math.abs(points) / 100);

const finished = ({ points, ...kept }: Sum): Expected => ({
  ...kept,
  weighted: Object.fromEntries(Object.entries(points).map(([unit, value]) => [unit, rounded(value)])),
});

interface Ask {
  /** The month that runs, in the workspace's zone. */
  now: string;
  /** Months from it on. */
  months: readonly string[];
  /** How likely a deal of a pipeline in a stage is to be won, percent. */
  chance: (pipeline: string, stage: string) => number;
}

/** Names of the columns that are no month: expected before this one, after the last one, no day given. */
export const lateColumn = 'late';
export const laterColumn = 'later';
export const undatedColumn = 'undated';

const columnOf = (month: string, { now, months }: Ask): string => {
  if (month === NONE) return undatedColumn;
  if (month < now) return lateColumn;
  return months.includes(month) ? month : laterColumn;
};

/**
 * The forecast from what is open and what was won. `months` may begin before the month that runs: such a month has what was won in
 * it, and what should have closed in it stands under `late`.
 */
export const forecastOf = (open: readonly Count[], won: readonly Count[], ask: Ask) => {
  const columns = new Map<string, Sum>(
    [...ask.months, lateColumn, laterColumn, undatedColumn].map((name) => [name, fresh()]),
  );
  const owners = new Map<string, Sum>();
  const total = fresh();
  const into = (count: Count, column: string): Sum[] => {
    const key = count.owner;
    if (key !== undefined && !owners.has(key)) owners.set(key, fresh());
    return [total, columns.get(column)!, ...(key === undefined ? [] : [owners.get(key)!])];
  };
  for (const count of open) {
    const sums = into(count, columnOf(count.month, ask));
    const [kind, stage, unit] = count.measure.split('|') as [string, string, string];
    for (const sum of sums) {
      if (kind === 'n') sum.count += count.value;
      else {
        add(sum.open, unit, count.value);
        add(sum.points, unit, count.value * ask.chance(count.pipeline ?? NONE, stage));
      }
    }
  }
  for (const count of won) {
    const [kind, unit] = count.measure.split('|') as [string, string];
    if (kind !== 'sum.won' || !ask.months.includes(count.month)) continue;
    for (const sum of into(count, count.month)) add(sum.won, unit, count.value);
  }
  return {
    total: finished(total),
    months: [...columns].map(([month, sum]) => ({ month, ...finished(sum) })),
    rows: [...owners]
      .map(([key, sum]) => ({ key, ...finished(sum) }))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
  };
};
