import * as z from 'zod';
import { canonicalJson } from '../kernel/canonical.ts';
import type { Entity } from '../kernel/entity.ts';
import { defineEntity, normaliseKey } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import { fieldChange } from '../process/change-request.ts';

type Data = Record<string, unknown>;

/** What a merge changed of the winner. */
export interface Taken {
  /** `phone`, `tags`, `custom.size`. */
  field: string;
  before?: unknown;
  after?: unknown;
}

const computed = { computed: true } as const;

/** Two records that became one (SAL-6): which, what the winner took of the loser, who and why; kept when it is undone. */
export const merge = defineEntity({
  name: 'merge',
  collection: 'merges',
  label: { en: 'Merge', zh: '合并' },
  plural: { en: 'Merges', zh: '合并记录' },
  domain: 'standards',
  schemaVersion: 1,
  fields: {
    title: f.text({ en: 'Stays', zh: '保留' }, { ...computed, max: 300 }),
    loserTitle: f.text({ en: 'Goes', zh: '并入' }, { ...computed, max: 300 }),
    recordType: f.text({ en: 'Record type', zh: '记录类型' }, { ...computed, max: 40 }),
    winnerId: f.text({ en: 'Record that stays', zh: '保留的记录' }, { ...computed, max: 60 }),
    loserId: f.text({ en: 'Record that goes', zh: '并入的记录' }, { ...computed, max: 60 }),
    taken: z
      .array(fieldChange)
      .max(100)
      .meta({ field: { type: 'tags', label: { en: 'Taken over', zh: '采用的字段' }, computed: true } }),
    asked: f.tags({ en: 'Waits for approval', zh: '待审批字段' }, computed).optional(),
    state: f
      .choice(
        { merged: { en: 'Merged', zh: '已合并' }, undone: { en: 'Undone', zh: '已撤销' } },
        { en: 'State', zh: '状态' },
        computed,
      )
      .default('merged'),
    undoneAt: f.datetime({ en: 'Undone at', zh: '撤销时间' }, computed).optional(),
    undoneBy: f.ref('member', { en: 'Undone by', zh: '撤销人' }, computed).optional(),
    why: f.longText({ en: 'Reason', zh: '原因' }, { ...computed, max: 500 }).optional(),
  },
  keys: [],
  title: 'title',
  search: ['title', 'loserTitle'],
  defaultSort: '-createdAt',
  owned: false,
  // Its values are those of another record: they are shown by routes of its own, as far as that record is.
  operations: [],
  relation: (record) => ({ parentId: String(record.data['winnerId']), kind: 'merge', at: record.createdAt }),
  example: {},
});

const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

const CUSTOM = 'custom.';

/** The value of a field, of the workspace's own ones too. */
export const fieldValue = (data: Data, field: string): unknown =>
  field.startsWith(CUSTOM) ? (data['custom'] as Data | undefined)?.[field.slice(CUSTOM.length)] : data[field];

const without = (data: Data, field: string): Data => {
  const { [field]: _old, ...rest } = data;
  return rest;
};

/** Content with one value set; an undefined one is taken out. */
export const withValue = (data: Data, field: string, value: unknown): Data => {
  if (!field.startsWith(CUSTOM)) return value === undefined ? without(data, field) : { ...data, [field]: value };
  const own = withValue((data['custom'] as Data | undefined) ?? {}, field.slice(CUSTOM.length), value);
  return Object.keys(own).length > 0 ? { ...data, custom: own } : without(data, 'custom');
};

const united = (a: unknown, b: unknown): unknown =>
  Array.isArray(a) && Array.isArray(b) ? [...new Set([...a, ...b])] : b;

/** Fields that a record cannot take of another one: what only one may have stays where it is claimed, and there leads to the winner. */
const cannotBeTaken = (entity: Entity): ReadonlySet<string> =>
  new Set([...entity.keys.map((key) => key.field), ...(entity.process ? [entity.process.field] : [])]);

