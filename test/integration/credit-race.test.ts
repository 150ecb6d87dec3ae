import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { accountGroup } from '../../shared/customers/account-group.ts';
import {
  countersAt,
  exposureByCounters,
  exposureByDocuments,
  orderOf,
  setPolicy,
  unitProduct,
} from '../harness/credit.ts';
import { allItems } from '../harness/effects.ts';
import type { Image } from '../harness/images.ts';
import { watchImages } from '../harness/images.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let watch: ReturnType<typeof watchImages>;
let rep: Person;
let manager: Person;
let finance: Person;
let admin: Person;
/** Many: what was given of one product is kept in one item, at which orders of a moment would meet before they reach the credit. */
const products: string[] = [];
let groupId: string;
const accounts: string[] = [];

beforeAll(async () => {
  watch = watchImages(({ after }) => after?.['type'] === 'credit');
  world = await openWorld({ ticking: 'real' });
  [rep, manager, finance, admin] = await Promise.all([
    world.person('sales-rep'),
    world.person('sales-manager'),
    world.person('finance'),
    world.person('administrator'),
  ]);
  await setPolicy(world, {});
  for (let count = 0; count < 12; count++) products.push((await unitProduct(admin)).id);
  groupId = (await makeRecord(admin, accountGroup, { creditLimit: 100_000 })).id;
  for (const parts of [
    { creditLimit: 100_000 },
    { creditLimit: 80_000, creditGroupId: groupId },
    { creditGroupId: groupId },
  ])
    accounts.push((await makeRecord(admin, account, parts)).id);
});
afterAll(async () => {
  watch.end();
  await world.close();
});

/** Numbers from 0 to 1 that a seed decides. */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

interface Worker {
  random: () => number;
  below: (most: number) => number;
  /** Any of the records of a kind, as it is now. */
  any: (collection: string) => Promise<Any>;
}

/** What was made so far, for every worker to lay hands on. */
const made: Record<string, string[]> = { orders: [], shipments: [], payments: [] };

const workerOf = (seed: number): Worker => {
  const random = chance(seed);
  const below = (most: number) => Math.floor(random() * most);
  const any = async (collection: string): Promise<Any> => {
    const ids = made[collection]!;
    if (ids.length === 0) return undefined;
    // The latest ones are those at which something can still happen.
    const id = ids[Math.max(0, ids.length - 1 - below(12))];
    return done(await admin.call('GET', `/${collection}/${id}`));
  };
  return { random, below, any };
};

const keep = (collection: string, reply: Reply<Any>): Reply<Any> => {
  if (reply.status === 201) made[collection]!.push(reply.body.id);
  return reply;
};

const step = (who: Person, of: Any, action: string, collection = 'orders'): Promise<Reply<Any>> =>
  who.call('POST', `/${collection}/${of.id}/actions/${action}`, { version: of.version, body: { comment: 'race' } });

const submit = async (of: Any): Promise<Reply<Any>> => step(rep, of, 'submit');

type Action = (worker: Worker) => Promise<Reply<Any> | undefined>;

const onOrder =
  (who: () => Person, action: string): Action =>
  async ({ any }) => {
    const order = await any('orders');
    return order && step(who(), order, action);
  };

