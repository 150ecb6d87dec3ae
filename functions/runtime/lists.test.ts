import { describe, expect, it } from 'vitest';
import type { Rec } from '../../shared/kernel/record.ts';
import { findRows } from '../../shared/search/find.ts';
import { parseQuery } from '../../shared/search/words.ts';
import { openLists } from './lists.ts';
import type { Objects } from './objects.ts';
import { itemOf } from './records.ts';
import type { Table } from './table.ts';

const NOW = Date.parse('2026-11-21T02:00:00.000Z');
const COUNT = 2_500;

const record = (n: number, name: string, version = 1): Rec => {
  const at = new Date(NOW - 3_600_000 + n * 1000 + version).toISOString();
  return {
    type: 'account',
    id: `acc_${n}`,
    ws: 'ws_1',
    version,
    schemaVersion: 1,
    createdAt: at,
    createdBy: 'mem_1',
    updatedAt: at,
    updatedBy: 'mem_1',
    via: 'api',
    occurredAt: at,
    enteredAt: at,
    source: 'api',
    ownerId: 'mem_1',
    data: { name },
  };
};

/** A table that has only the changes index and the pointer, and files in memory. */
const standIn = () => {
  const files = new Map<string, Uint8Array>();
  const recs = new Map(Array.from({ length: COUNT }, (_, n) => [`acc_${n}`, record(n, `客户 Number${n}`)]));
  let pointer: Record<string, unknown> | undefined;
  let reads: string[] = [];
  const table = {
    get: async () => pointer,
    query: async ({ between: [from] }: { between: [string, string] }) => ({
      items: [...recs.values()].filter((rec) => rec.updatedAt >= from).map(itemOf),
    }),
    write: async ([write]: { item: Record<string, unknown> }[]) => {
      pointer = write!.item;
    },
  } as unknown as Table;
  const objects = {
    get: async (key: string) => {
      reads.push(key.slice(key.lastIndexOf('.')));
      return files.get(key);
    },
    put: async (key: string, body: Uint8Array) => void files.set(key, body),
    remove: async (key: string) => void files.delete(key),
  } as unknown as Objects;
  return {
    table,
    files,
    recs,
    open: () => {
      reads = [];
      return openLists(objects, () => NOW);
    },
    reads: () => reads,
  };
};

const found = (view: Awaited<ReturnType<ReturnType<typeof openLists>['fresh']>>, q: string) =>
  findRows(view, {
    query: parseQuery(q),
    partition: 'all',
    limit: 5,
    titleField: 'name',
    self: 'mem_1',
    recentFrom: '2026-01-01',
  }).hits.map(({ row }) => row.id);

describe('the text index of a large list', () => {
  it('is stored with the snapshot, read when words are first looked for, and mended by what changed since', async () => {
    const world = standIn();
    await world.open().snapshot('ws_1', 'account', world.table);
    expect([...world.files.keys()].map((key) => key.slice(key.lastIndexOf('.'))).sort()).toEqual(['.gz', '.index']);

    const lists = world.open();
    await lists.fresh('ws_1', 'account', world.table);
    expect(world.reads()).toEqual(['.gz']);
    world.recs.set('acc_7', { ...record(7, '张三丰', 2), updatedAt: new Date(NOW).toISOString() });
    const views = await Promise.all([1, 2, 3].map(() => lists.searchable('ws_1', 'account', world.table)));
    expect(world.reads()).toEqual(['.gz', '.index']);
    expect(found(views[0]!, 'zhangsanfeng')).toEqual(['acc_7']);
    expect(found(views[0]!, 'number7')).not.toContain('acc_7');
    expect(found(views[0]!, 'number2499')).toEqual(['acc_2499']);
  });

  it('is made anew where it is lost or damaged', async () => {
    for (const harm of ['lost', 'damaged'] as const) {
      const world = standIn();
      await world.open().snapshot('ws_1', 'account', world.table);
      const name = [...world.files.keys()].find((key) => key.endsWith('.index'))!;
      if (harm === 'lost') world.files.delete(name);
      else world.files.set(name, world.files.get(name)!.subarray(0, 400));
      const view = await world.open().searchable('ws_1', 'account', world.table);
      expect(found(view, 'number2499'), harm).toEqual(['acc_2499']);
    }
  });
});
