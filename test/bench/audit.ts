import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { env } from '../../functions/runtime/env.ts';
import { openLists } from '../../functions/runtime/lists.ts';
import { toItem } from '../../functions/runtime/stored.ts';
import type { Item, Table } from '../../functions/runtime/table.ts';
import { localClient } from '../../local/client.ts';
import { rules } from '../../shared/audit/catalogue.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { changesPartition } from '../../shared/table/keys.ts';
import { generateCompany } from '../data/company-generator.ts';
import { at, DAY, iso } from '../data/service-generator-clock.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';
import { memoryOf } from './product.ts';
import { load } from './scale-data.ts';

// A company with counted faults of every rule in the table, swept whole, and then a night after a day's work. What was found must be the
// faults and nothing else, and what the night reads must go by what has changed or is due. `npm run bench -- audit`.

const RECORDS = 200_000;
const CHANGED = 500;
const DUE = 200;

/**
 * Rules that this measurement turns off, as records are put without what these read besides: the histories and credit counters that the
 * product writes in the same transaction, and findings, which the sweep makes itself. `npm test` measures them on few records.
 */
const OFF = [
  'history-chain-broken',
  'edited-after-approval',
  'exposure-differs',
  'probation-error',
  'prevention-without-effect',
];

const now = at('2026-10-08', '10:00');

/** Most units that a night may read for what changed or is due, and for being a night: a share for each record, and a look at each kind. */
const EACH = 4;
const NIGHT = 40;

/**
 * Between two runs (ms). The list index reads the last twenty seconds again, in case a write was slow to appear: a night that came ten seconds
 * after the sweep would pay for the findings that the sweep wrote.
 */
const PAUSE = 60_000;

const check = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`the audit does not hold: ${what}`);
};

/** A table whose tail of changes is what was just written: the embedded server reads some hundred of them a second. */
const withTail = (table: Table, items: readonly Item[]): Table => ({
  ...table,
  query: (query) =>
    query.index === 'changes' ? Promise.resolve({ items: [...items], next: undefined }) : table.query(query),
});

