import { DatabaseSync } from 'node:sqlite';
import type { ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { World } from './world.ts';

type Item = Record<string, unknown>;

/** Every item of the table, or those under keys that begin with `prefix`. A look that only tests may take. */
export const allItems = async (world: World, prefix = ''): Promise<Item[]> => {
  const { client, name } = world.stack.deps.table;
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    items.push(...((page.Items ?? []) as Item[]));
    start = page.LastEvaluatedKey;
  } while (start);
  return items.filter((item) => String(item['pk']).startsWith(prefix));
};

/** How many items there are, asked of the emulator's own file: to scan the table is a third of what a test takes that often counts. */
const countItems = async (world: World): Promise<number> => {
  const { client, name } = world.stack.deps.table;
  const { emulator } = world.stack;
  if (emulator) {
    const db = new DatabaseSync(emulator.dbFile, { readOnly: true });
    try {
      return Number(db.prepare(`SELECT count(*) AS items FROM "${name}"`).get()!['items']);
    } finally {
      db.close();
    }
  }
  let count = 0;
  let start: Item | undefined;
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: name, ConsistentRead: true, Select: 'COUNT', ExclusiveStartKey: start }),
    );
    count += page.Count ?? 0;
    start = page.LastEvaluatedKey;
  } while (start);
  return count;
};

/** What there is in the world that a request could add to, once everything under way has ended. */
export const effects = async (world: World): Promise<{ items: number; mails: number; files: number }> => {
  await world.settle();
  const [items, files] = await Promise.all([countItems(world), world.stack.deps.objects.list('')]);
  return { items, mails: world.stack.aws.outbox.list({ limit: 1000 }).length, files: files.length };
};
