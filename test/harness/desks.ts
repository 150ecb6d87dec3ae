import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { entityOf } from '../../shared/entities.ts';
import { personAt } from './killed.ts';
import { done, makeRecord } from './records.ts';
import type { Any, Person, Reply, World } from './world.ts';

type Role = 'rep' | 'manager' | 'finance' | 'steward';

/** Salespeople at work at once, each with a customer of his own, and who else has a part in their deals. */
export interface Desks {
  people: Record<Role, Person>;
  productId: string;
  accounts: string[];
}

/** What each desk's customer may owe, minor units. */
export const LIMIT = 500_000_000;

export const openDesks = async (world: World, { ws, count }: { ws: string; count: number }): Promise<Desks> => {
  const admin = await world.person('administrator', { ws });
  const [rep, manager, finance, steward] = await Promise.all([
    world.person('sales-rep', { ws }),
    world.person('sales-manager', { ws }),
    world.person('finance', { ws }),
    world.person('data-steward', { ws }),
  ]);
  const { product, account } = { product: entityOf('product'), account: entityOf('account') };
  const productId = (await makeRecord(admin, product, { price: 10_000, currency: 'CNY', taxRate: 13 })).id;
  const accounts: string[] = [];
  for (let desk = 0; desk < count; desk++)
    accounts.push((await makeRecord(admin, account, { creditLimit: LIMIT, currency: 'CNY' })).id);
  return { people: { rep: rep!, manager: manager!, finance: finance!, steward: steward! }, productId, accounts };
};

/** The product as its users meet it: gone for a moment now and then, and asked again with the same key. */
export const line = (address: () => string, people: Desks['people']) => {
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
export const deal = async (
  api: Line,
  { accountId, productId }: { accountId: string; productId: string },
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
