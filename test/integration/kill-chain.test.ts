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

type Role = 'rep' | 'manager' | 'finance' | 'steward';
let people: Record<Role, Person>;
let productId: string;
const accounts: string[] = [];

beforeAll(async () => {
  const world = await openWorld({ dataDir, now: Date.now });
  const admin = await world.person('administrator');
  const [rep, manager, finance, steward] = await Promise.all([
    world.person('sales-rep'),
    world.person('sales-manager'),
    world.person('finance'),
    world.person('data-steward'),
  ]);
  people = { rep: rep!, manager: manager!, finance: finance!, steward: steward! };
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
    send,
    /** What changes a record under its version: whether it was done though its answer was lost is seen by the record. */
    changed: async (
      who: Role,
      path: string,
      { path: at, body, done: isDone }: { path: string; body: object; done: (now: Any) => boolean },
    ): Promise<Any> => {
      const { version } = await get(who, path);
      const reply = await send(who, 'POST', at, { version, body });
      const now = await get(who, path);
      if (!isDone(now)) throw new Error(`${at}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return now;
    },
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

type Line = ReturnType<typeof line>;

/** A lead becomes a customer with a person and a deal: once, whatever became of the answer. */
const converted = async (api: Line, name: string): Promise<Any> => {
  const { id } = await api.post('rep', '/leads', { name, company: `${name}机械有限公司`, mobile: '+86 139 1234 5678' });
  await api.step('rep', `/leads/${id}`, 'start');
  return api.changed('rep', `/leads/${id}`, {
    path: `/leads/${id}/convert`,
    body: {
      account: { create: { name: `${name}机械有限公司`, country: 'CN' } },
      contact: { create: { name } },
      opportunity: { create: { name: `${name}的设备`, closeDate: today() } },
    },
    done: (lead: Any) => lead.status === 'converted',
  });
};

/** The new customer turns out to be an old one; every other time that was a mistake. */
const merged = async (api: Line, accountId: string, loserId: string, mistaken: boolean): Promise<void> => {
  const [winner, loser] = [
    await api.get('steward', `/accounts/${accountId}`),
    await api.get('steward', `/accounts/${loserId}`),
  ];
  const { id } = await api.post('steward', '/merges', {
    type: 'account',
    winnerId: accountId,
    loserId,
    winnerVersion: winner.version,
    loserVersion: loser.version,
    take: [],
  });
  if (!mistaken) return;
  const all = `/merges?recordId=${loserId}`;
  const [one] = (await api.get('steward', all)).items;
  const reply = await api.send('steward', 'POST', `/merges/${id}/undo`, { version: one.version, body: {} });
  if (reply.status >= 300) expect((await api.get('steward', all)).items[0].state).toBe('undone');
};

/** A deal from the lead to the money, in two shipments and two payments. */
const deal = async (
  api: Line,
  accountId: string,
  { random, count }: { random: () => number; count: number },
): Promise<void> => {
  const lead = await converted(api, `客户${Math.floor(random() * 1e9)}`);
  await merged(api, accountId, lead.accountId, count % 2 === 0);
  const quantity = 2 + Math.floor(random() * 5);
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

test('deals from lead to money, killed twenty times and gone on with: nothing doubled, nothing half done', {
  timeout: 120_000,
}, async () => {
  let url = await start();
  let over = false;
  const api = line(() => url);
  const random = seeded(20_261_122);
  let deals = 0;
  const desks = Promise.allSettled(
    accounts.map(async (accountId) => {
      for (let count = 0; !over; count++) {
        await deal(api, accountId, { random, count });
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
    const [leads, customers, contacts, opportunities, merges] = await Promise.all(
      ['lead', 'account', 'contact', 'opportunity', 'merge'].map(all),
    );
    expect([leads, contacts, opportunities, merges].map((one) => one!.length)).toEqual([deals, deals, deals, deals]);
    expect(customers).toHaveLength(DESKS + deals);
    const idsOf = (list: Rec[] | undefined) => new Set(list!.map(({ id }) => id));
    for (const [list, field] of [
      [customers, 'accountId'],
      [contacts, 'contactId'],
      [opportunities, 'opportunityId'],
    ] as const) {
      const became = new Set(leads!.map((rec) => String(rec.data[field])));
      expect(became.size, `each lead became a ${field} of its own`).toBe(deals);
      for (const id of became) expect(idsOf(list)).toContain(id);
    }
    for (const rec of leads!) expect(rec.data['status'], rec.id).toBe('converted');
    for (const rec of [...contacts!, ...opportunities!])
      expect(accounts, 'no link of a merged customer was touched').not.toContain(rec.data['accountId']);
    expect(merges!.some((rec) => rec.data['state'] === 'undone')).toBe(true);
    for (const id of accounts) {
      const lost = merges!.filter((rec) => rec.data['winnerId'] === id && rec.data['state'] === 'merged');
      const loserIds = lost.map((rec) => String(rec.data['loserId'])).sort();
      expect([...(customers!.find((rec) => rec.id === id)!.aliases ?? [])].sort()).toEqual(loserIds);
      const aliases = customers!.filter((rec) => rec.aliasOf === id);
      expect(aliases.map((rec) => rec.id).sort()).toEqual(loserIds);
    }
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
