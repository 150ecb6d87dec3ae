import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { accountGroup } from '../../shared/customers/account-group.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { approvedBy } from '../harness/approve.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

const TODAY = '2026-11-21';
let world: World;
let steward: Person;
let manager: Person;
let executive: Person;
let rep: Person;
beforeAll(async () => {
  world = await openWorld();
  steward = await world.person('administrator');
  manager = await world.person('sales-manager');
  executive = await world.person('executive');
  rep = await world.person('sales-rep');
});
afterAll(() => world.close());

const goods = (parts: object = {}): Promise<Any> =>
  makeRecord(steward, product, { price: 10_000, cost: 5_000, floorPrice: 6_000, ...parts });
const draftList = async (parts: object = {}): Promise<Any> =>
  done(
    await steward.call('POST', '/price-lists', {
      body: { name: `List ${nextNumber()}`, currency: 'CNY', ...parts },
    }),
  );
const put = (list: Any, rows: object[], headers: Record<string, string> = {}) =>
  steward.call('POST', `/price-lists/${list.id}/rows`, { body: { rows }, headers });
const fresh = async (collection: string, record: Any): Promise<Any> =>
  done(await steward.call('GET', `/${collection}/${record.id}`));
const act = async (person: Person, list: Any, action: string, body: object = {}) =>
  person.call('POST', `/price-lists/${list.id}/actions/${action}`, {
    version: (await fresh('price-lists', list)).version,
    body,
  });
const agree = async (list: Any): Promise<Any> => {
  done(await act(steward, list, 'submit'));
  done(await manager.call('POST', `/price-lists/${list.id}/decisions`, { body: { verdict: 'approve' } }));
  return done(await executive.call('POST', `/price-lists/${list.id}/decisions`, { body: { verdict: 'approve' } }));
};
/** A list in force with rows for a product. */
const listed = async (of: Any, rows: object[], parts: object = {}): Promise<Any> => {
  const list = await draftList(parts);
  done(
    await put(
      list,
      rows.map((row) => ({ code: of.code, ...row })),
    ),
  );
  return agree(list);
};
const priceOn = async (of: Any, query: Record<string, string | number> = {}, person = rep): Promise<Any> => {
  const text = Object.entries({ date: TODAY, currency: 'CNY', ...query }).map(([name, value]) => `${name}=${value}`);
  return done(await person.call('GET', `/products/${of.id}/price?${text.join('&')}`));
};
const priceIn = async (list: Any, of: Any): Promise<Any> => {
  const { items } = done(
    await steward.call('GET', `/prices?filter=priceListId:eq:${list.id}&filter=productId:eq:${of.id}`),
  );
  return fresh('prices', items[0]);
};

