import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { accountGroup } from '../../shared/customers/account-group.ts';
import { orderProcess } from '../../shared/sales/order.process.ts';
import { setPolicy } from '../harness/credit.ts';
import { carryOut, columnsTo, csv } from '../harness/imports.ts';
import { putInForce } from '../harness/processes.ts';
import { storedDocument } from '../harness/receivables.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Trade } from '../harness/trade.ts';
import { openTrade } from '../harness/trade.ts';
import type { Any, Reply } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';

type Body = Record<string, unknown>;

let trade: Trade;
/** 113.00 with 13 % tax in it. */
let productId: string;
beforeAll(async () => {
  trade = await openTrade();
  await setPolicy(trade.world, { taxRate: 13, pricesIncludeTax: true });
  productId = (await makeRecord(trade.admin, product, { price: 11_300, taxRate: 13 })).id;
});
afterAll(() => trade.close());

const order = (line: Body, head: Body = {}): Promise<Reply<Any>> =>
  trade.rep.call('POST', '/orders', {
    body: {
      accountId: trade.accountId,
      currency: 'CNY',
      taxIncluded: true,
      orderDate: '2026-11-20',
      ...head,
      lines: [{ productId, quantity: 1, unitPrice: 11_300, ...line }],
    },
  });
const faults = ({ status, body }: Reply<Any>) => [
  status,
  body.errors?.map(({ field, code }: Any) => `${field} ${code}`).join(),
];

describe('figures that no sale has', () => {
  it.each<[string, Body, Body, string]>([
    ['a tax that takes all away', { taxRate: -100 }, {}, 'lines.0.taxRate too-small'],
    ['a tax that gives money back', { taxRate: -50 }, {}, 'lines.0.taxRate too-small'],
    ['a tax of more than the price', { taxRate: 101 }, {}, 'lines.0.taxRate too-large'],
    ['a due date before the invoice', {}, { paymentDays: -400 }, 'paymentDays too-small'],
    ['a due date that no calendar has', {}, { paymentDays: 1e15 }, 'paymentDays too-large'],
    ['a price beyond counting', { unitPrice: Number.MAX_SAFE_INTEGER }, {}, 'lines.0.unitPrice too-large'],
    ['an amount beyond counting', { quantity: 1e9, unitPrice: 9e12 }, {}, 'lines.0.amount too-large'],
  ])('%s is refused by its field', async (_name, line, head, expected) => {
    expect(faults(await order(line, head))).toEqual([400, expect.stringContaining(expected)]);
  });

  it('is refused of a payment, a limit and a product, too', async () => {
    const { finance, admin, accountId } = trade;
    const amount = Number.MAX_SAFE_INTEGER;
    const paid = await finance.call('POST', '/payments', {
      body: { accountId, date: '2026-11-20', currency: 'CNY', amount },
    });
    expect(faults(paid)).toEqual([400, 'amount too-large']);
    const limited = await admin.call('POST', '/accounts', { body: { name: 'No end', creditLimit: amount } });
    expect(faults(limited)).toEqual([400, 'creditLimit too-large']);
    const taxed = await admin.call('PATCH', `/products/${productId}`, { version: 1, body: { taxRate: -100 } });
    expect(faults(taxed)).toEqual([400, 'taxRate too-small']);
  });

  it('comes by import, and neither the import nor the next order breaks on it', async () => {
    const { world, admin, accountId } = trade;
    const code = `Z-${nextNumber()}`;
    const fields = { code: 'code', name: 'name', tax: 'taxRate', price: 'price' };
    const bytes = csv('code,name,tax,price', `${code},Odd,-100,113`);
    await carryOut(world, admin, { target: 'product', files: [{ name: 'p.csv', bytes, columns: columnsTo(fields) }] });
    const [odd] = done(await admin.call('GET', `/products?filter=code:eq:${code}`)).items;
    const made = await order({ productId: odd.id, unitPrice: 100, taxRate: 13 }, { accountId, taxIncluded: false });
    expect([made.status, made.body.lines[0].listPrice]).toEqual([201, 11_300]);
    const lines = {
      no: 'number',
      sku: 'lines.productId',
      quantity: 'lines.quantity',
      price: 'lines.unitPrice',
      tax: 'lines.taxRate',
      with: 'taxIncluded',
    };
    const rows = csv(
      'no,sku,quantity,price,tax,with',
      `${code}-1,${code},1,100,-100,yes`,
      `${code}-2,${code},1000000000,90000000000,13,yes`,
      `${code}-3,${code},1,90000000000,900000000000,no`,
    );
    const ended = await carryOut(world, admin, {
      target: 'order',
      keyField: 'number',
      files: [{ name: 'o.csv', bytes: rows, columns: columnsTo(lines) }],
    });
    expect(ended.counts).toEqual({ created: 3 });
  });
});

