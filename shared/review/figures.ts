import { addMonths } from '../kernel/time.ts';

export type Counters = Readonly<Record<string, Readonly<Record<string, number>>>>;

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
}

/** Months that a chart shows. */
export const CHART_MONTHS = 13;

export const chartMonths = (period: string): string[] =>
  Array.from({ length: CHART_MONTHS }, (_, index) => addMonths(period, index - CHART_MONTHS + 1));

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
