import * as z from 'zod';
import { entityOf } from '../entities.ts';
import type { FieldInfo } from '../kernel/field.ts';
import { fieldsOf } from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import type { Row, RuleContext } from '../kernel/rule.ts';
import { remember } from './remember.ts';

/** Kinds of record that hold what a company enters, and that a data standard can speak of. */
export const auditedTypes = [
  'account',
  'contact',
  'address',
  'lead',
  'category',
  'product',
  'opportunity',
  'order',
  'activity',
  'complaint',
  'enquiry',
] as const;

/** The settings of a rule that has nothing to tune. */
export const noSettings = z.strictObject({});

/** A record or row that nobody works with any more: archived, merged into another one, or taken back by undoing its import. */
export const isGone = (thing: Rec | Row): boolean =>
  thing.archivedAt !== undefined || thing.aliasOf !== undefined || thing.removedAt !== undefined;

const shapes = new Map<string, ReadonlyMap<string, FieldInfo>>();

/** Declared fields of an entity by path; a field of the lines is `lines.<field>`. */
const fieldsByPath = (type: string): ReadonlyMap<string, FieldInfo> =>
  remember(shapes, type, () => {
    const entity = entityOf(type);
    return new Map([
      ...fieldsOf(entity.fields).map((info) => [info.name, info] as const),
      ...fieldsOf(entity.lines ?? {}).map((info) => [`lines.${info.name}`, info] as const),
    ]);
  });

/**
 * The declared field at a locator such as `phone` or `lines.3.amount`. An import notes a value of a document's head at the row that
 * had it (`lines.3.orderDate`): that is the field of the head.
 */
export const fieldAt = (type: string, locator: string): FieldInfo | undefined => {
  const fields = fieldsByPath(type);
  const path = locator.replace(/^lines\.\d+\./, 'lines.');
  return fields.get(path) ?? fields.get(path.replace(/^lines\./, ''));
};

/** Whether an import had text for the field that could not be read: that is its fault then, not that it is empty. */
export const cameUnreadable = (record: Rec, path: string): boolean =>
  Object.keys(record.asImported ?? {}).some((kept) => kept === path || kept.replace(/^lines\.\d+\./, '') === path);

/** Values of one kind of field in a record with their locators; lines are spelled out, blanks left out. */
export const valuesOfType = (
  record: Rec,
  type: FieldInfo['type'],
): { locator: string; info: FieldInfo; value: unknown }[] =>
  [...fieldsByPath(record.type)].flatMap(([path, info]) => {
    if (info.type !== type) return [];
    const cells = path.startsWith('lines.')
      ? (record.lines ?? []).map((line, index) => ({ locator: `lines.${index}.${info.name}`, value: line[info.name] }))
      : [{ locator: path, value: record.data[path] }];
    return cells
      .filter(({ value }) => value !== undefined && value !== null && value !== '')
      .map((cell) => ({ ...cell, info }));
  });

/** Kind of the value that an import could not read: that of the declared field, or of the workspace's own one. */
export const importedKind = (record: Rec, path: string, context: RuleContext): 'date' | 'ref' | 'other' => {
  const type = path.startsWith('custom.')
    ? context.standard.custom.find((field) => `custom.${field.name}` === path)?.type
    : fieldAt(record.type, path)?.type;
  if (type === 'date' || type === 'datetime') return 'date';
  return type === 'ref' ? 'ref' : 'other';
};

/** Longest text in a finding; a list cell holds no more. */
const MAX_TEXT = 300;

/** A value as it is shown in a finding. */
export const shownText = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
};