/** What people do at once, each with how often. */
const actions: Readonly<Record<string, [number, Action]>> = {
  order: [
    8,
    async ({ below }) => {
      const order = await orderOf(rep, {
        accountId: accounts[below(3)]!,
        productId: products[below(12)]!,
        amount: 50 + below(300),
      });
      made['orders']!.push(order.id);
      return submit(order);
    },
  ],
  cancel: [2, onOrder(() => rep, 'cancel')],
  close: [1, onOrder(() => manager, 'close')],
  hold: [1, onOrder(() => manager, 'hold')],
  'try-again': [2, onOrder(() => rep, 'try-again')],
  reopen: [1, onOrder(() => manager, 'reopen')],
  revise: [
    2,
    async ({ any, below }) => {
      const order = await any('orders');
      if (!order) return undefined;
      const draft = order.status === 'draft' ? { status: 200, body: order } : await step(rep, order, 'revise');
      if (draft.status !== 200) return draft as Reply<Any>;
      const lines = [{ productId: products[below(12)]!, quantity: 50 + below(300), unitPrice: 100, taxRate: 0 }];
      const changed = await rep.call('PATCH', `/orders/${order.id}`, { version: draft.body.version, body: { lines } });
      return changed.status === 200 ? submit(changed.body) : changed;
    },
  ],
  archive: [
    1,
    async ({ any }) => {
      const order = await any('orders');
      const verb = order?.archivedAt ? 'restore' : 'archive';
      return order && admin.call('POST', `/orders/${order.id}/${verb}`, { version: order.version, body: {} });
    },
  ],
  limit: [
    1,
    async ({ below }) => {
      const id = accounts[0]!;
      const { body } = await admin.call('GET', `/accounts/${id}`);
      const change = { creditLimit: 60_000 + below(6) * 10_000 };
      const asked = await admin.call('PATCH', `/accounts/${id}`, { version: body.version, body: change });
      const request = asked.body.pending?.creditLimit;
      return request === undefined
        ? asked
        : finance.call('POST', `/change-requests/${request}/decisions`, { body: { verdict: 'approve' } });
    },
  ],
  group: [
    1,
    async ({ below }) => {
      const id = accounts[2]!;
      const { body } = await admin.call('GET', `/accounts/${id}`);
      const change = { creditGroupId: below(2) === 0 ? groupId : null };
      const asked = await admin.call('PATCH', `/accounts/${id}`, { version: body.version, body: change });
      const request = asked.body.pending?.creditGroupId;
      return request === undefined
        ? asked
        : finance.call('POST', `/change-requests/${request}/decisions`, { body: { verdict: 'approve' } });
    },
  ],
  ship: [
    4,
    async ({ any, below }) => {
      const order = await any('orders');
      if (order?.status !== 'approved' && order?.status !== 'partially-shipped') return undefined;
      const open = order.lines[0].quantity - (order.lines[0].shipped ?? 0);
      const lines = [{ orderLine: 1, quantity: Math.max(1, below(2) === 0 ? open : Math.floor(open / 2)) }];
      const asked = keep(
        'shipments',
        await rep.call('POST', `/orders/${order.id}/shipments`, { body: { lines, submit: true } }),
      );
      return asked.status === 201
        ? finance.call('POST', `/shipments/${asked.body.id}/decisions`, { body: { verdict: 'approve' } })
        : asked;
    },
  ],
  pay: [
    3,
    async ({ below }) =>
      keep(
        'payments',
        await finance.call('POST', '/payments', {
          body: {
            accountId: accounts[below(3)]!,
            date: '2026-11-20',
            currency: 'CNY',
            amount: (20 + below(200)) * 100,
            oldestFirst: true,
          },
        }),
      ),
  ],
  reverse: [
    1,
    async ({ any }) => {
      const payment = await any('payments');
      return (
        payment &&
        finance.call('POST', `/payments/${payment.id}/reverse`, { version: payment.version, body: { reason: 'race' } })
      );
    },
  ],
};

const lot = Object.entries(actions).flatMap(([name, [weight]]) => Array<string>(weight).fill(name));

/** How each kind of action ended, by status. */
const ended: Record<string, number> = {};

const work = async (seed: number, count: number): Promise<void> => {
  const worker = workerOf(seed);
  for (let turn = 0; turn < count; turn++) {
    const name = lot[worker.below(lot.length)]!;
    const reply = await actions[name]![1](worker);
    const status = reply === undefined ? 'nothing to do' : reply.status;
    ended[`${name} ${status}`] = (ended[`${name} ${status}`] ?? 0) + 1;
    // Whoever meets too many others is told so; anything else of the service's own is a fault.
    if (reply && reply.status >= 500 && reply.status !== 503)
      throw new Error(`${name} answered ${reply.status} ${JSON.stringify(reply.body)}`);
  }
};

/** Orders that fit one by one, sent off in one moment: more than any limit has room for. */
const rush = async (): Promise<void> => {
  const drafts = await Promise.all(
    accounts.flatMap((accountId) =>
      [90, 110, 130, 150, 170, 190, 210, 230].map((amount, index) =>
        orderOf(rep, { accountId, productId: products[index]!, amount }),
      ),
    ),
  );
  made['orders']!.push(...drafts.map((one) => one.id));
  const replies = await Promise.all(drafts.map(submit));
  for (const { status } of replies) expect([200, 503]).toContain(status);
};

