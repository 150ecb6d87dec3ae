import type { Counters, Frozen } from './figures.ts';
import { buildPack, chartMonths } from './pack.ts';
import type { ReviewPack } from './review.contract.ts';
import { endOf, movedBy } from './week.ts';

/** Counters of a company that has something of everything; `times` makes two months of it differ. */
const gaugesOf = (times: number): Counters => ({
  findings: { open: 40 * times, recurred: 3 },
  'findings.area': { process: 10 * times, documents: 20, 'master-data': 10 },
  'findings.rule': Object.fromEntries(Array.from({ length: 18 }, (_, at) => [`rule-${at + 1}`, times + at])),
  'findings.owner#mem_1': { open: 12 * times },
  'findings.owner#': { open: 5 },
  'findings.again': { 'rule-3': 4 },
  'due.finding': { '2026-10-02': 6 * times, '2026-12-20': 4 },
  'due.order': { '2026-10-02': 2 },
  records: { account: 300, order: 120 * times },
  complete: { 'asked|account': 600, 'filled|account': 450 + 10 * times },
  funnel: { 'count|prospecting': 8, 'count|won': 3 * times },
  receivables: { count: 4, 'open|CNY': 9_000_000, 'open|USD': 70_000 },
});

const flowsOf = (times: number): Counters => ({
  findings: { opened: 9 * times, closed: 7 },
  orders: { count: 30 * times, 'amount|CNY': 123_456_700 * times, 'amount|USD': 50_000 },
  shipments: { count: 12, 'amount|CNY': 98_765_400 * times },
  payments: { count: 5, 'amount|CNY': 4_000_000 },
  activities: { count: 55 * times },
  quotes: { count: 20, won: 4, lost: 2 * times, 'amount|CNY': 5_000_000 },
  'service.complaints': { opened: 3 * times, closed: 2, 'confirmed|yes': 1 },
});

/** The figures of a month as they were frozen. */
export const frozenFigures = (period: string, times = 1): Frozen => ({
  period,
  workspaceId: 'ws_1',
  workspaceName: '海港车行',
  frozenAt: `${endOf(period)}T00:05:00.000Z`,
  asOf: endOf(period),
  provisional: false,
  gauges: gaugesOf(times),
  flows: Object.fromEntries(chartMonths(period).map((month, at) => [month, flowsOf(at % 3 === 0 ? times : 2)])),
  owners: { mem_1: '王芳' },
});

/** A pack beside the one of the month before. */
export const packOfMonth = (period: string): ReviewPack =>
  buildPack(frozenFigures(period, 2), frozenFigures(movedBy(period, -1)));
