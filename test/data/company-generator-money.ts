import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data, Parts } from './company-generator-base.ts';
import { dayOf } from './company-generator-prices.ts';
import { DAY, dateOf } from './service-generator-clock.ts';

// Sums, credit, and what was shipped, billed and paid.

const single =
  (line: Data, ...locators: string[]) =>
  (c: Cell) => {
    const rec = c.order(c.account(), [c.line(c.product(), line)]);
    if (locators.length > 0) c.fault(rec, ...locators);
  };

/** A document whose head says something of its own. */
const head =
  (data: Data, ...locators: string[]) =>
  (c: Cell) => {
    const rec = c.order(c.account(), [c.line(c.product()), c.line(c.product(), { quantity: 3 })], data);
    if (locators.length > 0) c.fault(rec, ...locators);
  };

const limited =
  (limit: number, put: (c: Cell, of: Rec) => void, fault = false, data: Data = {}) =>
  (c: Cell) => {
    const of = c.account({ creditLimit: limit, currency: 'CNY', ...data });
    put(c, of);
    if (fault) c.fault(of, 'creditLimit');
  };

const takes = (c: Cell, of: Rec, data: Data = {}, parts: Parts = {}) => c.order(of, [c.line(c.product())], data, parts);

/** A bill that is paid: it takes part in no rule about money that is owed. */
const settled = (c: Cell, of: Rec, data: Data = {}, parts: Parts = {}) =>
  c.receivable(of, 5_000, { paid: 5_000, status: 'paid', ...data }, parts);

const lying =
  (days: number, put: (c: Cell, of: Rec, made: number) => Rec, owed: (c: Cell, of: Rec) => void, fault = false) =>
  (c: Cell) => {
    const of = c.account();
    owed(c, of);
    const rec = put(c, of, c.now - days * DAY);
    if (fault) c.fault(rec, 'unallocated');
  };

const money =
  (data: Data = {}) =>
  (c: Cell, of: Rec, made: number) =>
    c.payment(of, 1_000, [], data, { made });

const owes = (c: Cell, of: Rec) => void c.receivable(of, 5_000, {}, { made: c.now - 2 * DAY });

