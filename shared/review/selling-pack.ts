import type { Counters, Frozen, Measured } from './figures.ts';
import {
  amounts,
  amountsOf,
  at,
  chartOf,
  figure,
  flow,
  flowAmounts,
  gauge,
  overdue,
  percentOf,
  share,
  sumOf,
} from './figures.ts';
import type { ReviewPack, SellingPack } from './review.contract.ts';
import { OWED } from './selling-projections.ts';

const gaugeAmounts = (now: Frozen, previous: Frozen | undefined, item: string, prefix: string) =>
  amounts(now, previous, {
    list: (frozen) => amountsOf(frozen.gauges[item], prefix),
    of: (currency) => gauge(item, `${prefix}|${currency}`),
  });

/** Overdue balances by currency. */
const overdueAmounts = (now: Frozen, previous: Frozen | undefined) =>
  amounts(now, previous, {
    list: (frozen) =>
      Object.fromEntries(
        Object.keys(frozen.gauges)
          .filter((item) => item.startsWith(OWED))
          .map((item) => [item.slice(OWED.length), overdue(item)(frozen)] as const)
          .filter(([, value]) => value !== 0),
      ),
    of: (currency) => overdue(`${OWED}${currency}`),
  });

const fastLane = (now: Frozen, previous: Frozen | undefined, item: string) =>
  share(now, previous, {
    of: flow(item, 'lane|fast'),
    in: sumOf(flow(item, 'lane|fast'), flow(item, 'lane|deviation')),
  });

/** Business minutes on the average; nothing where nothing was released. */
const lead = (now: Frozen, previous: Frozen | undefined, item: 'quotes' | 'orders') => {
  const mean = (frozen: Frozen | undefined): number | undefined => {
    const count = frozen ? flow(item, 'lead|count')(frozen) : 0;
    return count === 0 ? undefined : Math.round(flow(item, 'lead|minutes')(frozen!) / count);
  };
  const [is, was] = [mean(now), mean(previous)];
  return is === undefined ? {} : { [item]: { value: is, ...(was === undefined ? {} : { before: was }) } };
};

const holds = (now: Frozen, previous: Frozen | undefined): SellingPack['holds'] => {
  const reasons = (frozen: Frozen | undefined) => amountsOf(frozen?.gauges['holds'], 'count');
  const all: Measured = (frozen) => Object.values(reasons(frozen)).reduce((sum, value) => sum + value, 0);
  return {
    count: figure(now, previous, all),
    byReason: [...new Set([...Object.keys(reasons(now)), ...Object.keys(reasons(previous))])]
      .sort()
      .map((key) => ({ key, ...figure(now, previous, gauge('holds', `count|${key}`)) })),
    amounts: gaugeAmounts(now, previous, 'holds', 'amount'),
  };
};

const monthly = (now: Frozen): SellingPack['months'] =>
  chartOf(now).map((month) => {
    const counters: Counters | undefined = now.flows[month];
    const lane = (name: string) => at(counters, 'quotes', `lane|${name}`) + at(counters, 'orders', `lane|${name}`);
    const all = lane('fast') + lane('deviation');
    return {
      month,
      quotes: at(counters, 'quotes', 'count'),
      ...(all > 0 ? { fastLane: percentOf(lane('fast'), all) } : {}),
      shipped: amountsOf(counters?.['shipments'], 'amount'),
      paid: amountsOf(counters?.['payments'], 'amount'),
    };
  });

const flowsOf = ['quotes', 'shipments', 'payments'];
const gaugesOf = ['receivables', 'holds'];
const ofOrders = ['delivered', 'lane|fast', 'lane|deviation', 'lead|count'];

/** Whether anything of it was counted: figures that were frozen before there was any give the pack that they gave then. */
const isCounted = (frozen: Frozen): boolean =>
  gaugesOf.some((item) => frozen.gauges[item] !== undefined) ||
  Object.values(frozen.flows).some(
    (counters) =>
      flowsOf.some((item) => counters[item] !== undefined) ||
      ofOrders.some((field) => at(counters, 'orders', field) !== 0),
  );

/** The part of the pack from the quote to the money; empty where nothing of it was ever counted. */
export const selling = (now: Frozen, previous: Frozen | undefined): Pick<ReviewPack, 'selling'> => {
  if (!isCounted(now)) return {};
  const count = (item: string) => figure(now, previous, flow(item, 'count'));
  const [won, lost] = [flow('quotes', 'won'), flow('quotes', 'lost')];
  return {
    selling: {
      quotes: {
        count: count('quotes'),
        amounts: flowAmounts(now, previous, 'quotes'),
        won: figure(now, previous, won),
        lost: figure(now, previous, lost),
        winRate: share(now, previous, { of: won, in: sumOf(won, lost) }),
      },
      fastLane: { quotes: fastLane(now, previous, 'quotes'), orders: fastLane(now, previous, 'orders') },
      lead: { ...lead(now, previous, 'quotes'), ...lead(now, previous, 'orders') },
      shipments: {
        count: count('shipments'),
        amounts: flowAmounts(now, previous, 'shipments'),
        onTime: share(now, previous, { of: flow('orders', 'ontime'), in: flow('orders', 'delivered') }),
      },
      receivables: {
        count: figure(now, previous, gauge('receivables', 'count')),
        overdueCount: figure(now, previous, overdue('due.receivable')),
        open: gaugeAmounts(now, previous, 'receivables', 'open'),
        overdue: overdueAmounts(now, previous),
      },
      payments: { count: count('payments'), amounts: flowAmounts(now, previous, 'payments') },
      holds: holds(now, previous),
      months: monthly(now),
    },
  };
};
