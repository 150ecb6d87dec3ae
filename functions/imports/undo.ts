import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { guardWrites } from '../runtime/records.ts';
import { workspaceOf } from '../runtime/settings.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import type { Table, Write } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { Desk } from './governed.ts';
import { learnProcesses, openDesk, workWrites } from './governed.ts';
import type { LedgerChunk, LedgerRecord, StoredImport } from './store.ts';
import { ledgerKey, ledgerPrefix } from './store.ts';

/** A record whose making was undone is hidden at once and leaves the table after this time (s). */
const KEEP_REMOVED = 90 * 86_400;
const ATTEMPTS = 4;
/** Writes of one transaction, the ledger's own chunk aside. */
const MAX_WRITES = 90;

/** The image that takes an import's change back: removed when the import made it, else as it was, as a new version. */
const undone = (current: Rec, entry: LedgerRecord, job: StoredImport, now: string): Rec => {
  const stamp = {
    version: current.version + 1,
    updatedAt: now,
    updatedBy: job.by,
    via: 'import' as const,
    reason: `undo ${job.id}`,
  };
  if (!entry.before)
    return {
      ...current,
      ...stamp,
      archivedAt: now,
      removedAt: now,
      ttl: Math.floor(Date.parse(now) / 1000) + KEEP_REMOVED,
    };
  // Whoever approved the version before has not approved this one.
  const { approvedBy: _by, ...before } = entry.before;
  return { ...before, ...stamp };
};

const writesFor = async (current: Rec, next: Rec, desk: Desk): Promise<Write[]> => {
  const entity = entityOf(next.type);
  await learnProcesses(entity, [current], desk);
  return [
    { op: 'replace', item: toItem(entity, next), version: current.version },
    ...guardWrites(entity, next, current),
    ...workWrites(current, next, desk),
  ];
};

const deskOf = async (job: StoredImport, deps: Deps): Promise<Desk> => {
  const workspace = await workspaceOf(job.ws, deps);
  if (!workspace) throw new Error(`no workspace ${job.ws}`);
  return openDesk(workspace, deps);
};

/** Takes back what one chunk wrote, as far as nobody changed it since; the chunk itself says what became of each record. */
const undoChunk = async (job: StoredImport, chunk: LedgerChunk, deps: Deps): Promise<void> => {
  const table: Table = deps.table;
  const desk = await deskOf(job, deps);
  const outcome: NonNullable<LedgerChunk['undo']> = { ...chunk.undo };
  const left = chunk.records.filter((record) => outcome[record.id] === undefined);
  const items = await table.batchGet(left.map((record) => recordKey(job.ws, record.id)));
  let version = chunk.version;
  let part: Write[] = [];
  const flush = async () => {
    const next = {
      ...chunk,
      ...ledgerKey(job, chunk.portion, chunk.chunk),
      undo: { ...outcome },
      version: version + 1,
    };
    await table.write([...part, { op: 'replace', item: next, version }]);
    version++;
    part = [];
  };
  for (const [index, record] of left.entries()) {
    const item = items[index];
    const current = item ? toRec(item) : undefined;
    const untouched = current !== undefined && current.version === record.version && !current.removedAt;
    const writes = untouched
      ? await writesFor(current, undone(current, record, job, new Date(deps.now()).toISOString()), desk)
      : [];
    // What is said of a record goes with what is written of it: into one transaction.
    if (part.length + writes.length > MAX_WRITES) await flush();
    outcome[record.id] = untouched ? 'undone' : 'changed-since';
    part.push(...writes);
  }
  await flush();
};

/** Undoes a portion, newest chunk first; a repeated call finds in the chunks what is done. */
export const undoPortion = async (job: StoredImport, portion: number, deps: Deps): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (let attempt = 1; ; attempt++) {
    const chunks: LedgerChunk[] = [];
    for await (const item of deps.table.queryAll({
      partition: ledgerKey(job, 0, 0).pk,
      begins: ledgerPrefix(portion),
      descending: true,
      consistent: true,
    }))
      chunks.push(item as unknown as LedgerChunk);
    try {
      for (const chunk of chunks)
        if (chunk.records.some((record) => chunk.undo?.[record.id] === undefined)) await undoChunk(job, chunk, deps);
    } catch (error) {
      // Somebody wrote between the look and the write: look again. Another worker at the same portion wins at most once a chunk and
      // part of it, so that waiting for it ends.
      if (!(error instanceof WriteRefused) || attempt >= ATTEMPTS + 3 * chunks.length) throw error;
      continue;
    }
    if (chunks.every((chunk) => chunk.records.every((record) => chunk.undo?.[record.id] !== undefined))) {
      for (const chunk of chunks)
        for (const state of Object.values(chunk.undo ?? {})) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    }
  }
};
