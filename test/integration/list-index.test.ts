import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lists } from '../../functions/runtime/lists.ts';
import { openLists } from '../../functions/runtime/lists.ts';
import type { Objects } from '../../functions/runtime/objects.ts';
import { itemOf } from '../../functions/runtime/records.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { listPointerKey } from '../../shared/table/keys.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = () => world.clock.now;
/** The list index of another process: it shares the table and the files, and nothing else. */
const openProcess = (objects: Objects = world.stack.deps.objects): Lists => openLists(objects, now);
/** A process that cannot reach the snapshots: it reads everything. */
const withoutSnapshots = (): Lists => openProcess({ ...world.stack.deps.objects, get: async () => undefined });

const rows = async (lists: Lists, ws: string): Promise<Record<string, Record<string, unknown>>> => {
  const view = await lists.fresh(ws, 'account', world.stack.deps.table);
  return Object.fromEntries(
    [...view.rows].map(([id, row]) => [id, plain(row)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
};
/** A row without its empty columns. */
const plain = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
const names = async (lists: Lists, ws: string) =>
  Object.values(await rows(lists, ws))
    .map((row) => String(row['name']))
    .sort();

/** The versions that were written, so that the next one of a record can follow. */
const written = new Map<string, Rec>();

/** Writes a version of a record past the API, at a time of one's own. */
const put = async (
  ws: string,
  id: string,
  changes: { name?: string; at?: number; archivedAt?: string; removedAt?: string } = {},
): Promise<Rec> => {
  const old = written.get(`${ws}|${id}`);
  const at = new Date(changes.at ?? now()).toISOString();
  const rec: Rec = {
    type: 'account',
    id: `acc_${id}`,
    ws,
    version: (old?.version ?? 0) + 1,
    schemaVersion: 1,
    createdAt: old?.createdAt ?? at,
    createdBy: 'mem_a',
    updatedAt: at,
    updatedBy: 'mem_a',
    via: 'api',
    occurredAt: at,
    enteredAt: at,
    source: 'api',
    ownerId: 'mem_a',
    data: { ...old?.data, name: changes.name ?? id, ...(id.length > 1 ? { tags: [id], creditLimit: id.length } : {}) },
    ...(changes.archivedAt ? { archivedAt: changes.archivedAt } : {}),
    ...(changes.removedAt ? { removedAt: changes.removedAt } : {}),
  };
  const item = itemOf(rec);
  await world.stack.deps.table.write([old ? { op: 'replace', item, version: old.version } : { op: 'create', item }]);
  written.set(`${ws}|${id}`, rec);
  return rec;
};

const SECOND = 1000;

describe('the list index', () => {
  it('shows each process what the others write', async () => {
    const ws = await openWorkspace(world);
    const [one, two] = [openProcess(), openProcess()];
    await put(ws, 'a', { name: 'before' });
    expect([await names(one, ws), await names(two, ws)]).toEqual([['before'], ['before']]);
    world.clock.now += 5 * SECOND;
    await put(ws, 'b', { name: 'beside' });
    await put(ws, 'a', { name: 'changed' });
    expect([await names(one, ws), await names(two, ws)]).toEqual([
      ['beside', 'changed'],
      ['beside', 'changed'],
    ]);
  });

  it('shows a process its own write at once, and an older image of it changes nothing', async () => {
    const ws = await openWorkspace(world);
    const lists = openProcess();
    const first = await put(ws, 'a', { name: 'first' });
    await rows(lists, ws);
    const second = { ...first, version: 2, data: { name: 'second' } };
    lists.note(second);
    lists.note(first);
    // Behind the product's back the table has the first one still: what was noted is newer.
    expect(await names(lists, ws)).toEqual(['second']);
  });

  it('finds a write that became visible a moment after its time', async () => {
    const ws = await openWorkspace(world);
    const lists = openProcess();
    await put(ws, 'a');
    await names(lists, ws);
    await put(ws, 'late', { at: now() - 1.9 * SECOND });
    expect(await names(lists, ws)).toEqual(['a', 'late']);
  });

  it('finds a straggler within seconds, and the oldest with the next snapshot', async () => {
    const ws = await openWorkspace(world);
    const lists = openProcess();
    await put(ws, 'a');
    await names(lists, ws);
    await put(ws, 'slow', { at: now() - 18 * SECOND });
    await put(ws, 'very slow', { at: now() - 540 * SECOND });
    world.clock.now += SECOND;
    expect(await names(lists, ws)).toEqual(['a']);
    world.clock.now += 15 * SECOND;
    // Read meanwhile as a busy process does: the look further back does not wait for a pause.
    expect(await names(lists, ws)).toEqual(['a', 'slow']);
    await lists.snapshot(ws, 'account', world.stack.deps.table);
    expect(await names(lists, ws)).toEqual(['a', 'slow', 'very slow']);
    expect(await names(openProcess(), ws)).toEqual(['a', 'slow', 'very slow']);
  });

  it('keeps the snapshot that was taken last, and only that', async () => {
    const ws = await openWorkspace(world);
    const { table, objects } = world.stack.deps;
    const [early, late] = [openProcess(), openProcess()];
    await put(ws, 'a');
    await rows(early, ws);
    await early.snapshot(ws, 'account', table);
    world.clock.now += 60 * SECOND;
    await put(ws, 'b');
    await late.snapshot(ws, 'account', table);
    // One that comes to its end late, with what it knew then.
    const behind = openLists(objects, () => world.clock.now - 30 * SECOND);
    await behind.snapshot(ws, 'account', table);
    const pointer = await table.get(listPointerKey(ws, 'account'));
    expect(pointer).toMatchObject({ rows: 2, readTo: new Date(now()).toISOString() });
    expect(await objects.list(`lists/${ws}/`)).toEqual([pointer!['object']]);
  });

  it('is read in full where its snapshot is lost', async () => {
    const ws = await openWorkspace(world);
    const { table, objects } = world.stack.deps;
    await put(ws, 'a');
    world.clock.now += 3_600 * SECOND;
    await openProcess().snapshot(ws, 'account', table);
    for (const object of await objects.list(`lists/${ws}/`)) await objects.remove(object);
    expect(await names(openProcess(), ws)).toEqual(['a']);
  });

  it('is the same from a snapshot with its tail as read from the beginning', async () => {
    const action = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          act: fc.constantFrom('put', 'archive', 'restore', 'remove'),
          id: fc.constantFrom('a', 'b', 'cc', 'dd', 'eee'),
          name: fc.constantFrom('Ocean', '远洋', 'a\nb', ''),
        }),
      },
      { weight: 2, arbitrary: fc.record({ act: fc.constant('wait'), seconds: fc.constantFrom(1, 3, 17, 900) }) },
      { weight: 1, arbitrary: fc.constant({ act: 'snapshot' }) },
      { weight: 1, arbitrary: fc.constant({ act: 'look' }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 20 }), async (actions) => {
        const ws = await openWorkspace(world);
        const { table } = world.stack.deps;
        const [worker, reader] = [openProcess(), openProcess()];
        for (const one of actions) {
          const at = new Date(now()).toISOString();
          if (one.act === 'wait') world.clock.now += (one as { seconds: number }).seconds * SECOND;
          else if (one.act === 'snapshot') await worker.snapshot(ws, 'account', table);
          else if (one.act === 'look') await rows(reader, ws);
          else {
            const { id, name } = one as { id: string; name: string };
            await put(ws, id, {
              name,
              ...(one.act === 'archive' ? { archivedAt: at } : {}),
              ...(one.act === 'remove' ? { archivedAt: at, removedAt: at } : {}),
            });
          }
        }
        const all = await rows(withoutSnapshots(), ws);
        expect(await rows(openProcess(), ws)).toEqual(all);
        expect(await rows(reader, ws)).toEqual(all);
        expect(await rows(worker, ws)).toEqual(all);
        expect(Object.keys(all)).toHaveLength(
          new Set([...written.values()].filter((rec) => rec.ws === ws).map(({ id }) => id)).size,
        );
      }),
      { numRuns: 25 },
    );
  });
});
