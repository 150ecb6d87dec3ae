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

const line = (unitPrice = 2_999) => ({
  quantity: 10,
  unitPrice,
  taxRate: 13,
  customerCode: 'KH-77',
  description: 'Helmet, red',
  reason: 'volume',
  remark: 'Frame contract to follow',
});
const post = (quote: Any, verb: string, body: object = {}, key?: string) =>
  trade.rep.call('POST', `/quotes/${quote.id}/${verb}`, {
    body,
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  });
const refusal = (reply: { status: number; body: Any }) => [
  reply.status,
  reply.body.code,
  ...(reply.body.errors ?? []).flatMap((one: Any) => [one.field, ...(one.recordId ? [one.recordId] : [])]),
];
const quotes = (id: string) => trade.read('quotes', id);
describe('the order of a quote', () => {
  it('says what the quote says, and the quote is accepted by it', async () => {
    const quote = await trade.quote([line(), { quantity: 1, unitPrice: 500 }], {
      taxIncluded: true,
      paymentDays: 60,
      deliveryTerms: 'DAP Shanghai',
      deliveryAddress: '上海市松江区',
      note: 'Do not tell',
    });
    const reply = await post(quote, 'order', { customerOrder: 'PO-4711', dueDate: '2026-12-24' });
    expect(reply.status).toBe(201);
    const order = await trade.read('orders', reply.body.id);
    expect(order).toMatchObject({
      status: 'draft',
      number: expect.stringMatching(/^SO2026-\d{5}$/),
      quoteId: quote.id,
      orderDate: '2026-11-21',
      dueDate: '2026-12-24',
      customerOrder: 'PO-4711',
      accountId: trade.accountId,
      currency: 'CNY',
      taxIncluded: true,
      paymentDays: 60,
      deliveryTerms: 'DAP Shanghai',
      deliveryAddress: '上海市松江区',
      ownerId: trade.rep.memberId,
      amount: quote.amount,
      total: quote.total,
      lines: [{ ...line(), productId: trade.productId }, { unitPrice: 500 }],
    });
    expect(order.note).toBeUndefined();
    expect(await quotes(quote.id)).toMatchObject({ status: 'accepted', orderId: order.id });
    const { items } = done(await trade.admin.call('GET', `/quotes/${quote.id}/steps`));
    expect(items[0]).toMatchObject({ action: 'accept', from: 'approved', to: 'accepted', by: trade.rep.memberId });
  });

  it('goes the fast lane when it is submitted with it: its prices were approved', async () => {
    const quote = await trade.quote([line(2_500)]);
    expect(quote).toMatchObject({ status: 'approved', approvedBy: trade.manager.memberId });
    const order = done(await post(quote, 'order', { submit: true }));
    expect(order).toMatchObject({
      status: 'approved',
      version: 1,
      lane: 'fast',
      lines: [{ unitPrice: 2_500, deviation: 0 }],
    });
    const { items } = done(await trade.admin.call('GET', `/orders/${order.id}/steps`));
    expect(items.map((one: Any) => one.action).reverse()).toEqual(['submit', 'auto-approve']);
    await trade.world.settle();
    expect(done(await trade.admin.call('GET', `/orders/${order.id}/history`)).items).toHaveLength(1);
  });

  it('is one, however often and by whomever it is asked for', async () => {
    const quote = await trade.quote([line(2_400)]);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) => post(quote, 'order', { submit: true }, index < 5 ? 'one' : `k${index}`)),
    );
    const made = replies.filter((one) => one.status === 201);
    expect([1, 5]).toContain(made.length);
    const { orderId } = await quotes(quote.id);
    expect(new Set(made.map((one) => one.body.id))).toEqual(new Set([orderId]));
    for (const one of replies.filter((reply) => reply.status !== 201))
      expect(refusal(one)).toEqual([409, 'conflict', 'orderId', orderId]);
    const { items } = done(await trade.admin.call('GET', `/orders?filter=quoteId:eq:${quote.id}`));
    expect(items.map((one: Any) => one.id)).toEqual([orderId]);
  });

  it('is there again for the same request, and not for another one with its key', async () => {
    const quote = await trade.quote([line(2_300)]);
    const first = await post(quote, 'order', {}, 'again');
    expect((await post(quote, 'order', {}, 'again')).body.id).toBe(first.body.id);
    expect(refusal(await post(quote, 'order', { submit: true }, 'again'))).toEqual([409, 'idempotency-reused']);
  });

  it('ends on hold where the customer’s credit does not suffice', async () => {
    const quote = await trade.quote([line(2_200)]);
    const { version, policy } = done(await trade.admin.call('GET', '/commerce'));
    const put = (from: number, defaultLimit: number | null) =>
      trade.admin.call('PUT', '/commerce', {
        version: from,
        body: { policy: { ...policy, credit: { ...policy.credit, defaultLimit } } },
      });
    const limited = done(await put(version, 1));
    try {
      trade.world.clock.now += 6_000;
      const reply = await post(quote, 'order', { submit: true });
      expect([reply.status, reply.body.status, reply.body.holdReason]).toEqual([201, 'on-hold', 'credit']);
      expect(await quotes(quote.id)).toMatchObject({ status: 'accepted', orderId: reply.body.id });
    } finally {
      done(await put(limited.version, null));
      trade.world.clock.now += 6_000;
    }
  });

  it('is refused of a draft, a quote that has expired or was declined; one that was taken in time is not', async () => {
    const draft = await trade.make('quotes', {
      accountId: trade.accountId,
      lines: [{ productId: trade.productId, quantity: 1, unitPrice: 100 }],
    });
    expect(refusal(await post(draft, 'order'))).toEqual([409, 'conflict', 'status']);
    const quote = await trade.quote([line(2_100)], { validUntil: '2026-11-30' });
    const taken = await trade.quote([line(2_100)], { validUntil: '2026-11-30' });
    done(await trade.act(trade.rep, 'quotes', taken, 'accept'));
    await trade.later(10, async () => {
      const late = await post(quote, 'order');
      expect(refusal(late)).toEqual([409, 'step-refused', 'validUntil']);
      expect(late.body.refusals[0].rule).toBe('valid-ahead');
      expect((await post(taken, 'order')).status).toBe(201);
    });
    const declined = await trade.rep.call('PATCH', `/quotes/${quote.id}`, {
      version: quote.version,
      body: { outcomeReason: 'Too dear' },
    });
    const gone = done(await trade.act(trade.rep, 'quotes', done(declined), 'decline'));
    expect(refusal(await post(gone, 'order'))).toEqual([409, 'conflict', 'status']);
    expect((await quotes(gone.id)).orderId).toBeUndefined();
  });

  it('leaves the quote alone when it cannot be made', async () => {
    const quote = await trade.quote([line(2_050)]);
    const reply = await post(quote, 'order', { dueDate: '2026-01-01' });
    expect(reply.status).toBe(400);
    expect(await quotes(quote.id)).toMatchObject({ status: 'approved', version: quote.version });
    expect((await post({ id: 'quo_none' }, 'order')).status).toBe(404);
  });
});

