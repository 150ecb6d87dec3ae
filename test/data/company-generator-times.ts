import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data, Parts, Step } from './company-generator-base.ts';
import { at, DAY, dateOf, HOUR, iso, MINUTE, subtractWork } from './service-generator-clock.ts';

// What waits for too long, and what was entered too late.

export const one = (c: Cell): Data[] => [c.line(c.product())];

/** Business hours before the run. */
const hours = (c: Cell, count: number): number => subtractWork(c.now, count * HOUR);

/** A document that waits for its approval since an instant. */
const waiting = (c: Cell, type: 'order' | 'quote' | 'shipment', since: number, parts: Parts = {}): Rec => {
  const steps: Step[] = [['submit', 'draft', 'pending-approval', since, c.rep.id]];
  const data = { status: 'pending-approval', submittedAt: iso(since), approvedAt: undefined, approvedBy: undefined };
  const own = { made: since - HOUR, touched: since, process: c.standing(type, steps), ...parts };
  if (type === 'shipment')
    return c.shipment(c.order(c.account(), one(c), {}, { made: since - DAY }), undefined, data, own);
  return c[type](c.account(), one(c), data, own);
};

const list = (c: Cell, since: number, status = 'pending-approval', parts: Parts = {}): Rec =>
  c.put(
    'priceList',
    { name: `价格表 ${c.id('account')}`, status, currency: 'CNY' },
    {
      process: c.standing('price-list', [['submit', 'draft', status, since, c.rep.id]]),
      ...parts,
    },
  );

const change = (c: Cell, since: number, data: Data = {}, parts: Parts = {}): Rec =>
  c.put(
    'changeRequest',
    {
      title: '调价',
      status: 'pending',
      processKey: 'price-change',
      subjectType: 'product',
      subjectId: c.product().id,
      changes: [],
      ...data,
    },
    {
      process: c.standing(String(data['processKey'] ?? 'price-change'), [
        ['submit', 'draft', 'pending', since, c.rep.id],
      ]),
      made: since,
      ...parts,
    },
  );

const inTime = (type: 'order' | 'quote' | 'shipment', allowed: number) => ({
  faulty: {
    'to the minute': (c: Cell) => c.fault(waiting(c, type, hours(c, allowed)), 'status'),
    'since before the holidays': (c: Cell) => c.fault(waiting(c, type, at('2026-09-28', '09:00')), 'status'),
  },
  near: {
    'a minute left': (c: Cell) => void waiting(c, type, hours(c, allowed) + MINUTE),
    approved: (c: Cell) =>
      void (type === 'shipment' ? c.shipped(c.order(c.account(), one(c))) : c[type](c.account(), one(c))),
    'brought over': (c: Cell) => void waiting(c, type, at('2026-09-01', '09:00'), c.brought),
    archived: (c: Cell) => void waiting(c, type, at('2026-09-01', '09:00'), c.archived),
  },
});

const visit =
  (happened: string, written: string, fault: boolean, data: Data = {}, parts: Parts = {}) =>
  (c: Cell) => {
    const rec = c.activity(
      c.account(),
      at(happened, '15:00'),
      { kind: 'visit', ...data },
      { made: at(written, '09:40'), ...parts },
    );
    if (fault) c.fault(rec, 'happenedAt');
  };

