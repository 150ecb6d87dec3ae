import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data, Parts } from './company-generator-base.ts';
import { DAY, dateOf, HOUR, iso, MINUTE } from './service-generator-clock.ts';

// Prices of quotes and orders beside each other.

const price = 'lines.0.unitPrice';

/** A deviation that was approved for a large quantity, on a quote. */
const granted = (c: Cell, of: Rec, what: Rec, data: Data = {}, parts: Parts = {}) =>
  c.quote(
    of,
    [c.line(what, { quantity: 100, unitPrice: 8_000, listPrice: 10_000 })],
    { lane: 'deviation', status: 'accepted', ...data },
    { made: c.base - 3 * DAY, ...parts },
  );

/** An order that took the fast lane at that price. */
const fast = (c: Cell, of: Rec, what: Rec, line: Data = {}, data: Data = {}, parts: Parts = {}) =>
  c.order(
    of,
    [c.line(what, { quantity: 10, unitPrice: 8_000, listPrice: 10_000, ...line })],
    { lane: 'fast', ...data },
    parts,
  );

const stretched =
  (line: Data, data: Data = {}, parts: Parts = {}, fault = true) =>
  (c: Cell) => {
    const [of, what] = [c.account(), c.product()];
    granted(c, of, what);
    const rec = fast(c, of, what, line, data, parts);
    if (fault) c.fault(rec, price);
  };

/** Two quotes to one customer for one product: days between them, the price of the second, what else they say. */
const offers =
  (gap: number, later: Data, early: Data = {}, parts: Parts = {}, fault = false) =>
  (c: Cell) => {
    const [of, what] = [c.account(), c.product()];
    const made = c.base - gap * DAY;
    c.quote(of, [c.line(what, { unitPrice: 9_000 })], { status: 'accepted', ...early }, { made, ...parts });
    const { unitPrice = 9_500, reason, ...data } = later;
    const rec = c.quote(of, [c.line(what, { unitPrice, reason })], { status: 'sent', ...data });
    if (fault) c.fault(rec, price);
  };

/** An order at a price that is not the list's, and what was given to the customer before. */
const asked =
  (
    given?: (c: Cell, of: Rec, what: Rec) => Rec | undefined,
    fault = true,
    data: (given: Rec | undefined) => Data = () => ({}),
  ) =>
  (c: Cell) => {
    const [of, what] = [c.account(), c.product()];
    const before = given?.(c, of, what);
    const rec = c.order(of, [c.line(what, { unitPrice: 9_000, listPrice: 10_000 })], data(before));
    if (fault) c.fault(rec, price);
  };

const given = (c: Cell, of: Rec, what: Rec, made: number, data: Data = {}) =>
  c.quote(of, [c.line(what, { unitPrice: 9_000 })], { status: 'accepted', ...data }, { made });

/** Sales of one product at prices on days; each another customer's. */
const sold =
  (
    sales: readonly (readonly [price: number, data?: Data, parts?: 'archived'])[],
    periods: readonly Data[] = [],
    fault = false,
  ) =>
  (c: Cell) => {
    const what = c.product({}, {}, [...periods]);
    for (const [unitPrice, data, parts] of sales)
      c.order(c.account(), [c.line(what, { unitPrice })], data ?? {}, parts ? c.archived : {});
    if (fault) c.fault(what, 'price');
  };

export const dayOf = (c: Cell) => dateOf(c.base);

