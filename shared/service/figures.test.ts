import { describe, expect, it } from 'vitest';
import { remember } from '../audit/remember.ts';
import { record } from '../audit/testing.ts';
import type { Rec } from '../kernel/record.ts';
import { calendarFor, defaultCalendar } from '../process/calendar.ts';
import type { MonthCounters } from './figures.ts';
import { serviceFigures } from './figures.ts';
import { serviceProjections } from './projections.ts';

const calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');

/** The counters that records come to. */
const countersOf = (records: readonly Rec[]): MonthCounters => {
  const counters = new Map<string, Map<string, Record<string, number>>>();
  for (const rec of records)
    for (const projection of serviceProjections) {
      if (!projection.types.includes(rec.type)) continue;
      for (const { period, item, field, amount } of projection.contribute(rec, {
        timeZone: 'Asia/Shanghai',
        calendar,
      })) {
        const items = remember(counters, period, () => new Map<string, Record<string, number>>());
        const fields = remember(items, item, (): Record<string, number> => ({}));
        fields[field] = (fields[field] ?? 0) + amount;
      }
    }
  return Object.fromEntries([...counters].map(([period, items]) => [period, Object.fromEntries(items)]));
};
const figuresOf = (records: readonly Rec[], months = ['2026-11']) => serviceFigures(countersOf(records), months);

const enquiry = (data: Record<string, unknown>) =>
  record('enquiry', { channel: 'call', topic: 'order', receivedAt: '2026-11-20T02:00:00.000Z', ...data });
/** Reported on Friday at ten, closed on Monday at ten by the clock in Shanghai. */
const complaint = (data: Record<string, unknown>, more = {}) =>
  record('complaint', { status: 'received', severity: 'minor', reportedAt: '2026-11-20T02:00:00.000Z', ...data }, more);
const closed = (data: Record<string, unknown> = {}) =>
  complaint({ status: 'closed', confirmed: 'yes', closedAt: '2026-11-23T02:00:00.000Z', ...data });
const answer = (kind: string, score: number, data = {}) =>
  record('surveyRequest', {
    kind,
    score,
    sentAt: '2026-11-20T02:00:00.000Z',
    answeredAt: '2026-11-21T02:00:00.000Z',
    ...data,
  });

describe('solved at the first contact', () => {
  it.each([
    ['solved by the customer’s word', [{ resolved: 'yes' }], 1],
    ['one of two', [{ resolved: 'yes' }, { resolved: 'no' }], 0.5],
    ['nobody was asked: nothing is known', [{ resolved: 'unasked' }], null],
    ['who was not asked does not count', [{ resolved: 'yes' }, { resolved: 'unasked' }], 1],
    [
      'they had to ask again',
      [
        { resolved: 'yes', repeated: true },
        { resolved: 'yes', repeatOfId: 'enq_1' },
      ],
      0,
    ],
  ])('%s', (_name, all, share) => {
    expect(figuresOf(all.map(enquiry)).firstContact).toBe(share);
  });
});

describe('complaints', () => {
  it('are counted in the month of the customer’s word by the company’s clock, and of their end', () => {
    const late = complaint({ reportedAt: '2026-10-31T16:00:00.000Z' });
    const before = complaint({ reportedAt: '2026-10-31T15:59:59.999Z' });
    expect(figuresOf([late, before, closed()])).toMatchObject({ opened: 2, closed: 1 });
    expect(figuresOf([late, before, closed()], ['2026-10'])).toMatchObject({ opened: 1, closed: 0, confirmed: null });
  });

  it('take business hours from the word to the end: a weekend is not counted', () => {
    expect(figuresOf([closed()]).minutesToClose).toBe(8 * 60);
  });

  it.each([
    ['confirmed', ['yes', 'yes'], 1],
    ['some could not be reached', ['yes', 'unreached'], 0.5],
    ['closed under advisory against the customer’s word', ['no'], 0],
  ])('are solved where the customer says so: %s', (_name, words, share) => {
    expect(figuresOf(words.map((confirmed) => closed({ confirmed }))).confirmed).toBe(share);
  });

  it('opened again count in the month in which they were', () => {
    const standing = { process: { tally: { '2026-11|mem_a||reopen': [1, 0, 0], '2026-12|mem_b||reopen': [2, 0, 0] } } };
    const again = complaint({ status: 'investigating' }, standing);
    expect(figuresOf([again, closed(), closed()])).toMatchObject({ reopened: 1, reopenRate: 0.5 });
    expect(figuresOf([again], ['2026-12'])).toMatchObject({ reopened: 2, reopenRate: null });
  });

  it('that were archived or rejected are not closed ones', () => {
    const gone = { ...closed(), archivedAt: '2026-11-24T00:00:00.000Z' };
    const rejected = closed({ status: 'rejected', confirmed: undefined });
    expect(figuresOf([gone, rejected])).toMatchObject({ opened: 1, closed: 0, rejected: 1 });
  });
});

describe('opinions', () => {
  it('are averaged by kind; NPS is promoters less detractors', () => {
    const all = [
      answer('csat', 5),
      answer('csat', 2, { followUpId: 'act_1' }),
      answer('nps', 10),
      answer('nps', 9),
      answer('nps', 0),
    ];
    const waiting = record('surveyRequest', { kind: 'csat', sentAt: '2026-11-20T02:00:00.000Z' });
    expect(figuresOf([...all, waiting])).toMatchObject({ csat: 3.5, ces: null, sent: 6, answered: 5, low: 1 });
    expect(figuresOf(all).nps).toBeCloseTo(100 / 3, 10);
  });
});

it('customers lost stand beside what service cost in the same months', () => {
  const lost = record('account', { status: 'lost', lostReason: 'price', lostOn: '2026-11-02' });
  const unknown = record('account', { status: 'lost', lostOn: '2026-11-03' });
  const elsewhere = record('account', { status: 'lost', lostReason: 'price', lostOn: '2026-10-31' });
  const costs = [
    enquiry({ cost: 300, currency: 'CNY', handleSeconds: 180 }),
    complaint({ cost: 5000, currency: 'CNY' }),
    record('creditNote', { status: 'approved', date: '2026-11-05', total: 700, currency: 'CNY' }),
    record('creditNote', { status: 'draft', date: '2026-11-05', total: 900, currency: 'CNY' }),
  ];
  expect(figuresOf([lost, unknown, elsewhere, record('account', { status: 'customer' }), ...costs])).toMatchObject({
    lost: 2,
    lostReasons: { price: 1, unknown: 1 },
    handlingCost: { CNY: 300 },
    complaintCost: { CNY: 5000 },
    creditNotes: { CNY: 700 },
    handleSeconds: 180,
  });
});
