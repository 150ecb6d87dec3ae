import { Problem } from '../../shared/kernel/problem.ts';
import { DAY } from '../../shared/kernel/time.ts';
import type { Key } from '../../shared/table/keys.ts';
import { changesPartition, partKey, recordKey, relatedPartition } from '../../shared/table/keys.ts';
import type { ExportJob } from '../../shared/views/exports.contract.ts';
import { EXPORT_DAYS } from '../../shared/views/exports.contract.ts';
import type { Item, Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

/** An export as it is stored: who took what out stays, also when its file is gone. */
export type StoredExport = Omit<ExportJob, 'ids' | 'url'> & { ws: string; named?: string[] };

/** Who asked for it finds it by this beginning among what belongs to them. */
export const ownPrefix = 'export#';

export const exportItem = (job: StoredExport): Item & Key => ({
  ...recordKey(job.ws, job.id),
  type: 'export',
  ...job,
  g1p: changesPartition(job.ws, 'export'),
  g1s: `${job.createdAt}#${job.id}`,
  g2p: relatedPartition(job.ws, job.createdBy),
  g2s: `${ownPrefix}${job.createdAt}#${job.id}`,
});

export const toExport = (item: Item): StoredExport => item as unknown as StoredExport;

export const readExport = async (ws: string, id: string, table: Table): Promise<StoredExport | undefined> => {
  const item = await table.get(recordKey(ws, id));
  return item?.['type'] === 'export' ? toExport(item) : undefined;
};

/** Writes the next version of an export. Another worker that was quicker has said the same. */
export const saveExport = async (job: StoredExport, change: Partial<StoredExport>, table: Table): Promise<void> => {
  const next = { ...job, ...change, version: job.version + 1 };
  try {
    await table.write([{ op: 'replace', item: exportItem(next), version: job.version }]);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
};

/** The bucket forgets what begins with this after some days. */
export const exportObject = (job: Pick<StoredExport, 'ws' | 'id' | 'format'>): string =>
  `exports/${job.ws}/${job.id}.${job.format}`;

/** Rows that are written so far. */
export const progressKey = (job: Pick<StoredExport, 'ws' | 'id'>): Key => partKey(job.ws, job.id, 'progress');

/** When a file that is ready now goes. `now` in milliseconds. */
export const expiryOf = (now: number): string => new Date(now + EXPORT_DAYS * DAY).toISOString();

/** An export of the caller's own, or any for an administrator. @throws Problem not-found */
export const demandExport = async (
  id: string,
  { ws, actor, table }: { ws: string; actor: { id: string; roles: readonly string[] }; table: Table },
): Promise<StoredExport> => {
  const job = await readExport(ws, id, table);
  if (!job || (job.createdBy !== actor.id && !actor.roles.includes('administrator'))) throw new Problem('not-found');
  return job;
};