/** Loads the records with their list snapshots. */
const fill = async ({ stack: { deps } }: World, records: readonly Rec[]): Promise<void> => {
  const begun = performance.now();
  const byType = Map.groupBy(records, (rec) => rec.type);
  const there = new Map<string, Item[]>();
  for (const type of byType.keys()) {
    const partition = changesPartition(MAIN, type);
    there.set(type, (await deps.table.query({ index: 'changes', partition })).items);
  }
  const client = new DynamoDBClient(localClient(String(env.dynamoEndpoint)));
  await load(client, records);
  client.destroy();
  const lists = openLists(deps.objects, deps.now);
  for (const [type, own] of byType) {
    const items = [...there.get(type)!, ...own.map((rec): Item => toItem(entityOf(type), rec))];
    await lists.snapshot(MAIN, type, withTail(deps.table, items));
  }
  deps.lists.forget();
  console.log(
    `${records.length} records and their lists written in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  );
};

/** Carries a run out and waits for it. */
const carryOut = async (world: World, steward: Person, kind: 'sweep' | 'incremental') => {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(process.pid));
  }, 1000);
  const begun = performance.now();
  const started = await steward.call('POST', '/audit-runs', { body: { kind } });
  check(started.status === 202, `the run was answered ${started.status}`);
  await world.settle();
  clearInterval(watch);
  const { body } = await steward.call('GET', `/audit-runs/${started.body.id}`);
  check(body.state === 'done', `the run is ${body.state}`);
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `${kind}: ${body.counts.checked} checked, ${body.counts.faults} faults, ${seconds.toFixed(1)} s, ` +
      `${body.units.read} read units, ${body.units.write} write units${most > 0 ? `, ${most.toFixed(0)} MB` : ''}`,
  );
  return body as Any;
};

/** What stands in the findings, as the generator names it. */
const found = async ({ stack: { deps } }: World): Promise<Set<string>> => {
  const view = await deps.lists.fresh(MAIN, 'finding', deps.table);
  return new Set([...view.rows.values()].map((row) => `${row['rule']}|${row['subjectId']}|${row['locator']}`));
};

const compare = (
  seen: ReadonlySet<string>,
  expected: ReadonlySet<string>,
  cases: Record<string, { near: number }>,
): void => {
  const isMeasured = (name: string) => !OFF.includes(name.split('|')[0]!);
  const made = [...expected].filter(isMeasured);
  const right = made.filter((name) => seen.has(name)).length;
  for (const name of [
    ...made.filter((one) => !seen.has(one)).map((one) => `missed ${one}`),
    ...[...seen].filter((one) => !expected.has(one)).map((one) => `not a fault ${one}`),
  ].slice(0, 20))
    console.log(`  ${name}`);
  const near = Object.entries(cases).reduce((sum, [rule, one]) => (isMeasured(rule) ? sum + one.near : sum), 0);
  console.log(
    `precision ${right / seen.size}, recall ${right / made.length}: ${made.length} faults and ${near} near-misses of ${rules.length - OFF.length - 1} rules`,
  );
  check(right === made.length && right === seen.size, 'what was found is not what is faulty');
};

/** The next version of records, written past the checks of entry. */
const change = async ({ stack: { deps }, clock }: World, records: readonly Rec[]): Promise<void> => {
  for (let from = 0; from < records.length; from += 90)
    await deps.table.write(
      records.slice(from, from + 90).map((rec) => ({
        op: 'replace',
        version: rec.version,
        item: toItem(entityOf(rec.type), {
          ...rec,
          version: rec.version + 1,
          updatedAt: iso(clock.now),
          data: { ...rec.data, note: '已核对' },
        }),
      })),
    );
};

/** @param size records at least */
export const measureAudit = async (size = RECORDS): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'evergreen-audit-'));
  try {
    const company = generateCompany({ seed: 20_261_008, now, records: size, without: OFF.slice(3) });
    const { records } = company;
    // Deals that become stuck after the idle night, by the clock alone.
    const sound = records.filter((rec) => rec.type === 'opportunity' && company.plain.has(rec.id)).slice(0, DUE);
    for (const rec of sound) rec.data['stageSince'] = iso(now - 30 * DAY + 2.5 * PAUSE);
    const world = await openWorld({ dataDir, start: now });
    const steward = await world.person('data-steward');
    const admin = await world.person('administrator');
    for (const id of OFF) {
      const { body } = await admin.call('GET', '/audit-rules');
      const { status } = await admin.call('PUT', `/audit-rules/${id}`, {
        version: body.version,
        body: { enabled: false },
      });
      check(status === 200, `${id} was answered ${status}`);
    }
    await world.settle();
    await fill(world, records);
    await carryOut(world, steward, 'sweep');
    compare(await found(world), company.expected, company.cases);

    // The first night looks at what the sweep left behind, the second has nothing to do.
    world.clock.now += PAUSE;
    await carryOut(world, steward, 'incremental');
    world.clock.now += PAUSE;
    const idle = await carryOut(world, steward, 'incremental');
    world.clock.now += PAUSE / 2;
    await change(world, records.filter((rec) => rec.type === 'account' && company.plain.has(rec.id)).slice(0, CHANGED));
    await world.settle();
    world.clock.now += PAUSE / 2;
    const night = await carryOut(world, steward, 'incremental');
    const looked = night.counts.checked;
    console.log(
      `a night: ${night.units.read} read units for ${looked} of ${records.length} records; idle ${idle.units.read}`,
    );
    check(looked >= CHANGED + sound.length && looked <= (CHANGED + sound.length) * 1.1, `${looked} were looked at`);
    // A record or two of the company falls due in any minute.
    check(idle.units.read <= NIGHT + EACH * idle.counts.checked, `an idle night reads ${idle.units.read}`);
    check(night.units.read <= NIGHT + EACH * looked, `the night reads ${night.units.read}`);
    await world.close();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};
