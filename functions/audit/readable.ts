import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item } from '../runtime/table.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The instants by which the audit follows a record. */
const instants = ['createdAt', 'updatedAt'] as const;

/** The record in an item, if its form is one that rules can be asked about. @throws Error saying what is wrong with it */
export const readable = (item: Item): Rec => {
  const rec = toRec(item);
  const { schemaVersion } = entityOf(rec.type);
  if (!Number.isInteger(rec.schemaVersion) || rec.schemaVersion > schemaVersion)
    throw new Error(`schemaVersion ${String(rec.schemaVersion)} of ${rec.type}, of which ${schemaVersion} is known`);
  if (!isObject(rec.data)) throw new Error('data is not an object');
  if (rec.lines !== undefined && !(Array.isArray(rec.lines) && rec.lines.every(isObject)))
    throw new Error('lines are not a list of objects');
  for (const name of instants) {
    if (Number.isNaN(Date.parse(rec[name]))) throw new Error(`${name} is not an instant`);
  }
  return rec;
};

/** Whether an item holds a record that no rule can be asked about. */
export const isUnreadable = (item: Item): boolean => {
  try {
    readable(item);
    return false;
  } catch {
    return true;
  }
};

/** The records in some items; those that cannot be read are told of, and cost the others nothing. */
export const readRecords = (items: readonly Item[], refuse: (id: string, error: unknown) => void): Rec[] =>
  items.flatMap((item) => {
    try {
      return [readable(item)];
    } catch (error) {
      const id = item['id'];
      refuse(typeof id === 'string' ? id : String(item['pk']).slice(String(item['pk']).indexOf('#') + 1), error);
      return [];
    }
  });
