import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobCtx } from '../../functions/runtime/job-ctx.ts';
import { toItem, toRec } from '../../functions/runtime/stored.ts';
import type { Units } from '../../functions/runtime/table.ts';
import { metered } from '../../functions/runtime/table.ts';
import { refreshValue } from '../../functions/value/refresh.ts';
import { activity } from '../../shared/activities/activity.ts';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { everyAccount, recordKey, valueMarkKey } from '../../shared/table/keys.ts';
import { customerValue, valueIdOf } from '../../shared/value/customer-value.ts';
import { factsOf } from '../../shared/value/facts.ts';
import { defaultValuePolicy } from '../../shared/value/policy.ts';
import { valueOn } from '../../shared/value/value.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;
let rep: Person;
let productId: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  rep = await world.person('sales-rep', { scope: 'own', team: 'east' });
  productId = (await makeRecord(admin, product, { cost: 60, currency: 'CNY' })).id;
});
afterAll(() => world.close());

const table = () => world.stack.deps.table;
const stored = async (id: string): Promise<Rec> => toRec((await table().get(recordKey(MAIN, id)))!);

/** The next version of a record as an import or a merge would write it. */
const rewrite = async (id: string, change: (rec: Rec) => Rec): Promise<void> => {
  const current = await stored(id);
  const next = {
    ...change(current),
    version: current.version + 1,
    updatedAt: new Date(world.clock.now).toISOString(),
    updatedBy: admin.memberId,
  };
  await table().write([{ op: 'replace', item: toItem(entityOf(next.type), next), version: current.version }]);
};

let made = 0;
/** An order as a job or an import brings it: completed, so many days ago, so many pieces at 1.00. */
const order = async (
  accountId: string,
  days: number,
  quantity = 100,
  via: 'job' | 'import' = 'job',
): Promise<string> => {
  const at = new Date(world.clock.now).toISOString();
  const id = `ord_V${++made}`;
  const orderDate = addDays(localDate(at, 'Asia/Shanghai'), -days);
  const rec: Rec = {
    type: 'order',
    id,
    ws: MAIN,
    version: 1,
    schemaVersion: 1,
    createdAt: at,
    createdBy: admin.memberId,
    updatedAt: at,
    updatedBy: admin.memberId,
    via,
    occurredAt: `${orderDate}T00:00:00.000Z`,
    enteredAt: at,
    source: 'import:imp_1',
    data: { number: `V-${made}`, accountId, status: 'completed', orderDate, currency: 'CNY' },
    lines: [{ productId, quantity, unitPrice: 100, amount: quantity * 100 }],
  };
  await table().write([{ op: 'create', item: toItem(entityOf('order'), rec) }]);
  return id;
};

/** What the stream has marked, the clock works out. */
const worked = async (): Promise<void> => {
  await world.settle();
  await world.stack.runSchedule('customer-values');
  await world.settle();
};

const readValue = async (accountId: string, person = admin): Promise<Any> => {
  await worked();
  return done(await person.call('GET', `/customer-values/${valueIdOf(accountId)}`));
};

/** What all documents say, read from the whole table and not by account. */
const anew = async (ids: readonly string[]): Promise<Any> => {
  const documents: Rec[] = [];
  for (const type of ['order', 'activity', 'opportunity'])
    for await (const item of table().queryAll({ index: 'changes', partition: `${MAIN}#${type}` }))
      if (ids.includes(String((item['data'] as Any).accountId))) documents.push(toRec(item));
  const { cost } = (await stored(productId)).data;
  const facts = factsOf(documents, {
    policy: { rates: [] },
    own: 'CNY',
    timeZone: 'Asia/Shanghai',
    costOf: () => ({ cost: Number(cost), currency: 'CNY' }),
  });
  return valueOn(facts, localDate(new Date(world.clock.now).toISOString(), 'Asia/Shanghai'), defaultValuePolicy);
};