describe('a revision', () => {
  it('takes the place of the quote, and only the latest one can be revised', async () => {
    const first = await trade.quote([line(1_999)], { terms: 'Ex works', validUntil: '2026-11-25' });
    const second = done(await post(first, 'revise'));
    expect(second).toMatchObject({
      status: 'draft',
      number: `${first.number}-R2`,
      revision: 2,
      revisionOf: first.id,
      quoteDate: '2026-11-21',
      validUntil: '2026-12-21',
      terms: 'Ex works',
      ownerId: first.ownerId,
      lines: [line(1_999)],
    });
    for (const name of ['approvedAt', 'approvedBy', 'submittedAt', 'orderId']) expect(second[name]).toBeUndefined();
    expect(second.process).toMatchObject({ state: 'draft', seq: 0 });
    expect(await quotes(first.id)).toMatchObject({ status: 'superseded', supersededBy: second.id });
    expect(refusal(await post(first, 'revise'))).toEqual([409, 'conflict', 'supersededBy', second.id]);
    expect(refusal(await post(first, 'order'))).toEqual([409, 'conflict', 'status']);
    expect(refusal(await post(second, 'revise'))).toEqual([409, 'conflict', 'status']);

    const approved = await trade.signed('quotes', done(await trade.act(trade.rep, 'quotes', second, 'submit')));
    const third = done(await post(approved, 'revise'));
    expect(third).toMatchObject({ number: `${first.number}-R3`, revision: 3, revisionOf: second.id });
  });

  it('is one when several ask at once', async () => {
    const quote = await trade.quote([line(1_950)]);
    const replies = await Promise.all(Array.from({ length: 4 }, (_, index) => post(quote, 'revise', {}, `r${index}`)));
    expect(replies.map((one) => one.status).sort()).toEqual([201, 409, 409, 409]);
    const { items } = done(await trade.admin.call('GET', `/quotes?filter=revisionOf:eq:${quote.id}`));
    expect(items).toHaveLength(1);
  });

  it('is not made of a quote that has its order', async () => {
    const quote = await trade.quote([line(1_900)]);
    const order = done(await post(quote, 'order'));
    expect(refusal(await post(quote, 'revise'))).toEqual([409, 'conflict', 'orderId', order.id]);
  });
});

describe('a copy', () => {
  it('is a draft of today that nobody has approved and that explains itself anew', async () => {
    const quote = await trade.quote([line(1_888)], { note: 'For the fair' });
    const copy = done(await post(quote, 'copy', {}, 'copy-1'));
    expect(copy).toMatchObject({
      status: 'draft',
      copiedFrom: quote.id,
      quoteDate: '2026-11-21',
      validUntil: '2026-12-21',
      note: 'For the fair',
      lines: [{ quantity: 10, unitPrice: 1_888, customerCode: 'KH-77' }],
    });
    expect(copy.number).not.toBe(quote.number);
    for (const name of ['reason', 'remark']) expect(copy.lines[0][name]).toBeUndefined();
    for (const name of ['approvedBy', 'revisionOf', 'orderId']) expect(copy[name]).toBeUndefined();
    expect(await quotes(quote.id)).toMatchObject({ status: 'approved', version: quote.version });
    expect((await post(quote, 'copy', {}, 'copy-1')).body.id).toBe(copy.id);
  });
});