/** What is wrong with the fields that are to be taken. `known`: fields of the entity and the workspace that entry sets. */
export const takeFaults = (entity: Entity, take: readonly string[], known: ReadonlySet<string>): FieldFault[] => {
  const closed = cannotBeTaken(entity);
  return take.flatMap((field, index) =>
    !known.has(field)
      ? [fault(`take.${index}`, 'unknown')]
      : closed.has(field)
        ? [fault(`take.${index}`, 'not-allowed-value', [...closed].join(', '))]
        : [],
  );
};

/**
 * What the winner's content becomes: fields taken of the loser, lists united, and no link of its own to the record that it took in
 * (`family`: ids of the loser and of those that it had taken in).
 */
export const mergedData = (
  winner: Pick<Rec, 'data'>,
  loser: Pick<Rec, 'data'>,
  { take, family, links }: { take: readonly string[]; family: readonly string[]; links: readonly string[] },
): { data: Data; taken: Taken[] } => {
  let { data } = winner;
  const taken: Taken[] = [];
  const set = (field: string, after: unknown) => {
    const before = fieldValue(data, field);
    if (same(before, after)) return;
    data = withValue(data, field, after);
    taken.push({ field, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  };
  for (const field of new Set(take)) set(field, united(fieldValue(data, field), fieldValue(loser.data, field)));
  // A parent that is taken over, or was there, must not be the record itself.
  for (const field of links) if (family.includes(String(data[field] ?? ''))) set(field, undefined);
  return { data, taken };
};

/** A list without what the merge brought into it, so that what was put in later stays. */
const withoutTaken = (now: unknown, { before, after }: Taken): unknown => {
  if (!Array.isArray(now) || !Array.isArray(after)) return undefined;
  const had: unknown[] = Array.isArray(before) ? before : [];
  const left = now.filter((one) => had.includes(one) || !after.includes(one));
  return left.length > 0 ? left : undefined;
};

/** A merge that was undone, as far as the value of a field may go back through it. */
export interface Undone {
  /** When it was made: ids sort by the time of their making. */
  id: string;
  undoneAt: string;
  taken: readonly Taken[];
}

/**
 * What a merge found at the winner, without what came from merges that were undone since: where two were made one upon the other and
 * the first is undone first, undoing the second leads to what was there before both.
 * @param merges undone merges of the same winner
 */
export const foundBefore = (
  own: { id: string; createdAt: string; taken: readonly Taken[] },
  merges: readonly Undone[],
): Taken[] => {
  const earlier = merges
    .filter((one) => one.id < own.id && one.undoneAt >= own.createdAt)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  return own.taken.map((taken) => {
    let { before } = taken;
    if (Array.isArray(before)) return taken;
    for (const one of earlier) {
      const link = one.taken.find(({ field, after }) => field === taken.field && same(after, before));
      if (link) before = link.before;
    }
    return { ...taken, before };
  });
};

/** The winner's content after a merge is undone: what it took goes back, as far as nobody changed it since. */
export const unmergedData = (data: Data, taken: readonly Taken[]): Data =>
  taken.reduceRight((now, one) => {
    const value = fieldValue(now, one.field);
    if (same(value, one.after)) return withValue(now, one.field, one.before);
    return Array.isArray(value) && Array.isArray(one.after) ? withValue(now, one.field, withoutTaken(value, one)) : now;
  }, data);

/** The aliases of a record without some; undefined for none. */
export const aliasesWithout = (
  aliases: readonly string[] | undefined,
  gone: readonly string[],
): string[] | undefined => {
  const left = (aliases ?? []).filter((id) => !gone.includes(id));
  return left.length > 0 ? left : undefined;
};

/** Whether a record is found under the value of a natural key by itself, and not because it took in the one that has it. */
export const hasKey = (entity: Entity, rec: Rec, field: string, value: string): boolean => {
  const key = entity.keys.find((one) => one.field === field);
  if (!key) return field.startsWith('externalIds.') ? rec.externalIds?.[field.slice(12)] === value : true;
  const own = rec.data[field];
  return typeof own === 'string' && normaliseKey(key, own) === normaliseKey(key, value);
};
