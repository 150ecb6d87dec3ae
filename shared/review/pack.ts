import type { Frozen } from './figures.ts';
import { amountsOf, at, before, chartOf, figure, flow, gauge, overdue } from './figures.ts';
import { measuresIn } from './goals.ts';
import { byTeam, people } from './people-pack.ts';
import type { ReviewPack } from './review.contract.ts';
import { selling } from './selling-pack.ts';
import { service } from './service-pack.ts';
import { isWeek } from './week.ts';
import { asWeek, heldTo } from './week-figures.ts';

export type { Frozen } from './figures.ts';
export { CHART_MONTHS, chartMonths } from './figures.ts';

const OWNERS = 50;
const OWNER = 'findings.owner#';

const sorted = <T extends { key: string; value: number }>(rows: T[]): T[] =>
  rows.sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));

/** Rows of one counter item, biggest first; a row that is gone since the month before is shown with 0. */
const rowsOf = (now: Frozen, previous: Frozen | undefined, item: string) => {
  const keys = new Set([...Object.keys(now.gauges[item] ?? {}), ...Object.keys(previous?.gauges[item] ?? {})]);
  return sorted(
    [...keys]
      .map((key) => ({ key, ...figure(now, previous, gauge(item, key)) }))
      .filter((row) => row.value !== 0 || (row.before ?? 0) !== 0),
  );
};

const completeness = (now: Frozen, previous: Frozen | undefined): ReviewPack['completeness'] =>
  Object.keys(now.gauges['complete'] ?? {})
    .filter((name) => name.startsWith('asked|'))
    .map((name) => name.slice(6))
    .sort()
    .flatMap((entity) => {
      const [filled, asked] = [gauge('complete', `filled|${entity}`), gauge('complete', `asked|${entity}`)];
      const percent = (frozen: Frozen) => Math.round((filled(frozen) / asked(frozen)) * 1000) / 10;
      if (asked(now) === 0) return [];
      return [
        {
          entity,
          records: at(now.gauges, 'records', entity),
          filled: filled(now),
          asked: asked(now),
          percent: percent(now),
          // Of what there was none of, nothing was incomplete.
          ...before(previous && asked(previous) > 0 ? previous : undefined, percent),
        },
      ];
    });

const stageOrder = ['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'];

const byOwner = (now: Frozen, previous: Frozen | undefined): ReviewPack['findings']['byOwner'] =>
  sorted(
    Object.keys(now.gauges)
      .filter((item) => item.startsWith(OWNER))
      .map((item) => {
        const key = item.slice(OWNER.length);
        return { key, name: now.owners[key] ?? key, ...figure(now, previous, gauge(item, 'open')) };
      })
      .filter((row) => row.value > 0),
  ).slice(0, OWNERS);

const orders = (now: Frozen, previous: Frozen | undefined): ReviewPack['orders'] => {
  const own = now.flows[now.period]?.['orders'];
  const currencies = new Set([
    ...Object.keys(amountsOf(own, 'amount')),
    ...Object.keys(amountsOf(previous?.flows[previous.period]?.['orders'], 'amount')),
  ]);
  return {
    count: figure(now, previous, flow('orders', 'count')),
    amounts: [...currencies]
      .sort()
      .map((currency) => ({ currency, ...figure(now, previous, flow('orders', `amount|${currency}`)) })),
    months: chartOf(now).map((month) => ({
      month,
      count: at(now.flows[month], 'orders', 'count'),
      amounts: amountsOf(now.flows[month]?.['orders'], 'amount'),
    })),
  };
};

const partsOf = (now: Frozen, previous: Frozen | undefined): ReviewPack => ({
  period: now.period,
  workspaceId: now.workspaceId,
  workspaceName: now.workspaceName,
  provisional: now.provisional,
  frozenAt: now.frozenAt,
  ...(previous ? { previous: previous.period } : {}),
  findings: {
    open: figure(now, previous, gauge('findings', 'open')),
    opened: figure(now, previous, flow('findings', 'opened')),
    closed: figure(now, previous, flow('findings', 'closed')),
    recurred: figure(now, previous, gauge('findings', 'recurred')),
    overdue: figure(now, previous, overdue('due.finding')),
    byArea: rowsOf(now, previous, 'findings.area'),
    byRule: rowsOf(now, previous, 'findings.rule').filter((row) => !row.key.includes('|')),
    byOwner: byOwner(now, previous),
    recurring: sorted(
      Object.entries(now.gauges['findings.again'] ?? {})
        .filter(([, value]) => value > 0)
        .map(([key, value]) => ({ key, value })),
    ),
    ...byTeam(now, previous),
  },
  completeness: completeness(now, previous),
  orders: orders(now, previous),
  funnel: stageOrder.map((stage) => ({
    stage,
    count: at(now.gauges, 'funnel', `count|${stage}`),
    ...before(previous, gauge('funnel', `count|${stage}`)),
    amounts: amountsOf(now.gauges['funnel'], `amount|${stage}`),
  })),
  overdue: {
    findings: figure(now, previous, overdue('due.finding')),
    opportunities: figure(now, previous, overdue('due.opportunity')),
    orders: figure(now, previous, overdue('due.order')),
    tasks: figure(now, previous, overdue('due.task')),
  },
  records: rowsOf(now, previous, 'records'),
  activities: figure(now, previous, flow('activities', 'count')),
  ...selling(now, previous),
  ...service(now, previous),
  ...people(now, previous),
});

/** The review pack from frozen counters alone: the same input gives the same bytes. */
export const buildPack = (now: Frozen, previous: Frozen | undefined): ReviewPack => {
  const parts = partsOf(now, previous);
  const pack = isWeek(now.period) ? asWeek(parts, now) : parts;
  return heldTo({ ...pack, ...measuresIn(pack, now) });
};
