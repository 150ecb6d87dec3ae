import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChainEntry } from '../../functions/history/chain.ts';
import { verifyChain } from '../../functions/history/chain.ts';
import { toRec } from '../../functions/runtime/stored.ts';
import type { Item } from '../../functions/runtime/table.ts';
import type { Stack } from '../../local/stack.ts';
import { startStack } from '../../local/stack.ts';
import { calendarFor, defaultCalendar } from '../../shared/process/calendar.ts';
import { contributionsOf } from '../../shared/review/projections.ts';
import { changesPartition, counterPartition, historyPrefix, recordKey } from '../../shared/table/keys.ts';
import { bikeShopFile, bikeShopImports, bikeShopStandard, prepareImport } from '../harness/bike-shop.ts';
import { mortal, personAt, seeded } from '../harness/killed.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

const KILLS = 20;
const CUSTOMERS = 2_600;
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

let admin: Person;
beforeAll(async () => {
  const world = await openWorld({ dataDir, now: Date.now });
  admin = await world.person('administrator');
  await admin.call('PUT', '/standards', { version: 0, body: { standard: bikeShopStandard } });
  await world.settle();
  await world.stack.stop();
});
afterAll(remove);

test('an import killed twenty times ends with every row accounted for once, and history and counters right', {
  timeout: 120_000,
}, async () => {
  let url = await start();
  const definition = bikeShopImports[2];
  const files = definition.files.map((file) => headOf(file.name, CUSTOMERS));
  const id = await prepareImport(personAt(url, admin), definition, files);
  expect((await personAt(url, admin).call('POST', `/imports/${id}/run`, { body: {} })).status).toBe(202);
  const random = seeded(20_261_121);
  let kills = 0;
  const statesSeen = new Set<string>();
  for (; kills < KILLS; kills++) {
    await delay(30 + random() * 170);
    await kill(kills % 2 === 0 ? 'parent' : 'group');
    url = await start();
    statesSeen.add(String((await personAt(url, admin).call('GET', `/imports/${id}`)).body.state));
  }
  let job: Any;
  do {
    job = (await personAt(url, admin).call('GET', `/imports/${id}`)).body;
    await delay(50);
  } while (job.state === 'running');
  await kill('group');
  expect(job.state).toBe('done');
  expect([...statesSeen], 'the kills must have met the import at work').toContain('running');

  const stack = await startStack({ dataDir, port: 0, schedules: 'off' });
  try {
    await stack.idle();
    await verify(stack, id, job);
  } finally {
    await stack.stop();
  }
});

const all = async (stack: Stack, input: Parameters<Stack['deps']['table']['queryAll']>[0]): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const item of stack.deps.table.queryAll(input)) items.push(item);
  return items;
};

const verify = async (stack: Stack, id: string, job: Any): Promise<void> => {
  // Every row of every file has one line in the ledger.
  const chunks = await all(stack, { partition: recordKey(MAIN, id).pk, begins: 'p#l#', consistent: true });
  const rows = chunks.flatMap((chunk) => chunk['rows'] as { file: number; row: number; outcome: string }[]);
  expect(rows.length).toBe(3 * CUSTOMERS);
  expect(new Set(rows.map((row) => `${row.file}:${row.row}`)).size).toBe(3 * CUSTOMERS);
  const counts: Record<string, number> = {};
  for (const row of rows) counts[row.outcome] = (counts[row.outcome] ?? 0) + 1;
  expect(job.counts).toMatchObject(counts);

  // Every key has one record, made once.
  const records = (await all(stack, { index: 'changes', partition: changesPartition(MAIN, 'account') })).map(toRec);
  expect(records.length).toBe(new Set(records.map((record) => record.data['code'])).size);
  expect(records.length).toBe(counts['created']);
  expect(records.every((record) => record.version === 1)).toBe(true);

  // The history of each is one sound chain; the counters are the sum of what the records contribute.
  const expected: Record<string, number> = {};
  for (const record of records) {
    const chain = (await all(stack, {
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
    (await all(stack, { partition: counterPartition(MAIN, 'now'), consistent: true })).flatMap(
      ({ pk: _pk, sk, ...fields }) => Object.entries(fields).map(([field, value]) => [`${sk} ${field}`, value]),
    ),
  );
  for (const [name, value] of Object.entries(expected)) expect(counted[name], name).toBe(value);
};
