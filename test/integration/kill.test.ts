import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChainEntry } from '../../functions/history/chain.ts';
import { verifyChain } from '../../functions/history/chain.ts';
import { toRec } from '../../functions/runtime/stored.ts';
import type { Item } from '../../functions/runtime/table.ts';
import type { Stack } from '../../local/stack.ts';
import { startStack } from '../../local/stack.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { calendarFor, defaultCalendar } from '../../shared/process/calendar.ts';
import { contributionsOf } from '../../shared/review/projections.ts';
import {
  changesPartition,
  counterPartition,
  creditKey,
  historyPrefix,
  recordKey,
  stepPrefix,
} from '../../shared/table/keys.ts';
import { bikeShopFile, bikeShopImports, bikeShopStandard, prepareImport } from '../harness/bike-shop.ts';
import type { Desks } from '../harness/desks.ts';
import { deal, LIMIT, line, openDesks } from '../harness/desks.ts';
import { mortal, personAt, seeded } from '../harness/killed.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN, OTHER, openWorld } from '../harness/world.ts';

/** One company imports its customers, another one sells, both while the product is killed again and again. */
const KILLS = 14;
const CUSTOMERS = 2_600;
/** Salespeople at work at once; each makes one deal after the other until the last kill. */
const DESKS = 3;
const calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');

const { dataDir, start, kill, remove } = mortal('kill');

const headOf = (name: string, rows: number): Buffer =>
  Buffer.from(
    bikeShopFile(name)
      .toString('utf8')
      .split('\n')
      .slice(0, rows + 1)
      .join('\n'),
  );

let desks: Desks;
let stack: Stack;
let importId: string;
let job: Any;
let deals = 0;
const statesSeen = new Set<string>();
const refusals: string[] = [];

/** @returns the administrator of the company that imports */
const prepared = async (): Promise<Person> => {
  const world = await openWorld({ dataDir, now: Date.now });
  const admin = await world.person('administrator');
  await admin.call('PUT', '/standards', { version: 0, body: { standard: bikeShopStandard } });
  desks = await openDesks(world, { ws: OTHER, count: DESKS });
  await world.settle();
  await world.stack.stop();
  return admin;
};

beforeAll(async () => {
  const admin = await prepared();
  let url = await start();
  const definition = bikeShopImports[2];
  const files = definition.files.map((file) => headOf(file.name, CUSTOMERS));
  importId = await prepareImport(personAt(url, admin), definition, files);
  const imported = async (): Promise<Any> => (await personAt(url, admin).call('GET', `/imports/${importId}`)).body;
  expect((await personAt(url, admin).call('POST', `/imports/${importId}/run`, { body: {} })).status).toBe(202);
  const random = seeded(20_261_121);
  let over = false;
  const api = line(() => url, desks.people);
  const selling = Promise.allSettled(
    desks.accounts.map(async (accountId) => {
      for (let count = 0; !over; count++) {
        await deal(api, { accountId, productId: desks.productId }, { random, count });
        deals++;
      }
    }),
  );
  for (let kills = 0; kills < KILLS; kills++) {
    await delay(60 + random() * 240);
    await kill(kills % 2 === 0 ? 'parent' : 'group');
    url = await start();
    statesSeen.add(String((await imported()).state));
  }
  over = true;
  for (const desk of await selling) if (desk.status === 'rejected') refusals.push(String(desk.reason));
  do {
    job = await imported();
    await delay(50);
  } while (job.state === 'running');
  await kill('group');
  stack = await startStack({ dataDir, port: 0, schedules: 'off' });
  await stack.idle();
}, 150_000);
afterAll(async () => {
  await stack?.stop();
  remove();
});

const all = async (input: Parameters<Stack['deps']['table']['queryAll']>[0]): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const item of stack.deps.table.queryAll(input)) items.push(item);
  return items;
};

