import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { done, makeRecord, unique } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;
let manager: Person;
let executive: Person;
let rep: Person;
let other: Person;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  manager = await world.person('sales-manager');
  executive = await world.person('executive');
  rep = await world.person('sales-rep', { scope: 'own' });
  other = await world.person('sales-rep', { scope: 'own' });
});
afterAll(() => world.close());

/** A product at 10,000 fen, floor 6,500, and a customer of its own. */
const goods = async (parts: object = {}) => {
  const sold = await makeRecord(admin, product, { price: 10_000, cost: 5_000, floorPrice: 6_500, ...parts });
  const customer = await makeRecord(admin, account);
  return { productId: sold.id as string, accountId: customer.id as string };
};
const body = (
  on: { productId: string; accountId: string },
  unitPrice: number,
  line: object = {},
  head: object = {},
) => ({
  accountId: on.accountId,
  ...head,
  lines: [{ productId: on.productId, quantity: 10, unitPrice, ...line }],
});
const draft = async (person: Person, ...args: Parameters<typeof body>): Promise<Any> =>
  done(await person.call('POST', '/quotes', { body: body(...args) }));
const submit = (person: Person, quote: Any) =>
  person.call('POST', `/quotes/${quote.id}/actions/submit`, { version: quote.version, body: {} });
const quoted = async (person: Person, ...args: Parameters<typeof body>) =>
  done(await submit(person, await draft(person, ...args)));
const sign = async (person: Person, quote: Any) =>
  done(await person.call('POST', `/quotes/${quote.id}/decisions`, { body: { verdict: 'approve' } }));
const levels = (quote: Any) => quote.process.approval?.levels.map((one: Any) => one.id) ?? [];
const rules = (reply: Any) => reply.body.refusals?.map((one: Any) => [one.rule, one.field]);

describe('what entry leaves to the system', () => {
  it('is filled in: currency, tax, terms, dates, and what the product says', async () => {
    const on = await goods({ unit: 'pcs', name: 'Helmet' });
    const quote = await draft(rep, on, 10_000);
    expect(quote).toMatchObject({
      number: expect.stringMatching(/^QT2026-\d{5}$/),
      currency: 'CNY',
      taxIncluded: true,
      paymentDays: 30,
      quoteDate: '2026-11-21',
      validUntil: '2026-12-21',
      occurredAt: '2026-11-21T00:00:00.000Z',
      lines: [{ description: 'Helmet', unit: 'pcs', taxRate: 13, amount: 100_000, listPrice: 10_000, deviation: 0 }],
    });
    expect(quote.lines[0]).not.toHaveProperty('floorPrice');
  });

  it('leaves what was typed', async () => {
    const on = await goods();
    const quote = await draft(
      rep,
      on,
      10_000,
      { description: 'as drawn', taxRate: 6 },
      { paymentDays: 60, validUntil: '2026-11-30' },
    );
    expect(quote).toMatchObject({
      paymentDays: 60,
      validUntil: '2026-11-30',
      lines: [{ description: 'as drawn', taxRate: 6 }],
    });
  });

  it('makes the company’s product of the customer’s code, however it is written', async () => {
    const on = await goods();
    const code = unique('YY-88231');
    done(await admin.call('POST', '/part-codes', { body: { accountId: on.accountId, productId: on.productId, code } }));
    for (const typed of [code, code.toLowerCase().replace('-', ' / ')]) {
      const line = { customerCode: typed, quantity: 1, unitPrice: 10_000 };
      const made = done(await rep.call('POST', '/orders', { body: { accountId: on.accountId, lines: [line] } }));
      expect(made.lines[0]).toMatchObject({ productId: on.productId, customerCode: typed, deviation: 0 });
    }
    expect((await draft(rep, on, 10_000)).lines[0]).toMatchObject({ customerCode: code });
    for (const typed of [code, code.replace('-', '')]) {
      const { items } = done(await rep.call('GET', `/search?q=${encodeURIComponent(typed)}`));
      expect(items).toMatchObject([{ type: 'product', id: on.productId, detail: code }]);
    }
  });

  it('knows a product by its code and by its former one', async () => {
    const on = await goods({ externalCode: 'OLD 77' });
    const { code } = done(await rep.call('GET', `/products/${on.productId}`));
    for (const customerCode of [code, 'old 77']) {
      const lines = [{ customerCode, quantity: 1, unitPrice: 10_000 }];
      const made = done(await rep.call('POST', '/quotes', { body: { accountId: on.accountId, lines } }));
      expect(made.lines[0].productId).toBe(on.productId);
      expect(made.lines[0]).not.toHaveProperty('customerCode');
    }
  });

  it.each([
    ['as fine as the product is counted', 0, 3, 201],
    ['finer', 0, 2.5, 400],
    ['of three decimals where the product says nothing', undefined, 1.125, 201],
    ['of four', undefined, 1.1255, 400],
  ])('takes a quantity %s', async (_name, decimals, quantity, status) => {
    const on = await goods(decimals === undefined ? {} : { decimals });
    const reply = await rep.call('POST', '/quotes', { body: body(on, 10_000, { quantity }) });
    expect(reply.status).toBe(status);
    if (status === 400) expect(reply.body.errors).toMatchObject([{ field: 'lines.0.quantity', code: 'too-fine' }]);
  });
});

