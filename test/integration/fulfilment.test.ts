import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done } from '../harness/records.ts';
import type { Trade } from '../harness/trade.ts';
import { openTrade } from '../harness/trade.ts';
import type { Any } from '../harness/world.ts';

let trade: Trade;
beforeAll(async () => {
  trade = await openTrade();
});
afterAll(() => trade.close());

/** What a call was refused with: status, code, and the fields with what is wrong with each. */
const refusal = (reply: { status: number; body: Any }) => [
  reply.status,
  reply.body.code,
  ...(reply.body.errors ?? []).map((one: Any) => `${one.field} ${one.code}`),
];
const rules = (reply: { status: number; body: Any }) => [
  reply.status,
  ...(reply.body.refusals ?? []).map((one: Any) => one.rule),
];
const receivables = async (orderId: string): Promise<Any[]> =>
  done(await trade.admin.call('GET', `/receivables?filter=orderId:eq:${orderId}&limit=100`)).items;
const creditNote = (billed: Any, body: object, key?: string) =>
  trade.rep.call('POST', '/credit-notes', {
    body: { receivableId: billed.id, reason: 'Scratched', submit: true, ...body },
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  });
const credited = async (billed: Any, body: object): Promise<Any> =>
  trade.signed('credit-notes', done(await creditNote(billed, body)));

