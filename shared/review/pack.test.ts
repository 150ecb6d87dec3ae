import { describe, expect, it } from 'vitest';
import { remember } from '../audit/remember.ts';
import { record } from '../audit/testing.ts';
import type { Rec } from '../kernel/record.ts';
import { addMonths } from '../kernel/time.ts';
import { calendarFor, defaultCalendar } from '../process/calendar.ts';
import type { Counters, Frozen } from './figures.ts';
import { buildPack, chartMonths } from './pack.ts';
import { contributionsOf } from './projections.ts';
import { reviewPack } from './review.contract.ts';

const calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');

type Fields = Record<string, number>;

/** The counters that some records come to, as the month's end would freeze them. */
const frozen = (period: string, records: readonly Rec[]): Frozen => {
  const byPeriod = new Map<string, Map<string, Fields>>();
  for (const rec of records)
    for (const { period: when, item, field, amount } of contributionsOf(rec, calendar)) {
      const fields = remember(
        remember(byPeriod, when, () => new Map<string, Fields>()),
        item,
        (): Fields => ({}),
      );
      fields[field] = (fields[field] ?? 0) + amount;
    }
  const countersOf = (when: string): Counters => Object.fromEntries(byPeriod.get(when) ?? []);
  return {
    period,
    workspaceId: 'ws_test',
    workspaceName: 'Ocean',
    frozenAt: `${addMonths(period, 1)}-01T00:00:00.000Z`,
    asOf: `${addMonths(period, 1)}-01`,
    provisional: false,
    gauges: countersOf('now'),
    flows: Object.fromEntries(chartMonths(period).map((month) => [month, countersOf(month)])),
    owners: {},
  };
};
const packOf = (records: readonly Rec[], before?: readonly Rec[]) =>
  buildPack(frozen('2026-11', records), before && frozen('2026-10', before));

/** Instants on 20 November, a Friday, at hours of the clock in Shanghai. */
const at = (hour: number): string => new Date(Date.parse('2026-11-19T16:00:00.000Z') + hour * 3_600_000).toISOString();
const own = { accountId: 'acc_1', currency: 'CNY' };
const quote = (status: string, data = {}) =>
  record('quote', { ...own, status, quoteDate: '2026-11-20', amount: 1000, ...data });
const order = (status: string, data = {}) => record('order', { ...own, status, ...data });
const owed = (dueDate: string, balance: number, data = {}) =>
  record('receivable', { ...own, status: 'open', dueDate, balance, ...data });

