import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receivableLooks } from '../../functions/receivables/alarms.ts';
import { ringAlarms } from '../../functions/runtime/alarms.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { Item, Write } from '../../functions/runtime/table.ts';
import { metered } from '../../functions/runtime/table.ts';
import { account } from '../../shared/customers/account.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays } from '../../shared/kernel/time.ts';
import type { Key } from '../../shared/table/keys.ts';
import { alarmPartition, recordKey } from '../../shared/table/keys.ts';
import { receivableOf, storedDocument } from '../harness/receivables.ts';
import { done, makeRecord } from '../harness/records.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let start: number;
beforeAll(async () => {
  world = await openWorld();
  start = world.clock.now;
});
afterAll(() => world.close());

/** A company of its own for each test, from the same day on. */
let ws: string;
let rep: Person;
let finance: Person;
let accountId: string;
beforeEach(async () => {
  world.clock.now = start;
  ws = await openWorkspace(world);
  rep = await world.person('sales-rep', { ws, scope: 'own', team: 'east' });
  finance = await world.person('finance', { ws });
  accountId = (await makeRecord(rep, account)).id;
});

/** The job as the schedule sends it. */
const run = async (): Promise<void> => {
  await world.stack.deps.queue.send([{ job: 'documents.alarms', ws }]);
  await world.settle();
};
/** The same at once, in this process. */
const ring = (deps: Deps = world.stack.deps): Promise<void> =>
  ringAlarms(receivableLooks)({ job: 'documents.alarms', ws }, deps);
/** Noon in Shanghai of a date, or another hour of it. */
const on = (date: string, hour = 12): void => {
  world.clock.now = Date.parse(`${date}T00:00:00+08:00`) + hour * 3_600_000;
};
const stored = async ({ id }: { id: string }): Promise<Any> =>
  (await world.stack.deps.table.get(recordKey(ws, id))) as Any;
const ownedBy = (person: Person) => ({ ws, ownerId: person.memberId, teamId: 'east' });
const receivable = (data: Record<string, unknown> = {}) =>
  receivableOf(world, accountId, { dueDate: '2026-11-30', ...data }, ownedBy(rep));
const reminders = async (person: Person, id: string): Promise<string[]> => {
  const signedIn = await world.again(person);
  const { body } = await signedIn.call('GET', '/notices');
  return body.items
    .filter((one: Any) => one.subjectId === id && one.kind === 'payment-overdue')
    .map((one: Any) => one.title);
};

describe('a quote', () => {
  const quote = (status: string): Promise<Rec> =>
    storedDocument(world, 'quote', { accountId, status, currency: 'CNY', validUntil: '2026-11-30' }, ownedBy(rep));

  it('expires when its last day is over where the company is, and not an hour before', async () => {
    const sent = await quote('sent');
    const approved = await quote('approved');
    const draft = await quote('draft');
    const accepted = await quote('accepted');
    on('2026-11-30', 23);
    await run();
    expect((await stored(sent)).version).toBe(1);
    on('2026-12-01', 0.5);
    await run();
    const expired = await stored(sent);
    expect(expired).toMatchObject({ version: 2, updatedBy: 'job:clock', via: 'job', data: { status: 'expired' } });
    expect(expired.process.trail.at(-1)).toMatchObject({ action: 'expire', by: 'job:clock', to: 'expired' });
    expect((await stored(approved)).data.status).toBe('expired');
    expect([(await stored(draft)).version, (await stored(accepted)).version]).toEqual([1, 1]);
    await run();
    expect((await stored(sent)).version).toBe(2);
  });
});

