import type { RowResult } from '../../shared/imports/fold.ts';
import type { ImportJob, Outcome } from '../../shared/imports/imports.contract.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Key } from '../../shared/table/keys.ts';
import { changesPartition, partKey, recordKey } from '../../shared/table/keys.ts';
import { finishPortion, padded, readTotals } from '../runtime/portions.ts';
import type { Item, Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

/** An import as it is stored: what the API shows, and what the work needs. */
export type StoredImport = ImportJob & {
  ws: string;
  /** Raised with each dry run and each run; parts of an earlier one are told apart by it. */
  attempt: number;
  portions: number;
  by: string;
};

export const importItem = (job: StoredImport): Item & Key => ({
  ...recordKey(job.ws, job.id),
  type: 'import',
  ...job,
  g1p: changesPartition(job.ws, 'import'),
  g1s: `${job.createdAt}#${job.id}`,
});

export const toImport = (item: Item): StoredImport => item as unknown as StoredImport;

/** The import of a message or path. @throws Problem not-found */
export const readImport = async (ws: string, id: string, table: Table): Promise<StoredImport> => {
  const item = await table.get(recordKey(ws, id));
  if (item?.['type'] !== 'import') throw new Problem('not-found');
  return toImport(item);
};

/** Largest import as an item, bytes: header, sample and mapping of all its files. */
const MAX_BYTES = 300_000;

/** Writes the next version of an import. @throws Problem conflict when it moved meanwhile, invalid-input when no item holds it */
export const saveImport = async (
  job: StoredImport,
  change: Partial<StoredImport>,
  table: Table,
): Promise<StoredImport> => {
  const next = { ...job, ...change, version: job.version + 1 };
  if (Buffer.byteLength(JSON.stringify(next)) > MAX_BYTES)
    throw new Problem('invalid-input', 'The mapping is larger than 300 kB.', [fault('files', 'too-long')]);
  try {
    await table.write([{ op: 'replace', item: importItem(next), version: job.version }]);
  } catch (error) {
    if (error instanceof WriteRefused) throw new Problem('conflict', 'The import moved on meanwhile. Read it again.');
    throw error;
  }
  return next;
};

export const uploadKey = (job: Pick<StoredImport, 'ws' | 'id'>, file: number): string =>
  `imports/${job.ws}/${job.id}/upload-${file}`;
export const portionObject = (job: Pick<StoredImport, 'ws' | 'id'>, attempt: number, portion: number): string =>
  `imports/${job.ws}/${job.id}/${attempt}/portion-${portion}.json`;
export const reportObject = (job: Pick<StoredImport, 'ws' | 'id'>, attempt: number, portion: number): string =>
  `imports/${job.ws}/${job.id}/${attempt}/report-${portion}.json`;
export const errorsObject = (job: Pick<StoredImport, 'ws' | 'id'>): string => `imports/${job.ws}/${job.id}/errors.csv`;

/** Ledger chunks of a portion, in order: what became of each row, and what it takes to undo it. */
export const ledgerPrefix = (portion: number): string => `p#l#${padded(portion)}#`;
export const ledgerKey = (job: Pick<StoredImport, 'ws' | 'id'>, portion: number, chunk: number): Key =>
  partKey(job.ws, job.id, `l#${padded(portion)}#${padded(chunk)}`);
/** A record that a chunk wrote: its version after, and its image before (none for a new one). */
export interface LedgerRecord {
  id: string;
  type: string;
  version: number;
  before?: Rec;
}

export interface LedgerChunk {
  version: number;
  portion: number;
  chunk: number;
  /** Groups of the portion that this chunk covers: from (inclusive) to (exclusive). */
  from: number;
  to: number;
  rows: (RowResult & { recordId?: string; version?: number })[];
  records: LedgerRecord[];
  /** By record id, once undone. */
  undo?: Record<string, 'undone' | 'changed-since'>;
}

export { finishPortion, readTotals };

export type Counts = Partial<Record<Outcome | 'flagged' | 'trimmed' | 'possible' | 'records', number>>;

export const countRows = (rows: readonly RowResult[]): Counts => {
  const counts: Counts = {};
  const add = (name: keyof Counts) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const row of rows) {
    add(row.outcome);
    if (row.outcome !== 'refused' && row.flagged) add('flagged');
    if (row.trimmed) add('trimmed');
    if (row.possible) add('possible');
  }
  return counts;
};
