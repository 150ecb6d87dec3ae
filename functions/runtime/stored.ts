import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Key } from '../../shared/table/keys.ts';
import {
  alarmPartition,
  alarmSort,
  changesPartition,
  changesSort,
  instantPartition,
  recordKey,
  relatedPartition,
  relatedSort,
  userPartition,
} from '../../shared/table/keys.ts';
import type { Item } from './table.ts';

/** Where the clock finds a record: among the dates, or among the instants. */
export const alarmKeys = (rec: Pick<Rec, 'ws' | 'id'>, alarm: string): { g3p: string; g3s: string } => ({
  g3p: alarm.length === 10 ? alarmPartition(rec.ws) : instantPartition(rec.ws),
  g3s: alarmSort(alarm, rec.id),
});

/** The item of a record: its envelope with the keys of the table and its indexes. */
export const toItem = (entity: Entity, rec: Rec): Item & Key => {
  const relation = entity.relation?.(rec);
  const related = relation
    ? relation.parentId.startsWith('user:')
      ? { g2p: userPartition(rec.id), g2s: rec.ws }
      : { g2p: relatedPartition(rec.ws, relation.parentId), g2s: relatedSort(relation.kind, relation.at, rec.id) }
    : {};
  const alarm = rec.archivedAt || rec.removedAt || rec.aliasOf ? undefined : entity.alarm?.(rec);
  return {
    ...recordKey(rec.ws, rec.id),
    ...(rec as unknown as Item),
    g1p: changesPartition(rec.ws, rec.type),
    g1s: changesSort(rec.updatedAt, rec.id),
    ...related,
    ...(alarm ? alarmKeys(rec, alarm) : {}),
  };
};

const keyAttributes = new Set(['pk', 'sk', 'g1p', 'g1s', 'g2p', 'g2s', 'g3p', 'g3s']);

/** The record in a stored item, lifted to the present form. @throws Error for an item that is not a record */
export const toRec = (item: Item): Rec => {
  const rec: Item = {};
  for (const name in item) if (!keyAttributes.has(name)) rec[name] = item[name];
  if (typeof rec['type'] !== 'string' || typeof rec['id'] !== 'string' || typeof rec['data'] !== 'object') {
    throw new Error(`item ${String(item['pk'])} is not a record`);
  }
  const entity = entityOf(rec['type']);
  const typed = rec as unknown as Rec;
  return typed.schemaVersion < entity.schemaVersion && entity.upcast ? entity.upcast(typed) : typed;
};

/** The form in which the API gives a record: envelope and fields side by side. */
export const toApi = (rec: Rec): Record<string, unknown> => {
  const {
    data,
    ws: _ws,
    schemaVersion: _schema,
    via: _via,
    reason: _reason,
    onBehalfOf: _behalf,
    erasedAt: _erased,
    removedAt: _removed,
    ttl: _ttl,
    approvedBy: _approved,
    ...envelope
  } = rec;
  return { ...data, ...envelope };
};
