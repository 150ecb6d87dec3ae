import { entities } from '../../../shared/entities.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { DataClass, FieldInfo, FieldMeta, FieldType, Label } from '../../../shared/kernel/field.ts';
import { fieldsOf } from '../../../shared/kernel/field.ts';
import type {
  CustomField,
  EntityStandard,
  FieldStandard,
  WorkspaceStandard,
} from '../../../shared/standards/standard.ts';
import { defaultStandard, noStandard } from '../../../shared/standards/standard.ts';

/** A line of the table of fields: `phone`, `lines.quantity`, `custom.size`. */
export interface StandardField extends Pick<FieldMeta, 'sensitive' | 'values'> {
  path: string;
  place: 'head' | 'line' | 'custom';
  type: FieldType;
  label: Label;
  /** Asked for by the product itself, whatever the standard says. */
  always: boolean;
  /** How closely a change of it is looked at. */
  dataClass: DataClass;
}

/** The kinds of records that a standard speaks of: those with good defaults, and any that the company added. */
export const standardEntities = (standard: WorkspaceStandard): Entity[] =>
  entities.filter((entity) => entity.name in defaultStandard || entity.name in standard);

/** A field whose change waits for a second person is critical, whatever else is said of it. */
const classOf = (entity: Entity, field: FieldInfo, place: 'head' | 'line'): DataClass =>
  Object.hasOwn(entity.changes ?? {}, place === 'line' ? 'lines' : field.name)
    ? 'critical'
    : (field.dataClass ?? 'basic');

const declared = (entity: Entity, field: FieldInfo, place: 'head' | 'line'): StandardField => ({
  path: place === 'line' ? `lines.${field.name}` : field.name,
  place,
  type: field.type,
  label: field.label,
  always: field.required,
  dataClass: classOf(entity, field, place),
  ...(field.sensitive ? { sensitive: field.sensitive } : {}),
  ...(field.values ? { values: field.values } : {}),
});

const own = (field: CustomField): StandardField => ({
  path: `custom.${field.name}`,
  place: 'custom',
  type: field.type === 'multiEnum' ? 'tags' : field.type,
  label: field.label,
  always: false,
  dataClass: 'basic',
});

/** All fields that can have a standard, in the order of the record: head, the company's own, lines. */
export const standardFields = (entity: Entity, custom: readonly CustomField[]): StandardField[] => [
  ...entityFields(entity)
    .filter((field) => !field.computed && !['grants', 'certificates'].includes(field.name))
    .map((field) => declared(entity, field, 'head')),
  ...custom.filter((field) => field.name !== '').map(own),
  ...(entity.lines ? fieldsOf(entity.lines) : [])
    .filter((field) => !field.computed)
    .map((field) => declared(entity, field, 'line')),
];

const texts: readonly FieldType[] = ['text', 'longText', 'email', 'phone', 'url', 'country'];

/** Which parts of a standard mean something for a kind of field. */
export const offers = (type: FieldType) => ({
  format: texts.includes(type) && type !== 'longText',
  text: texts.includes(type) || type === 'enum',
  pattern: texts.includes(type),
  notInFuture: type === 'date' || type === 'datetime',
  positive: type === 'money' || type === 'number' || type === 'integer',
});

/** A field standard without what says nothing; undefined when nothing is left. */
export const tidy = (rule: FieldStandard): FieldStandard | undefined => {
  const kept: FieldStandard = {
    ...(rule.required ? { required: true } : {}),
    ...(rule.format ? { format: rule.format } : {}),
    ...(rule.pattern ? { pattern: rule.pattern } : {}),
    ...(rule.example ? { example: rule.example } : {}),
    ...(rule.allowed && rule.allowed.length > 0 ? { allowed: rule.allowed } : {}),
    ...(rule.corrections && Object.keys(rule.corrections).length > 0 ? { corrections: rule.corrections } : {}),
    ...(rule.notInFuture ? { notInFuture: true } : {}),
    ...(rule.positive ? { positive: true } : {}),
  };
  return Object.keys(kept).length > 0 ? kept : undefined;
};

export const entityDraft = (standard: WorkspaceStandard, name: string): EntityStandard => standard[name] ?? noStandard;

/** The standard with one field's part replaced. */
export const withField = (entity: EntityStandard, path: string, rule: FieldStandard): EntityStandard => {
  const { [path]: _old, ...others } = entity.fields;
  const kept = tidy(rule);
  if (!kept) return { ...entity, fields: others };
  // A field that was there keeps its place, so that versions can be compared.
  return path in entity.fields
    ? { ...entity, fields: { ...entity.fields, [path]: kept } }
    : { ...entity, fields: { ...others, [path]: kept } };
};

/** The standard without one of the company's own fields and what was asked of it. */
export const withoutCustom = (entity: EntityStandard, index: number): EntityStandard => {
  const gone = entity.custom[index];
  const { [`custom.${gone?.name}`]: _rule, ...fields } = entity.fields;
  return { ...entity, fields, custom: entity.custom.filter((_, at) => at !== index) };
};

/** A form that is the same for standards that say the same. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, canonical(one)]),
  );
};

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

/** Names of the entities whose standard differs. */
export const changedEntities = (a: WorkspaceStandard, b: WorkspaceStandard): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => !same(a[name] ?? noStandard, b[name] ?? noStandard),
  );

const rebaseEntity = (base: EntityStandard, mine: EntityStandard, theirs: EntityStandard): EntityStandard => {
  const pick = <K extends keyof EntityStandard>(key: K): EntityStandard[K] =>
    same(base[key], mine[key]) ? theirs[key] : mine[key];
  const paths = [...new Set([...Object.keys(theirs.fields), ...Object.keys(mine.fields)])];
  const fields = paths.flatMap((path) => {
    const rule = same(base.fields[path], mine.fields[path]) ? theirs.fields[path] : mine.fields[path];
    return rule ? [[path, rule] as const] : [];
  });
  const codeRule = pick('codeRule');
  return {
    fields: Object.fromEntries(fields),
    ...(codeRule ? { codeRule } : {}),
    sequences: pick('sequences'),
    custom: pick('custom'),
    staleAfterDays: pick('staleAfterDays'),
  };
};

/** One's own changes on top of what somebody else saved meanwhile. */
export const rebase = (
  base: WorkspaceStandard,
  mine: WorkspaceStandard,
  theirs: WorkspaceStandard,
): WorkspaceStandard => {
  const result = { ...theirs };
  for (const name of changedEntities(base, mine))
    result[name] = rebaseEntity(base[name] ?? noStandard, mine[name] ?? noStandard, theirs[name] ?? noStandard);
  return result;
};

/** A list as it is typed or pasted: one value a line, nothing twice. */
export const readValues = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

export interface Pair {
  wrong: string;
  right: string;
}

export const pairsOf = (corrections: Readonly<Record<string, string>> | undefined): Pair[] =>
  Object.entries(corrections ?? {}).map(([wrong, right]) => ({ wrong, right }));

/** Pairs with both halves, as they are kept; half-typed ones wait in the editor. */
export const correctionsOf = (pairs: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(
    pairs
      .filter(({ wrong, right }) => wrong.trim() && right.trim())
      .map(({ wrong, right }) => [wrong.trim(), right.trim()]),
  );
