import type { Contribution, Projection, ProjectionContext } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localMonth } from '../kernel/time.ts';
import { businessMinutesBetween } from '../process/business-hours.ts';
import { owedStates } from '../receivables/receivable.ts';
import { alive, flow, gauge, inCurrency, text } from './contribute.ts';

const monthOf = (rec: Rec, field: string): string => text(rec, field)?.slice(0, 7) ?? 'undated';

/** The instant (ISO) of a field; undefined for text that is none. */
const instantIn = (rec: Rec, field: string): string | undefined => {
  const value = text(rec, field);
  return value === undefined || Number.isNaN(Date.parse(value)) ? undefined : value;
};

/** States of a quote that is an offer: not one that was not given yet, was taken back, or replaced by its revision. */
export const offerStates: readonly string[] = [
  'pending-approval',
  'approved',
  'sent',
  'accepted',
  'declined',
  'expired',
];
/** How a quote ended. */
const outcomes: Readonly<Record<string, string>> = { accepted: 'won', declined: 'lost', expired: 'lost' };

const quotes = defineProjection({
  id: 'quotes',
  types: ['quote'],
  contribute: (rec, { timeZone }) => {
    const status = String(rec.data['status']);
    if (!alive(rec) || !offerStates.includes(status)) return [];
    const month = monthOf(rec, 'quoteDate');
    const outcome = outcomes[status];
    const since = rec.process?.since;
    const ended = since ? localMonth(since, timeZone) : month;
    return [
      flow(month, 'quotes', 'count'),
      ...inCurrency(rec, 'amount', (currency, amount) => flow(month, 'quotes', `amount|${currency}`, amount)),
      ...(outcome ? [flow(ended, 'quotes', outcome)] : []),
    ];
  },
});

/** How long it took from submission to release: number and business minutes, in the month of the release. */
const lead = (rec: Rec, item: string, { timeZone, calendar }: ProjectionContext): Contribution[] => {
  const [submitted, approved] = [instantIn(rec, 'submittedAt'), instantIn(rec, 'approvedAt')];
  if (!submitted || !approved || approved < submitted) return [];
  const month = localMonth(approved, timeZone);
  const minutes = Math.round(businessMinutesBetween(submitted, approved, calendar));
  return [flow(month, item, 'lead|count'), ...(minutes > 0 ? [flow(month, item, 'lead|minutes', minutes)] : [])];
};

/** Lane and lead time of quotes and orders that were submitted here; a document that went back to its draft counts when it comes again. */
const lanes = defineProjection({
  id: 'lanes',
  types: ['quote', 'order'],
  contribute: (rec, context) => {
    const submitted = instantIn(rec, 'submittedAt');
    const lane = text(rec, 'lane');
    if (!alive(rec) || !submitted || rec.data['status'] === 'draft') return [];
    const item = rec.type === 'quote' ? 'quotes' : 'orders';
    return [
      ...(lane ? [flow(localMonth(submitted, context.timeZone), item, `lane|${lane}`)] : []),
      ...(rec.data['status'] === 'pending-approval' ? [] : lead(rec, item, context)),
    ];
  },
});

/** States of an order of which everything has left. */
const deliveredStates = ['shipped', 'completed', 'closed'];
/** States in which an order waits for credit. */
export const heldStates: readonly string[] = ['on-hold', 'pending-release'];

/** Orders delivered in a month, those in time among them; orders that are held. */
const deliveries = defineProjection({
  id: 'deliveries',
  types: ['order'],
  contribute: (rec) => {
    if (!alive(rec)) return [];
    const status = String(rec.data['status']);
    if (heldStates.includes(status))
      return [
        gauge('holds', `count|${text(rec, 'holdReason') ?? ''}`),
        ...inCurrency(rec, 'openTotal', (currency, amount) => gauge('holds', `amount|${currency}`, amount)),
      ];
    const [shipped, due] = [text(rec, 'shipDate'), text(rec, 'dueDate')];
    if (!deliveredStates.includes(status) || !shipped || !due) return [];
    const month = shipped.slice(0, 7);
    return [flow(month, 'orders', 'delivered'), ...(shipped <= due ? [flow(month, 'orders', 'ontime')] : [])];
  },
});

const shipments = defineProjection({
  id: 'shipments',
  types: ['shipment'],
  contribute: (rec) => {
    if (!alive(rec) || !['approved', 'delivered'].includes(String(rec.data['status']))) return [];
    const month = monthOf(rec, 'shipDate');
    return [
      flow(month, 'shipments', 'count'),
      ...inCurrency(rec, 'total', (currency, amount) => flow(month, 'shipments', `amount|${currency}`, amount)),
    ];
  },
});

/** Item of the balances that fall due, by day, of one currency. */
export const OWED = 'owed.due#';

const receivables = defineProjection({
  id: 'receivables',
  types: ['receivable'],
  contribute: (rec) => {
    if (!alive(rec) || !owedStates.includes(String(rec.data['status']))) return [];
    const due = text(rec, 'dueDate') ?? '';
    return [
      gauge('receivables', 'count'),
      ...(due ? [gauge('due.receivable', due)] : []),
      ...inCurrency(rec, 'balance', (currency, amount) => gauge('receivables', `open|${currency}`, amount)),
      ...(due ? inCurrency(rec, 'balance', (currency, amount) => gauge(`${OWED}${currency}`, due, amount)) : []),
    ];
  },
});

const payments = defineProjection({
  id: 'payments',
  types: ['payment'],
  contribute: (rec) => {
    if (!alive(rec) || rec.data['status'] !== 'received') return [];
    const month = monthOf(rec, 'date');
    return [
      flow(month, 'payments', 'count'),
      ...inCurrency(rec, 'amount', (currency, amount) => flow(month, 'payments', `amount|${currency}`, amount)),
    ];
  },
});

/** Counters from the quote to the money. */
export const sellingProjections: readonly Projection[] = [quotes, lanes, deliveries, shipments, receivables, payments];
