import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data, Parts, Step } from './company-generator-base.ts';
import { one } from './company-generator-times.ts';
import { at, DAY, dateOf, HOUR, MINUTE } from './service-generator-clock.ts';

// Many documents of one person or customer that say something together.

export const SECOND = 1_000;

/** Activities of one member, entered at instants, happened so many days before. */
const entered = (c: Cell, times: readonly number[], daysBefore: (index: number) => number, parts: Parts = {}) => {
  const by = c.member();
  const of = c.account();
  for (const [index, made] of times.entries())
    c.activity(of, made - daysBefore(index) * DAY, {}, { made, by: by.id, ...parts });
  return by;
};

const every = (from: number, count: number, step: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index * step);

const bulk =
  (
    count: number,
    step: number,
    days: (index: number) => number,
    fault = false,
    parts: (c: Cell) => Parts = () => ({}),
  ) =>
  (c: Cell) => {
    const by = entered(c, every(c.base, count, step), days, parts(c));
    if (fault) c.fault(by, `activity ${dateOf(c.base)}`);
  };

/** Documents that one member signs at instants. */
const signing = (c: Cell, times: readonly number[], parts: (index: number) => Parts = () => ({}), by = c.member()) => {
  const [of, what] = [c.account(), c.product()];
  for (const [index, when] of times.entries()) {
    const steps: Step[] = [
      ['submit', 'draft', 'pending-approval', when - DAY - index * HOUR, c.rep.id],
      ['approve', 'pending-approval', 'approved', when, by.id],
    ];
    c.order(
      of,
      [c.line(what)],
      { approvedBy: by.id },
      { made: when - 2 * DAY, touched: when, process: c.standing('order', steps), ...parts(index) },
    );
  }
  return by;
};

/** Quotes that one member sends at instants. */
const sending = (c: Cell, times: readonly number[], people = [c.member()]) => {
  const of = c.account();
  const what = c.product();
  for (const [index, when] of times.entries()) {
    const process = c.standing('quote', [['send', 'approved', 'sent', when, people[index % people.length]!.id]]);
    c.quote(of, [c.line(what)], { status: 'sent', approvedBy: undefined }, { made: when - DAY, process });
  }
  return people[0]!;
};

/** An order that came to nothing, and one after it. */
const again =
  (
    gap: number,
    next: {
      line?: Data;
      by?: (c: Cell) => string;
      data?: Data;
      parts?: (c: Cell) => Parts;
      old?: Data;
      of?: (c: Cell) => Rec;
    },
    fault = false,
  ) =>
  (c: Cell) => {
    const of = c.account();
    const what = c.product({}, {}, [{ price: 10_000 }, { price: 9_000 }]);
    const dropped = c.base + HOUR;
    const steps: Step[] = [
      ['submit', 'draft', 'pending-approval', c.base + MINUTE, c.rep.id],
      ['cancel', 'pending-approval', 'cancelled', dropped, c.rep.id],
    ];
    c.order(
      of,
      [c.line(what)],
      { status: 'cancelled', approvedBy: undefined, openTotal: 0, ...next.old },
      { process: c.standing('order', steps), touched: dropped },
    );
    const made = dropped + gap;
    const rec = c.order(
      next.of?.(c) ?? of,
      [c.line(what, next.line)],
      { ...next.data },
      { made, by: next.by?.(c) ?? c.rep.id, ...next.parts?.(c) },
    );
    if (fault) c.fault(rec, 'lines');
  };

/** Orders of one customer, each so large. */
const split =
  (
    amounts: readonly number[],
    data: (index: number, c: Cell) => { data?: Data; parts?: Parts; of?: Rec } = () => ({}),
    fault = false,
  ) =>
  (c: Cell) => {
    const [of, what] = [c.account(), c.product({ price: 100 })];
    const recs = amounts.map((amount, index) => {
      const own = data(index, c);
      return c.order(
        own.of ?? of,
        [c.line(what, { quantity: amount / 100, unitPrice: 100, floorPrice: 1 })],
        own.data,
        own.parts,
      );
    });
    if (fault) c.fault(recs[0]!, 'amount');
  };

