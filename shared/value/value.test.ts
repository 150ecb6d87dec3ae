import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';
import type { Facts, Reading } from './facts.ts';
import { factsOf } from './facts.ts';
import { defaultValuePolicy, policyFaults } from './policy.ts';
import { medianInterval, monthsOf, nextChange, reasons, valueOn, whyText } from './value.ts';

const TODAY = '2026-11-21';
const policy = defaultValuePolicy;
const ago = (days: number) => addDays(TODAY, -days);

/** Orders so many days ago, each of an amount. */
const bought = (...orders: [days: number, revenue: number][]): Facts => ({
  sales: orders.map(([days, revenue], index) => ({
    id: `ord_${index}`,
    date: ago(days),
    order: true,
    revenue,
    costed: revenue,
    cost: Math.round(revenue * 0.6),
  })),
  contacts: [],
  unconverted: 0,
});
const each = (days: readonly number[], revenue: number) =>
  bought(...days.map((day): [number, number] => [day, revenue]));

describe('the segment of a customer', () => {
  it.each([
    ['none', 'no-orders', bought()],
    ['new', 'first', each([80, 20], 100_000)],
    ['champion', 'top', each([20, 50, 80, 110, 140, 170, 200, 230, 400, 430], 3_000_000)],
    ['loyal', 'steady', each([40, 130, 220, 310, 410, 500, 590, 680], 800_000)],
    ['growing', 'rising', bought([30, 500_000], [90, 500_000], [200, 500_000], [500, 300_000], [600, 300_000])],
    ['occasional', 'few', each([200, 390], 100_000)],
    ['at-risk', 'silent', each([50, 60, 70, 80], 100_000)],
    ['at-risk', 'down', bought([30, 100_000], [120, 100_000], [400, 400_000], [500, 400_000])],
    ['lost', 'long-silent', each([541, 600, 700, 800], 100_000)],
  ] as const)('%s, because of %s', (segment, why, facts) => {
    expect(valueOn(facts, TODAY, policy)).toMatchObject({ segment, why });
  });

  it('is at risk from the day on which it is silent longer than one and a half of its own intervals', () => {
    // Every 30 days: at risk from day 46 on.
    const facts = each([45, 75, 105, 135], 100_000);
    expect(valueOn(facts, TODAY, policy).segment).not.toBe('at-risk');
    expect(valueOn(facts, addDays(TODAY, 1), policy)).toMatchObject({
      segment: 'at-risk',
      why: 'silent',
      interval: 30,
    });
  });

  it('has no usual interval before the third day with an order', () => {
    expect(medianInterval(['2026-01-01', '2026-01-01', '2026-03-01'])).toBeUndefined();
    expect(medianInterval(['2026-01-01', '2026-02-01', '2026-03-01', '2026-12-01'])).toBe(31);
  });

  it('does not depend on what is dated later', () => {
    const known = each([30, 100], 500_000);
    const planned = { ...known, sales: [...known.sales, ...each([-10], 900_000).sales] };
    expect(valueOn(planned, TODAY, policy)).toEqual(valueOn(known, TODAY, policy));
  });

  it('says why in both languages, with the figures', () => {
    const value = valueOn(each([50, 60, 70, 80], 100_000), TODAY, policy);
    expect(whyText({ ...value }, TODAY, 'en')).toBe('Usually orders every 10 days; silent for 50 now.');
    expect(whyText({ ...value }, TODAY, 'zh')).toBe('通常每 10 天下单一次，现已 50 天没有下单。');
    const told = (orders12: number) =>
      whyText({ ...value, why: 'few', orders12, orders: 7 }, TODAY, 'en').replace(/,.*/, '');
    expect([told(1), told(2)]).toEqual(['1 order in 12 months', '2 orders in 12 months']);
    for (const why of Object.keys(reasons))
      for (const lang of ['en', 'zh'] as const) expect(whyText({ ...value, why }, TODAY, lang)).not.toMatch(/^$|[{}]/);
  });
});

describe('the figures', () => {
  const facts: Facts = {
    ...bought([10, 1_000_000], [200, 500_000], [400, 300_000]),
    contacts: [
      { date: ago(5), kind: 'visit' },
      { date: ago(3), kind: 'note' },
      { date: ago(366), kind: 'visit' },
    ],
  };
  it('are of the last twelve months, of the twelve before, and of all', () => {
    expect(valueOn(facts, TODAY, policy)).toMatchObject({
      orders12: 2,
      orders: 3,
      revenue12: 1_500_000,
      revenuePrior: 300_000,
      revenue: 1_800_000,
      margin12: 600_000,
      marginPercent: 40,
      serve12: 60_000,
      profit12: 540_000,
      lastContactDate: ago(5),
      recency: 5,
      frequency: 2,
      monetary: 2,
    });
  });
  it('are of calendar months in the trend', () => {
    expect(monthsOf(facts, TODAY)).toEqual([
      { month: '2025-10', revenue: 300_000, orders: 1 },
      { month: '2026-05', revenue: 500_000, orders: 1 },
      { month: '2026-11', revenue: 1_000_000, orders: 1 },
    ]);
  });
});

/** A row of numbers from 0 to 1 that is the same in each run. */
const row = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

