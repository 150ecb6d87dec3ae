import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { done, makeRecord, unlisted } from './records.ts';
import type { Any, Person, Reply, World } from './world.ts';
import { openWorld } from './world.ts';

type Body = Record<string, unknown>;

/** A company that sells: people, a customer and a product, and what they do with documents. */
export interface Trade {
  world: World;
  rep: Person;
  manager: Person;
  finance: Person;
  executive: Person;
  admin: Person;
  accountId: string;
  productId: string;
  close: () => Promise<void>;
  make: (collection: string, body: Body) => Promise<Any>;
  read: (collection: string, id: string) => Promise<Any>;
  act: (person: Person, collection: string, record: Any, action: string, body?: Body) => Promise<Reply<Any>>;
  decide: (person: Person, collection: string, record: Any, body?: Body, key?: string) => Promise<Reply<Any>>;
  /** The record once everybody who has to has signed. */
  signed: (collection: string, record: Any) => Promise<Any>;
  /** An order that is approved. */
  order: (lines: Body[], head?: Body) => Promise<Any>;
  quote: (lines: Body[], head?: Body) => Promise<Any>;
  ship: (order: Any, body?: Body, key?: string) => Promise<Reply<Any>>;
  /** A shipment that was submitted and approved, as it stands afterwards. */
  shipped: (order: Any, lines?: Body[]) => Promise<Any>;
  /** Lets the clock be days ahead for a while; whoever acts is signed in anew. */
  later: (days: number, then: () => Promise<void>) => Promise<void>;
}

export const openTrade = async (): Promise<Trade> => {
  const world = await openWorld({ ticking: 'real' });
  const rep = await world.person('sales-rep', { team: 'east' });
  const manager = await world.person('sales-manager', { team: 'east' });
  const finance = await world.person('finance');
  const executive = await world.person('executive');
  const admin = await world.person('administrator');
  const accountId = (await makeRecord(rep, account)).id;
  const productId = (await makeRecord(admin, product, unlisted)).id;

  const make: Trade['make'] = async (collection, body) => done(await rep.call('POST', `/${collection}`, { body }));
  const read: Trade['read'] = async (collection, id) => done(await admin.call('GET', `/${collection}/${id}`));
  const act: Trade['act'] = (person, collection, record, action, body = {}) =>
    person.call('POST', `/${collection}/${record.id}/actions/${action}`, { version: record.version, body });
  const decide: Trade['decide'] = (person, collection, record, body = { verdict: 'approve' }, key) =>
    person.call('POST', `/${collection}/${record.id}/decisions`, {
      body,
      ...(key ? { headers: { 'idempotency-key': key } } : {}),
    });
  const signed: Trade['signed'] = async (collection, record) => {
    let now = record;
    let last: unknown;
    for (const person of [manager, finance, executive]) {
      if (now.process.approval?.outcome !== undefined || now.status !== 'pending-approval') break;
      const reply = await decide(person, collection, now);
      if (reply.status === 200) now = reply.body;
      last = [last, reply.body];
    }
    if (now.status === 'pending-approval')
      throw new Error(`nobody signs ${collection}/${record.id}: ${JSON.stringify(last)}`);
    return read(collection, record.id);
  };
  const deal = (lines: Body[], head: Body): Body => ({
    accountId,
    currency: 'CNY',
    taxIncluded: false,
    lines: lines.map((line) => ({ productId, ...line })),
    ...head,
  });
  const letOut = async (collection: string, body: Body): Promise<Any> =>
    signed(collection, done(await act(rep, collection, await make(collection, body), 'submit')));
  const ship: Trade['ship'] = (order, body = {}, key) =>
    rep.call('POST', `/orders/${order.id}/shipments`, {
      body,
      ...(key ? { headers: { 'idempotency-key': key } } : {}),
    });
  const people = ['rep', 'manager', 'finance'] as const;
  const later: Trade['later'] = async (days, then) => {
    const move = async (by: number) => {
      world.clock.now += by * 86_400_000;
      for (const name of people) Object.assign(trade[name], await world.again(trade[name]));
    };
    await move(days);
    await then().finally(() => move(-days));
  };
  const trade: Trade = {
    world,
    rep,
    manager,
    finance,
    executive,
    admin,
    accountId,
    productId,
    close: () => world.close(),
    make,
    read,
    act,
    decide,
    signed,
    order: (lines, head = {}) => letOut('orders', deal(lines, { orderDate: '2026-11-20', ...head })),
    quote: (lines, head = {}) =>
      letOut('quotes', deal(lines, { quoteDate: '2026-11-20', validUntil: '2026-12-20', ...head })),
    ship,
    shipped: async (order, lines) =>
      signed('shipments', done(await ship(order, { submit: true, ...(lines ? { lines } : {}) }))),
    later,
  };
  return trade;
};
