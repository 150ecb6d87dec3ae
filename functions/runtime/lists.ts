import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { byChange, ListView } from '../../shared/search/list-view.ts';
import { rowOf } from '../../shared/search/row.ts';
import { MIN_INDEXED } from '../../shared/search/text-index.ts';
import { changesPartition, listPointerKey } from '../../shared/table/keys.ts';
import { packedIndex, unpackIndex } from './index-snapshot.ts';
import { packRows, unpackRows } from './list-snapshot.ts';
import type { Objects } from './objects.ts';
import { toRec } from './stored.ts';
import type { Item, Table } from './table.ts';
import { WriteRefused } from './table.ts';

/**
 * The list index: all rows of an entity in the function's memory, from a snapshot in the file bucket and the tail of changes
 * read from the `changes` index on each request. See docs/adr/0003-list-index.md.
 */
export interface Lists {
  /** The view of an entity, with everything that the changes index shows now. */
  fresh: (ws: string, type: string, table: Table) => Promise<ListView>;
  /** As `fresh`, with the text index of its snapshot at hand: for whoever looks for words. */
  searchable: (ws: string, type: string, table: Table) => Promise<ListView>;
  /** Tells this process of its own write, so that a list shows it at once. */
  note: (rec: Rec) => void;
  /** Writes a new snapshot of an entity from the view; answers how many rows it has. */
  snapshot: (ws: string, type: string, table: Table) => Promise<number>;
  /** Rows that this process read behind the newest snapshot; many of them make a new snapshot due. */
  tailLength: (ws: string, type: string) => number;
  forget: () => void;
}

interface Loaded {
  view: ListView;
  /** Change times up to here (less the overlap) have been read. ISO. */
  readTo: string;
  lastDeep: number;
  tail: number;
  used: number;
  /** The rows of the snapshot, in its order, until their text index was read or made. */
  rows?: readonly Row[] | undefined;
  /** Object of the text index. */
  index?: string | undefined;
  indexing?: Promise<void> | undefined;
}

/** A write is visible in the index a moment after its time stamp: each read goes back this far (ms). */
const OVERLAP = 2_000;
/** Stragglers (slow retries) are looked for this far back (ms), at most once in DEEP_EVERY. */
const DEEP_LOOK = 20_000;
const DEEP_EVERY = 15_000;
/** A snapshot is mended from this far before the one it follows (ms), whatever the tail reads missed. */
const SNAPSHOT_LOOK = 600_000;
/** Views held in one process; the least used goes. */
const MAX_VIEWS = 60;

/** The beginning of all time stamps: an empty text is no key value. */
const BEGINNING = '0';
const before = (iso: string, ms: number): string =>
  iso === '' ? BEGINNING : new Date(Date.parse(iso) - ms).toISOString();

/** The row of an item. One that cannot be read is left out: it must not close the list to all the others. */
const rowIn = (entity: Entity, item: Item): Row[] => {
  try {
    return [rowOf(entity, toRec(item))];
  } catch (error) {
    const { message } = error as Error;
    console.error(JSON.stringify({ level: 'error', at: 'lists', type: entity.name, id: item['id'], message }));
    return [];
  }
};

