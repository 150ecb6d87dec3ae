import { entityOf } from '../../shared/entities.ts';
import type { Calendar } from '../../shared/kernel/calendar.ts';
import type { Contribution } from '../../shared/kernel/projection.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { calendarFor, defaultCalendar } from '../../shared/process/calendar.ts';
import { contributionsOf } from '../../shared/review/projections.ts';
import type { Key } from '../../shared/table/keys.ts';
import { contributionKey, counterKey, historyKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { calendarOf } from '../runtime/process.ts';
import { workspaceOf } from '../runtime/settings.ts';
import type { Projector, RecordChange } from '../runtime/stream.ts';
import type { Item, Write } from '../runtime/table.ts';
import { lostRace } from '../runtime/table.ts';
import { entryFor } from './chain.ts';
import { eraseHistory } from './erase.ts';

/** What a record's projection has reached: version, head of its chain, and what it contributes to counters. */
interface State {
  version: number;
  hash: string;
  contributions: Record<string, number>;
}

interface Step {
  writes: Write[];
  /** Versions of this record are left for another round. */
  more: boolean;
  deltas: Map<string, { key: Key; field: string; amount: number }>;
}

const MAX_WRITES = 96;
/** Versions of one record in one transaction; more wait for the next round. */
const MAX_VERSIONS = 30;
const ATTEMPTS = 6;
/** For records of a workspace that is gone. */
const anywhere = calendarFor(defaultCalendar(''), 'UTC');
const nothing: State = { version: 0, hash: '', contributions: {} };

const stateOf = (item: Item | undefined): State => (item ? (item as unknown as State) : nothing);

const named = (contributions: readonly Contribution[]): Record<string, number> => {
  const out: Record<string, number> = {};
  for (const { period, item, field, amount } of contributions) {
    const name = `${period}\u0000${item}\u0000${field}`;
    out[name] = (out[name] ?? 0) + amount;
  }
  return out;
};

/** Writes that bring a record's projection from `state` over its changes; undefined when they were all applied before. */
const stepFor = (changes: readonly RecordChange[], state: State, calendar: Calendar): Step | undefined => {
  const all = changes.filter((change) => change.next.version > state.version);
  const fresh = all.slice(0, MAX_VERSIONS);
  const last = fresh.at(-1);
  if (!last) return undefined;
  const { ws, id } = last.next;
  const writes: Write[] = [];
  let hash = state.hash;
  for (const { next, old } of fresh) {
    const entry = entryFor(next, old, hash);
    hash = entry.hash;
    writes.push({ op: 'create', item: { ...historyKey(ws, id, next.version), ...entry } });
  }
  const contributions = named(contributionsOf(last.next, calendar));
  const item = { ...contributionKey(ws, id), version: last.next.version, hash, contributions };
  writes.push(state.version === 0 ? { op: 'create', item } : { op: 'replace', item, version: state.version });
  const deltas: Step['deltas'] = new Map();
  for (const name of new Set([...Object.keys(contributions), ...Object.keys(state.contributions)])) {
    const amount = (contributions[name] ?? 0) - (state.contributions[name] ?? 0);
    if (amount === 0) continue;
    const [period, counter, field] = name.split('\u0000') as [string, string, string];
    deltas.set(name, { key: counterKey(ws, period, counter), field, amount });
  }
  return { writes, deltas, more: all.length > fresh.length };
};

const counterWrites = (deltas: Iterable<{ key: Key; field: string; amount: number }>): Write[] => {
  const byItem = new Map<string, { key: Key; amounts: Record<string, number> }>();
  for (const { key, field, amount } of deltas) {
    const name = `${key.pk}|${key.sk}`;
    let item = byItem.get(name);
    if (!item) {
      item = { key, amounts: {} };
      byItem.set(name, item);
    }
    item.amounts[field] = (item.amounts[field] ?? 0) + amount;
  }
  return [...byItem.values()].map(({ key, amounts }) => ({ op: 'add', key, amounts }));
};

/** Cuts the records of a batch into transactions: history, state and the sum of the differences in each. */
const slices = (steps: readonly { id: string; step: Step }[]): { ids: string[]; writes: Write[] }[] => {
  const out: { ids: string[]; writes: Write[] }[] = [];
  let ids: string[] = [];
  let writes: Write[] = [];
  let deltas: { key: Key; field: string; amount: number }[] = [];
  let items = new Set<string>();
  const close = () => {
    if (ids.length > 0) out.push({ ids, writes: [...writes, ...counterWrites(deltas)] });
    ids = [];
    writes = [];
    deltas = [];
    items = new Set();
  };
  for (const { id, step } of steps) {
    const touched = new Set([...items, ...[...step.deltas.values()].map((delta) => `${delta.key.pk}|${delta.key.sk}`)]);
    if (ids.length > 0 && writes.length + step.writes.length + touched.size > MAX_WRITES) close();
    ids.push(id);
    writes.push(...step.writes);
    for (const delta of step.deltas.values()) {
      deltas.push(delta);
      items.add(`${delta.key.pk}|${delta.key.sk}`);
    }
  }
  close();
  return out;
};

/**
 * Change history and counters. Both move in one transaction with the record's projection state, whose version is the
 * condition: a stream record that comes twice finds its version applied and is left out.
 */
export const historyAndCounters: Projector = async (changes, deps) => {
  const byRecord = new Map<string, RecordChange[]>();
  for (const change of changes) {
    if (entityOf(change.next.type).derived) continue;
    const name = `${change.next.ws}#${change.next.id}`;
    const known = byRecord.get(name);
    if (known) known.push(change);
    else byRecord.set(name, [change]);
  }
  let left = [...byRecord.keys()];
  let failures = 0;
  for (let round = 1; left.length > 0; round++) {
    const failed: string[] = [];
    // A record's first version has no state yet; when it has one after all, the condition says so and the next round reads it.
    const known = round === 1 ? left.filter((name) => byRecord.get(name)![0]!.next.version > 1) : left;
    const steps = await stepsFor(left, { byRecord, read: new Set(known) }, deps);
    for (const slice of slices(steps)) {
      try {
        await deps.table.write(slice.writes);
      } catch (error) {
        if (!lostRace(error) || ++failures > ATTEMPTS) throw error;
        failed.push(...slice.ids);
      }
    }
    for (const name of left) if (!failed.includes(name)) await eraseWhereAsked(byRecord.get(name)!, deps);
    left = [...new Set([...failed, ...steps.filter(({ step }) => step.more).map(({ id }) => id)])];
  }
};

/** A version that erases takes the values out of all that was written before it. */
const eraseWhereAsked = async (changes: readonly RecordChange[], deps: Deps): Promise<void> => {
  const erasing = changes.find((change) => change.next.erasedAt && !change.old?.erasedAt);
  if (erasing) await eraseHistory(erasing.next, deps.table);
};

interface Batch {
  byRecord: ReadonlyMap<string, RecordChange[]>;
  /** Records whose state is read; the others are taken to have none. */
  read: ReadonlySet<string>;
}

const stepsFor = async (names: readonly string[], batch: Batch, deps: Deps): Promise<{ id: string; step: Step }[]> => {
  const first = (name: string): Rec => batch.byRecord.get(name)![0]!.next;
  const wanted = names.filter((name) => batch.read.has(name));
  const items = await deps.table.batchGet(wanted.map((name) => contributionKey(first(name).ws, first(name).id)));
  const states = new Map(wanted.map((name, index) => [name, stateOf(items[index])]));
  const out: { id: string; step: Step }[] = [];
  for (const name of names) {
    const workspace = await workspaceOf(first(name).ws, deps);
    const calendar = workspace ? await calendarOf(workspace, deps) : anywhere;
    const step = stepFor(batch.byRecord.get(name)!, states.get(name) ?? nothing, calendar);
    if (step) out.push({ id: name, step });
  }
  return out;
};