describe('a receivable', () => {
  it('becomes overdue after the days of grace, and its reminders come on days 3, 10, 20, 30 … once each', async () => {
    const one = await receivable();
    const course: [number, unknown, unknown][] = [];
    let last = '';
    for (let day = 0; day <= 41; day++) {
      on(addDays('2026-11-30', day));
      await ring();
      await ring();
      const { data } = await stored(one);
      const now = `${data.status} ${data.reminder}`;
      if (now !== last) course.push([day, data.status, data.reminder]);
      last = now;
    }
    expect(course).toEqual([
      [0, 'open', undefined],
      [3, 'open', 1],
      [4, 'overdue', 1],
      [10, 'overdue', 2],
      [20, 'overdue', 3],
      [30, 'overdue', 4],
      [40, 'overdue', 5],
    ]);
    await world.settle();
    const owed = `${String((one.data as Any).number)} · CNY 1,000.00`;
    expect(await reminders(rep, one.id)).toEqual(Array(5).fill(owed));
    expect(await reminders(finance, one.id)).toEqual(Array(5).fill(owed));
  });

  it('tells nobody twice, however often and at once the message comes, and is not told of to who turned it off', async () => {
    const quiet = await world.person('finance', { ws });
    const settings = { 'payment-overdue': { app: false, mail: false } };
    done(await quiet.call('PUT', '/notices/settings', { body: { settings } }));
    const stranger = await world.person('sales-rep', { ws, scope: 'own', team: 'west' });
    const one = await receivable();
    on('2026-12-20');
    await Promise.all([ring(), ring(), ring(), ring()]);
    await run();
    await world.settle();
    expect(await stored(one)).toMatchObject({
      version: 2,
      data: { status: 'overdue', reminder: 1, nextReminder: '2026-12-30' },
    });
    for (const [person, times] of [
      [rep, 1],
      [finance, 1],
      [quiet, 0],
      [stranger, 0],
    ] as const)
      expect((await reminders(person, one.id)).length).toBe(times);
  });

  it('that was paid, or is about to be written off, is left alone', async () => {
    const paid = await receivable();
    const body = { accountId, date: '2026-11-20', currency: 'CNY', amount: 100_000, oldestFirst: true };
    done(await finance.call('POST', '/payments', { body }));
    const pending = await receivable({ status: 'pending-write-off' });
    on('2026-12-20');
    await run();
    expect((await stored(paid)).data).toMatchObject({ status: 'paid' });
    expect((await stored(paid)).data.reminder).toBeUndefined();
    expect((await stored(pending)).version).toBe(1);
  });

  it('that came by import as overdue is reminded of as well', async () => {
    const one = await receivable({ status: 'overdue', dueDate: '2026-10-01' });
    await run();
    expect((await stored(one)).data).toMatchObject({ reminder: 1, nextReminder: '2026-11-30' });
  });

  it('in its days of grace is looked at once, not each hour; its version stays', async () => {
    for (let i = 0; i < 5; i++) await receivable();
    on('2026-12-01');
    await ring();
    const units = { read: 0, write: 0 };
    const deps = world.stack.deps;
    await ring({ ...deps, table: metered(deps.table, units) });
    expect(units.write).toBe(0);
    expect(units.read).toBeLessThanOrEqual(2);
    const rest: string[] = [];
    for await (const item of deps.table.queryAll({ index: 'due', partition: alarmPartition(ws) }))
      rest.push(String(item['g3s']));
    expect(rest.map((sort) => sort.slice(0, 10))).toEqual(Array(5).fill('2026-12-03'));
    // What was put off is no change: the history has the one entry that there is.
    await world.settle();
    const list = done(await (await world.again(rep)).call('GET', '/receivables'));
    const history = done(await (await world.again(rep)).call('GET', `/receivables/${list.items[0].id}/history`));
    expect(history.items.length).toBe(1);
    expect(list.items.map((one: Any) => one.version)).toEqual(Array(5).fill(1));
  });
});

describe('a run', () => {
  it('comes to everything else though one document cannot be written, and says that it failed', async () => {
    const many = await Promise.all(Array.from({ length: 4 }, () => receivable()));
    on('2026-12-20');
    const { deps } = world.stack;
    const table = {
      ...deps.table,
      write: (writes: readonly Write[]) =>
        writes.some((one) => 'item' in one && one.item['id'] === many[1]!.id)
          ? Promise.reject(new Error('out of order'))
          : deps.table.write(writes),
    };
    await expect(ring({ ...deps, table })).rejects.toThrow('out of order');
    const states = async () => Promise.all(many.map(async (one) => (await stored(one)).data.status));
    expect(await states()).toEqual(['overdue', 'open', 'overdue', 'overdue']);
    await ring();
    expect(await states()).toEqual(Array(4).fill('overdue'));
    expect((await stored(many[0]!)).version).toBe(2);
  });

  it('costs nothing for what is not due', async () => {
    for (let i = 0; i < 5; i++) await receivable();
    const units = { read: 0, write: 0 };
    await ring({ ...world.stack.deps, table: metered(world.stack.deps.table, units) });
    expect(units).toEqual({ read: 1, write: 0 });
  });

  it('leaves alone what somebody changes at the same moment', async () => {
    const one = await receivable();
    on('2026-12-20');
    const { deps } = world.stack;
    let changed = false;
    const table = {
      ...deps.table,
      write: async (writes: readonly Write[]) => {
        if (!changed) {
          changed = true;
          const item = (await deps.table.get(recordKey(ws, one.id))) as Item & Key;
          await deps.table.write([{ op: 'replace', item: { ...item, version: 2 }, version: 1 }]);
        }
        return deps.table.write(writes);
      },
    };
    await ring({ ...deps, table });
    expect(await stored(one)).toMatchObject({ version: 2, data: { status: 'open' } });
  });
});

describe('an order that was released over the limit', () => {
  const order = (data: Record<string, unknown>): Promise<Rec> =>
    storedDocument(
      world,
      'order',
      {
        accountId,
        currency: 'CNY',
        orderDate: '2026-11-01',
        releasedUntil: '2026-11-30',
        releasedBy: finance.memberId,
        ...data,
      },
      {
        ...ownedBy(rep),
        lines: [{ productId: 'prd_1', description: 'Helmet', quantity: 10, unitPrice: 3499, taxRate: 13, shipped: 0 }],
      },
    );

  it('is held again when the release is over and something is still to be shipped', async () => {
    const one = await order({ status: 'partially-shipped' });
    on('2026-11-30', 23);
    await run();
    expect((await stored(one)).data.status).toBe('partially-shipped');
    on('2026-12-01', 1);
    await run();
    const held = await stored(one);
    expect(held.data).toMatchObject({ status: 'on-hold', holdReason: 'release' });
    expect(held.data.releasedUntil).toBeUndefined();
    await run();
    expect((await stored(one)).version).toBe(2);
  });

  it('is left alone where nothing is left to ship, and is not looked at for ever', async () => {
    const one = await order({ status: 'partially-shipped', shippedTotal: 10_000_000 });
    on('2026-12-01');
    await run();
    const left = await stored(one);
    expect([left.version, left.data.status, left.g3s]).toEqual([1, 'partially-shipped', undefined]);
  });
});