const numberIn = (item: Image['after'], name: string): number => Number(item?.[name] ?? 0);

/** No state in which open orders grew beyond what was available, whatever else the state came from. */
const expectNeverExceeded = (): void => {
  expect(watch.images.length).toBeGreaterThan(30);
  const seen = new Map<string, number>();
  for (const { before, after } of watch.images) {
    const name = `${after!['id']} ${after!['currency']}`;
    // Each write raises the version by one, so that none was missed here.
    expect(after!['version'], name).toBe((seen.get(name) ?? 0) + 1);
    seen.set(name, Number(after!['version']));
    expect(numberIn(after, 'exposure'), name).toBe(
      numberIn(after, 'orders') + numberIn(after, 'receivables') + numberIn(after, 'credits'),
    );
    const more = numberIn(after, 'exposure') - numberIn(before, 'exposure');
    // An account that joins a group brings along what it takes; that may be more than the group has.
    const joined = numberIn(before, 'version') > 0 && numberIn(after, 'orders') - numberIn(before, 'orders') !== more;
    if (after!['mode'] !== 'limited') continue;
    expect(after!['available'], name).toBe(numberIn(after, 'limit') - numberIn(after, 'exposure'));
    if (more > 0 && numberIn(after, 'orders') > numberIn(before, 'orders') && !joined)
      expect(after!['available'], `${name} ${JSON.stringify(after)}`).toBeGreaterThanOrEqual(0);
  }
};

const recordsOf = async (type: string): Promise<Any[]> =>
  (await allItems(world, `${MAIN}#`)).filter((item) => item['type'] === type && item['sk'] === '#');

const expectSums = async (): Promise<void> => {
  expect(await exposureByCounters(world, [groupId])).toEqual(await exposureByDocuments(world));
  const [{ CNY: group }, records, own] = await Promise.all([
    countersAt(world, groupId),
    recordsOf('account'),
    exposureByCounters(world, [groupId]),
  ]);
  const members = records.filter((one) => one.data.creditGroupId === groupId);
  expect(group?.exposure ?? 0).toBe(members.reduce((sum, one) => sum + (own[`${one.id} CNY`] ?? 0), 0));
};

/** Every shipment that left has one receivable, and what was shipped and is open adds up to the order. */
const expectFulfilled = async (): Promise<void> => {
  const [orders, shipments, receivables] = await Promise.all(['order', 'shipment', 'receivable'].map(recordsOf));
  const left = shipments!.filter((one) => one.data.status === 'approved');
  expect(receivables!.map((one) => one.data.shipmentId).sort()).toEqual(left.map((one) => one.id).sort());
  for (const order of orders!) {
    const billed = receivables!
      .filter((one) => one.data.orderId === order.id)
      .reduce((sum, one) => sum + Number(one.data.total), 0);
    expect(billed + order.data.openTotal, order.id).toBe(
      ['closed', 'cancelled'].includes(order.data.status) ? billed : order.data.total,
    );
    const gone = left
      .filter((one) => one.data.orderId === order.id)
      .reduce((sum, one) => sum + Number(one.lines[0].quantity), 0);
    expect(order.lines[0].shipped ?? 0, order.id).toBe(gone);
  }
};

describe('orders, shipments and payments that race for the same credit', () => {
  it.each([1, 2])('never exceed a limit, and add up after round %i', { timeout: 60_000 }, async (round) => {
    await rush();
    await Promise.all(Array.from({ length: 6 }, (_, worker) => work(round * 100 + worker, 15)));
    await world.settle();
    await expectSums();
    await expectFulfilled();
    expectNeverExceeded();
  });

  it('all kinds of things happened', () => {
    for (const name of ['order', 'cancel', 'revise', 'limit', 'ship', 'pay'])
      expect(
        Object.keys(ended).some((one) => one === `${name} 200` || one === `${name} 201`),
        JSON.stringify(ended),
      ).toBe(true);
  });
});