/** Opens the list index of this process. @param now milliseconds */
export const openLists = (objects: Objects, now: () => number): Lists => {
  const loaded = new Map<string, Promise<Loaded>>();
  const ready = new Map<string, Loaded>();

  const readTail = async (ws: string, type: string, table: Table, state: Loaded): Promise<void> => {
    const started = now();
    const deep = started - state.lastDeep > DEEP_EVERY;
    const from = before(state.readTo, deep ? DEEP_LOOK : OVERLAP);
    const entity = entityOf(type);
    let start: Record<string, unknown> | undefined;
    do {
      const page = await table.query({
        index: 'changes',
        partition: changesPartition(ws, type),
        between: [from, '~'],
        start,
      });
      if (page.items.length > 0) state.tail += state.view.apply(page.items.flatMap((item) => rowIn(entity, item)));
      start = page.next;
    } while (start);
    state.readTo = new Date(started).toISOString();
    if (deep) state.lastDeep = started;
  };

  const load = async (ws: string, type: string, table: Table): Promise<Loaded> => {
    const state: Loaded = { view: new ListView(), readTo: '', lastDeep: now(), tail: 0, used: now() };
    const pointer = await table.get(listPointerKey(ws, type));
    if (pointer) {
      const bytes = await objects.get(String(pointer['object']));
      if (bytes) {
        const rows = unpackRows(bytes);
        state.view.apply(rows);
        if (typeof pointer['index'] === 'string') {
          state.rows = rows;
          state.index = pointer['index'];
        }
        state.readTo = String(pointer['readTo']);
        // The first tail read after a snapshot is a deep one.
        state.lastDeep = 0;
      }
    }
    return state;
  };

  const stateOf = async (ws: string, type: string, table: Table): Promise<Loaded> => {
    const key = `${ws}|${type}`;
    let promise = loaded.get(key);
    if (!promise) {
      promise = load(ws, type, table);
      loaded.set(key, promise);
      promise.then(
        (state) => ready.set(key, state),
        () => loaded.delete(key),
      );
      if (loaded.size > MAX_VIEWS) {
        const oldest = [...ready].sort((a, b) => a[1].used - b[1].used)[0];
        if (oldest) {
          loaded.delete(oldest[0]);
          ready.delete(oldest[0]);
        }
      }
    }
    return promise;
  };

  const removeBoth = async (pointer: Record<string, unknown>): Promise<void> => {
    for (const name of ['object', 'index']) if (typeof pointer[name] === 'string') await objects.remove(pointer[name]);
  };

  const fresh: Lists['fresh'] = async (ws, type, table) => {
    const state = await stateOf(ws, type, table);
    state.used = now();
    await readTail(ws, type, table, state);
    return state.view;
  };

  /** Reads the snapshot's text index, once; where there is none, or it is another one's, the view makes its own. */
  const readIndex = async (state: Loaded): Promise<void> => {
    const { rows, index } = state;
    const bytes = rows && index ? await objects.get(index) : undefined;
    const packed = bytes && unpackIndex(bytes, rows!.length);
    if (packed) state.view.adopt(rows!, packed);
    state.rows = undefined;
  };

  const searchable: Lists['searchable'] = async (ws, type, table) => {
    const view = await fresh(ws, type, table);
    const state = await stateOf(ws, type, table);
    if (state.rows) {
      state.indexing ??= readIndex(state);
      await state.indexing;
    }
    return view;
  };

  return {
    fresh,
    searchable,
    note: (rec) => {
      const state = ready.get(`${rec.ws}|${rec.type}`);
      if (state && state.readTo !== '') state.tail += state.view.apply([rowOf(entityOf(rec.type), rec)]);
    },
    snapshot: async (ws, type, table) => {
      const state = await stateOf(ws, type, table);
      state.readTo = before(state.readTo, SNAPSHOT_LOOK);
      await readTail(ws, type, table, state);
      const readTo = state.readTo;
      const object = `lists/${ws}/${type}/${readTo}.json.gz`;
      // In the order of their changes: what was changed last is found first.
      const rows = byChange(state.view.rows.values());
      const index = rows.length > MIN_INDEXED ? `lists/${ws}/${type}/${readTo}.index` : undefined;
      await objects.put(object, packRows(rows), 'application/gzip');
      if (index) await objects.put(index, packedIndex(rows), 'application/octet-stream');
      const old = await table.get(listPointerKey(ws, type));
      try {
        await table.write([
          {
            op: 'advance',
            item: { ...listPointerKey(ws, type), object, readTo, rows: rows.length, ...(index ? { index } : {}) },
            field: 'readTo',
            below: readTo,
          },
        ]);
        if (old && old['object'] !== object) await removeBoth(old);
      } catch (error) {
        if (!(error instanceof WriteRefused)) throw error;
        // Another process wrote a later snapshot meanwhile: that one stands.
        if (old?.['object'] !== object) await removeBoth({ object, index });
      }
      state.tail = 0;
      return rows.length;
    },
    tailLength: (ws, type) => ready.get(`${ws}|${type}`)?.tail ?? 0,
    forget: () => {
      loaded.clear();
      ready.clear();
    },
  };
};