describe('the price that holds', () => {
  it('is the customer’s, else the group’s, else everybody’s, else the product’s', async () => {
    const of = await goods();
    const group = await makeRecord(steward, accountGroup, { name: `Group ${nextNumber()}` });
    const [own, member, other] = await Promise.all([
      makeRecord(steward, account, { groupId: group.id }),
      makeRecord(steward, account, { groupId: group.id }),
      makeRecord(steward, account),
    ]);
    expect((await priceOn(of)).price).toBe(10_000);
    await listed(of, [{ price: 9_800 }]);
    await listed(of, [{ price: 9_500 }, { minQuantity: 100, price: 9_000 }], { groupId: group.id });
    await listed(of, [{ minQuantity: 10, price: 8_000 }], { accountId: own.id });
    const asked = async (accountId: string | undefined, quantity: number) =>
      (await priceOn(of, { quantity, ...(accountId ? { accountId } : {}) })).price;
    expect(await asked(undefined, 10)).toBe(9_800);
    expect(await asked(other.id, 100)).toBe(9_800);
    expect([await asked(member.id, 99), await asked(member.id, 100)]).toEqual([9_500, 9_000]);
    // Below the first break of the customer's own list the next one speaks.
    expect([await asked(own.id, 9), await asked(own.id, 10)]).toEqual([9_500, 8_000]);
    expect(await priceOn(of, { currency: 'USD' })).not.toHaveProperty('price');
  });

  it('is measured on a quote, and shown before one is written with what the customer was given', async () => {
    const of = await goods();
    const customer = await makeRecord(steward, account);
    const list = await listed(
      of,
      [
        { price: 9_500, floorPrice: 8_000 },
        { minQuantity: 100, price: 9_000 },
      ],
      {
        accountId: customer.id,
      },
    );
    const line = { productId: of.id, quantity: 100, unitPrice: 9_000 };
    const quote = done(await rep.call('POST', '/quotes', { body: { accountId: customer.id, lines: [line] } }));
    const price = await priceIn(list, of);
    expect(quote.lines[0]).toMatchObject({ listPrice: 9_000, priceSource: price.id, deviation: 0 });
    done(await rep.call('POST', `/quotes/${quote.id}/actions/submit`, { version: quote.version, body: {} }));
    const ask = async (person: Person, extra: object = {}) => {
      const lines = [{ code: of.code.toLowerCase(), quantity: 100 }, { code: 'nothing' }];
      const body = { accountId: customer.id, currency: 'CNY', date: TODAY, lines, ...extra };
      return done(await person.call('POST', '/prices/lookup', { body })).lines;
    };
    const [known, unknown] = await ask(rep);
    expect(known).toMatchObject({
      productId: of.id,
      foundBy: 'code',
      listPrice: 9_000,
      priceSource: price.id,
      priceListName: list.name,
      breaks: [
        { minQuantity: 0, price: 9_500 },
        { minQuantity: 100, price: 9_000 },
      ],
      lastPrice: 9_000,
      lastDocument: quote.number,
      given: [{ documentId: quote.id, type: 'quote', unitPrice: 9_000, live: true, approved: true, by: rep.memberId }],
    });
    expect(unknown).toEqual({ breaks: [], given: [] });
    expect(known).not.toHaveProperty('floorPrice');
    expect((await ask(manager))[0]).toMatchObject({ floorPrice: 6_000, cost: 5_000 });
    expect((await ask(rep, { documentId: quote.id }))[0].given).toEqual([]);
  });
});

describe('the price of any date', () => {
  it('stays what it was when a price of a list in force changes, which a second person agrees to', async () => {
    const of = await goods();
    const list = await listed(of, [{ price: 9_000 }, { minQuantity: 100, price: 8_000 }]);
    world.clock.now += 10 * 86_400_000;
    try {
      [steward, manager, executive, rep] = (await Promise.all([steward, manager, executive, rep].map(world.again))) as [
        Person,
        Person,
        Person,
        Person,
      ];
      const price = await priceIn(list, of);
      const asked = done(
        await steward.call('PATCH', `/prices/${price.id}`, {
          version: price.version,
          body: { lines: [{ price: 9_900 }, { minQuantity: 100, price: 8_000 }] },
        }),
      );
      const day = addDays(TODAY, 10);
      expect(asked).toMatchObject({ pending: { lines: expect.any(String) }, lines: price.lines });
      expect((await priceOn(of, { date: day })).price).toBe(9_000);
      await approvedBy([manager, executive], 'prices', asked);
      const on = async (date: string, quantity = 1) => (await priceOn(of, { date, quantity })).price;
      expect([await on(TODAY), await on(addDays(day, -1)), await on(day)]).toEqual([9_000, 9_000, 9_900]);
      expect([await on(TODAY, 100), await on(day, 100)]).toEqual([8_000, 8_000]);
      expect(await on(addDays(TODAY, -1))).toBe(10_000);
      const { periods } = await priceOn(of, { date: day });
      expect(periods.filter((one: Any) => one.current && one.list !== '').map((one: Any) => one.price)).toEqual([
        9_900, 8_000,
      ]);
    } finally {
      world.clock.now -= 10 * 86_400_000;
      [steward, manager, executive, rep] = (await Promise.all([steward, manager, executive, rep].map(world.again))) as [
        Person,
        Person,
        Person,
        Person,
      ];
    }
  });

  it('stays what it was when the product’s own price changes', async () => {
    const of = await goods();
    const asked = done(
      await steward.call('PATCH', `/products/${of.id}`, { version: of.version, body: { price: 12_000 } }),
    );
    await approvedBy([manager, executive], 'products', asked);
    expect((await priceOn(of)).price).toBe(12_000);
    expect((await priceOn(of, { date: addDays(TODAY, -1) })).price).toBe(10_000);
  });

  it('does not change by a list that would reach back', async () => {
    const of = await goods();
    const list = await listed(of, [{ price: 9_000 }], { from: '2026-01-01' });
    expect(list.from).toBe(TODAY);
    expect((await priceOn(of, { date: '2026-06-01' })).price).toBe(10_000);
  });
});