describe('an order that is shipped', () => {
  it.each([
    { name: '13 % on top', head: {}, line: { quantity: 3, unitPrice: 333, taxRate: 13 }, totals: [376, 377, 376] },
    {
      name: '13 % in the price',
      head: { taxIncluded: true },
      line: { quantity: 3, unitPrice: 3_499, taxRate: 13 },
      totals: [3_499, 3_499, 3_499],
    },
    { name: 'JPY', head: { currency: 'JPY' }, line: { quantity: 3, unitPrice: 33, taxRate: 10 }, totals: [36, 37, 36] },
    {
      name: 'KWD',
      head: { currency: 'KWD' },
      line: { quantity: 3, unitPrice: 10_001, taxRate: 5 },
      totals: [10_501, 10_501, 10_501],
    },
  ])('in three parts bills all of it and no more ($name)', async ({ head, line, totals }) => {
    let order = await trade.order([line], { ...head, paymentDays: 45, deliveryAddress: '上海市松江区' });
    const seen: Any[] = [];
    for (const [index, total] of totals.entries()) {
      const shipment = await trade.shipped(order, [{ orderLine: 1, quantity: 1 }]);
      expect(shipment).toMatchObject({
        status: 'approved',
        total,
        accountId: trade.accountId,
        address: '上海市松江区',
      });
      const billed = await trade.read('receivables', shipment.receivableId);
      expect(billed).toMatchObject({
        status: 'open',
        total,
        balance: total,
        orderId: order.id,
        shipmentId: shipment.id,
        issueDate: '2026-11-21',
        dueDate: '2027-01-05',
        currency: order.currency,
        ownerId: trade.rep.memberId,
        number: expect.stringMatching(/^IN2026-\d{5}$/),
        lines: [{ orderLine: 1, quantity: 1, productId: trade.productId, total }],
      });
      seen.push(billed);
      order = await trade.read('orders', order.id);
      expect(order).toMatchObject({
        status: index < 2 ? 'partially-shipped' : 'shipped',
        shippedTotal: seen.reduce((sum, one) => sum + one.total, 0),
        lines: [{ shipped: index + 1 }],
      });
      expect(order.openTotal).toBe(order.total - order.shippedTotal);
    }
    expect(order).toMatchObject({ openTotal: 0, shipDate: '2026-11-21' });
    expect(seen.reduce((sum, one) => sum + one.taxAmount, 0)).toBe(order.taxAmount);
    expect(new Set(seen.map((one) => one.number)).size).toBe(3);
    expect(refusal(await trade.ship(order))).toEqual([409, 'conflict', 'orderId not-allowed-value']);
  });

  it('is billed once, however many approve it at once and again', async () => {
    const order = await trade.order([{ quantity: 5, unitPrice: 1_000, taxRate: 13 }]);
    const shipment = done(await trade.ship(order, { submit: true }));
    const people = [trade.manager, trade.finance];
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        trade.decide(people[index % 2]!, 'shipments', shipment, { verdict: 'approve' }, `same-${index % 2}`),
      ),
    );
    // One person's signature counts, and each repetition of it is answered like the first.
    expect(replies.map((one) => one.status).filter((status) => status === 200)).toHaveLength(5);
    expect(new Set(replies.map((one) => one.status))).toEqual(new Set([200, 409]));
    const bills = await receivables(order.id);
    expect(bills).toMatchObject([{ total: 5_650, shipmentId: shipment.id }]);
    expect(await trade.read('orders', order.id)).toMatchObject({ status: 'shipped', lines: [{ shipped: 5 }] });
  });

  it('is never shipped beyond its quantity, whoever comes first', async () => {
    const order = await trade.order([{ quantity: 4, unitPrice: 1_000, taxRate: 13 }]);
    const drafts = await Promise.all(
      Array.from({ length: 6 }, () => trade.ship(order, { submit: true, lines: [{ orderLine: 1, quantity: 1 }] })),
    );
    const replies = await Promise.all(drafts.map((one) => trade.decide(trade.manager, 'shipments', done(one))));
    expect(replies.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 409, 409]);
    const after = await trade.read('orders', order.id);
    expect(after).toMatchObject({ status: 'shipped', lines: [{ shipped: 4 }], shippedTotal: 4_520, openTotal: 0 });
    const bills = await receivables(order.id);
    expect(bills.reduce((sum, one) => sum + one.total, 0)).toBe(after.total);
    expect(new Set(bills.map((one) => one.number)).size).toBe(4);
  });

  it('makes one shipment of a request that is sent again', async () => {
    const order = await trade.order([{ quantity: 4, unitPrice: 1_000 }]);
    const [first, second] = await Promise.all([trade.ship(order, {}, 'ship-1'), trade.ship(order, {}, 'ship-1')]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    expect(first.body).toMatchObject({
      status: 'draft',
      lines: [{ orderLine: 1, quantity: 4, total: 4_000 + first.body.taxAmount }],
    });
    expect(refusal(await trade.ship(order, { carrier: 'SF' }, 'ship-1'))).toEqual([409, 'idempotency-reused']);
  });

  it.each([
    ['more than is open', [{ orderLine: 1, quantity: 5 }], [409, 'more-than-open', 'lines.0.quantity more-than-open']],
    [
      'a line twice',
      [
        { orderLine: 1, quantity: 1 },
        { orderLine: 1, quantity: 1 },
      ],
      [400, 'invalid-input', 'lines.1.orderLine duplicate'],
    ],
    [
      'a line that is not there',
      [{ orderLine: 3, quantity: 1 }],
      [400, 'invalid-input', 'lines.0.orderLine not-allowed-value'],
    ],
    [
      'parts of what is counted whole',
      [{ orderLine: 1, quantity: 0.0001 }],
      [400, 'invalid-input', 'lines.0.quantity too-fine'],
    ],
    ['nothing', [], [400, 'invalid-input', 'lines too-small']],
  ])('refuses to ship %s, when it is made and when it is changed', async (_name, lines, expected) => {
    const order = await trade.order([{ quantity: 4, unitPrice: 1_000 }]);
    expect(refusal(await trade.ship(order, { lines }))).toEqual(expected);
    if (lines.length === 0) return;
    const draft = done(await trade.ship(order));
    const patched = await trade.rep.call('PATCH', `/shipments/${draft.id}`, {
      version: draft.version,
      body: { lines },
    });
    expect(refusal(patched)).toEqual(expected);
  });

  it('works a changed draft out anew', async () => {
    const order = await trade.order([{ quantity: 4, unitPrice: 1_000, taxRate: 13 }]);
    const draft = done(await trade.ship(order));
    const patch = (version: number, body: object) =>
      trade.rep.call('PATCH', `/shipments/${draft.id}`, { version, body });
    const changed = done(await patch(draft.version, { lines: [{ orderLine: 1, quantity: 3 }], carrier: 'SF' }));
    expect(changed).toMatchObject({ amount: 3_000, taxAmount: 390, total: 3_390, carrier: 'SF' });
    expect(refusal(await patch(changed.version, { orderId: order.id }))).toEqual([
      400,
      'invalid-input',
      'orderId unknown',
    ]);
    expect(refusal(await patch(draft.version, { carrier: 'DHL' }))).toEqual([412, 'stale-version']);
  });

  it('is not shipped before it is approved, nor while it is held', async () => {
    const draft = await trade.make('orders', {
      accountId: trade.accountId,
      orderDate: '2026-11-20',
      currency: 'CNY',
      lines: [{ productId: trade.productId, quantity: 1, unitPrice: 100 }],
    });
    expect(refusal(await trade.ship(draft))).toEqual([409, 'conflict', 'orderId not-allowed-value']);

    const order = await trade.order([{ quantity: 4, unitPrice: 1_000 }]);
    const waiting = done(await trade.ship(order, { submit: true }));
    const prepared = done(await trade.ship(order));
    done(await trade.act(trade.manager, 'orders', order, 'hold', { comment: 'Complaint' }));
    expect(refusal(await trade.ship(order))).toEqual([409, 'conflict', 'orderId not-allowed-value']);
    expect(rules(await trade.act(trade.rep, 'shipments', prepared, 'submit'))).toEqual([409, 'order-open']);
    expect(refusal(await trade.decide(trade.manager, 'shipments', waiting))).toEqual([
      409,
      'conflict',
      'orderId not-allowed-value',
    ]);
    expect(await receivables(order.id)).toEqual([]);
  });

  it('is shipped as long as its release lasts', async () => {
    const order = await trade.order([{ quantity: 2, unitPrice: 1_000 }]);
    const held = done(await trade.act(trade.manager, 'orders', order, 'hold', { comment: 'Late payer' }));
    const patched = await trade.rep.call('PATCH', `/orders/${held.id}`, {
      version: held.version,
      body: { releaseUntil: '2026-11-25' },
    });
    const asked = await trade.act(trade.rep, 'orders', done(patched), 'release', { comment: 'They pay on Monday' });
    const released = done(await trade.decide(trade.finance, 'orders', done(asked)));
    expect(released).toMatchObject({ status: 'approved', releasedUntil: '2026-11-25' });
    const waiting = done(await trade.ship(released, { submit: true, lines: [{ orderLine: 1, quantity: 1 }] }));
    // What was released over the limit is shipped over it: what is owed takes the place of what was ordered.
    const { version, policy } = done(await trade.admin.call('GET', '/commerce'));
    const limit = async (from: number, defaultLimit: number | null) => {
      const credit = { ...policy.credit, defaultLimit };
      const body = { policy: { ...policy, credit } };
      const answer = done(await trade.admin.call('PUT', '/commerce', { version: from, body }));
      trade.world.clock.now += 6_000;
      return answer;
    };
    const limited = await limit(version, 1);
    await trade.shipped(released, [{ orderLine: 1, quantity: 1 }]);
    await limit(limited.version, null);
    await trade.later(5, async () => {
      expect(refusal(await trade.ship(released))).toEqual([409, 'conflict', 'orderId not-allowed-value']);
      const late = await trade.decide(trade.manager, 'shipments', waiting);
      expect(refusal(late)).toEqual([409, 'conflict', 'orderId not-allowed-value']);
    });
    expect(await receivables(order.id)).toHaveLength(1);
  });

  it('owes nothing for a part that costs nothing', async () => {
    const order = await trade.order([{ quantity: 3, unitPrice: 1, taxRate: 0 }]);
    const { receivableId } = await trade.shipped(order, [{ orderLine: 1, quantity: 0.1 }]);
    expect(await trade.read('receivables', receivableId)).toMatchObject({ status: 'paid', total: 0, balance: 0 });
    await trade.shipped(order);
    expect(await trade.read('orders', order.id)).toMatchObject({ status: 'shipped', shippedTotal: 3 });
  });

  it('lets go of the rest when it is closed, and of a shipment that is called off', async () => {
    const order = await trade.order([{ quantity: 4, unitPrice: 1_000, taxRate: 0 }]);
    await trade.shipped(order, [{ orderLine: 1, quantity: 1 }]);
    const waiting = done(await trade.ship(order, { submit: true }));
    const prepared = done(await trade.ship(order));
    const partly = await trade.read('orders', order.id);
    expect(rules(await trade.act(trade.rep, 'orders', partly, 'cancel', { comment: 'x' }))).toContain(
      'nothing-shipped',
    );
    const closed = done(await trade.act(trade.manager, 'orders', partly, 'close', { comment: 'Rest not wanted' }));
    expect(closed).toMatchObject({ status: 'closed', shippedTotal: 1_000 });
    expect(refusal(await trade.decide(trade.manager, 'shipments', waiting)).slice(0, 2)).toEqual([409, 'conflict']);
    const rejected = await trade.decide(trade.manager, 'shipments', waiting, { verdict: 'reject', comment: 'Closed' });
    expect(done(rejected)).toMatchObject({ status: 'cancelled' });
    const cancelled = await trade.act(trade.rep, 'shipments', prepared, 'cancel', { comment: 'Closed' });
    expect(done(cancelled)).toMatchObject({ status: 'cancelled' });
    const reopened = await trade.act(trade.manager, 'orders', closed, 'reopen', { comment: 'x' });
    expect(rules(reopened)).toEqual([409, 'nothing-shipped']);
    expect(await receivables(order.id)).toHaveLength(1);
  });
});

