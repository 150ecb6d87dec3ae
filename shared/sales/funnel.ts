import { NONE } from './funnel-counters.ts';
import type { Count, FunnelCut } from './funnel-read.ts';
import { openStages } from './pipeline.ts';

/** Sums by currency, minor units. */
export type Sums = Record<string, number>;

/** The deals that came into a stage in a period, and what has become of them by now. */
export interface StageMeasures {
  stage: string;
  entered: number;
  wentOn: number;
  won: number;
  lost: number;
  /** Days that deals stayed which left in the period, on the average, one decimal; absent where none left. */
  days?: number;
}

interface Outcome {
  count: number;
  sums: Sums;
  reasons: { key: string; count: number }[];
}

/** The funnel of a period. */
export interface Measures {
  stages: StageMeasures[];
  won: Outcome;
  lost: Outcome;
  /** Won of all that ended in the period, percent with one decimal; absent where none ended. */
  winRate?: number;
  /** Days from the first stage to the order of what was won, on the average. */
  cycleDays?: number;
}

const DAY_MINUTES = 1440;
const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** Counts added up by measure. */
const tally = (counts: readonly Count[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { measure, value } of counts) sums.set(measure, (sums.get(measure) ?? 0) + value);
  return sums;
};

const under = (sums: ReadonlyMap<string, number>, prefix: string): [string, number][] =>
  [...sums]
    .filter(([name, value]) => name.startsWith(`${prefix}|`) && value !== 0)
    .map(([name, value]): [string, number] => [name.slice(prefix.length + 1), value])
    .sort(([a], [b]) => (a < b ? -1 : 1));

const outcomeOf = (sums: ReadonlyMap<string, number>, as: 'won' | 'lost'): Outcome => ({
  count: sums.get(as) ?? 0,
  sums: Object.fromEntries(under(sums, `sum.${as}`)),
  reasons: under(sums, `why.${as}`)
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count),
});

const daysOf = (sums: ReadonlyMap<string, number>, of: string): number | undefined => {
  const count = sums.get(`left|${of}`) ?? 0;
  return count > 0 ? oneDecimal((sums.get(`minutes|${of}`) ?? 0) / count / DAY_MINUTES) : undefined;
};

/** The measures that counts add up to. */
export const measuresOf = (counts: readonly Count[]): Measures => {
  const sums = tally(counts);
  const [won, lost] = [outcomeOf(sums, 'won'), outcomeOf(sums, 'lost')];
  const ended = won.count + lost.count;
  const cycleDays = daysOf(sums, 'cycle');
  return {
    stages: openStages.map((stage) => {
      const days = daysOf(sums, stage);
      const of = (measure: string) => sums.get(`${measure}|${stage}`) ?? 0;
      return {
        stage,
        entered: of('in'),
        wentOn: of('on'),
        won: of('won'),
        lost: of('lost'),
        ...(days === undefined ? {} : { days }),
      };
    }),
    won,
    lost,
    ...(ended > 0 ? { winRate: oneDecimal((won.count / ended) * 100) } : {}),
    ...(cycleDays === undefined ? {} : { cycleDays }),
  };
};

/** The funnel as a whole and told apart; rows of the most deals first, months in their order. */
export const funnelOf = (
  counts: readonly Count[],
  { by, months }: { by: FunnelCut; months: readonly string[] },
): { total: Measures; rows: (Measures & { key: string })[] } => {
  const groups = new Map<string, Count[]>(by === 'month' ? months.map((month) => [month, []]) : []);
  for (const count of counts) {
    const key = count[by] ?? NONE;
    const group = groups.get(key);
    if (group) group.push(count);
    else groups.set(key, [count]);
  }
  const rows = [...groups].map(([key, group]) => ({ key, ...measuresOf(group) }));
  const size = (one: Measures) =>
    one.won.count + one.lost.count + one.stages.reduce((sum, { entered }) => sum + entered, 0);
  return {
    total: measuresOf(counts),
    rows: by === 'month' ? rows : rows.sort((a, b) => size(b) - size(a) || (a.key < b.key ? -1 : 1)),
  };
};
