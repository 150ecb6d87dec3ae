import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { accountGroup } from '../../shared/customers/account-group.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { approvedBy } from '../harness/approve.ts';
import {
  countersAt,
  exposureByCounters,
  exposureByDocuments,
  orderOf,
  setPolicy,
  unitProduct,
} from '../harness/credit.ts';
import { carryOut, step } from '../harness/imports.ts';
import { shipAll } from '../harness/orders.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let rep: Person;
let manager: Person;
let finance: Person;
let executive: Person;
let admin: Person;
let productId: string;
let dollarId: string;
beforeAll(async () => {
  world = await openWorld();
  [rep, manager, finance, executive, admin] = await Promise.all([
    world.person('sales-rep', { team: 'east', scope: 'own' }),
    world.person('sales-manager', { team: 'east' }),
    world.person('finance'),
    world.person('executive'),
    world.person('administrator'),
  ]);
  await setPolicy(world, {
    rates: [
      { currency: 'USD', from: '2026-01-01', rate: 7 },
      { currency: 'USD', from: '2026-12-01', rate: 8 },
    ],
  });
  productId = (await unitProduct(admin)).id;
  dollarId = (await unitProduct(admin, 'USD')).id;
});
afterAll(() => world.close());

/** An account with a limit in major units. */
const customer = async (limit?: number, parts: object = {}): Promise<string> =>
  (
    await makeRecord(admin, account, {
      ...(limit === undefined ? {} : { creditLimit: limit * 100 }),
      ownerId: rep.memberId,
      ...parts,
    })
  ).id;
const make = (accountId: string, amount: number): Promise<Any> => orderOf(rep, { accountId, productId, amount });
const dollars = (accountId: string, amount: number): Promise<Any> =>
  orderOf(rep, { accountId, productId: dollarId, amount, currency: 'USD' });
const act = (who: Person, order: Any, action: string, body: object = {}, collection = 'orders') =>
  who.call('POST', `/${collection}/${order.id}/actions/${action}`, { version: order.version, body });
const decide = (who: Person, order: Any, verdict = 'approve') =>
  who.call('POST', `/orders/${order.id}/decisions`, { body: { verdict } });
const submit = async (order: Any): Promise<Any> => done(await act(rep, order, 'submit'));
/** An order in another currency than the workspace's is signed by everybody who may have to. */
const signed = async (order: Any): Promise<Any> => {
  let now = await submit(order);
  for (const who of [manager, finance, executive]) {
    const reply = now.status === 'pending-approval' ? await decide(who, now) : undefined;
    if (reply?.status === 200) now = reply.body;
  }
  return now;
};
const placed = async (accountId: string, amount: number): Promise<Any> => submit(await make(accountId, amount));
const stand = (who: Person, accountId: string): Promise<Any> =>
  who.call('GET', `/accounts/${accountId}/credit`).then(done);

describe('an order within the limit', () => {
  it('takes of the credit, and gives it back when it is cancelled', async () => {
    const id = await customer(1000);
    const order = await placed(id, 600);
    expect(order.status).toBe('approved');
    expect(await stand(finance, id)).toMatchObject({
      account: { limit: 100_000, limitCurrency: 'CNY', exposure: 60_000, available: 40_000, missingRates: [] },
      held: 'none',
      heldOrders: [],
    });
    done(await act(rep, order, 'cancel', { comment: '客户取消' }));
    expect((await stand(finance, id)).account).toMatchObject({ exposure: 0, available: 100_000 });
  });
});