describe('what comes back', () => {
  const billedOrder = async (quantity: number, unitPrice: number) => {
    const order = await trade.order([{ quantity, unitPrice, taxRate: 13 }]);
    const shipment = await trade.shipped(order);
    return { order, shipment, billed: await trade.read('receivables', shipment.receivableId) };
  };

  it('is taken off the receivable, and stands on the order', async () => {
    const { order, shipment, billed } = await billedOrder(10, 1_000);
    const asked = done(await creditNote(billed, { lines: [{ line: 1, quantity: 3 }] }));
    expect(asked).toMatchObject({
      status: 'pending-approval',
      total: 3_390,
      number: expect.stringMatching(/^CN2026-/),
    });
    expect(await trade.read('receivables', billed.id)).toMatchObject({ balance: 11_300 });
    const posted = await trade.signed('credit-notes', asked);
    expect(posted).toMatchObject({ status: 'approved', total: 3_390, unallocated: 0, date: '2026-11-21' });
    expect(await trade.read('receivables', billed.id)).toMatchObject({
      status: 'open',
      credited: 3_390,
      balance: 7_910,
      lines: [{ returned: 3 }],
    });
    expect(await trade.read('orders', order.id)).toMatchObject({ lines: [{ shipped: 10, returned: 3 }] });
    const back = () => trade.act(trade.manager, 'shipments', shipment, 'return', { comment: 'All came back' });
    expect(rules(await back())).toEqual([409, 'returned-in-full']);
    await credited(billed, { lines: [{ line: 1, quantity: 7 }] });
    expect(await trade.read('receivables', billed.id)).toMatchObject({ status: 'paid', balance: 0, credited: 11_300 });
    expect(done(await back())).toMatchObject({ status: 'returned' });
  });

  it('is never more than was billed, however many credit notes come at once', async () => {
    const { billed } = await billedOrder(5, 333);
    const notes = await Promise.all(
      Array.from({ length: 7 }, () => creditNote(billed, { lines: [{ line: 1, quantity: 1 }] })),
    );
    const replies = await Promise.all(notes.map((one) => trade.decide(trade.manager, 'credit-notes', done(one))));
    expect(replies.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 200, 409, 409]);
    const after = await trade.read('receivables', billed.id);
    expect(after).toMatchObject({ status: 'paid', balance: 0, credited: billed.total, lines: [{ returned: 5 }] });
    const total = replies.reduce((sum, one) => sum + (one.status === 200 ? one.body.total : 0), 0);
    expect(total).toBe(billed.total);
    expect(refusal(replies.find((one) => one.status === 409)!)).toEqual([
      409,
      'more-than-open',
      'lines.0.quantity more-than-open',
    ]);
  });

  it('is the customer’s credit where it was paid already', async () => {
    const { billed } = await billedOrder(2, 1_000);
    done(
      await trade.finance.call('POST', '/payments', {
        body: {
          accountId: trade.accountId,
          date: '2026-11-21',
          currency: 'CNY',
          amount: 2_000,
          allocations: [{ receivableId: billed.id, amount: 2_000 }],
        },
      }),
    );
    const note = await credited(billed, { lines: [{ line: 1, quantity: 1 }] });
    expect(note).toMatchObject({ total: 1_130, unallocated: 870 });
    expect(await trade.read('receivables', billed.id)).toMatchObject({ status: 'paid', balance: 0, credited: 260 });

    const { billed: next } = await billedOrder(1, 500);
    const allocate = (body: object, key: string) =>
      trade.finance.call('POST', `/credit-notes/${note.id}/allocations`, { body, headers: { 'idempotency-key': key } });
    const over = await allocate({ allocations: [{ receivableId: next.id, amount: 566 }] }, 'over');
    expect(refusal(over)).toEqual([409, 'more-than-open', 'allocations.0.amount more-than-open']);
    const body = { allocations: [{ receivableId: next.id, amount: 500 }] };
    const [first, again] = await Promise.all([allocate(body, 'once'), allocate(body, 'once')]);
    expect([first.status, again.status, first.body.unallocated]).toEqual([200, 200, 370]);
    expect(await trade.read('receivables', next.id)).toMatchObject({ balance: 65, credited: 500 });
    expect(done(await allocate({ oldestFirst: true }, 'rest')).unallocated).toBe(0);
  });

  it('can be a price that was wrong', async () => {
    const { order, billed } = await billedOrder(10, 1_000);
    const note = await credited(billed, { kind: 'price', lines: [{ line: 1, perUnit: 100 }] });
    expect(note).toMatchObject({ total: 1_130, lines: [{ quantity: 10, perUnit: 100 }] });
    expect(await trade.read('orders', order.id)).toMatchObject({ lines: [{ shipped: 10 }] });
    const back = await credited(billed, { lines: [{ line: 1, quantity: 10 }] });
    expect(back.total).toBe(11_300 - 1_130);
    expect(await trade.read('receivables', billed.id)).toMatchObject({ status: 'paid', balance: 0 });
  });

  it.each([
    [
      'more than was billed',
      { lines: [{ line: 1, quantity: 3 }] },
      [409, 'more-than-open', 'lines.0.quantity more-than-open'],
    ],
    [
      'more money than the line',
      { kind: 'price', lines: [{ line: 1, perUnit: 1_001 }] },
      [409, 'more-than-open', 'lines.0.perUnit more-than-open'],
    ],
    [
      'a line that is not there',
      { lines: [{ line: 2, quantity: 1 }] },
      [400, 'invalid-input', 'lines.0.line not-allowed-value'],
    ],
    ['no quantity', { lines: [{ line: 1 }] }, [400, 'invalid-input', 'lines.0.quantity required']],
    [
      'a receivable that is not there',
      { receivableId: 'rcv_none', lines: [{ line: 1, quantity: 1 }] },
      [400, 'invalid-input', 'receivableId no-such-record'],
    ],
  ])('is refused: %s', async (_name, body, expected) => {
    const { billed } = await billedOrder(2, 1_000);
    expect(refusal(await creditNote(billed, body))).toEqual(expected);
  });

  it('is asked for once by a request that is sent again, and agreed to by somebody else', async () => {
    const { billed } = await billedOrder(2, 1_000);
    const body = { lines: [{ line: 1, quantity: 1 }] };
    const [first, second] = await Promise.all([creditNote(billed, body, 'cn-1'), creditNote(billed, body, 'cn-1')]);
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect((await trade.decide(trade.rep, 'credit-notes', first.body)).status).toBe(409);
  });
});

