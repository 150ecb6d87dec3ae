import { canonicalJson } from '../kernel/canonical.ts';
import type { Entity } from '../kernel/entity.ts';
import { allOperations, entityFields, updateSchema } from '../kernel/entity.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import type { EntityStandard } from '../standards/standard.ts';
import type { BulkChange } from './bulk-edits.contract.ts';

type Data = Record<string, unknown>;

/** A value of a record before and after; a field of the workspace's own is `custom.<name>`. */
export interface FieldChange {
  field: string;
  before?: unknown;
  after?: unknown;
}

export const same = (a: unknown, b: unknown): boolean =>
  a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

const ownPart = (field: string): string | undefined => (field.startsWith('custom.') ? field.slice(7) : undefined);

/** A record's value at the path of a change. */
export const heldValue = (rec: Pick<Rec, 'data' | 'ownerId' | 'archivedAt'>, field: string): unknown => {
  if (field === 'ownerId') return rec.ownerId;
  if (field === 'archivedAt') return rec.archivedAt;
  const own = ownPart(field);
  return own === undefined ? rec.data[field] : (rec.data['custom'] as Data | undefined)?.[own];
};

/** Kinds of record that can be changed in bulk: those whose records are changed one by one by anybody with the right. */
export const bulkEditable = (entity: Entity): boolean =>
  entity.name !== 'member' && (entity.operations ?? allOperations).includes('update');

const notInBulk = (entity: Entity): ReadonlySet<string> =>
  new Set([
    'lines',
    'reason',
    'externalIds',
    // Each has its own of these.
    ...entity.keys.map((key) => key.field),
    // Steps are judged one by one, and cannot be taken back by setting a field.
    ...(entity.process ? [entity.process.field] : []),
  ]);

/** Fields that hold several values. */
const listsOf = (entity: Entity, standard: EntityStandard): ReadonlySet<string> =>
  new Set([
    ...entityFields(entity).flatMap((field) => (field.type === 'tags' && !field.computed ? [field.name] : [])),
    ...standard.custom.flatMap((field) => (field.type === 'multiEnum' ? [`custom.${field.name}`] : [])),
  ]);

/** What is wrong with a change before any record is looked at: fields that are not there, or that are not changed in bulk. */
export const bulkFaults = (entity: Entity, change: BulkChange, standard: EntityStandard): FieldFault[] => {
  const { set = {}, add = {}, remove = {}, archive } = change;
  const named = [...Object.keys(set), ...Object.keys(add), ...Object.keys(remove)];
  if (archive) {
    const offered = (entity.operations ?? allOperations).includes('archive');
    return named.length > 0 || !offered ? [fault('change.archive', 'not-allowed-value')] : [];
  }
  if (named.length === 0) return [fault('change', 'required')];
  const never = notInBulk(entity);
  const lists = listsOf(entity, standard);
  const known = new Set(Object.keys(updateSchema(entity).shape));
  const own = new Set(standard.custom.map((field) => field.name));
  return [
    ...Object.keys(set).flatMap((name) => {
      if (!known.has(name)) return [fault(`change.set.${name}`, 'unknown')];
      return never.has(name) ? [fault(`change.set.${name}`, 'not-allowed-value')] : [];
    }),
    ...Object.keys((set['custom'] as Data | null | undefined) ?? {}).flatMap((name) =>
      own.has(name) ? [] : [fault(`change.set.custom.${name}`, 'unknown')],
    ),
    ...(['add', 'remove'] as const).flatMap((part) =>
      Object.keys(change[part] ?? {}).flatMap((name) =>
        lists.has(name) ? [] : [fault(`change.${part}.${name}`, 'unknown')],
      ),
    ),
  ];
};