describe('the clock', () => {
  it('finds every day on which time alone changes the value, for customers of all kinds', () => {
    let changes = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const next = row(seed);
      const some = (most: number) => Math.floor(next() * most);
      const facts: Facts = {
        ...bought(...Array.from({ length: 1 + some(9) }, (): [number, number] => [some(900) - 40, some(2_000_000)])),
        contacts: Array.from({ length: some(4) }, () => ({ date: ago(some(400) - 20), kind: 'visit' })),
      };
      let expected = nextChange(facts, TODAY, policy);
      let before = JSON.stringify([valueOn(facts, TODAY, policy), monthsOf(facts, TODAY)]);
      for (let day = 1; day <= 900; day++) {
        const today = addDays(TODAY, day);
        const now = JSON.stringify([valueOn(facts, today, policy), monthsOf(facts, today)]);
        if (now !== before) {
          changes++;
          expect(`${seed} ${today}`).toBe(`${seed} ${expected}`);
        }
        if (today === expected) expected = nextChange(facts, today, policy);
        before = now;
      }
      expect(expected === undefined || expected > addDays(TODAY, 900)).toBe(true);
    }
    expect(changes).toBeGreaterThan(100);
  });
});

const reading: Reading = {
  policy: { rates: [{ currency: 'USD', from: '2026-01-01', rate: 7 }] },
  own: 'CNY',
  timeZone: 'Asia/Shanghai',
  costOf: (id) => (id === 'prd_1' ? { cost: 50, currency: 'CNY' } : undefined),
};
const rec = (type: string, data: Record<string, unknown>, lines?: Record<string, unknown>[]): Rec =>
  ({
    type,
    id: `${type}_1`,
    occurredAt: '2026-11-01T02:00:00.000Z',
    data,
    ...(lines ? { lines } : {}),
  }) as unknown as Rec;
const order = (data: Record<string, unknown>, ...lines: Record<string, unknown>[]) =>
  rec('order', { status: 'completed', orderDate: '2026-11-01', currency: 'CNY', ...data }, lines);

describe('what documents say', () => {
  it.each([
    [
      'an approved order, without its tax',
      order({ status: 'approved', taxIncluded: true }, { productId: 'prd_1', quantity: 10, amount: 1130, taxRate: 13 }),
      [1000, 1000, 500],
    ],
    [
      'the cost that stands on the line before that of the product',
      order({}, { productId: 'prd_1', quantity: 10, amount: 1000, cost: 70 }),
      [1000, 1000, 700],
    ],
    ['revenue without known cost', order({}, { productId: 'prd_2', quantity: 10, amount: 1000 }), [1000, 0, 0]],
    [
      'another currency at the rate of its day',
      order({ currency: 'USD' }, { productId: 'prd_1', quantity: 10, amount: 1000, cost: 60 }),
      [7000, 7000, 4200],
    ],
    [
      'of a closed order what went out',
      order({ status: 'closed' }, { productId: 'prd_1', quantity: 10, shipped: 4, amount: 1000 }),
      [400, 400, 200],
    ],
    [
      'goods that came back, with their cost',
      rec('creditNote', { status: 'approved', kind: 'return', date: '2026-11-01', currency: 'CNY' }, [
        { productId: 'prd_1', quantity: 2, total: 226, taxAmount: 26 },
      ]),
      [-200, -200, -100],
    ],
    [
      'a price that was corrected, without cost',
      rec('creditNote', { status: 'approved', kind: 'price', date: '2026-11-01', currency: 'CNY' }, [
        { productId: 'prd_1', quantity: 2, total: 113, taxAmount: 13 },
      ]),
      [-100, -100, 0],
    ],
  ] as const)('%s', (_name, document, [revenue, costed, cost]) => {
    const { sales } = factsOf([document], reading);
    expect(sales.map((one) => [one.revenue, one.costed, one.cost + 0])).toEqual([[revenue, costed, cost]]);
  });

  it.each(['draft', 'pending-approval', 'on-hold', 'pending-release', 'cancelled'])(
    'a %s order says nothing',
    (status) => {
      expect(factsOf([order({ status }, { quantity: 1, amount: 100 })], reading).sales).toEqual([]);
    },
  );

  it('an order in a currency without a rate is left out, and told', () => {
    const one = factsOf([order({ currency: 'EUR' }, { quantity: 1, amount: 100 })], reading);
    expect(one).toMatchObject({ sales: [], unconverted: 1 });
  });

  it('a task that is still to be done is a next step, and no contact', () => {
    const task = rec('activity', { kind: 'task', dueAt: '2026-12-01T02:00:00.000Z' });
    const call = rec('activity', { kind: 'call', happenedAt: '2026-11-20T17:00:00.000Z' });
    const deal = rec('opportunity', { stage: 'proposal', nextStepDate: '2026-11-25' });
    expect(factsOf([task, call, deal], reading)).toMatchObject({
      contacts: [{ date: '2026-11-21', kind: 'call' }],
      nextStep: '2026-11-25',
    });
  });
});

it('bounds that do not rise are refused', () => {
  expect(policyFaults(policy)).toEqual([]);
  expect(policyFaults({ ...policy, orders: [2, 2, 8, 12] }).map((one) => one.field)).toEqual(['policy.orders.1']);
});
