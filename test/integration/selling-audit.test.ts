import { afterAll, beforeAll, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Trade } from '../harness/trade.ts';
import { openTrade } from '../harness/trade.ts';
import type { Any } from '../harness/world.ts';

/** What audit and review say of deals that were really made: a sound one gives nothing to find, and is counted once. */
let trade: Trade;
let productId: string;
beforeAll(async () => {
  trade = await openTrade();
  productId = done(
    await trade.admin.call('POST', '/products', {
      body: { code: 'HL-1', name: 'Helmet', price: 1000, cost: 400, currency: 'CNY', unit: 'pcs' },
    }),
  ).id;
});
afterAll(() => trade.close());

const TODAY = '2026-11-21';
const incl = { taxIncluded: true };
const rules = [
  'amounts-do-not-add-up',
  'approved-price-stretched',
  'deal-dates-out-of-order',
  'edited-after-approval',
  'fast-lane-after-return',
  'inconsistent-quotes',
  'off-list-unapproved',
  'order-reentered',
  'order-split',
  'over-credit-limit',
  'payment-unallocated',
  'sale-below-floor',
  'self-approval',
  'shipment-without-receivable',
  'unrecorded-quote',
];

const sweep = async (): Promise<Any> => {
  await trade.world.settle();
  trade.world.clock.now += 60_000;
  const started = done(await trade.admin.call('POST', '/audit-runs', { body: { kind: 'sweep', rules } }));
  await trade.world.settle();
  return done(await trade.admin.call('GET', `/audit-runs/${started.id}`));
};
const findings = async (): Promise<string[][]> => {
  const list = done(await trade.admin.call('GET', '/findings?limit=200&filter=state:in:open|recurred'));
  return list.items
    .filter((one: Any) => rules.includes(one.rule))
    .map((one: Any) => [one.rule, one.subjectId, one.locator])
    .sort();
};
const line = (unitPrice: number, more: object = {}) => ({ productId, quantity: 10, unitPrice, taxRate: 13, ...more });

it('finds nothing in a quote, its order, two shipments and their payment, and counts each of them once', async () => {
  const list = await trade.quote([line(1000)], incl);
  const quote = await trade.quote([line(900, { reason: 'competition' })], incl);
  expect([list.lane, quote.lane]).toEqual(['fast', 'deviation']);
  const made = done(
    await trade.rep.call('POST', `/quotes/${quote.id}/order`, {
      body: { submit: true, dueDate: addDays(TODAY, 10) },
    }),
  );
  const order = await trade.read('orders', made.id);
  expect(order).toMatchObject({ status: 'approved', lane: 'fast', total: 9_000 });
  await trade.shipped(order, [{ orderLine: 1, quantity: 3 }]);
  await trade.shipped(await trade.read('orders', order.id));
  done(
    await trade.finance.call('POST', '/payments', {
      body: { accountId: trade.accountId, date: TODAY, currency: 'CNY', amount: 6_000, oldestFirst: true },
    }),
  );
  const run = await sweep();
  expect(run.counts.ruleErrors).toBe(0);
  expect(await findings()).toEqual([]);

  const { selling } = done(await trade.admin.call('POST', '/reviews', { body: { period: '2026-11' } }));
  expect(selling).toMatchObject({
    quotes: {
      count: { value: 2 },
      amounts: [{ currency: 'CNY', value: 19_000 }],
      won: { value: 1 },
      lost: { value: 0 },
    },
    fastLane: { quotes: { percent: 50 }, orders: { percent: 100 } },
    shipments: {
      count: { value: 2 },
      amounts: [{ currency: 'CNY', value: 9_000 }],
      onTime: { of: { value: 1 }, in: { value: 1 }, percent: 100 },
    },
    receivables: { overdueCount: { value: 0 }, open: [{ currency: 'CNY', value: 3_000 }], overdue: [] },
    payments: { count: { value: 1 }, amounts: [{ currency: 'CNY', value: 6_000 }] },
    holds: { count: { value: 0 }, byReason: [] },
  });
});

it('finds what another system let through, at its record', async () => {
  const accountId = (await makeRecord(trade.rep, account)).id;
  const deal = (unitPrice: number) => ({ accountId, currency: 'CNY', ...incl, lines: [line(unitPrice)] });
  const submitted = async (collection: string, body: object) => {
    const record = await trade.make(collection, body as Record<string, unknown>);
    return trade.signed(collection, done(await trade.act(trade.rep, collection, record, 'submit')));
  };
  const order = await submitted('orders', { ...deal(850), orderDate: TODAY });
  await sweep();
  expect(await findings()).toEqual([['unrecorded-quote', order.id, 'lines.0.unitPrice']]);
});