export const crowdCases: CasesByRule = {
  'documents-in-bulk': {
    faulty: {
      'ten in ten minutes': bulk(10, (10 * MINUTE) / 9, (index) => 1 + (index % 2), true),
      'as far back as is looked': (c) => {
        const by = entered(c, every(c.now - 62 * DAY, 10, SECOND), (index) => 1 + (index % 2));
        c.fault(by, `activity ${dateOf(c.now - 62 * DAY)}`);
      },
      'twelve in a minute': bulk(12, 5 * SECOND, (index) => 1 + (index % 3), true),
    },
    near: {
      nine: bulk(9, MINUTE, (index) => 1 + (index % 2)),
      'ten in ten minutes and some seconds': bulk(10, (10 * MINUTE) / 9 + SECOND, (index) => 1 + (index % 2)),
      'all of one day': bulk(10, SECOND, () => 1),
      'one of them of the day itself': bulk(10, SECOND, (index) => index % 3),
      'brought over': bulk(
        10,
        SECOND,
        (index) => 1 + (index % 2),
        false,
        (c) => c.brought,
      ),
      'five of each kind': (c) => {
        const by = entered(c, every(c.base, 5, SECOND), (index) => 1 + (index % 2));
        for (const [index, made] of every(c.base, 5, SECOND).entries()) {
          const process = c.standing('quote', c.signed(made + index * HOUR));
          c.quote(c.account(), one(c), { quoteDate: dateOf(made - DAY) }, { made, by: by.id, process });
        }
      },
      'before what is looked at': (c) =>
        void entered(c, every(c.now - 62 * DAY - HOUR, 10, SECOND), (index) => 1 + (index % 2)),
    },
  },
  'rubber-stamped': {
    faulty: {
      'five, ten seconds each': (c) => c.fault(signing(c, every(c.base, 5, 10 * SECOND)), dateOf(c.base)),
      'as far back as is looked': (c) =>
        c.fault(signing(c, every(c.now - 62 * DAY, 5, SECOND)), dateOf(c.now - 62 * DAY)),
      'on two days': (c) => {
        const by = signing(c, [...every(c.base, 5, SECOND), ...every(c.base - DAY, 6, SECOND)]);
        c.fault(by, dateOf(c.base), dateOf(c.base - DAY));
      },
    },
    near: {
      four: (c) => void signing(c, every(c.base, 4, SECOND)),
      'eleven seconds each': (c) => void signing(c, every(c.base, 5, 11 * SECOND)),
      'one is archived': (c) => void signing(c, every(c.base, 5, SECOND), (index) => (index === 2 ? c.archived : {})),
      'over midnight': (c) => void signing(c, every(at('2026-09-10', '00:00') - 3 * SECOND, 5, SECOND)),
      'before what is looked at': (c) => void signing(c, every(c.now - 62 * DAY - HOUR, 5, SECOND)),
    },
  },
  'steps-in-bulk-person': {
    faulty: {
      'fifteen in five minutes': (c) => c.fault(sending(c, every(c.base, 15, (5 * MINUTE) / 15)), dateOf(c.base)),
      'as far back as is looked': (c) =>
        c.fault(sending(c, every(c.now - 62 * DAY, 15, SECOND)), dateOf(c.now - 62 * DAY)),
      'to the second': (c) => c.fault(sending(c, every(c.base, 16, 20 * SECOND)), dateOf(c.base)),
    },
    near: {
      fourteen: (c) => void sending(c, every(c.base, 14, SECOND)),
      'a second too long': (c) => void sending(c, every(c.base, 15, 21.5 * SECOND)),
      'two people': (c) => void sending(c, every(c.base, 20, SECOND), [c.member(), c.member()]),
      'before what is looked at': (c) => void sending(c, every(c.now - 62 * DAY - HOUR, 15, SECOND)),
    },
  },
  'order-reentered': {
    faulty: {
      'an hour later by the same person': again(HOUR, {}, true),
      'seven days later to the minute': again(7 * DAY, {}, true),
      'cheaper by another person': again(
        DAY,
        { line: { unitPrice: 9_000 }, by: (c) => c.boss.id, data: { approvedBy: undefined } },
        true,
      ),
      'a third less': again(DAY, { line: { quantity: 7 } }, true),
      'closed with nothing shipped': again(DAY, { old: { status: 'closed' } }, true),
    },
    near: {
      'a minute later than seven days': again(7 * DAY + MINUTE, {}),
      'by another person at the same price': again(DAY, { by: (c) => c.boss.id, data: { approvedBy: undefined } }),
      'another customer': again(DAY, { of: (c) => c.account() }),
      'much less': again(DAY, { line: { quantity: 6 } }),
      'the first one went out in part': again(DAY, { old: { status: 'closed', shippedTotal: 1 } }),
      'came to nothing too': again(DAY, { data: { status: 'cancelled' } }),
      'brought over': again(DAY, { parts: (c) => c.brought }),
    },
  },
  'order-split': {
    faulty: {
      'two from seventy percent': split([7_000_000, 7_000_000], undefined, true),
      'two a little below': split([9_999_900, 9_999_900], undefined, true),
      'three days between them': split(
        [8_000_000, 8_000_000],
        (index, c) => (index === 1 ? { parts: { made: c.base + 3 * DAY } } : {}),
        true,
      ),
    },
    near: {
      'a little less than seventy percent': split([6_999_900, 7_000_000]),
      'one at the amount': split([10_000_000, 8_000_000]),
      'a minute more than three days': split([8_000_000, 8_000_000], (index, c) =>
        index === 1 ? { parts: { made: c.base + 3 * DAY + MINUTE } } : {},
      ),
      'two people': split([8_000_000, 8_000_000], (index, c) =>
        index === 1 ? { parts: { by: c.boss.id }, data: { approvedBy: undefined } } : {},
      ),
      'two customers': split([8_000_000, 8_000_000], (index, c) => (index === 1 ? { of: c.account() } : {})),
      'two currencies': split([8_000_000, 8_000_000], (index) => (index === 1 ? { data: { currency: 'USD' } } : {})),
      'one is a draft': split([8_000_000, 8_000_000], (index) =>
        index === 1 ? { data: { status: 'draft', approvedBy: undefined } } : {},
      ),
      'one is archived': split([8_000_000, 8_000_000], (index, c) => (index === 1 ? { parts: c.archived } : {})),
    },
  },
};