describe('from the quote to the money', () => {
  it('counts offers, not drafts, what was taken back, or what a revision replaced', () => {
    const quotes = ['draft', 'cancelled', 'superseded', 'sent', 'accepted', 'declined', 'expired'].map((status) =>
      quote(status),
    );
    expect(packOf(quotes).selling?.quotes).toMatchObject({
      count: { value: 4 },
      amounts: [{ currency: 'CNY', value: 4000 }],
      won: { value: 1 },
      lost: { value: 2 },
      winRate: { percent: 33.3 },
    });
  });

  it('measures the share in the fast lane and the business minutes until the release', () => {
    const deal = (lane: string, from: number, until: number) => ({
      lane,
      submittedAt: at(from),
      approvedAt: at(until),
    });
    const pack = packOf([
      quote('sent', deal('fast', 10, 10)),
      quote('sent', deal('deviation', 10, 12)),
      quote('pending-approval', { lane: 'deviation', submittedAt: at(10) }),
      // The hour of the midday break does not count; a draft counts when it comes again.
      order('approved', deal('deviation', 11, 14)),
      order('draft', deal('fast', 11, 11)),
    ]);
    expect(pack.selling).toMatchObject({
      fastLane: {
        quotes: { of: { value: 1 }, in: { value: 3 }, percent: 33.3 },
        orders: { of: { value: 0 }, in: { value: 1 }, percent: 0 },
      },
      lead: { quotes: { value: 60 }, orders: { value: 120 } },
    });
    expect(pack.selling?.months.at(-1)).toMatchObject({ month: '2026-11', quotes: 3, fastLane: 25 });
  });

  it('tells deliveries in time from late ones, by the day that was promised', () => {
    const out = (shipDate: string, dueDate?: string) => order('shipped', { shipDate, ...(dueDate ? { dueDate } : {}) });
    const shipped = record('shipment', { ...own, status: 'approved', shipDate: '2026-11-10', total: 700 });
    const pack = packOf([
      shipped,
      { ...shipped, id: 'shp_2', data: { ...shipped.data, status: 'pending-approval' } },
      out('2026-11-10', '2026-11-10'),
      out('2026-11-11', '2026-11-10'),
      out('2026-11-11'),
      out('2026-10-11', '2026-10-10'),
    ]);
    expect(pack.selling?.shipments).toEqual({
      count: { value: 1 },
      amounts: [{ currency: 'CNY', value: 700 }],
      onTime: { of: { value: 1 }, in: { value: 2 }, percent: 50 },
    });
  });

  it('adds up what is owed, what of it is overdue, what came in and what is held', () => {
    const pack = packOf([
      owed('2026-11-30', 300),
      owed('2026-12-01', 500),
      owed('2026-11-01', 40, { currency: 'USD' }),
      owed('2026-11-01', 9, { status: 'paid' }),
      record('payment', { ...own, status: 'received', date: '2026-11-03', amount: 250 }),
      record('payment', { ...own, status: 'reversed', date: '2026-11-03', amount: 999 }),
      order('on-hold', { holdReason: 'credit', openTotal: 80 }),
      order('pending-release', { holdReason: 'overdue', openTotal: 20 }),
    ]);
    expect(pack.selling).toMatchObject({
      receivables: {
        count: { value: 3 },
        overdueCount: { value: 2 },
        open: [
          { currency: 'CNY', value: 800 },
          { currency: 'USD', value: 40 },
        ],
        overdue: [
          { currency: 'CNY', value: 300 },
          { currency: 'USD', value: 40 },
        ],
      },
      payments: { count: { value: 1 }, amounts: [{ currency: 'CNY', value: 250 }] },
      holds: {
        count: { value: 2 },
        byReason: [
          { key: 'credit', value: 1 },
          { key: 'overdue', value: 1 },
        ],
        amounts: [{ currency: 'CNY', value: 100 }],
      },
    });
  });

  it('puts each figure beside the month before', () => {
    const pack = packOf(
      [owed('2026-12-31', 300)],
      [owed('2026-10-31', 500), owed('2026-10-31', 40, { currency: 'USD' })],
    );
    expect(pack.selling?.receivables).toEqual({
      count: { value: 1, before: 2 },
      overdueCount: { value: 0, before: 2 },
      open: [
        { currency: 'CNY', value: 300, before: 500 },
        { currency: 'USD', value: 0, before: 40 },
      ],
      overdue: [
        { currency: 'CNY', value: 0, before: 500 },
        { currency: 'USD', value: 0, before: 40 },
      ],
    });
  });

  it('is the same when made again, and what its contract says', () => {
    const records = [quote('accepted'), owed('2026-11-30', 300), order('shipped', { shipDate: '2026-11-01' })];
    const pack = packOf(records, records);
    expect(JSON.stringify(packOf(records, records))).toBe(JSON.stringify(pack));
    expect(reviewPack.parse(pack)).toEqual(pack);
  });

  it('is left out where nothing of it was ever counted, so that a pack of former times stays what it was', () => {
    expect(
      packOf([record('account', { name: 'Ocean' }), order('completed', { orderDate: '2026-11-01' })]),
    ).not.toHaveProperty('selling');
  });
});

describe('what customers brought', () => {
  const enquiry = (data: Record<string, unknown>) =>
    record('enquiry', { receivedAt: at(10), channel: 'call', topic: 'order', handleSeconds: 60, ...data });
  const complaint = (status: string, data: Record<string, unknown> = {}) =>
    record('complaint', { status, severity: 'major', reportedAt: at(10), ...data });
  const answer = (kind: string, score: number) => record('surveyRequest', { kind, score, answeredAt: at(11) });

  it('puts resolution beside speed, and customers lost beside the cost of the same month', () => {
    const pack = packOf([
      enquiry({ resolved: 'yes', cost: 200, currency: 'CNY' }),
      enquiry({ resolved: 'no', handleSeconds: 120 }),
      enquiry({}),
      complaint('investigating'),
      complaint('closed', { closedAt: at(12), confirmed: 'yes', cost: 900, currency: 'CNY' }),
      answer('nps', 10),
      answer('nps', 3),
      answer('csat', 4),
      record('account', { status: 'lost', lostReason: 'quality', lostOn: '2026-11-04' }),
    ]);
    expect(pack.service).toMatchObject({
      enquiries: { value: 3 },
      firstContact: { of: { value: 1 }, in: { value: 2 }, percent: 50 },
      handle: { value: 80 },
      complaints: { opened: { value: 2 }, closed: { value: 1 }, open: { value: 1 }, confirmed: { percent: 100 } },
      took: { value: 120 },
      surveys: { answered: { value: 3 }, csat: { value: 4 }, nps: { value: 0 } },
      lost: { count: { value: 1 }, byReason: [{ key: 'quality', value: 1 }] },
      cost: {
        handling: [{ currency: 'CNY', value: 200 }],
        complaints: [{ currency: 'CNY', value: 900 }],
        creditNotes: [],
      },
    });
    expect(pack.service?.surveys.ces).toBeUndefined();
    expect(reviewPack.parse(pack)).toEqual(pack);
  });

  it('is compared with the month before, and absent where nothing was ever counted', () => {
    const before = [enquiry({ receivedAt: '2026-10-20T02:00:00.000Z', resolved: 'yes' })];
    expect(packOf([enquiry({ resolved: 'no' })], before).service).toMatchObject({
      enquiries: { value: 1, before: 1 },
      firstContact: { percent: 0, before: 100 },
    });
    expect(packOf([quote('sent')]).service).toBeUndefined();
  });
});
