import type { ChainEntry } from '../../functions/history/chain.ts';
import { contributionKey, historyPrefix, recordKey } from '../../shared/table/keys.ts';
import type { World } from './world.ts';

/** The stored history of a record, oldest first. */
export const chainOf = async (world: World, ws: string, id: string): Promise<ChainEntry[]> => {
  const entries: ChainEntry[] = [];
  const { table } = world.stack.deps;
  for await (const item of table.queryAll({ partition: recordKey(ws, id).pk, begins: historyPrefix, consistent: true }))
    entries.push(item as unknown as ChainEntry);
  return entries;
};

/** The head of a record's chain as it is kept apart from the chain. */
export const headOf = async (
  world: World,
  ws: string,
  id: string,
): Promise<{ version: number; hash: string } | undefined> =>
  (await world.stack.deps.table.get(contributionKey(ws, id))) as { version: number; hash: string } | undefined;