describe('a low price', () => {
  it('does not come into the fast lane behind a high tax', async () => {
    // 56.50 with 100 % tax is as much to pay as 113.00 with 13 % in it; the next order at 56.50 and 13 % would not be.
    const made = done(await order({ unitPrice: 5_650, taxRate: 100 }, { taxIncluded: false }));
    expect(made).toMatchObject({ lane: 'deviation', lines: [{ listPrice: 10_000, deviation: 43.5 }] });
  });

  it('of next year is not quoted today by dating the quote ahead', async () => {
    const { rep, admin, accountId } = trade;
    const sold = await makeRecord(admin, product, {
      price: 11_300,
      taxRate: 13,
      lines: [{ from: '2027-01-01', price: 5_650 }],
    });
    const body = {
      accountId,
      quoteDate: '2027-02-01',
      lines: [{ productId: sold.id, quantity: 1, unitPrice: 5_650 }],
    };
    expect(done(await rep.call('POST', '/quotes', { body }))).toMatchObject({ lane: 'deviation', deviation: 50 });
  });

  it('does not come with an amount that stayed when the quantity grew', async () => {
    const made = done(await order({}));
    const lines = [{ productId, quantity: 100, unitPrice: 11_300, amount: 11_300 }];
    const reply = await trade.rep.call('PATCH', `/orders/${made.id}`, { version: 1, body: { lines } });
    expect(faults(reply)).toEqual([400, 'lines.0.amount not-allowed-value']);
  });

  it('does not come with a price group that somebody chose alone', async () => {
    const group = await makeRecord(trade.admin, accountGroup);
    const customer = await makeRecord(trade.rep, account);
    const changed = done(
      await trade.rep.call('PATCH', `/accounts/${customer.id}`, { version: 1, body: { groupId: group.id } }),
    );
    expect(changed.groupId).toBeUndefined();
    expect(Object.keys(changed.pending)).toEqual(['groupId']);
    // A new customer is no way round it; whoever answers for prices may enter one with its group.
    const made = await makeRecord(trade.rep, account, { groupId: group.id });
    expect([made.groupId, Object.keys(made.pending)]).toEqual([undefined, ['groupId']]);
    expect(await makeRecord(trade.manager, account, { groupId: group.id })).toMatchObject({ groupId: group.id });
  });
});

describe('an order of which a part went out', () => {
  it('keeps the lines that went out as they were billed, also where it became a draft again', async () => {
    const { rep, manager, act, decide, read, shipped } = trade;
    const line = { productId, quantity: 10, unitPrice: 9_000, taxRate: 13 };
    const made = await trade.order([line]);
    await shipped(made, [{ orderLine: 1, quantity: 6 }]);
    // What was approved is no price to measure by: it is asked for anew.
    await setPolicy(trade.world, { taxRate: 13, pricesIncludeTax: true, lastPriceDays: 0 });
    const held = done(await act(manager, 'orders', await read('orders', made.id), 'hold', { comment: 'Wait' }));
    await decide(manager, 'orders', done(await act(rep, 'orders', held, 'try-again')), {
      verdict: 'send-back',
      comment: 'No',
    });
    const { version, status } = await read('orders', made.id);
    expect(status).toBe('draft');
    const change = (body: Body) => rep.call('PATCH', `/orders/${made.id}`, { version, body });
    for (const [body, field] of [
      [{ lines: [{ ...line, quantity: 2 }] }, 'lines.0.quantity'],
      [{ lines: [{ ...line, unitPrice: 11_300 }] }, 'lines.0.unitPrice'],
      [{ lines: [] }, 'lines.0.productId'],
      [{ currency: 'USD' }, 'currency'],
      [{ taxIncluded: true }, 'taxIncluded'],
    ] as const) {
      const reply = await change(body);
      expect([reply.status, reply.body.errors?.[0]?.field]).toEqual([400, field]);
    }
    const more = done(await change({ lines: [line, { ...line, quantity: 1 }] }));
    expect(more.lines.map((one: Any) => one.shipped)).toEqual([6, undefined]);
  });
});

describe('a release', () => {
  it('ends on the day it is given where the process lets nobody name one', async () => {
    const { rep, finance, act, decide, world } = trade;
    await putInForce(world, orderProcess, 'advisory');
    const accountId = (await makeRecord(trade.admin, account, { creditLimit: 1_000 })).id;
    const held = done(await act(rep, 'orders', done(await order({}, { accountId })), 'submit'));
    expect(held.status).toBe('on-hold');
    const asked = done(await act(rep, 'orders', held, 'release', { comment: 'Old customer' }));
    expect(done(await decide(finance, 'orders', asked))).toMatchObject({
      status: 'approved',
      releasedUntil: '2026-11-21',
    });
  });

  it('still ends where the process has no state for what is held', async () => {
    const { world, rep, accountId, later } = trade;
    const gone = ['on-hold', 'pending-release'];
    await putInForce(world, {
      ...orderProcess,
      states: orderProcess.states
        .filter(({ id }) => !gone.includes(id))
        .map((state) => ({ ...state, enter: (state.enter ?? []).filter(({ id }) => id !== 'take-credit') })),
      transitions: orderProcess.transitions
        .map((one) => ({ ...one, from: one.from.filter((id) => !gone.includes(id)) }))
        .filter((one) => one.from.length > 0 && !gone.includes(one.to)),
    });
    const released = await storedDocument(
      world,
      'order',
      { accountId, status: 'approved', currency: 'CNY', orderDate: '2026-11-20', releasedUntil: '2026-11-25' },
      { ownerId: rep.memberId, lines: [{ productId, quantity: 1, unitPrice: 11_300, taxRate: 13 }] },
    );
    await later(6, async () => {
      await world.stack.deps.queue.send([{ job: 'documents.alarms', ws: MAIN }]);
      await world.settle();
      expect(done(await rep.call('GET', `/orders/${released.id}`))).toMatchObject({
        version: 1,
        releasedUntil: '2026-11-25',
      });
      const reply = await trade.ship(released, {});
      expect([reply.status, reply.body.code]).toEqual([409, 'conflict']);
    });
  });
});
