import { entities } from '../../shared/entities.ts';
import { claimedKeys } from '../../shared/kernel/entity.ts';
import { addMonths } from '../../shared/kernel/time.ts';
import { processes } from '../../shared/processes.ts';
import {
  changesPartition,
  counterPartition,
  failedJobPartition,
  groupMarkPartition,
  guardKey,
  listPointerKey,
  noticePartition,
  numbersPartition,
  partKey,
  recordKey,
  settingKey,
  snapshotKey,
  valueMarkPartition,
  watermarkKey,
  workspaceKey,
} from '../../shared/table/keys.ts';
import { member } from '../../shared/workspaces/member.ts';
import { definitionKind } from './process.ts';
import { toRec } from './stored.ts';
import type { Table } from './table.ts';

/** Kinds of item that are found by type in the `changes` index though they are not records of a list. */
const jobs = ['import', 'auditRun', 'bulkEdit', 'export'] as const;
const settings: readonly string[] = [
  'standard',
  'rules',
  'demo',
  'processes',
  'calendar',
  'commerce',
  'leads',
  'value',
  'threshold',
  'service',
  'goals',
  'operators',
  'reviewPolicy',
  ...processes.map((one) => definitionKind(one.id)),
];
/** Months in which a counter or a frozen figure can stand: nothing of a customer's is dated before or after. */
const FIRST_MONTH = '1970-01';
const MONTHS = 12 * 100;

/**
 * Every partition of a workspace, for reset, export and deletion, without a scan of the table. Left out are idempotency items,
 * which the table lets go of by itself within a week, and removed records' guards, which are free.
 */
export async function* partitionsOf(ws: string, table: Table): AsyncGenerator<string> {
  yield workspaceKey(ws).pk;
  yield watermarkKey(ws, '').pk;
  yield groupMarkPartition(ws);
  yield failedJobPartition(ws);
  yield valueMarkPartition(ws);
  yield partKey(ws, 'reviews', '').pk;
  yield numbersPartition(ws);
  for (const kind of settings) yield settingKey(ws, kind, 0).pk;
  for (const period of ['now', 'undated']) yield counterPartition(ws, period);
  for (let index = 0, month = FIRST_MONTH; index < MONTHS; index++, month = addMonths(month, 1)) {
    yield counterPartition(ws, month);
    yield snapshotKey(ws, month).pk;
  }
  for (const entity of entities) {
    yield listPointerKey(ws, entity.name).pk;
    for await (const item of table.queryAll({ index: 'changes', partition: changesPartition(ws, entity.name) })) {
      const rec = toRec(item);
      // Steps and work of a document lie in its own partition.
      yield recordKey(ws, rec.id).pk;
      if (entity.name === member.name) yield noticePartition(ws, rec.id);
      for (const { field, value } of claimedKeys(entity, rec)) yield guardKey(ws, entity.name, field, value).pk;
    }
  }
  for (const job of jobs) {
    for await (const item of table.queryAll({ index: 'changes', partition: changesPartition(ws, job) }))
      yield String(item['pk']);
  }
}