test('the kills met the import at work, and people', () => {
  expect([...statesSeen]).toContain('running');
  expect(refusals).toEqual([]);
  expect(deals).toBeGreaterThanOrEqual(DESKS);
});

test('an import killed again and again ends with every row accounted for once, and history and counters right', {
  timeout: 60_000,
}, async () => {
  expect(job.state).toBe('done');
  // Every row of every file has one line in the ledger.
  const chunks = await all({ partition: recordKey(MAIN, importId).pk, begins: 'p#l#', consistent: true });
  const rows = chunks.flatMap((chunk) => chunk['rows'] as { file: number; row: number; outcome: string }[]);
  expect(rows.length).toBe(3 * CUSTOMERS);
  expect(new Set(rows.map((row) => `${row.file}:${row.row}`)).size).toBe(3 * CUSTOMERS);
  const counts: Record<string, number> = {};
  for (const row of rows) counts[row.outcome] = (counts[row.outcome] ?? 0) + 1;
  expect(job.counts).toMatchObject(counts);

  // Every key has one record, made once.
  const records = (await all({ index: 'changes', partition: changesPartition(MAIN, 'account') })).map(toRec);
  expect(records.length).toBe(new Set(records.map((record) => record.data['code'])).size);
  expect(records.length).toBe(counts['created']);
  expect(records.every((record) => record.version === 1)).toBe(true);

  // The history of each is one sound chain; the counters are the sum of what the records contribute.
  const expected: Record<string, number> = {};
  for (const record of records) {
    const chain = (await all({
      partition: recordKey(MAIN, record.id).pk,
      begins: historyPrefix,
      consistent: true,
    })) as unknown as ChainEntry[];
    expect(chain.map((entry) => entry.version)).toEqual([1]);
    expect(verifyChain(chain)).toEqual([]);
    for (const { period, item, field, amount } of contributionsOf(record, calendar)) {
      if (period === 'now') expected[`${item} ${field}`] = (expected[`${item} ${field}`] ?? 0) + amount;
    }
  }
  const counted = Object.fromEntries(
    (await all({ partition: counterPartition(MAIN, 'now'), consistent: true })).flatMap(({ pk: _pk, sk, ...fields }) =>
      Object.entries(fields).map(([field, value]) => [`${sk} ${field}`, value]),
    ),
  );
  for (const [name, value] of Object.entries(expected)) expect(counted[name], name).toBe(value);
});

test('deals from lead to money, killed again and again and gone on with: nothing doubled, nothing half done', async () => {
  const every = async (type: string): Promise<Rec[]> =>
    (await all({ index: 'changes', partition: changesPartition(OTHER, type) })).map(toRec);
  const [quotes, orders, shipments, receivables, payments] = await Promise.all(
    ['quote', 'order', 'shipment', 'receivable', 'payment'].map(every),
  );
  expect([quotes, orders, shipments, receivables, payments].map((one) => one!.length)).toEqual(
    [1, 1, 2, 2, 2].map((times) => times * deals),
  );
  const [leads, customers, contacts, opportunities, merges] = await Promise.all(
    ['lead', 'account', 'contact', 'opportunity', 'merge'].map(every),
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
    expect(desks.accounts, 'no link of a merged customer was touched').not.toContain(rec.data['accountId']);
  expect(merges!.some((rec) => rec.data['state'] === 'undone')).toBe(true);
  for (const id of desks.accounts) {
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
    const { pk: partition } = recordKey(OTHER, rec.id);
    const { items } = await stack.deps.table.query({ partition, begins: stepPrefix, consistent: true });
    expect(items.map((step) => step['seq'])).toEqual(Array.from({ length: rec.process!.seq }, (_, index) => index + 1));
  }
  for (const accountId of desks.accounts) {
    const counter = await stack.deps.table.get(creditKey(OTHER, accountId, 'CNY'));
    expect(counter, accountId).toMatchObject({ exposure: 0, available: LIMIT });
  }
});
