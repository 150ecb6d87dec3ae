import type { Counters, Frozen } from './figures.ts';
import type { ReviewPack } from './review.contract.ts';
import { endOf, isWeek, startOf } from './week.ts';

/** Weeks that a chart shows. */
const CHART_WEEKS = 13;

/** A week as it was frozen: its flows are by week, as far as weeks were measured; the counters of its months lie beside them. */
export interface FrozenWeek extends Frozen {
  /** Counters of the months that the week is measured by, as they stood. */
  months: Frozen['flows'];
  /** Instant at which the week before was frozen; absent where it was not, and nothing is known of what happened in the week. */
  since?: string;
}

const names = (...counters: (Readonly<Record<string, unknown>> | undefined)[]): string[] =>
  [...new Set(counters.flatMap((one) => Object.keys(one ?? {})))].sort();

type Sums = Record<string, Record<string, number>>;

/** Adds to `sums` what one month's counters have gained. */
const gain = (sums: Sums, now: Counters | undefined, before: Counters | undefined): void => {
  for (const item of names(now, before))
    for (const field of names(now?.[item], before?.[item])) {
      const by = (now?.[item]?.[field] ?? 0) - (before?.[item]?.[field] ?? 0);
      if (by === 0) continue;
      sums[item] ??= {};
      sums[item][field] = (sums[item][field] ?? 0) + by;
    }
};

const withoutNothing = (sums: Sums): Counters =>
  Object.fromEntries(
    Object.entries(sums)
      .map(([item, fields]) => [item, Object.fromEntries(Object.entries(fields).filter(([, by]) => by !== 0))] as const)
      .filter(([, fields]) => Object.keys(fields).length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/**
 * What the counters of a week's months gained since the week before was frozen. A month that the earlier freezing did not look at had not
 * begun by the end of its week: all that it counts is new. Months that the later one no longer looks at are settled.
 */
export const gained = (now: Frozen['flows'], before: Frozen['flows']): Counters => {
  const sums: Sums = {};
  for (const month of Object.keys(now).sort()) gain(sums, now[month], before[month]);
  return withoutNothing(sums);
};

/**
 * A week's frozen figures from the counters as they were taken, and the week before as it was frozen.
 * @param taken with flows by month @param earlier undefined where that week was not frozen
 */
export const weekFrom = (taken: Frozen, earlier: FrozenWeek | undefined): FrozenWeek => {
  const { flows: months, ...rest } = taken;
  if (!earlier) return { ...rest, months, flows: {} };
  const kept = Object.entries(earlier.flows).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...rest,
    months,
    since: earlier.frozenAt,
    flows: {
      ...Object.fromEntries(kept.slice(1 - CHART_WEEKS)),
      [taken.period]: gained(months, earlier.months),
    },
  };
};

/** Whether it is known what happened in the period: of a week, only where the one before was frozen too. */
export const isMeasured = (frozen: Frozen): boolean => frozen.flows[frozen.period] !== undefined;

/** A share of what was gained is none of what happened: a correction of last week's can be in it. How often stays, the percentage goes. */
const withoutShares = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutShares);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const isShare = 'of' in value && 'in' in value;
  return Object.fromEntries(
    entries
      .filter(([name]) => !(isShare && (name === 'percent' || name === 'before')))
      .map(([name, one]) => [name, withoutShares(one)]),
  );
};

type Months = NonNullable<ReviewPack['service']>['months'];

const serviceOf = (service: NonNullable<ReviewPack['service']>): ReviewPack['service'] => {
  const { handle: _handle, waiting: _waiting, took: _took, surveys, months, ...rest } = service;
  return {
    ...rest,
    surveys: { answered: surveys.answered },
    months: months.map(({ month, opened, closed }): Months[number] => ({ month, opened, closed })),
  };
};

const sellingOf = (selling: NonNullable<ReviewPack['selling']>): ReviewPack['selling'] => ({
  ...selling,
  lead: {},
  months: selling.months.map(({ fastLane: _fastLane, ...month }) => month),
});

/**
 * The pack of a week: shares and averages of flows are left out of it, because a difference of sums can hold corrections of earlier weeks;
 * what stands at its end is as in a month.
 */
export const asWeek = (pack: ReviewPack, frozen: Frozen): ReviewPack => {
  const { since } = frozen as FrozenWeek;
  const { selling, service, quality, ...rest } = withoutShares(pack) as ReviewPack;
  return {
    ...rest,
    week: {
      from: startOf(pack.period),
      to: endOf(pack.period),
      ...(since ? { since } : {}),
      until: frozen.frozenAt,
    },
    ...(selling ? { selling: sellingOf(selling)! } : {}),
    ...(service ? { service: serviceOf(service)! } : {}),
    ...(quality
      ? { quality: { ...quality, errors: { found: quality.errors.found, entered: quality.errors.entered } } }
      : {}),
  };
};

/** Measures of what stands: a goal for them holds on any day. Of what happens, goals are by month, and a week cannot be held to them. */
const standing =
  /^(findings\.(open|recurred)|overdue\.|rule|complete|affected|complaints\.open$|receivables\.|holds\.|probation\.open|waiting\.|funnel|records)/;

/** A pack whose goals are those that its period can be held to. */
export const heldTo = (pack: ReviewPack): ReviewPack =>
  isWeek(pack.period) && pack.measures
    ? { ...pack, measures: pack.measures.filter(({ key }) => standing.test(key)) }
    : pack;