describe('an order over the limit', () => {
  it('is held with the reason, and says no figures to those who do not see credit', async () => {
    const id = await customer(1000);
    await placed(id, 700);
    const held = await placed(id, 301);
    expect(held).toMatchObject({ status: 'on-hold', holdReason: 'credit' });
    expect((await placed(id, 300)).status).toBe('approved');
    const { body: steps } = await rep.call('GET', `/orders/${held.id}/steps`);
    expect(steps.items[0]).toMatchObject({ action: 'hold-credit', comment: 'The credit limit does not suffice.' });
    expect(await stand(finance, id)).toMatchObject({
      held: 'credit',
      account: { available: 0 },
      heldOrders: [{ id: held.id, total: 30_100, currency: 'CNY', reason: 'credit', status: 'on-hold' }],
    });
    const refused = await rep.call('GET', `/accounts/${id}/credit`);
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('is let over the limit by finance until a day, with a reason; never by whoever asks for it', async () => {
    const id = await customer(1000);
    const order = await placed(id, 1200);
    const bare = await act(rep, order, 'release', { comment: '春节备货' });
    expect(bare.body.refusals.map((one: Any) => one.field)).toContain('releaseUntil');
    const patched = async (releaseUntil: string) =>
      done(
        await rep.call('PATCH', `/orders/${order.id}`, {
          version: (await read(order)).version,
          body: { releaseUntil },
        }),
      );
    const tooLong = await act(rep, await patched('2027-06-01'), 'release', { comment: '春节备货' });
    expect(tooLong.body.refusals.map((one: Any) => one.rule)).toEqual(['release-ahead']);
    const ready = await patched('2026-11-30');
    expect((await act(rep, ready, 'release')).body.refusals.map((one: Any) => one.rule)).toEqual(['comment-missing']);
    const asked = done(await act(rep, ready, 'release', { comment: '春节备货' }));
    expect(asked.status).toBe('pending-release');
    for (const who of [rep, manager, admin]) expect((await decide(who, asked)).status).toBe(409);
    const released = done(await decide(finance, asked));
    expect(released).toMatchObject({ status: 'approved', releasedUntil: '2026-11-30', releasedBy: finance.memberId });
    expect(await stand(finance, id)).toMatchObject({
      account: { exposure: 120_000, available: -20_000 },
      releases: [{ id: order.id, until: '2026-11-30', by: finance.memberId, open: 120_000 }],
    });
    // The release is this order's alone: the next one is held, however small.
    expect((await placed(id, 1)).status).toBe('on-hold');
  });

  it('is not released by the person who asked, though they could sign', async () => {
    const id = await customer(100);
    const order = await placed(id, 101);
    const dated = done(
      await rep.call('PATCH', `/orders/${order.id}`, { version: order.version, body: { releaseUntil: '2026-11-30' } }),
    );
    const asked = done(await act(finance, dated, 'release', { comment: '样品急用' }));
    expect((await decide(finance, asked)).body.refusals.map((one: Any) => one.rule)).toEqual(['self-approval']);
    expect((await read(order)).status).toBe('pending-release');
  });
});

const read = async (order: Any): Promise<Any> => done(await admin.call('GET', `/orders/${order.id}`));
const available = async (id: string): Promise<number> => (await stand(finance, id)).account.available;
const patch = (who: Person, order: Any, body: object) =>
  who.call('PATCH', `/orders/${order.id}`, { version: order.version, body });

describe('ways round the limit', () => {
  it('ten small orders are no more than one large one', async () => {
    const id = await customer(1000);
    const orders = [];
    for (let count = 0; count < 10; count++) orders.push(await placed(id, 150));
    expect(orders.map((one) => one.status)).toEqual([...Array(6).fill('approved'), ...Array(4).fill('on-hold')]);
    expect(await available(id)).toBe(10_000);
  });

  it('ten orders of one moment neither', async () => {
    const id = await customer(1000);
    const drafts = await Promise.all(Array.from({ length: 10 }, () => make(id, 150)));
    const orders = await Promise.all(drafts.map((draft) => act(rep, draft, 'submit')));
    expect(orders.filter((one) => one.body.status === 'approved')).toHaveLength(6);
    expect(orders.filter((one) => one.body.status === 'on-hold')).toHaveLength(4);
    expect(await available(id)).toBe(10_000);
  });

  it('closing and reopening, cancelling and reopening measure it again', async () => {
    const id = await customer(1000);
    for (const [action, who] of [
      ['close', manager],
      ['cancel', rep],
    ] as const) {
      const first = await placed(id, 900);
      const ended = done(await act(who, first, action, { comment: '暂停' }));
      const second = await placed(id, 500);
      expect(second.status).toBe('approved');
      const reopened = done(await act(manager, ended, 'reopen', { comment: '恢复' }));
      expect((await submit(reopened)).status).toBe('on-hold');
      done(await act(rep, second, 'cancel', { comment: '不要了' }));
    }
  });

  it('holding by hand gives the credit back, and trying again takes it anew', async () => {
    const id = await customer(1000);
    const first = await placed(id, 900);
    const held = done(await act(manager, first, 'hold', { comment: '等预付款' }));
    expect(held.holdReason).toBe('manual');
    await placed(id, 500);
    const again = done(await act(rep, held, 'try-again'));
    expect(['on-hold', 'pending-approval']).toContain(again.status);
    expect(await available(id)).toBe(50_000);
  });

  it('an order that was taken up again with more in it is measured by what it is now', async () => {
    const id = await customer(1000);
    const first = await placed(id, 900);
    const draft = done(await act(rep, first, 'revise', { comment: '加量' }));
    const lines = [{ productId, quantity: 1100, unitPrice: 100, taxRate: 0 }];
    const larger = done(await patch(rep, draft, { lines }));
    expect((await submit(larger)).status).toBe('on-hold');
    expect(await available(id)).toBe(100_000);
  });

  it('an archived order gives the credit back, and is not restored where another one has it', async () => {
    const id = await customer(1000);
    const first = await placed(id, 900);
    const gone = done(await admin.call('POST', `/orders/${first.id}/archive`, { version: first.version, body: {} }));
    const second = await placed(id, 500);
    expect(second.status).toBe('approved');
    const restore = () => admin.call('POST', `/orders/${first.id}/restore`, { version: gone.version, body: {} });
    expect(await restore()).toMatchObject({
      status: 409,
      body: { code: 'over-credit-limit', detail: 'Needs CNY 900.00, available CNY 500.00 of CNY 1,000.00.' },
    });
    done(await act(rep, second, 'cancel', { comment: '不要了' }));
    expect((await restore()).status).toBe(200);
    expect(await available(id)).toBe(10_000);
  });

  it('a state that is written takes the step that leads there, with the limit', async () => {
    const id = await customer(1000);
    const order = await make(id, 1001);
    expect((await patch(rep, order, { status: 'approved' })).status).toBe(409);
    const sent = done(await patch(rep, order, { status: 'pending-approval' }));
    expect(sent.status).toBe('on-hold');
    expect((await patch(finance, sent, { status: 'approved' })).status).toBe(409);
  });

  it('a draft that goes to another customer is measured by that one’s limit', async () => {
    const [rich, poor] = [await customer(10_000), await customer(100)];
    const order = done(await patch(rep, await make(rich, 500), { accountId: poor }));
    expect((await submit(order)).status).toBe('on-hold');
    expect(await available(rich)).toBe(1_000_000);
  });
});

describe('limits', () => {
  it('an approved change holds at once, also one to less than what is taken', async () => {
    const id = await customer(1000);
    await placed(id, 900);
    const change = async (parts: object): Promise<Any> => {
      const current = done(await admin.call('GET', `/accounts/${id}`));
      const asked = done(await admin.call('PATCH', `/accounts/${id}`, { version: current.version, body: parts }));
      return approvedBy([manager, finance], 'accounts', asked);
    };
    await change({ creditLimit: 200_000 });
    expect(await available(id)).toBe(110_000);
    await placed(id, 1100);
    await change({ creditLimit: 150_000 });
    expect(await available(id)).toBe(-50_000);
    expect((await placed(id, 1)).status).toBe('on-hold');
    await change({ creditLimit: null });
    expect((await placed(id, 5000)).status).toBe('approved');
    expect((await stand(finance, id)).account).toMatchObject({ exposure: 700_000 });
  });

  it('the currency of a limit is a critical field: nobody makes yuan dollars alone', async () => {
    const id = await customer(1000, { currency: 'CNY' });
    const current = done(await rep.call('GET', `/accounts/${id}`));
    const asked = done(
      await rep.call('PATCH', `/accounts/${id}`, { version: current.version, body: { currency: 'USD' } }),
    );
    expect(asked).toMatchObject({ currency: 'CNY', pending: { currency: expect.any(String) } });
  });

  it('an account without a limit of its own has the workspace’s', async () => {
    const [own, none] = [await customer(1000), await customer()];
    expect((await placed(none, 5000)).status).toBe('approved');
    await setPolicy(world, {
      rates: [{ currency: 'USD', from: '2026-01-01', rate: 7 }],
      credit: { defaultLimit: 60_000, holdWhenOverdue: true, graceDays: 3 },
    });
    expect((await placed(own, 700)).status).toBe('approved');
    expect((await placed(await customer(), 601)).status).toBe('on-hold');
    expect((await placed(none, 1)).status).toBe('on-hold');
    await setPolicy(world, {
      rates: [
        { currency: 'USD', from: '2026-01-01', rate: 7 },
        { currency: 'USD', from: '2026-12-01', rate: 8 },
      ],
    });
    expect((await placed(none, 1)).status).toBe('approved');
  });

  it('hold over several currencies by the rates of the day', async () => {
    const id = await customer(10_000);
    expect((await dollars(id, 1000).then(signed)).status).toBe('approved');
    expect(await stand(finance, id)).toMatchObject({ account: { exposure: 700_000, available: 300_000 } });
    expect((await dollars(id, 429).then(signed)).status).toBe('on-hold');
    expect((await placed(id, 3001)).status).toBe('on-hold');
    const small = await placed(id, 1600);
    expect(small.status).toBe('approved');
    const now = world.clock.now;
    world.clock.now = Date.parse('2026-12-01T02:00:00.000Z');
    [rep, finance] = [await world.again(rep), await world.again(finance)];
    // At 8 the same dollars are 8,000: 400 are left of 10,000.
    expect((await placed(id, 401)).status).toBe('on-hold');
    expect((await placed(id, 400)).status).toBe('approved');
    expect(await stand(finance, id)).toMatchObject({
      held: 'credit',
      account: {
        available: 0,
        lines: expect.arrayContaining([expect.objectContaining({ currency: 'USD', converted: 800_000 })]),
      },
    });
    world.clock.now = now;
    [rep, finance] = [await world.again(rep), await world.again(finance)];
  });

  it('without a rate nothing can be measured, and the order is held', async () => {
    const id = await customer(10_000);
    const euro = await unitProduct(admin, 'EUR');
    const order = await signed(await orderOf(rep, { accountId: id, productId: euro.id, amount: 1, currency: 'EUR' }));
    expect(order).toMatchObject({ status: 'on-hold', holdReason: 'credit' });
    const { body: steps } = await rep.call('GET', `/orders/${order.id}/steps`);
    expect(steps.items[0].comment).toBe('The credit limit cannot be measured: there is no exchange rate for EUR.');
  });

  it('a limit in dollars is a limit in dollars', async () => {
    const id = await customer(1000, { currency: 'USD' });
    expect((await dollars(id, 900).then(signed)).status).toBe('approved');
    expect((await countersAt(world, id))['USD']).toMatchObject({ mode: 'limited', available: 10_000 });
    expect((await dollars(id, 101).then(signed)).status).toBe('on-hold');
    expect((await placed(id, 701)).status).toBe('on-hold');
    expect((await placed(id, 700)).status).toBe('approved');
  });

  it('accounts of a group share its limit, and bring along what they take', async () => {
    const group = await makeRecord(admin, accountGroup, { creditLimit: 100_000 });
    const [first, second, third] = [
      await customer(undefined, { creditGroupId: group.id }),
      await customer(800, { creditGroupId: group.id }),
      await customer(),
    ];
    expect((await placed(first, 500)).status).toBe('approved');
    expect((await placed(second, 501)).status).toBe('on-hold');
    expect((await placed(second, 500)).status).toBe('approved');
    await placed(third, 300);
    const move = async (id: string, creditGroupId: string | null) => {
      const current = done(await admin.call('GET', `/accounts/${id}`));
      const asked = done(
        await admin.call('PATCH', `/accounts/${id}`, { version: current.version, body: { creditGroupId } }),
      );
      return approvedBy([manager, finance], 'accounts', asked);
    };
    await move(third, group.id);
    expect((await stand(finance, second)).group).toMatchObject({ id: group.id, exposure: 130_000, available: -30_000 });
    expect((await placed(third, 1)).status).toBe('on-hold');
    await move(first, null);
    expect((await stand(finance, second)).group).toMatchObject({ exposure: 80_000, available: 20_000 });
    expect((await placed(third, 200)).status).toBe('approved');
    expect((await placed(third, 1)).status).toBe('on-hold');
    const current = done(await admin.call('GET', `/account-groups/${group.id}`));
    const asked = done(
      await admin.call('PATCH', `/account-groups/${group.id}`, {
        version: current.version,
        body: { creditLimit: 100_100 },
      }),
    );
    await approvedBy([manager, finance], 'account-groups', asked);
    expect((await placed(third, 1)).status).toBe('approved');
  });
});

describe('the counters', () => {
  it('agree with the documents after all this', async () => {
    const groups = (done(await admin.call('GET', '/account-groups')).items as Any[]).map((one) => one.id);
    expect(await exposureByCounters(world, groups)).toEqual(await exposureByDocuments(world));
  });

  it('follow an import of open orders, and its undoing', async () => {
    const id = await customer(1000, { code: 'C900001' });
    const brought = await carryOut(world, manager, {
      target: 'order',
      keyField: 'number',
      defaults: { currency: 'CNY' },
      files: [
        {
          name: 'open-orders.csv',
          bytes:
            'order number,customer,status,order date,quantity,price,sales\nOPEN-1,C900001,approved,2026-10-01,8,100,800\nOPEN-2,C900001,completed,2026-10-01,9,100,900\n',
        },
      ],
    });
    expect((await stand(finance, id)).account).toMatchObject({ exposure: 80_000, available: 20_000 });
    expect((await placed(id, 201)).status).toBe('on-hold');
    const taken = await placed(id, 200);
    expect(taken.status).toBe('approved');
    await step(world, manager, brought.id, 'undo');
    expect((await stand(finance, id)).account).toMatchObject({ exposure: 20_000, available: 80_000 });
  });

  it('are put right from the documents when somebody has altered them', async () => {
    const group = await makeRecord(admin, accountGroup, { creditLimit: 1_000_000 });
    const id = await customer(1000, { creditGroupId: group.id });
    await placed(id, 400);
    const { table } = world.stack.deps;
    for (const [subject, amounts] of [
      [id, { orders: -30_000, exposure: -30_000, available: 30_000 }],
      [group.id, { orders: 500 }],
    ] as const) {
      const { pk, sk } = { ...recordKey(MAIN, subject), sk: 'cr#CNY' };
      await table.write([{ op: 'add', key: { pk, sk }, amounts }]);
    }
    expect(await available(id)).toBe(90_000);
    const found = async (): Promise<Any[]> => {
      done(await admin.call('POST', '/audit-runs', { body: { rules: ['exposure-differs'], kind: 'sweep' } }));
      await world.settle();
      const { items } = done(await admin.call('GET', '/findings?filter=rule:eq:exposure-differs'));
      return (items as Any[]).map((one) => [one.subjectId, one.state, one.found, one.expected]);
    };
    // A document of somebody else that cannot be read keeps nobody but them from being judged.
    const unread = await placed(await customer(100_000), 10);
    const key = recordKey(MAIN, unread.id);
    const [item] = await table.batchGet([key]);
    await table.write([{ op: 'put', item: { ...item, ...key, data: null } }]);
    expect(await found()).toEqual([[id, 'open', 'CNY 100.00', 'CNY 400.00']]);
    await table.write([{ op: 'put', item: { ...item, ...key } }]);
    expect((await rep.call('POST', `/accounts/${id}/credit/rebuild`, { body: {} })).status).toBe(403);
    const mended = done(await finance.call('POST', `/accounts/${id}/credit/rebuild`, { body: {} }));
    expect(mended).toMatchObject({
      account: { exposure: 40_000, available: 60_000 },
      group: { exposure: 40_000, available: 960_000 },
    });
    const { version } = (await countersAt(world, id))['CNY']!;
    done(await finance.call('POST', `/accounts/${id}/credit/rebuild`, { body: {} }));
    expect((await countersAt(world, id))['CNY']!.version).toBe(version);
    world.clock.now += 60_000;
    expect(await found()).toEqual([[id, 'fixed', 'CNY 100.00', 'CNY 400.00']]);
  });
});

describe('a customer who owes what is overdue', () => {
  it('gets no new orders until it is paid, and keeps those that they have', async () => {
    const id = await customer(10_000, { paymentDays: 0 });
    const first = await placed(id, 100);
    await shipAll(rep, finance, first);
    const waiting = await placed(id, 50);
    expect(waiting.status).toBe('approved');
    world.clock.now += 2 * 86_400_000;
    [rep, finance] = [await world.again(rep), await world.again(finance)];
    const [receivable] = done(await finance.call('GET', `/receivables?filter=accountId:eq:${id}`)).items as Any[];
    done(await act(finance, receivable, 'fall-due', {}, 'receivables'));
    expect(await stand(finance, id)).toMatchObject({ held: 'overdue', account: { lines: [{ overdue: 10_000 }] } });
    const held = await placed(id, 1);
    expect(held).toMatchObject({ status: 'on-hold', holdReason: 'overdue' });
    const shipped = await shipAll(rep, finance, waiting);
    expect(shipped.status).toBe('approved');
    const payment = { accountId: id, date: '2026-11-22', currency: 'CNY', amount: 10_000, oldestFirst: true };
    done(await finance.call('POST', '/payments', { body: payment }));
    expect(await stand(finance, id)).toMatchObject({ held: 'none', account: { exposure: 5_000 } });
    expect((await placed(id, 1)).status).toBe('approved');
  });
});
