import { addMonths } from '../kernel/time.ts';
import type { ReviewGoals } from './goals.contract.ts';
import { isWeek } from './week.ts';

export type Counters = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What a freezing takes of the members: numbers, teams and ids, no figure that would not stand in a pack. */
export interface FrozenPeople {
  /** Members who are active. */
  active: number;
  /** Those of them who typed a record in the month; absent for a period that is no month. */
  recording?: number;
  /** Teams of the owners of open findings, by member; who has none is not in it. */
  teams: Readonly<Record<string, string>>;
  /** Members on probation at the end of the period, by id, with the findings that were opened on theirs in it (a month). */
  probation: readonly { id: string; opened?: number }[];
}

/** Item of the flows with what members typed in the period, and the findings on what is theirs: `entered`, `found`. */
export const TYPED = 'typed';

/** Counters as they stood at the end of a period: never changed afterwards, so that the pack can be made again. */
export interface Frozen {
  period: string;
  workspaceId: string;
  workspaceName: string;
  /** Instant at which the figures were taken, ISO UTC. */
  frozenAt: string;
  /** First day after the period (or the day of taking, for a month that is not over): what is due before it is overdue. */
  asOf: string;
  provisional: boolean;
  /** Counter items that hold at present, by name. */
  gauges: Counters;
  /** Counter items of the months up to the period, by month and name. */
  flows: Readonly<Record<string, Counters>>;
  /** Names of the owners of open findings. */
  owners: Readonly<Record<string, string>>;
  /** Absent from what was frozen before there was any of it, as the three below. */
  people?: FrozenPeople;
  /** Different records that have an open finding, by kind of record. */
  affected?: Readonly<Record<string, number>>;
  /** Goals and baselines that were in force. */
  goals?: ReviewGoals;
  /** Names of those who answer for a goal. */
  goalOwners?: Readonly<Record<string, string>>;
}

/** Months that a chart shows. */
export const CHART_MONTHS = 13;

export const chartMonths = (period: string): string[] =>
  Array.from({ length: CHART_MONTHS }, (_, index) => addMonths(period, index - CHART_MONTHS + 1));

/** The periods of a pack's charts: months, or the weeks of which it is known what happened in them. */
export const chartOf = ({ period, flows }: Frozen): string[] =>
  isWeek(period) ? Object.keys(flows).sort() : chartMonths(period);

export const at = (counters: Counters | undefined, item: string, field: string): number =>
  counters?.[item]?.[field] ?? 0;

export type Measured = (frozen: Frozen) => number;

export const before = (previous: Frozen | undefined, value: Measured): { before?: number } =>
  previous ? { before: value(previous) } : {};

export const figure = (now: Frozen, previous: Frozen | undefined, value: Measured) => ({
  value: value(now),
  ...before(previous, value),
});

export const gauge =
  (item: string, field: string): Measured =>
  (frozen) =>
    at(frozen.gauges, item, field);

export const flow =
  (item: string, field: string): Measured =>
  (frozen) =>
    at(frozen.flows[frozen.period], item, field);

/** The sum of a gauge by days over the days before the end of the period. */
export const overdue =
  (item: string): Measured =>
  (frozen) =>
    Object.entries(frozen.gauges[item] ?? {}).reduce((sum, [day, one]) => (day < frozen.asOf ? sum + one : sum), 0);

/** Fields `prefix|x|unit` of an item as amounts by unit. */
export const amountsOf = (
  fields: Readonly<Record<string, number>> | undefined,
  prefix: string,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fields ?? {})
      .filter(([name, value]) => name.startsWith(`${prefix}|`) && value !== 0)
      .map(([name, value]) => [name.slice(prefix.length + 1), value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** A part of a whole in percent, with one decimal. */
export const percentOf = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;

/** A part of a whole; its percentage is absent where there was nothing. */
export const share = (now: Frozen, previous: Frozen | undefined, parts: { of: Measured; in: Measured }) => {
  const percent = (frozen: Frozen | undefined): number | undefined =>
    frozen && parts.in(frozen) > 0 ? percentOf(parts.of(frozen), parts.in(frozen)) : undefined;
  const [is, was] = [percent(now), percent(previous)];
  return {
    of: figure(now, previous, parts.of),
    in: figure(now, previous, parts.in),
    ...(is === undefined ? {} : { percent: is }),
    ...(was === undefined ? {} : { before: was }),
  };
};

/** Amounts by currency, of now and before; a currency that is gone since is shown with 0. */
export const amounts = (
  now: Frozen,
  previous: Frozen | undefined,
  by: { list: (frozen: Frozen) => Record<string, number>; of: (currency: string) => Measured },
): { currency: string; value: number; before?: number }[] =>
  [...new Set([...Object.keys(by.list(now)), ...Object.keys(previous ? by.list(previous) : {})])]
    .sort()
    .map((currency) => ({ currency, ...figure(now, previous, by.of(currency)) }));

/** Amounts of an item in the period, `<prefix>|<currency>`. */
export const flowAmounts = (now: Frozen, previous: Frozen | undefined, item: string, prefix = 'amount') =>
  amounts(now, previous, {
    list: (frozen) => amountsOf(frozen.flows[frozen.period]?.[item], prefix),
    of: (currency) => flow(item, `${prefix}|${currency}`),
  });

export const sumOf =
  (...values: Measured[]): Measured =>
  (frozen) =>
    values.reduce((sum, value) => sum + value(frozen), 0);
