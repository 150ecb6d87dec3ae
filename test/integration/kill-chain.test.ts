import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toRec } from '../../functions/runtime/stored.ts';
import { startStack } from '../../local/stack.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { changesPartition, creditKey, recordKey, stepPrefix } from '../../shared/table/keys.ts';
import { mortal, personAt, seeded } from '../harness/killed.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, Reply } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

const KILLS = 20;
/** Salespeople at work at once, and the deals that each makes one after the other until the last kill. */
const DESKS = 3;
const { dataDir, start, kill, remove } = mortal('kill-chain');

type Role = 'rep' | 'manager' | 'finance';
let people: Record<Role, Person>;
let productId: string;
const accounts: string[] = [];

beforeAll(async () => {
  const world = await openWorld({ dataDir, now: Date.now });
  const admin = await world.person('administrator');
  const [rep, manager, finance] = await Promise.all([
    world.person('sales-rep'),
    world.person('sales-manager'),
    world.person('finance'),
  ]);
  people = { rep: rep!, manager: manager!, finance: finance! };
  const { product, account } = { product: entityOf('product'), account: entityOf('account') };
  productId = (await makeRecord(admin, product, { price: 10_000, currency: 'CNY', taxRate: 13 })).id;
  for (let desk = 0; desk < DESKS; desk++)
    accounts.push((await makeRecord(admin, account, { creditLimit: 500_000_000, currency: 'CNY' })).id);
  await world.settle();
  await world.stack.stop();
});
afterAll(remove);

/** The product as its users meet it: gone for a moment now and then, and asked again with the same key. */
const line = (address: () => string) => {
  let count = 0;
  const send = async (who: Role, method: string, path: string, options: object): Promise<Reply> => {
    for (;;) {
      try {
        const reply = await personAt(address(), people[who]).call(method, path, options);
        if (reply.status < 500) return reply;
      } catch {
        // Nobody answered, or nobody finished the answer.
      }
      await delay(15);
    }
  };
  const get = async (who: Role, path: string): Promise<Any> => done(await send(who, 'GET', path, {}));
  return {
    get,
    /** A request that has the effect of one, however often it is sent. */
    post: async (who: Role, path: string, body: object): Promise<Any> =>
      done(
        await send(who, 'POST', path, {
          body,
          headers: { 'idempotency-key': `${who}-${++count}` },
        }),
      ),
    /** A step: one that was taken though its answer was lost is seen by the version. */
    step: async (who: Role, path: string, action: string): Promise<Any> => {
      const { version, status } = await get(who, path);
      const reply = await send(who, 'POST', `${path}/actions/${action}`, { version, body: {} });
      if (reply.status < 300) return reply.body;
      const now = await get(who, path);
      if (reply.status === 412 && now.status !== status) return now;
      throw new Error(`${action}: ${reply.status} ${JSON.stringify(reply.body)}`);
    },
  };
};

/** A deal from the quote to the money, in two shipments and two payments. */
const deal = async (api: ReturnType<typeof line>, accountId: string, quantity: number): Promise<void> => {
  const lines = [{ productId, quantity, unitPrice: 10_000, taxRate: 13 }];
  const quote = await api.post('rep', '/quotes', { accountId, currency: 'CNY', quoteDate: today(), lines });
  await api.step('rep', `/quotes/${quote.id}`, 'submit');
  const order = await api.post('rep', `/quotes/${quote.id}/order`, { submit: true });
  for (const body of [{ submit: true, lines: [{ orderLine: 1, quantity: 1 }] }, { submit: true }]) {
    const shipment = await api.post('rep', `/orders/${order.id}/shipments`, body);
    await api.post('manager', `/shipments/${shipment.id}/decisions`, { verdict: 'approve' });
    const { receivableId } = await api.get('finance', `/shipments/${shipment.id}`);
    const { balance } = await api.get('finance', `/receivables/${receivableId}`);
    await api.post('finance', '/payments', {
      accountId,
      date: today(),
      currency: 'CNY',
      amount: balance,
      allocations: [{ receivableId, amount: balance }],
    });
  }
};

const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now());

test('deals from quote to money, killed twenty times and gone on with: nothing doubled, nothing half done', {
  timeout: 120_000,
}, async () => {
  let url = await start();
  let over = false;
  const api = line(() => url);
  const random = seeded(20_261_122);
  let deals = 0;
  const desks = Promise.allSettled(
    accounts.map(async (accountId) => {
      while (!over) {
        await deal(api, accountId, 2 + Math.floor(random() * 5));
        deals++;
      }
    }),
  );
  for (let kills = 0; kills < KILLS; kills++) {
    await delay(60 + random() * 240);
    await kill(kills % 2 === 0 ? 'parent' : 'group');
    url = await start();
  }
  over = true;
  expect((await desks).flatMap((desk) => (desk.status === 'rejected' ? [String(desk.reason)] : []))).toEqual([]);
  await kill('group');
  expect(deals, 'the kills must have met people at work').toBeGreaterThanOrEqual(DESKS);

  const stack = await startStack({ dataDir, port: 0, schedules: 'off' });
  try {
    await stack.idle();
    const all = async (type: string): Promise<Rec[]> => {
      const found: Rec[] = [];
      for await (const item of stack.deps.table.queryAll({ index: 'changes', partition: changesPartition(MAIN, type) }))
        found.push(toRec(item));
      return found;
    };
    const [quotes, orders, shipments, receivables, payments] = await Promise.all(
      ['quote', 'order', 'shipment', 'receivable', 'payment'].map(all),
    );
    expect([quotes, orders, shipments, receivables, payments].map((one) => one!.length)).toEqual(
      [1, 1, 2, 2, 2].map((times) => times * deals),
    );
    for (const rec of quotes!) expect(rec.data, rec.id).toMatchObject({ status: 'accepted', lane: 'fast' });
    for (const rec of orders!) {
      const own = (list: Rec[]) => list.filter((one) => one.data['orderId'] === rec.id);
      expect(rec.data, rec.id).toMatchObject({ status: 'shipped', openTotal: 0, shippedTotal: rec.data['total'] });
      const sum = (list: Rec[], field: string) => own(list).reduce((all, one) => all + Number(one.data[field]), 0);
      expect(sum(shipments!, 'total')).toBe(rec.data['total']);
      expect(sum(receivables!, 'paid')).toBe(rec.data['total']);
      expect(rec.lines![0]).toMatchObject({ shipped: rec.lines![0]!['quantity'] });
    }
    for (const rec of receivables!) expect(rec.data, rec.id).toMatchObject({ status: 'paid', balance: 0 });
    for (const rec of payments!) expect(rec.data['unallocated'], rec.id).toBe(0);
    for (const rec of [...quotes!, ...orders!, ...shipments!, ...receivables!]) {
      const { pk: partition } = recordKey(MAIN, rec.id);
      const { items } = await stack.deps.table.query({ partition, begins: stepPrefix, consistent: true });
      expect(items.map((step) => step['seq'])).toEqual(
        Array.from({ length: rec.process!.seq }, (_, index) => index + 1),
      );
    }
    for (const accountId of accounts) {
      const counter = await stack.deps.table.get(creditKey(MAIN, accountId, 'CNY'));
      expect(counter, accountId).toMatchObject({ exposure: 0, available: 500_000_000 });
    }
  } finally {
    await stack.stop();
  }
});