export const priceCases: CasesByRule = {
  'approved-price-stretched': {
    faulty: {
      'forty-nine of a hundred': stretched({ quantity: 49 }),
      one: stretched({ quantity: 1 }),
      'asked at the minute of the approval': (c) => {
        const [of, what] = [c.account(), c.product()];
        granted(c, of, what);
        c.fault(fast(c, of, what, {}, { submittedAt: iso(c.base - 3 * DAY + 3 * HOUR) }), price);
      },
      'on a quote': (c) => {
        const [of, what] = [c.account(), c.product()];
        granted(c, of, what);
        c.fault(
          c.quote(of, [c.line(what, { quantity: 5, unitPrice: 8_000, listPrice: 10_000 })], { lane: 'fast' }),
          price,
        );
      },
    },
    near: {
      'half of it': stretched({ quantity: 50 }, {}, {}, false),
      'all of it': stretched({ quantity: 100 }, {}, {}, false),
      'at the list': stretched({ unitPrice: 10_000 }, {}, {}, false),
      'at the list, as it was granted': (c) => {
        const [of, what] = [c.account(), c.product()];
        const line = c.line(what, { quantity: 100, listPrice: 10_000 });
        c.quote(of, [line], { lane: 'deviation', status: 'accepted' }, { made: c.base - 3 * DAY });
        fast(c, of, what, { unitPrice: 10_000 });
      },
      'signed once more': stretched({}, { lane: 'deviation' }, {}, false),
      'still a draft': stretched({}, { status: 'draft', approvedBy: undefined }, {}, false),
      'another customer': (c) => {
        const [other, what] = [c.account(), c.product()];
        granted(c, c.account(), what);
        c.promise(other, what, 8_000);
        fast(c, other, what);
      },
      'another product': (c) => {
        const [of, other] = [c.account(), c.product()];
        granted(c, of, c.product());
        c.promise(of, other, 8_000);
        fast(c, of, other);
      },
      'asked a minute before the approval': (c) => {
        const [of, what] = [c.account(), c.product()];
        granted(c, of, what, { approvedAt: iso(c.base + HOUR + MINUTE) });
        fast(c, of, what);
      },
      'the approval came to nothing': (c) => {
        const [of, what] = [c.account(), c.product()];
        granted(c, of, what, { status: 'cancelled' });
        c.promise(of, what, 8_000);
        fast(c, of, what);
      },
      'brought over': (c) => {
        const [of, what] = [c.account(), c.product()];
        granted(c, of, what);
        fast(c, of, what, {}, {}, c.brought);
      },
    },
  },
  'inconsistent-quotes': {
    faulty: {
      'five days later': offers(5, {}, {}, {}, true),
      'seven days later': offers(7, {}, { validUntil: undefined }, {}, true),
      'long after, the first one good to the day': (c) =>
        offers(28, {}, { status: 'sent', validUntil: dateOf(c.base) }, {}, true)(c),
      'the same day': offers(0, {}, {}, {}, true),
      'dearer at the list': offers(3, { unitPrice: 9_999 }, {}, {}, true),
    },
    near: {
      'eight days later': offers(8, {}),
      'with a reason': offers(5, { reason: 'volume' }),
      'the same price': offers(5, { unitPrice: 9_000 }),
      'the first was declined': offers(5, {}, { status: 'declined' }),
      'the first took its leave': offers(5, {}, { status: 'superseded' }),
      'the first is a draft': offers(5, {}, { status: 'draft' }),
      'another currency': offers(5, { currency: 'USD' }),
      'with and without tax': offers(5, { taxIncluded: true }),
      'good until the day before': (c) => offers(28, {}, { status: 'sent', validUntil: dateOf(c.base - DAY) })(c),
      'the first is archived': (c) => offers(5, {}, {}, c.archived)(c),
      'a revision': (c) => {
        const [of, what] = [c.account(), c.product()];
        const first = c.quote(of, [c.line(what, { unitPrice: 9_000 })], { status: 'sent' }, { made: c.base - DAY });
        c.quote(of, [c.line(what, { unitPrice: 9_500 })], { status: 'sent', revisionOf: first.id });
      },
      'two prices of the list': (c) => {
        const [of, what] = [c.account(), c.product()];
        for (const unitPrice of [9_000, 9_500])
          c.quote(of, [c.line(what, { unitPrice, listPrice: unitPrice })], { status: 'sent' });
      },
      'another customer': (c) => {
        const what = c.product();
        for (const unitPrice of [9_000, 9_500]) c.quote(c.account(), [c.line(what, { unitPrice })], { status: 'sent' });
      },
    },
  },
  'unrecorded-quote': {
    faulty: {
      'no quote at all': asked(),
      'another customer’s quote': asked((c, _of, what) => given(c, c.account(), what, c.base - DAY)),
      'in another currency': asked((c, of, what) => given(c, of, what, c.base - DAY, { currency: 'USD' })),
      'with the tax in it': asked((c, of, what) => given(c, of, what, c.base - DAY, { taxIncluded: true })),
      'a draft': asked((c, of, what) => given(c, of, what, c.base - DAY, { status: 'draft' })),
      'a day later': asked((c, of, what) => given(c, of, what, c.base + DAY)),
      'more than a year ago': asked((c, of, what) => given(c, of, what, c.base - 366 * DAY)),
      'for another price': asked((c, of, what) => c.promise(of, what, 8_999)),
    },
    near: {
      'a quote the day before': asked((c, of, what) => given(c, of, what, c.base - DAY), false),
      'a year ago to the day': asked((c, of, what) => given(c, of, what, c.base - 365 * DAY), false),
      'the same day, an hour earlier': asked((c, of, what) => given(c, of, what, c.base - HOUR), false),
      'later, but named': asked(
        (c, of, what) => given(c, of, what, c.base + DAY),
        false,
        (quote) => ({ quoteId: quote!.id }),
      ),
      'an order that was brought over': asked(
        (c, of, what) =>
          c.order(of, [c.line(what, { unitPrice: 9_000 })], {}, { ...c.brought, made: c.base - 90 * DAY }),
        false,
      ),
      'at the list': (c) => void c.order(c.account(), [c.line(c.product(), { listPrice: 10_000 })]),
      'never measured': (c) => void c.order(c.account(), [c.line(c.product(), { unitPrice: 9_000 })]),
      'a draft': (c) =>
        void c.order(c.account(), [c.line(c.product(), { unitPrice: 9_000, listPrice: 10_000 })], {
          status: 'draft',
          approvedBy: undefined,
        }),
      archived: (c) =>
        void c.order(c.account(), [c.line(c.product(), { unitPrice: 9_000, listPrice: 10_000 })], {}, c.archived),
    },
  },
  'several-prices': {
    faulty: {
      'two prices': sold([[10_000], [9_999]], [], true),
      'a change that covers one day less': (c) => {
        const yesterday = dateOf(c.base - DAY);
        sold([[10_000], [9_000]], [{ price: 10_000 }, { price: 9_000, to: yesterday }], true)(c);
      },
      'a change that covers another price': sold([[10_000], [9_000]], [{ price: 10_000 }, { price: 9_100 }], true),
      'three prices': sold([[10_000], [9_000], [8_000]], [], true),
    },
    near: {
      'one price': sold([[10_000], [10_000]]),
      'recorded changes': sold([[10_000], [9_000]], [{ price: 10_000 }, { price: 9_000 }]),
      'on the last day of the change': (c) =>
        sold([[10_000], [9_000]], [{ price: 10_000 }, { price: 9_000, from: dayOf(c), to: dayOf(c) }])(c),
      'in two currencies': sold([[10_000], [9_000, { currency: 'USD' }]]),
      'the other is archived': sold([[10_000], [9_000, {}, 'archived']]),
    },
  },
  'sale-below-floor': {
    faulty: Object.fromEntries(
      (
        [
          ['a cent below', { unitPrice: 4_999, floorPrice: 5_000 }],
          ['below the floor of the product', { unitPrice: 3_999 }],
          ['far below', { unitPrice: 1, floorPrice: 5_000 }],
        ] as const
      ).map(([name, line]) => [
        name,
        (c: Cell) => {
          const process = c.standing('order', [['auto-approve', 'draft', 'approved', c.base + HOUR, c.rep.id]]);
          c.fault(
            c.order(c.account(), [c.line(c.product(), line)], { approvedBy: undefined }, { process }),
            'lines.0.floorPrice',
          );
        },
      ]),
    ),
    near: Object.fromEntries(
      (
        [
          ['at the floor', { unitPrice: 5_000, floorPrice: 5_000 }, {}],
          ['the line’s floor goes before', { unitPrice: 3_999, floorPrice: 3_999 }, {}],
          ['in another currency', { unitPrice: 3_999 }, { currency: 'USD' }],
          ['a draft', { unitPrice: 3_999 }, { status: 'draft' }],
          ['dropped', { unitPrice: 3_999 }, { status: 'cancelled' }],
          ['signed', { unitPrice: 3_999 }, 'signed'],
        ] as const
      ).map(([name, line, data]) => [
        name,
        (c: Cell) => {
          const process = c.standing('order', [['auto-approve', 'draft', 'approved', c.base + HOUR, c.rep.id]]);
          const own =
            data === 'signed'
              ? c.order
              : (...[of, lines]: Parameters<Cell['order']>) =>
                  c.order(of, lines, { approvedBy: undefined, ...(data as Data) }, { process });
          own(c.account(), [c.line(c.product(), line)]);
        },
      ]),
    ),
  },
  'duplicate-order-number': (() => {
    const two =
      (numbers: (n: number) => readonly [string, string], of: 'one' | 'two', fault = false, archived = false) =>
      (c: Cell) => {
        const [first, n] = [c.account(), Number(c.id('account').slice(4))];
        const [a, b] = numbers(n);
        const rec = c.order(first, [c.line(c.product())], { number: a });
        c.order(of === 'one' ? first : c.account(), [c.line(c.product())], { number: b }, archived ? c.archived : {});
        if (fault) c.fault(rec, 'number');
      };
    return {
      faulty: {
        'without the dash': two((n) => [`PO-${n}`, `po${n}`], 'two', true),
        'with zeros before it': two((n) => [`PQ-${n}`, `PQ-00${n}`], 'two', true),
        'a dash between digits, one customer': two((n) => [`2026-${n}`, `2026${n}`], 'one', true),
      },
      near: {
        'a dash between digits, two customers': two((n) => [`2025-${n}`, `2025${n}`], 'two'),
        'another letter': two((n) => [`PR${n}A`, `PR${n}B`], 'one'),
        'a line of it': two((n) => [`PS${n}`, `PS${n}-1`], 'one'),
        'no digits': two(() => ['verbal', 'Verbal'], 'two'),
        archived: two((n) => [`PT-${n}`, `PT${n}`], 'two', false, true),
      },
    };
  })(),
};