describe('the value of a customer', () => {
  it('follows its documents: orders, their state, activities, and the cost of what it bought', async () => {
    const { id } = await makeRecord(rep, account, { name: 'Valued' });
    await world.settle();
    expect((await rep.call('GET', `/customer-values/${valueIdOf(id)}`)).status).toBe(404);
    const orders = [await order(id, 20), await order(id, 200), await order(id, 400)];
    expect(await readValue(id)).toMatchObject({ ...(await anew([id])), name: 'Valued', ownerId: rep.memberId });
    await rewrite(orders[1]!, (rec) => ({ ...rec, data: { ...rec.data, status: 'cancelled' } }));
    expect(await readValue(id)).toMatchObject({ orders: 2, revenue12: 10_000, ...(await anew([id])) });
    await makeRecord(rep, activity, { kind: 'visit', accountId: id });
    expect(await readValue(id)).toMatchObject({ serve12: 60_000, profit12: 4_000 - 60_000, ...(await anew([id])) });
    await rewrite(productId, (rec) => ({ ...rec, data: { ...rec.data, cost: 50 } }));
    expect(await readValue(id)).toMatchObject({ margin12: 5_000, ...(await anew([id])) });
    const settled = (await readValue(id)).version;
    done(await admin.call('POST', '/customer-values/rebuild', { body: {} }));
    expect((await readValue(id)).version).toBe(settled);
  });

  it('moves with an order to another account, and with its owner', async () => {
    const [from, to] = [await makeRecord(rep, account), await makeRecord(rep, account)];
    const id = await order(from.id, 10);
    expect(await readValue(from.id)).toMatchObject({ orders: 1 });
    await rewrite(id, (rec) => ({ ...rec, data: { ...rec.data, accountId: to.id } }));
    expect(await readValue(to.id)).toMatchObject({ orders: 1, segment: 'new' });
    expect(await readValue(from.id)).toMatchObject({ orders: 0, segment: 'none' });
    await rewrite(to.id, (rec) => ({ ...rec, ownerId: admin.memberId }));
    expect(await readValue(to.id)).toMatchObject({ ownerId: admin.memberId });
    expect((await rep.call('GET', `/customer-values/${valueIdOf(to.id)}`)).status).toBe(404);
  });

  it('counts a merged account for the one that it became, and both again when the merge is undone', async () => {
    const [winner, loser] = [await makeRecord(admin, account), await makeRecord(admin, account)];
    await order(winner.id, 10);
    await order(loser.id, 30);
    expect(await readValue(loser.id)).toMatchObject({ orders: 1 });
    await rewrite(loser.id, (rec) => ({ ...rec, aliasOf: winner.id }));
    await rewrite(winner.id, (rec) => ({ ...rec, aliases: [loser.id] }));
    expect(await readValue(winner.id)).toMatchObject({ orders: 2, ...(await anew([winner.id, loser.id])) });
    expect((await readValue(loser.id)).archivedAt).toBeDefined();
    await rewrite(loser.id, ({ aliasOf: _alias, ...rec }) => rec);
    await rewrite(winner.id, ({ aliases: _aliases, ...rec }) => rec);
    expect(await readValue(winner.id)).toMatchObject({ orders: 1 });
    expect((await readValue(loser.id)).archivedAt).toBeUndefined();
  });

  it('reads the documents of the one account, however many there are beside it', async () => {
    const { id } = await makeRecord(admin, account);
    for (const days of [10, 50, 90]) await order(id, days);
    await worked();
    const cost = async (): Promise<Units> => {
      const units: Units = { read: 0, write: 0 };
      const ctx = (await jobCtx(MAIN, 'job:value', world.stack.deps))!;
      await refreshValue(id, undefined, { ...ctx, table: metered(table(), units) });
      return units;
    };
    const before = await cost();
    for (let more = 0; more < 5; more++) await order((await makeRecord(admin, account)).id, 5);
    await worked();
    expect(await cost()).toEqual(before);
    // Account 1, value 1, its timeline 0.5 a 4 kB, each order 1, the product 1; nothing was new.
    expect(before.read).toBeLessThanOrEqual(7);
    expect(before.write).toBe(0);
  });

  it('of imported orders is worked out when the import has ended, by the clock', async () => {
    const { id } = await makeRecord(admin, account);
    await order(id, 10, 100, 'import');
    await world.settle();
    const path = `/customer-values/${valueIdOf(id)}`;
    expect((await admin.call('GET', path)).status).toBe(404);
    await table().write([{ op: 'put', item: { ...valueMarkKey(MAIN, everyAccount), at: '2026-11-21' } }]);
    await world.stack.runSchedule('customer-values');
    expect(await readValue(id)).toMatchObject({ revenue12: 10_000 });
  });

  it('is told to nobody with its costs who does not see costs, nor by a filter', async () => {
    const { id } = await makeRecord(rep, account);
    await order(id, 10);
    const seen = await readValue(id, rep);
    expect(seen.revenue12).toBe(10_000);
    for (const [name, field] of Object.entries(customerValue.fields))
      if ((field.meta()?.['field'] as Any)?.sensitive) expect(seen).not.toHaveProperty(name);
    const guess = await rep.call('GET', '/customer-values?filter=margin12:gt:1');
    expect(guess).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  it('is judged anew when the bounds change', async () => {
    const { id } = await makeRecord(admin, account);
    await order(id, 10);
    expect(await readValue(id)).toMatchObject({ monetary: 1 });
    const { version, policy } = done(await admin.call('GET', '/value-policy'));
    const body = { policy: { ...policy, revenue: [1_000, 2_000, 3_000, 9_000] } };
    done(await admin.call('PUT', '/value-policy', { version, body }));
    expect(await readValue(id)).toMatchObject({ monetary: 5 });
    expect((await admin.call('PUT', '/value-policy', { version, body })).status).toBe(412);
    expect((await rep.call('PUT', '/value-policy', { version: version + 1, body })).status).toBe(403);
    const back = { policy: { ...policy, orders: [4, 2, 8, 12] } };
    expect(await admin.call('PUT', '/value-policy', { version: version + 1, body: back })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'policy.orders.1', code: 'out-of-order' }] },
    });
    done(await admin.call('PUT', '/value-policy', { version: version + 1, body: { policy } }));
  });

  // Moves the clock: the last one.
  it('becomes one at risk by the clock alone, on the day and not before', async () => {
    const { id } = await makeRecord(admin, account);
    for (const days of [0, 20, 40]) await order(id, days);
    expect(await readValue(id)).toMatchObject({ segment: 'new', interval: 20 });
    const days = async (more: number) => {
      world.clock.now += more * 86_400_000;
      admin = await world.again(admin);
      await world.stack.runSchedule('document-alarms');
      return readValue(id);
    };
    expect(await days(30)).toMatchObject({ segment: 'new' });
    expect(await days(1)).toMatchObject({ segment: 'at-risk', why: 'silent' });
    expect(await days(1)).toMatchObject(await anew([id]));
  });
});