export const timeCases: CasesByRule = {
  'quote-not-approved-in-time': inTime('quote', 8),
  'shipment-not-approved-in-time': inTime('shipment', 8),
  'price-change-not-approved-in-time': {
    faulty: {
      'a list, to the minute': (c) => c.fault(list(c, hours(c, 16)), 'status'),
      'a change, to the minute': (c) => c.fault(change(c, hours(c, 16)), 'status'),
      'a change, for weeks': (c) => c.fault(change(c, at('2026-09-01', '09:00')), 'status'),
    },
    near: {
      'a list, a minute left': (c) => void list(c, hours(c, 16) + MINUTE),
      'a change, a minute left': (c) => void change(c, hours(c, 16) + MINUTE),
      'a change of a customer': (c) => void change(c, at('2026-09-01', '09:00'), { processKey: 'account-change' }),
      'carried out': (c) => void change(c, at('2026-09-01', '09:00'), { status: 'applied' }),
      'a list in force': (c) => void list(c, at('2026-09-01', '09:00'), 'active'),
      archived: (c) => void list(c, at('2026-09-01', '09:00'), 'pending-approval', c.archived),
    },
  },
  'order-not-approved-in-time': inTime('order', 8),
  'step-overdue': {
    faulty: {
      'by a minute': (c) =>
        c.fault(
          c.order(
            c.account(),
            one(c),
            {},
            { process: c.standing('order', c.signed(c.base), { due: iso(c.now - MINUTE) }) },
          ),
          'status',
        ),
      'a quote, by days': (c) =>
        c.fault(
          c.quote(
            c.account(),
            one(c),
            {},
            { process: c.standing('quote', c.signed(c.base), { due: iso(c.now - 5 * DAY) }) },
          ),
          'status',
        ),
    },
    near: {
      'this minute': (c) =>
        void c.order(c.account(), one(c), {}, { process: c.standing('order', c.signed(c.base), { due: iso(c.now) }) }),
      'no limit': (c) => void c.order(c.account(), one(c)),
    },
  },
  'back-dated': {
    faulty: {
      'four days': (c) => c.fault(c.order(c.account(), one(c), { orderDate: dateOf(c.base - 4 * DAY) }), 'orderDate'),
      'four days by a minute': (c) => {
        const made = at('2026-09-12', '00:01');
        c.fault(c.order(c.account(), one(c), { orderDate: '2026-09-08' }, { made }), 'orderDate');
      },
      'a quote, a month': (c) =>
        c.fault(c.quote(c.account(), one(c), { quoteDate: dateOf(c.base - 30 * DAY) }), 'quoteDate'),
      'a payment': (c) => c.fault(c.payment(c.account(), 500, [], { date: dateOf(c.now - 10 * DAY) }), 'date'),
      'a mail': (c) => c.fault(c.activity(c.account(), c.base - 4 * DAY, {}, { made: c.base }), 'happenedAt'),
    },
    near: {
      'three days': (c) => void c.order(c.account(), one(c), { orderDate: dateOf(c.base - 3 * DAY) }),
      'a minute before it would be four': (c) =>
        void c.order(c.account(), one(c), { orderDate: '2026-09-08' }, { made: at('2026-09-11', '23:59') }),
      'brought over': (c) => void c.order(c.account(), one(c), { orderDate: '2026-01-02' }, c.brought),
      'known elsewhere': (c) =>
        void c.order(c.account(), one(c), { orderDate: '2026-01-02' }, { externalIds: { erp: '77' } }),
      archived: (c) => void c.order(c.account(), one(c), { orderDate: '2026-01-02' }, c.archived),
      'a visit has a rule of its own': visit('2026-09-11', '2026-09-15', false),
    },
  },
  'entered-late': {
    faulty: {
      'four working days': visit('2026-09-14', '2026-09-18', true),
      'over a Sunday that is worked on': visit('2026-09-16', '2026-09-21', true),
      'a call': visit('2026-09-01', '2026-09-15', true, { kind: 'call' }),
    },
    near: {
      'three working days': visit('2026-09-14', '2026-09-17', false),
      'over a weekend': visit('2026-09-10', '2026-09-15', false),
      'over the week of holidays': visit('2026-09-30', '2026-10-08', false),
      'brought over': visit('2026-09-01', '2026-09-18', false, {}, { source: 'import:imp_1' }),
      'a mail is not': (c) =>
        c.also('back-dated', c.activity(c.account(), c.base - 8 * DAY, {}, { made: c.base }), 'happenedAt'),
      archived: (c) => visit('2026-09-01', '2026-09-18', false, {}, c.archived)(c),
    },
  },
};
