import { SERVICE } from '../service/projections.ts';
import type { Frozen, Measured } from './figures.ts';
import { amountsOf, at, chartOf, figure, flow, flowAmounts, percentOf, share, sumOf } from './figures.ts';
import type { ReviewPack, ServicePack } from './review.contract.ts';

const ENQUIRIES = 'service.enquiries';
const COMPLAINTS = 'service.complaints';
const SURVEYS = 'service.surveys';

/** A quotient of the period and of the one before, rounded; absent where there was nothing to divide by. */
const mean = (
  [now, previous]: readonly [Frozen, Frozen | undefined],
  sum: Measured,
  count: Measured,
  round: (value: number) => number = Math.round,
) => {
  const of = (frozen: Frozen | undefined): number | undefined =>
    frozen && count(frozen) > 0 ? round(sum(frozen) / count(frozen)) : undefined;
  const [is, was] = [of(now), of(previous)];
  return is === undefined ? undefined : { value: is, ...(was === undefined ? {} : { before: was }) };
};

const optional = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, V>);

const twoDecimals = (value: number): number => Math.round(value * 100) / 100;

const surveys = (now: Frozen, previous: Frozen | undefined): ServicePack['surveys'] => {
  const answered = (kind: string) => flow(SURVEYS, `answered|${kind}`);
  const average = (kind: string) => mean([now, previous], flow(SURVEYS, `score|${kind}`), answered(kind), twoDecimals);
  const balance: Measured = (frozen) => flow(SURVEYS, 'promoter')(frozen) - flow(SURVEYS, 'detractor')(frozen);
  return {
    answered: figure(now, previous, sumOf(answered('csat'), answered('ces'), answered('nps'))),
    ...optional('csat', average('csat')),
    ...optional('ces', average('ces')),
    ...optional(
      'nps',
      mean([now, previous], balance, answered('nps'), (value) => Math.round(value * 100)),
    ),
  };
};

const lost = (now: Frozen, previous: Frozen | undefined): ServicePack['lost'] => {
  const reasons = (frozen: Frozen | undefined) => frozen?.flows[frozen.period]?.['service.lost'] ?? {};
  const all: Measured = (frozen) => Object.values(reasons(frozen)).reduce((sum, value) => sum + value, 0);
  return {
    count: figure(now, previous, all),
    byReason: [...new Set([...Object.keys(reasons(now)), ...Object.keys(reasons(previous))])]
      .sort()
      .map((key) => ({ key, ...figure(now, previous, flow('service.lost', key)) }))
      .filter((row) => row.value !== 0 || (row.before ?? 0) !== 0),
  };
};

const openNow: Measured = (frozen) =>
  Object.values(amountsOf(frozen.gauges['service.open'], 'state')).reduce((sum, value) => sum + value, 0);
const told: Measured = sumOf(flow(ENQUIRIES, 'resolved|yes'), flow(ENQUIRIES, 'resolved|no'));

const monthly = (now: Frozen): ServicePack['months'] =>
  chartOf(now).map((month) => {
    const counters = now.flows[month];
    const of = (item: string, field: string) => at(counters, item, field);
    const outcomes = of(ENQUIRIES, 'resolved|yes') + of(ENQUIRIES, 'resolved|no');
    const closed = of(COMPLAINTS, 'closed');
    const count = of(ENQUIRIES, 'count');
    return {
      month,
      opened: of(COMPLAINTS, 'opened'),
      closed,
      ...(outcomes > 0 ? { firstContact: percentOf(of(ENQUIRIES, 'atOnce'), outcomes) } : {}),
      ...(closed > 0 ? { confirmed: percentOf(of(COMPLAINTS, 'confirmed|yes'), closed) } : {}),
      ...(count > 0 ? { handle: Math.round(of(ENQUIRIES, 'handle') / count) } : {}),
    };
  });

/** Whether anything of it was counted: figures that were frozen before there was any give the pack that they gave then. */
const isCounted = (frozen: Frozen): boolean =>
  [frozen.gauges, ...Object.values(frozen.flows)].some((counters) =>
    Object.keys(counters).some((item) => item.startsWith(SERVICE)),
  );

/** The part of the pack about what customers brought; empty where nothing of it was ever counted. */
export const service = (now: Frozen, previous: Frozen | undefined): Pick<ReviewPack, 'service'> => {
  if (!isCounted(now)) return {};
  const one = (item: string, field: string) => figure(now, previous, flow(item, field));
  const both = [now, previous] as const;
  const count = flow(ENQUIRIES, 'count');
  const closed = flow(COMPLAINTS, 'closed');
  return {
    service: {
      enquiries: figure(now, previous, count),
      firstContact: share(now, previous, { of: flow(ENQUIRIES, 'atOnce'), in: told }),
      ...optional('handle', mean(both, flow(ENQUIRIES, 'handle'), count)),
      ...optional('waiting', mean(both, flow(ENQUIRIES, 'waiting'), count)),
      complaints: {
        opened: one(COMPLAINTS, 'opened'),
        closed: one(COMPLAINTS, 'closed'),
        reopened: one(COMPLAINTS, 'reopened'),
        open: figure(now, previous, openNow),
        confirmed: share(now, previous, { of: flow(COMPLAINTS, 'confirmed|yes'), in: closed }),
        reopenRate: share(now, previous, { of: flow(COMPLAINTS, 'reopened'), in: closed }),
      },
      ...optional('took', mean(both, flow(COMPLAINTS, 'took|minutes'), flow(COMPLAINTS, 'took|count'))),
      surveys: surveys(now, previous),
      suggestions: one('service.suggestions', 'count'),
      lost: lost(now, previous),
      cost: {
        handling: flowAmounts(now, previous, ENQUIRIES, 'cost'),
        complaints: flowAmounts(now, previous, COMPLAINTS, 'cost'),
        creditNotes: flowAmounts(now, previous, 'service.creditNotes'),
      },
      months: monthly(now),
    },
  };
};