describe('the fast lane', () => {
  it.each([
    ['at the list price', 10_000, [], 'approved', 0],
    ['above it', 10_500, [], 'approved', 0],
    ['5 % off', 9_500, ['price'], 'pending-approval', 5],
    ['25 % off', 7_500, ['price', 'price-board'], 'pending-approval', 25],
    ['below the floor', 6_499, ['price', 'price-board'], 'pending-approval', 100],
  ])('%s', async (_name, unitPrice, expected, status, deviation) => {
    const quote = await quoted(rep, await goods(), unitPrice);
    expect([quote.status, levels(quote), quote.deviation]).toEqual([status, expected, deviation]);
    expect(quote.lane).toBe(deviation === 0 ? 'fast' : 'deviation');
  });

  it.each([
    [true, 10_000, 0],
    [false, 8_850, 0],
    [false, 8_849, 0.01],
  ])('means the same price with the tax in it or not: %s, %d', async (taxIncluded, unitPrice, deviation) => {
    const quote = await draft(rep, await goods(), unitPrice, {}, { taxIncluded });
    expect(quote.deviation).toBe(deviation);
  });

  it('asks somebody where there is nothing to measure by', async () => {
    const on = await goods();
    const lines = [{ description: 'Carriage', quantity: 1, unitPrice: 500 }];
    const free = done(await rep.call('POST', '/quotes', { body: { accountId: on.accountId, lines } }));
    expect(levels(done(await submit(rep, free)))).toEqual(['price']);
  });

  it('takes the last approved price for one to measure by, for no fewer pieces', async () => {
    const on = await goods();
    const agreed = await sign(manager, await quoted(rep, on, 9_000, { quantity: 100 }));
    expect(agreed.status).toBe('approved');
    const again = await quoted(other, on, 9_000, { quantity: 100 });
    expect(again).toMatchObject({
      status: 'approved',
      lane: 'fast',
      lines: [{ lastPrice: 9_000, lastDocument: agreed.number, deviation: 0 }],
    });
    const fewer = await quoted(other, on, 9_000, { quantity: 99 });
    expect([levels(fewer), fewer.deviation]).toEqual([['price'], 10]);
    expect(fewer.lines[0]).not.toHaveProperty('lastPrice');
  });

  it('judges a draft by the prices of the day on which it is submitted', async () => {
    const on = await goods();
    const made = await draft(rep, on, 10_000, {}, { quoteDate: '2026-01-01', validUntil: '2026-12-31' });
    const sold = done(await admin.call('GET', `/products/${on.productId}`));
    const asked = done(
      await admin.call('PATCH', `/products/${on.productId}`, { version: sold.version, body: { price: 11_000 } }),
    );
    done(
      await manager.call('POST', `/change-requests/${asked.pending.price}/decisions`, { body: { verdict: 'approve' } }),
    );
    const sent = done(await submit(rep, made));
    expect([sent.lines[0].listPrice, sent.deviation, levels(sent)]).toEqual([11_000, 9.09, ['price']]);
  });
});

