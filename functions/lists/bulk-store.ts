import { Problem } from '../../shared/kernel/problem.ts';
import type { Key } from '../../shared/table/keys.ts';
import { changesPartition, partKey, recordKey, relatedPartition } from '../../shared/table/keys.ts';
import type { FieldChange } from '../../shared/views/bulk.ts';
import type { BulkEdit, BulkOutcome, BulkSample } from '../../shared/views/bulk-edits.contract.ts';
import { padded } from '../runtime/portions.ts';
import type { Item, Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

/** A bulk edit as it is stored: what the API shows, and what the work needs. */
export type StoredBulk = BulkEdit & {
  ws: string;
  /** Raised with each step, so that messages of an earlier one are told apart. */
  attempt: number;
  portions: number;
  /** Who asked for the step that is under way. */
  actorId: string;
};

/** Who began it finds it by this beginning among what belongs to them. */
export const ownPrefix = 'bulkEdit#';

export const bulkItem = (job: StoredBulk): Item & Key => ({
  ...recordKey(job.ws, job.id),
  type: 'bulkEdit',
  ...job,
  g1p: changesPartition(job.ws, 'bulkEdit'),
  g1s: `${job.createdAt}#${job.id}`,
  g2p: relatedPartition(job.ws, job.createdBy),
  g2s: `${ownPrefix}${job.createdAt}#${job.id}`,
});

export const toBulk = (item: Item): StoredBulk => item as unknown as StoredBulk;

/** The bulk edit of a message; undefined where there is none. */
export const readBulk = async (ws: string, id: string, table: Table): Promise<StoredBulk | undefined> => {
  const item = await table.get(recordKey(ws, id));
  return item?.['type'] === 'bulkEdit' ? toBulk(item) : undefined;
};

/** Writes the next version of a bulk edit. @throws Problem conflict when it moved meanwhile */
export const saveBulk = async (job: StoredBulk, change: Partial<StoredBulk>, table: Table): Promise<StoredBulk> => {
  const next: StoredBulk = { ...job, ...change, version: job.version + 1 };
  try {
    await table.write([{ op: 'replace', item: bulkItem(next), version: job.version }]);
  } catch (error) {
    if (error instanceof WriteRefused)
      throw new Problem('conflict', 'The bulk edit moved on meanwhile. Read it again.');
    throw error;
  }
  return next;
};

type Named = Pick<StoredBulk, 'ws' | 'id'>;

/** Ids of a portion: frozen with the preview, so that the run is of the same records. */
export const idsObject = (job: Named, portion: number): string => `bulk-edits/${job.ws}/${job.id}/ids-${portion}.json`;
export const reportObject = (job: Named, attempt: number, portion: number): string =>
  `bulk-edits/${job.ws}/${job.id}/${attempt}/report-${portion}.json`;
export const fileObject = (job: Named, of: 'refused' | 'kept'): string => `bulk-edits/${job.ws}/${job.id}/${of}.csv`;

export const readJson = async <T>(key: string, objects: { get: (key: string) => Promise<Uint8Array | undefined> }) => {
  const bytes = await objects.get(key);
  if (!bytes) throw new Error(`${key} is missing`);
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as T;
};

/** What became of a record: written in the very transaction that changed it, so that it is changed once, and can be taken back. */
export interface LedgerItem {
  version: number;
  recordId: string;
  title: string;
  outcome: Extract<BulkOutcome, 'changed' | 'requested'>;
  changes: FieldChange[];
  /** Team of the record before its owner changed. */
  teamId?: string;
  /** Imported texts that a new value took the place of. */
  asImported?: Record<string, string>;
  undo?: { state: UndoState; kept?: string[]; why?: Pick<Refused, 'code' | 'field' | 'en' | 'zh'> };
}

/** Taken back, taken back but for fields that somebody changed since, or left as it is. */
export type UndoState = 'undone' | 'partly' | 'kept';

export const ledgerPrefix = (portion: number): string => `p#l#${padded(portion)}#`;
export const ledgerKey = (job: Named, portion: number, recordId: string): Key =>
  partKey(job.ws, job.id, `l#${padded(portion)}#${recordId}`);

/** A record that was refused, or left by an undo, and why. */
export interface Refused {
  id: string;
  title: string;
  code: string;
  field?: string;
  en: string;
  zh: string;
}

/** What a portion found out, for the file and the page. */
export interface Report {
  sample: BulkSample[];
  refused: Refused[];
}