describe('numbers', () => {
  it('pass over those that somebody gave to a document by hand', async () => {
    const line = { productId: trade.productId, quantity: 1, unitPrice: 100 };
    const body = (number?: string) => ({
      accountId: trade.accountId,
      orderDate: '2026-11-20',
      lines: [line],
      ...(number ? { number } : {}),
    });
    const { number } = await trade.make('orders', body());
    const at = (steps: number) => `SO2026-${String(Number(number.slice(-5)) + steps).padStart(5, '0')}`;
    for (const steps of [1, 2, 3, 4, 5, 6, 8]) await trade.make('orders', body(at(steps)));
    expect((await trade.make('orders', body())).number).toBe(at(7));
    const both = await Promise.all([trade.make('orders', body()), trade.make('orders', body())]);
    expect(both.map((one) => one.number).sort()).toEqual([at(9), at(10)]);
  });
});

describe('the audit of all this', () => {
  it('finds every figure, step and history in order', async () => {
    await trade.world.settle();
    trade.world.clock.now += 120_000;
    done(await trade.admin.call('POST', '/audit-runs', { body: { kind: 'incremental' } }));
    await trade.world.settle();
    const { items } = done(await trade.admin.call('GET', '/findings?limit=100'));
    const ours = ['order', 'shipment', 'receivable', 'creditNote', 'account'];
    const wrong = items.filter((one: Any) => ours.includes(one.subjectType) && one.severity === 'high');
    expect(wrong.map((one: Any) => [one.rule, one.subjectType, one.locator, one.found])).toEqual([]);
  });
});