/** The body of a PATCH that makes the change on one record. */
export const bodyOf = (change: BulkChange, rec: Rec): Data => {
  const { set = {}, add = {}, remove = {} } = change;
  const body: Data = { ...set };
  for (const field of new Set([...Object.keys(add), ...Object.keys(remove)])) {
    const held = heldValue(rec, field);
    const values = Array.isArray(held) ? held.map(String) : [];
    const gone = new Set(remove[field] ?? []);
    const next = [...new Set([...values.filter((one) => !gone.has(one)), ...(add[field] ?? [])])];
    if (same(next, values)) continue;
    const value = next.length > 0 ? next : null;
    const own = ownPart(field);
    if (own === undefined) body[field] = value;
    else body['custom'] = { ...(body['custom'] as Data | undefined), [own]: value };
  }
  return body;
};

/** What differs between two versions of a record, apart from what the system works out from the rest. */
export const changesBetween = (entity: Entity, before: Rec, after: Rec): FieldChange[] => {
  const computed = new Set(entityFields(entity).flatMap((field) => (field.computed ? [field.name] : [])));
  const own = (rec: Rec) => Object.keys((rec.data['custom'] as Data | undefined) ?? {}).map((name) => `custom.${name}`);
  const fields = new Set([
    ...Object.keys(before.data),
    ...Object.keys(after.data),
    ...own(before),
    ...own(after),
    'ownerId',
    'archivedAt',
  ]);
  return [...fields].flatMap((field): FieldChange[] => {
    if (field === 'custom' || computed.has(field)) return [];
    const [old, next] = [heldValue(before, field), heldValue(after, field)];
    if (same(old, next)) return [];
    return [{ field, ...(old === undefined ? {} : { before: old }), ...(next === undefined ? {} : { after: next }) }];
  });
};

const texts = (value: unknown): string[] | undefined =>
  value === undefined || value === null
    ? []
    : Array.isArray(value) && value.every((one) => typeof one === 'string')
      ? value
      : undefined;

/** What becomes of one value when a change of it is taken back: as it was, in part where several values stand in it, or left. */
const takenBack = (change: FieldChange, now: unknown): { value: unknown } | undefined => {
  if (same(now, change.after)) return { value: change.before };
  if (!Array.isArray(change.before) && !Array.isArray(change.after)) return undefined;
  const [before, after, held] = [texts(change.before), texts(change.after), texts(now)];
  if (!before || !after || !held) return undefined;
  const added = after.filter((one) => !before.includes(one));
  const lost = before.filter((one) => !after.includes(one));
  const value = [...new Set([...held.filter((one) => !added.includes(one)), ...lost])];
  return same(value, held) ? undefined : { value: value.length > 0 ? value : undefined };
};

/** Which changes can be taken back on a record as it is now, and the fields that somebody changed since. */
export const undoOf = (
  changes: readonly FieldChange[],
  now: Rec,
): { back: { field: string; value: unknown }[]; kept: string[] } => {
  const back: { field: string; value: unknown }[] = [];
  const kept: string[] = [];
  for (const change of changes) {
    const held = heldValue(now, change.field);
    // Somebody put it back by hand: there is nothing left to take back.
    if (same(held, change.before)) continue;
    const taken = takenBack(change, held);
    if (taken) back.push({ field: change.field, value: taken.value });
    else kept.push(change.field);
  }
  return { back, kept };
};

/** Fields and values put into a record's content; undefined takes a value out. */
export const withValues = (data: Data, values: readonly { field: string; value: unknown }[]): Data => {
  const next: Data = { ...data };
  let custom = { ...(data['custom'] as Data | undefined) };
  for (const { field, value } of values) {
    if (field === 'ownerId' || field === 'archivedAt') continue;
    const own = ownPart(field);
    if (own === undefined) {
      if (value === undefined) delete next[field];
      else next[field] = value;
    } else if (value === undefined) {
      const { [own]: _gone, ...left } = custom;
      custom = left;
    } else custom = { ...custom, [own]: value };
  }
  if (Object.keys(custom).length > 0 || data['custom'] !== undefined) next['custom'] = custom;
  return next;
};
