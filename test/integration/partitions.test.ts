import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partitionsOf } from '../../functions/runtime/partitions.ts';
import { demoFolder } from '../harness/demo.ts';
import type { World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** A workspace that cannot be enumerated can be neither reset nor deleted: whoever adds a kind of key adds it to the list. */
let world: World;
beforeAll(async () => {
  world = await openWorld({ from: await demoFolder(), start: Date.now(), ticking: 'real' });
});
afterAll(() => world.close());

test('every item of a workspace that has been worked in lies in an enumerated partition', async () => {
  const { table } = world.stack.deps;
  const known = new Set<string>();
  for await (const partition of partitionsOf('ws_demo', table)) known.add(partition);
  const missed = new Set<string>();
  let start: Record<string, unknown> | undefined;
  let seen = 0;
  do {
    const page = await table.client.send(
      new ScanCommand({ TableName: table.name, ...(start ? { ExclusiveStartKey: start } : {}) }),
    );
    for (const item of page.Items ?? []) {
      const pk = String(item['pk']);
      if (!pk.startsWith('ws_demo')) continue;
      seen++;
      if (!known.has(pk) && !pk.startsWith('ws_demo#idem#')) missed.add(pk);
    }
    start = page.LastEvaluatedKey;
  } while (start);
  expect(seen).toBeGreaterThan(2_000);
  expect([...missed].slice(0, 10)).toEqual([]);
}, 60_000);