describe('a list', () => {
  it('takes the place of another one at once, on the day that it names', async () => {
    const of = await goods();
    const old = await listed(of, [{ price: 9_000 }]);
    const next = await draftList({ replacesId: old.id, from: '2026-12-01' });
    done(await put(next, [{ code: of.code, price: 9_300 }]));
    await agree(next);
    expect(await fresh('price-lists', old)).toMatchObject({ status: 'retired', to: '2026-11-30' });
    const on = async (date: string) => (await priceOn(of, { date })).price;
    expect([await on(TODAY), await on('2026-11-30'), await on('2026-12-01')]).toEqual([9_000, 9_000, 9_300]);
  });

  it('that is retired by hand ends today, whatever was planned', async () => {
    const of = await goods();
    const list = await listed(of, [{ price: 9_000 }], { to: '2026-12-31' });
    done(await act(manager, list, 'retire', { comment: '停用' }));
    expect(await fresh('price-lists', list)).toMatchObject({ status: 'retired', to: TODAY });
    expect((await priceOn(of, { date: addDays(TODAY, 1) })).price).toBe(10_000);
  });

  it('is free while it is a draft; in force, nothing gets a price round the approval', async () => {
    const [of, late] = [await goods(), await goods()];
    const list = await draftList();
    done(await put(list, [{ code: of.code, price: 9_000 }]));
    const price = await priceIn(list, of);
    const changed = await steward.call('PATCH', `/prices/${price.id}`, {
      version: price.version,
      body: { lines: [{ price: 9_100 }] },
    });
    expect(changed.body).toMatchObject({ lines: [{ price: 9_100 }] });
    expect(changed.body).not.toHaveProperty('pending');
    await agree(list);
    const made = await steward.call('POST', '/prices', {
      body: { priceListId: list.id, productId: late.id, lines: [{ price: 1 }] },
    });
    expect(made).toMatchObject({ status: 201, body: { lines: [], pending: { lines: expect.any(String) } } });
    expect((await priceOn(late)).price).toBe(10_000);
    const current = await priceIn(list, of);
    const tries = await Promise.all([
      steward.call('POST', `/prices/${price.id}/archive`, { version: current.version, body: {} }),
      steward.call('POST', `/price-lists/${list.id}/archive`, {
        version: (await fresh('price-lists', list)).version,
        body: {},
      }),
      put(list, [{ code: of.code, price: 1 }]),
    ]);
    expect(tries.map((reply) => [reply.status, reply.body.code])).toEqual(Array(3).fill([409, 'conflict']));
    const moved = await steward.call('PATCH', `/prices/${price.id}`, {
      version: current.version,
      body: { priceListId: (await draftList()).id },
    });
    expect(moved.body.errors).toMatchObject([{ field: 'priceListId', code: 'not-allowed-value' }]);
    expect((await priceOn(of)).price).toBe(9_100);
    await approvedBy([manager, executive], 'prices', made.body);
    expect((await priceOn(late)).price).toBe(1);
  });

  it('takes rows as pasted: made, changed, left, refused; the same request once', async () => {
    const [one, two] = [await goods(), await goods({ externalCode: `OLD-${nextNumber()}` })];
    const list = await draftList();
    const rows = [
      { code: one.code, price: 9_000 },
      { code: one.code, minQuantity: 50, price: 8_500 },
      { code: two.externalCode, price: 7_000 },
      { code: 'no such', price: 1 },
    ];
    const headers = { 'idempotency-key': `rows-${list.id}` };
    const [first, again] = await Promise.all([put(list, rows, headers), put(list, rows, headers)]);
    expect(first.body).toEqual({
      created: 2,
      changed: 0,
      unchanged: 0,
      refused: [{ row: 3, code: 'no such', problem: 'no-such-record' }],
    });
    expect(again.body).toEqual(first.body);
    const next = await put(list, [
      { code: one.code, price: 9_000 },
      { code: two.code, price: 7_000 },
    ]);
    expect(next.body).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
    const doubled = await put(list, [
      { code: one.code, price: 9_000 },
      { code: one.code, price: 8_000 },
    ]);
    expect(doubled.body.refused.map((row: Any) => [row.row, row.problem])).toEqual([
      [0, 'duplicate'],
      [1, 'duplicate'],
    ]);
    expect((await priceIn(list, one)).lines).toEqual([{ price: 9_000 }]);
  });

  it('is copied with its prices moved, and says what it would change', async () => {
    const [one, two, gone] = [await goods(), await goods(), await goods()];
    const old = await draftList();
    done(
      await put(old, [
        { code: one.code, price: 9_000 },
        { code: two.code, price: 3_333 },
        { code: gone.code, price: 8_000, to: '2026-11-30' },
      ]),
    );
    await agree(old);
    const copied = await steward.call('POST', `/price-lists/${old.id}/copy`, {
      body: { name: `Copy ${nextNumber()}`, percent: 10, from: '2026-12-01' },
    });
    expect(copied).toMatchObject({ status: 201, body: { status: 'draft', replacesId: old.id, from: '2026-12-01' } });
    expect((await priceIn(copied.body, two)).lines).toEqual([{ price: 3_666 }]);
    const customer = await makeRecord(steward, account);
    const line = { productId: one.id, quantity: 1, unitPrice: 9_000 };
    const quote = done(await rep.call('POST', '/quotes', { body: { accountId: customer.id, lines: [line] } }));
    done(await rep.call('POST', `/quotes/${quote.id}/actions/submit`, { version: quote.version, body: {} }));
    const effect = done(await manager.call('GET', `/price-lists/${copied.body.id}/effect`));
    expect(effect).toMatchObject({
      prices: 2,
      up: 2,
      down: 0,
      same: 0,
      added: 0,
      dropped: 0,
      belowCost: 1,
      quotes: [{ id: quote.id, number: quote.number, productId: one.id, unitPrice: 9_000, listPrice: 9_900 }],
    });
    expect(effect.rows.map((row: Any) => [row.productId, row.before, row.after])).toEqual([
      [one.id, 9_000, 9_900],
      [two.id, 3_333, 3_666],
    ]);
    expect(done(await rep.call('GET', `/price-lists/${copied.body.id}/effect`))).not.toHaveProperty('belowCost');
  });
});

describe('how the workspace sells', () => {
  it('is a setting with versions, and refuses what contradicts itself', async () => {
    const { body } = await steward.call('GET', '/commerce');
    expect(body.version).toBe(0);
    const rate = { currency: 'USD', from: '2026-01-01', rate: 7.1 };
    const refused = await steward.call('PUT', '/commerce', {
      version: 0,
      body: { policy: { ...body.policy, rates: [rate, rate, { ...rate, currency: 'CNY' }] } },
    });
    expect(refused.body.errors.map((one: Any) => [one.field, one.code])).toEqual([
      ['policy.rates.1.from', 'duplicate'],
      ['policy.rates.2.currency', 'not-allowed-value'],
    ]);
    const policy = { ...body.policy, rates: [rate] };
    const saved = await steward.call('PUT', '/commerce', { version: 0, body: { policy } });
    expect(saved).toMatchObject({ status: 200, body: { version: 1, policy } });
    expect((await steward.call('PUT', '/commerce', { version: 0, body: { policy } })).status).toBe(412);
    expect((await rep.call('PUT', '/commerce', { version: 1, body: { policy } })).status).toBe(403);
  });
});
