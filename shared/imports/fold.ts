import type { Content, Entity } from '../kernel/entity.ts';
import { entityFields, MAX_LINES } from '../kernel/entity.ts';
import { fieldsOf } from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import type { Outcome } from './imports.contract.ts';

/** One row of a group, mapped; references are ids already, or stand in `asImported`. */
export interface FoldRow {
  file: number;
  row: number;
  values: Record<string, unknown>;
  asImported: Record<string, string>;
  trimmed: readonly string[];
}

/** What a group of rows says about its record. */
export interface Folded {
  content: Content;
  asImported: Record<string, string>;
  externalIds: Record<string, string>;
  envelope: { ownerId?: string; createdAt?: string; createdBy?: string };
}

export interface RowResult {
  file: number;
  row: number;
  outcome: Outcome;
  trimmed?: string[];
  flagged?: string[];
  problem?: { code: string; field?: string; message: string };
  /** Records, or other rows of the file, that this one seems to be. */
  possible?: { recordId?: string; row?: number; score: number }[];
}

export interface FoldContext {
  /** Values for new records where the files say nothing. */
  defaults: Readonly<Record<string, unknown>>;
  /** Fields that only fill gaps, by index of the file. */
  whenEmpty: readonly ReadonlySet<string>[];
}

const blank = (value: unknown): boolean => value === undefined || value === null || value === '';

const lineNames = new WeakMap<Entity, ReadonlySet<string>>();
const linesOf = (entity: Entity): ReadonlySet<string> => {
  let known = lineNames.get(entity);
  if (!known) {
    known = new Set(entity.lines ? fieldsOf(entity.lines).map((field) => `lines.${field.name}`) : []);
    lineNames.set(entity, known);
  }
  return known;
};

/** A value as the field takes it, or the text that is kept in its place. */
const fitted = (entity: Entity, path: string, value: unknown): { value: unknown } | { raw: string } => {
  const schema = path.startsWith('lines.') ? entity.lines?.[path.slice(6)] : entity.fields[path];
  if (!schema) return { value };
  const result = schema.safeParse(value);
  return result.success ? { value: result.data } : { raw: String(value) };
};

/**
 * Lays the rows of one key over one another and over the record that is there: what a later row says replaces what an earlier
 * one said, a blank says nothing, a gap-filler fills gaps only. Each row of a document is one line of it.
 */
export const fold = (
  entity: Entity,
  rows: readonly FoldRow[],
  existing: Rec | undefined,
  context: FoldContext,
): Folded => {
  const data: Record<string, unknown> = existing ? { ...existing.data } : { ...context.defaults };
  const custom: Record<string, unknown> = { ...((data['custom'] as Record<string, unknown> | undefined) ?? {}) };
  const externalIds: Record<string, string> = { ...existing?.externalIds };
  const asImported: Record<string, string> = {};
  const envelope: Folded['envelope'] = {};
  const lines: Record<string, unknown>[] = [];
  const inLines = linesOf(entity);
  for (const row of rows) {
    const line: Record<string, unknown> = {};
    const index = lines.length;
    const linePath = (path: string) => (inLines.has(path) ? `lines.${index}.${path.slice(6)}` : path);
    for (const [path, given] of Object.entries(row.values)) {
      const result = fitted(entity, path, given);
      if ('raw' in result) {
        asImported[linePath(path)] = result.raw;
        continue;
      }
      const value = result.value;
      if (inLines.has(path)) line[path.slice(6)] = value;
      else if (path.startsWith('custom.')) put(custom, path.slice(7), value, context.whenEmpty[row.file]?.has(path));
      else if (path.startsWith('externalIds.')) externalIds[path.slice(12)] = String(value);
      else if (path === 'ownerId' || path === 'createdAt' || path === 'createdBy') envelope[path] ??= String(value);
      else put(data, path, value, context.whenEmpty[row.file]?.has(path));
    }
    // In a document a value of the head that could not be read stands at the row that had it: others may have read well.
    for (const [path, raw] of Object.entries(row.asImported))
      asImported[inLines.size > 0 && !inLines.has(path) ? `lines.${index}.${path}` : linePath(path)] = raw;
    if (inLines.size > 0 && Object.keys(row.values).some((path) => inLines.has(path))) lines.push(line);
  }
  if (Object.keys(custom).length > 0) data['custom'] = custom;
  for (const [name, schema] of Object.entries(entity.fields)) {
    if (data[name] !== undefined) continue;
    const fallback = schema.safeParse(undefined);
    if (fallback.success && fallback.data !== undefined) data[name] = fallback.data;
  }
  for (const path of Object.keys(asImported))
    if (!path.startsWith('lines.') && !blank(data[path])) delete asImported[path];
  const content: Content = {
    data,
    ...(entity.lines ? { lines: lines.length > 0 ? lines : (existing?.lines ?? []) } : {}),
  };
  return { content, asImported, externalIds, envelope };
};

const put = (target: Record<string, unknown>, name: string, value: unknown, gapsOnly: boolean | undefined): void => {
  if (blank(value) || (gapsOnly && !blank(target[name]))) return;
  target[name] = value;
};

/** Why a folded record cannot be taken at all: without what names it, it could not be found or mended later. */
export const refusalOf = (
  entity: Entity,
  folded: Folded,
): { code: string; field?: string; message: string } | undefined => {
  for (const field of entityFields(entity)) {
    if (field.required && !field.computed && blank(folded.content.data[field.name])) {
      return { code: 'required', field: field.name, message: `${field.label.en} is missing.` };
    }
  }
  if ((folded.content.lines?.length ?? 0) > MAX_LINES)
    return { code: 'too-long', field: 'lines', message: `More than ${MAX_LINES} lines.` };
  return undefined;
};

/** The outcome of each row of a group, once that of its record is known. Each row has exactly one. */
export const rowResults = (
  entity: Entity,
  rows: readonly FoldRow[],
  record: { outcome: Outcome; problem?: RowResult['problem'] },
): RowResult[] => {
  const documents = entity.lines !== undefined;
  return rows.map((row, index) => {
    // The first row makes the record; what follows goes into it: as a line of a document, or merged with what is there.
    const outcome = index === 0 || record.outcome === 'refused' || documents ? record.outcome : 'merged';
    const flagged = Object.keys(row.asImported);
    return {
      file: row.file,
      row: row.row,
      outcome,
      ...(row.trimmed.length > 0 ? { trimmed: [...row.trimmed] } : {}),
      ...(flagged.length > 0 ? { flagged } : {}),
      ...(record.outcome === 'refused' && record.problem ? { problem: record.problem } : {}),
    };
  });
};