describe('a price that a colleague quotes', () => {
  it('is followed, or departed from with a reason on record; the refusal names the line', async () => {
    const on = await goods();
    const first = await quoted(rep, on, 9_500);
    const second = await draft(other, on, 9_000);
    expect(second.lines[0]).toMatchObject({ conflict: first.number, conflictPrice: 9_500 });
    const refused = await submit(other, second);
    expect([refused.status, rules(refused)]).toEqual([409, [['price-explained', 'lines.0.reason']]]);
    expect(refused.body.refusals[0].en).toContain(first.number);
    const explained = done(
      await other.call('PATCH', `/quotes/${second.id}`, {
        version: second.version,
        body: body(on, 9_000, { reason: 'volume', remark: '年度框架' }),
      }),
    );
    expect((await submit(other, explained)).status).toBe(200);
  });

  it('holds for an order too, and for whoever stands in for somebody', async () => {
    const on = await goods();
    await quoted(rep, on, 9_500);
    const made = done(await other.call('POST', '/orders', { body: body(on, 9_400) }));
    const refused = await other.call('POST', `/orders/${made.id}/actions/submit`, { version: made.version, body: {} });
    expect(rules(refused)).toEqual([['price-explained', 'lines.0.reason']]);
    const standsIn = await world.person('sales-rep', { scope: 'own' });
    const at = (days: number) => new Date(world.clock.now + days * 86_400_000).toISOString();
    done(
      await rep.call('POST', '/delegations', {
        body: { deputyId: standsIn.memberId, from: at(0), until: at(7), why: '年假' },
      }),
    );
    const deputy = await submit(standsIn, await draft(standsIn, on, 9_400));
    expect(rules(deputy)).toEqual([['price-explained', 'lines.0.reason']]);
  });

  it('is nobody’s concern at another customer, or once it was taken back', async () => {
    const on = await goods();
    const short = await quoted(rep, on, 9_500, {}, { validUntil: '2026-11-21' });
    const elsewhere = { ...on, accountId: (await goods()).accountId };
    expect((await draft(other, elsewhere, 9_000)).lines[0]).not.toHaveProperty('conflict');
    expect((await draft(other, on, 9_000)).lines[0].conflict).toBe(short.number);
    done(await rep.call('POST', `/quotes/${short.id}/decisions`, { body: { verdict: 'recall' } }));
    expect((await draft(other, on, 9_000)).lines[0]).not.toHaveProperty('conflict');
  });

  it('stays in the way while its quote is archived', async () => {
    const on = await goods();
    const first = await quoted(rep, on, 9_500);
    done(await rep.call('POST', `/quotes/${first.id}/archive`, { version: first.version, body: {} }));
    expect((await draft(rep, on, 9_000)).lines[0].conflict).toBe(first.number);
  });

  it('is seen by a change of the state as by the step', async () => {
    const on = await goods();
    const [first, second] = [await draft(rep, on, 9_500), await draft(other, on, 9_000)];
    done(await submit(rep, first));
    const jump = await other.call('PATCH', `/quotes/${second.id}`, {
      version: second.version,
      body: { status: 'pending-approval' },
    });
    expect(rules(jump)).toEqual([['price-explained', 'lines.0.reason']]);
  });

  it('is one of ten that are submitted in the same moment: the others hear of it', async () => {
    const on = await goods();
    const drafts = await Promise.all(Array.from({ length: 10 }, (_, index) => draft(rep, on, 9_000 + index)));
    const replies = await Promise.all(drafts.map((one) => submit(rep, one)));
    const passed = replies.filter((reply) => reply.status === 200);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, ...Array(9).fill(409)]);
    for (const reply of replies)
      if (reply.status === 409) {
        expect(rules(reply)).toEqual([['price-explained', 'lines.0.reason']]);
        expect(reply.body.refusals[0].en).toContain(passed[0]!.body.number);
      }
  });
});

describe('what a role sees', () => {
  it('is the floor and the cost of a line for those who see cost', async () => {
    const on = await goods();
    const made = await draft(rep, on, 10_000);
    const seen = done(await executive.call('GET', `/quotes/${made.id}`));
    expect(seen).toMatchObject({ margin: 38_496, lines: [{ floorPrice: 6_500, cost: 5_000 }] });
    expect(made).not.toHaveProperty('margin');
  });
});