export const moneyCases: CasesByRule = {
  'amount-differs': {
    faulty: {
      'a cent too much': single({ amount: 100_001 }, 'lines.0.amount'),
      'a cent too little': single({ amount: 99_999 }, 'lines.0.amount'),
      'ten times': single({ amount: 1_000_000 }, 'lines.0.amount'),
      'rounded down': single({ quantity: 2.5, unitPrice: 333, amount: 832, floorPrice: 1 }, 'lines.0.amount'),
      'in both lines': (c) => {
        const line = { amount: 5 };
        c.fault(
          c.order(c.account(), [c.line(c.product(), line), c.line(c.product(), line)]),
          'lines.0.amount',
          'lines.1.amount',
        );
      },
    },
    near: {
      right: single({}),
      'half a cent up': single({ quantity: 2.5, unitPrice: 333, amount: 833, floorPrice: 1 }),
      'with tax besides': single({ taxRate: 13 }),
      'of a quote': (c) => void c.quote(c.account(), [c.line(c.product(), { amount: 7 })]),
      archived: (c) => void c.order(c.account(), [c.line(c.product(), { amount: 7 })], {}, c.archived),
    },
  },
  'amounts-do-not-add-up': {
    faulty: {
      'the amount of an order': head({ amount: 130_001 }, 'amount'),
      'the total of an order': head({ total: 129_999 }, 'total'),
      both: head({ amount: 1, total: 1 }, 'amount', 'total'),
      'the tax forgotten': (c) =>
        c.fault(c.order(c.account(), [c.line(c.product(), { taxRate: 13 })], { total: 100_000 }), 'total'),
      'more shipped than ordered': single({ shipped: 11 }, 'lines.0.shipped'),
      'more returned than shipped': single({ shipped: 3, returned: 4 }, 'lines.0.returned'),
      'the total of a quote': (c) => c.fault(c.quote(c.account(), [c.line(c.product())], { total: 1 }), 'total'),
      'the total of a shipment': (c) => {
        const rec = takes(c, c.account());
        c.fault(
          c.shipment(rec, c.receivable(c.account(), 100_000, { orderId: rec.id }).id, { total: 99_000 }),
          'total',
        );
      },
      'the balance of a bill': (c) => c.fault(c.receivable(c.account(), 5_000, { balance: 4_999 }), 'balance'),
      'more paid than owed': (c) =>
        c.fault(c.receivable(c.account(), 5_000, { paid: 5_001, status: 'paid' }), 'balance'),
      'more spent than came': (c) => {
        const of = c.account();
        const bill = settled(c, of);
        c.fault(c.payment(of, 1_000, [{ receivableId: bill.id, amount: 1_001 }], { unallocated: 0 }), 'unallocated');
      },
      'the rest of a payment': (c) => {
        const of = c.account();
        c.fault(
          c.payment(of, 1_000, [{ receivableId: settled(c, of).id, amount: 400 }], { unallocated: 500 }),
          'unallocated',
        );
      },
      'the total of a credit note': (c) =>
        c.fault(
          c.put('creditNote', { ...c.creditNote(settled(c, c.account()), 300, {}, c.archived).data, total: 301 }, {}, [
            { line: 1, total: 300 },
          ]),
          'total',
        ),
    },
    near: {
      'with tax': head({}),
      'two lines, each with its tax': (c) =>
        void c.order(c.account(), [
          c.line(c.product(), { taxRate: 13, quantity: 3, unitPrice: 3_333, floorPrice: 1 }),
          c.line(c.product(), { taxRate: 6 }),
        ]),
      'all shipped, all returned': single({ shipped: 10, returned: 10 }),
      'a head without sums': head({ amount: undefined, total: undefined }),
      'an opening balance': (c) =>
        void c.put('receivable', { ...settled(c, c.account()).data, number: `OB${c.id('account')}` }, c.brought),
      'settled to the cent': (c) => void settled(c, c.account()),
      'a payment that was reversed': (c) => {
        const of = c.account();
        c.payment(of, 1_000, [{ receivableId: settled(c, of).id, amount: 1_000 }], {
          status: 'reversed',
          unallocated: 7,
        });
      },
      archived: (c) => void c.order(c.account(), [c.line(c.product())], { amount: 1 }, c.archived),
    },
  },
  'over-credit-limit': {
    faulty: {
      'by a cent': limited(99_999, (c, of) => void takes(c, of), true),
      'an order and a bill': limited(104_999, (c, of) => void [takes(c, of), owes(c, of)], true),
      'no credit at all': limited(0, (c, of) => void c.receivable(of, 1), true),
      'a release that has run out': limited(
        99_999,
        (c, of) => void takes(c, of, { releasedUntil: '2026-10-07' }),
        true,
      ),
      'money that was reversed': limited(
        99_999,
        (c, of) => void [takes(c, of), c.payment(of, 500, [], { status: 'reversed', unallocated: 500 })],
        true,
      ),
      'by the currency of the documents': limited(99_999, (c, of) => void takes(c, of), true, { currency: undefined }),
    },
    near: {
      'to the cent': limited(100_000, (c, of) => void takes(c, of)),
      'released until today': limited(0, (c, of) => void takes(c, of, { releasedUntil: c.today })),
      'the bill of a released order': limited(0, (c, of) => {
        c.shipped(takes(c, of, { status: 'completed', openTotal: 0, releasedUntil: '2026-09-30' }));
      }),
      'not approved yet': limited(0, (c, of) => void takes(c, of, { status: 'draft', approvedBy: undefined })),
      'money on account': limited(99_500, (c, of) => void [takes(c, of), c.payment(of, 500, [])]),
      paid: limited(0, (c, of) => void settled(c, of)),
      'in another currency': limited(0, (c, of) => void takes(c, of, { currency: 'USD' })),
      'archived order': limited(0, (c, of) => void takes(c, of, {}, c.archived)),
      'another customer': limited(0, (c) => void takes(c, c.account())),
      'no limit': (c) => void takes(c, c.account()),
    },
  },
  'payment-unallocated': {
    faulty: {
      'fifteen days': lying(15, money(), owes, true),
      'a credit note': lying(
        30,
        (c, of, made) =>
          c.creditNote(settled(c, of, {}, { made: c.now - 60 * DAY }), 500, { unallocated: 500 }, { made }),
        owes,
        true,
      ),
      'while a bill is overdue': lying(
        20,
        money(),
        (c, of) => void c.receivable(of, 9_000, { status: 'overdue' }),
        true,
      ),
    },
    near: {
      'fourteen days': lying(14, money(), owes),
      'nothing is owed': lying(30, money(), (c, of) => void settled(c, of)),
      'owed in another currency': lying(30, money(), (c, of) => void c.receivable(of, 500, { currency: 'USD' })),
      'another customer owes': lying(30, money(), (c) => owes(c, c.account())),
      reversed: lying(30, money({ status: 'reversed' }), owes),
      'all is allocated': lying(
        30,
        (c, of, made) => c.payment(of, 5_000, [{ receivableId: settled(c, of).id, amount: 5_000 }], {}, { made }),
        owes,
      ),
      'the bill is archived': lying(30, money(), (c, of) => void c.receivable(of, 500, {}, c.archived)),
    },
  },
  'deal-dates-out-of-order': {
    faulty: {
      'a quote that ended before it began': (c) =>
        c.fault(c.quote(c.account(), [c.line(c.product())], { validUntil: dateOf(c.base - DAY) }), 'validUntil'),
      'shipped before the order': (c) =>
        c.fault(c.shipped(takes(c, c.account()), { shipDate: dateOf(c.base - DAY) }).goods, 'shipDate'),
      'delivered before it was shipped': (c) =>
        c.fault(
          c.shipped(takes(c, c.account()), { deliveredDate: dateOf(c.base - DAY), status: 'delivered' }).goods,
          'deliveredDate',
        ),
      'due before it was issued': (c) =>
        c.fault(
          c.receivable(c.account(), 5, { dueDate: dateOf(c.now - 4 * DAY) }, { made: c.now - 3 * DAY }),
          'dueDate',
        ),
      'settled before it was issued': (c) =>
        c.fault(settled(c, c.account(), { settledDate: dateOf(c.base - DAY) }), 'settledDate'),
      'credited before it was issued': (c) =>
        c.fault(c.creditNote(settled(c, c.account()), 100, {}, { made: c.base - 2 * DAY }), 'date'),
      'paid 181 days before': (c) => {
        const of = c.account();
        const lines = [{ receivableId: settled(c, of).id, amount: 5_000 }];
        c.fault(c.payment(of, 5_000, lines, {}, { made: c.base - 181 * DAY }), 'lines.0.receivableId');
      },
      'a list that ends before it begins': (c) =>
        c.fault(
          c.put('priceList', {
            name: `价格表 ${c.id('account')}`,
            status: 'active',
            currency: 'CNY',
            from: '2026-02-01',
            to: '2026-01-31',
          }),
          'to',
        ),
      'a price of a list': (c) => {
        const list = c.put('priceList', { name: `价格表 ${c.id('account')}`, status: 'active', currency: 'CNY' });
        c.fault(
          c.put('price', { priceListId: list.id, productId: c.product().id }, {}, [
            { price: 1 },
            { from: '2026-02-01', to: '2026-01-31', price: 2 },
          ]),
          'lines.1.to',
        );
      },
    },
    near: {
      'all on one day': (c) => {
        const day = dayOf(c);
        c.quote(c.account(), [c.line(c.product())], { validUntil: day });
        c.shipped(takes(c, c.account()), { shipDate: day, deliveredDate: day, status: 'delivered' });
      },
      'due at once': (c) => void settled(c, c.account(), { dueDate: dayOf(c), settledDate: dayOf(c) }),
      'paid 180 days before': (c) => {
        const of = c.account();
        c.payment(of, 5_000, [{ receivableId: settled(c, of).id, amount: 5_000 }], {}, { made: c.base - 180 * DAY });
      },
      'credited on the day': (c) => void c.creditNote(settled(c, c.account()), 100, {}, { made: c.base }),
      'open ends': (c) =>
        void c.put('priceList', {
          name: `价格表 ${c.id('account')}`,
          status: 'active',
          currency: 'CNY',
          to: '2026-01-31',
        }),
      archived: (c) => void c.quote(c.account(), [c.line(c.product())], { validUntil: '2020-01-01' }, c.archived),
    },
  },
  'shipment-without-receivable': {
    faulty: {
      'no bill': (c) => c.fault(c.shipment(takes(c, c.account()), undefined), 'receivableId'),
      'a bill that is nowhere': (c) => c.fault(c.shipment(takes(c, c.account()), 'rcv_99999999'), 'receivableId'),
      'a bill that is archived': (c) => {
        const of = takes(c, c.account());
        c.fault(c.shipment(of, c.receivable(c.account(), 100_000, { orderId: of.id }, c.archived).id), 'receivableId');
      },
      'the bill of another order': (c) => {
        const [of, other] = [takes(c, c.account()), takes(c, c.account())];
        c.fault(
          c.shipment(of, c.receivable(c.account(), 100_000, { orderId: other.id }).id, { status: 'delivered' }),
          'receivableId',
        );
      },
      'an order without a shipment': (c) =>
        c.fault(takes(c, c.account(), { status: 'shipped', openTotal: 0 }), 'status'),
      'its shipment has not left': (c) => {
        const of = takes(c, c.account(), { status: 'partially-shipped' });
        c.shipment(of, undefined, { status: 'draft', approvedBy: undefined });
        c.fault(of, 'status');
      },
    },
    near: {
      billed: (c) => void c.shipped(takes(c, c.account(), { status: 'shipped', openTotal: 0 })),
      'not left yet': (c) =>
        void c.shipment(takes(c, c.account()), undefined, { status: 'draft', approvedBy: undefined }),
      dropped: (c) => void c.shipment(takes(c, c.account()), undefined, { status: 'cancelled' }),
      'shipped elsewhere': (c) => void takes(c, c.account(), { status: 'completed', openTotal: 0 }, c.brought),
      'archived shipment': (c) => void c.shipment(takes(c, c.account()), undefined, {}, c.archived),
    },
  },
  'receivable-overdue-unattended': (() => {
    const overdue = (c: Cell, of: Rec, due: string, parts: Parts = {}) =>
      c.receivable(
        of,
        5_000,
        { status: 'overdue', dueDate: due },
        { made: c.now - 80 * DAY, touched: c.now - 13 * DAY, updatedBy: 'job:receivables', ...parts },
      );
    const late = '2026-09-23';
    return {
      faulty: {
        'fifteen days, only the clock wrote': (c) => c.fault(overdue(c, c.account(), late), 'dueDate'),
        'somebody wrote fifteen days ago': (c) =>
          c.fault(
            overdue(c, c.account(), late, { updatedBy: c.rep.id, touched: c.now - 15 * DAY, version: 2 }),
            'dueDate',
          ),
        'somebody talked to another customer': (c) => {
          c.activity(c.account(), c.now - DAY);
          c.fault(overdue(c, c.account(), late), 'dueDate');
        },
        'a talk is planned': (c) => {
          const of = c.account();
          c.activity(of, c.now - DAY, { done: false, happenedAt: undefined });
          c.fault(overdue(c, of, late), 'dueDate');
        },
      },
      near: {
        'fourteen days': (c) => void overdue(c, c.account(), '2026-09-24'),
        'a talk fourteen days ago': (c) => {
          const of = c.account();
          c.activity(of, c.now - 14 * DAY);
          overdue(c, of, late);
        },
        'somebody wrote fourteen days ago': (c) =>
          void overdue(c, c.account(), late, { updatedBy: c.rep.id, touched: c.now - 14 * DAY, version: 2 }),
        paid: (c) => void settled(c, c.account(), { dueDate: late }, { made: c.now - 80 * DAY }),
        archived: (c) => void overdue(c, c.account(), late, c.archived),
      },
    };
  })(),
};
