import * as z from 'zod';
import type { IdKind } from './id.ts';
import { idPattern } from './id.ts';
import { MAX_AMOUNT } from './money.ts';

export interface Label {
  en: string;
  zh: string;
}

export type FieldType =
  | 'text'
  | 'longText'
  | 'integer'
  | 'number'
  | 'money'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'enum'
  | 'tags'
  | 'ref'
  | 'email'
  | 'phone'
  | 'country'
  | 'url';

/** Review level of a change (DQ-3). */
export type DataClass = 'basic' | 'controlled' | 'critical';

/** What a field is, apart from its type in code: read by forms, lists, imports, OpenAPI and the data standards. */
export interface FieldMeta {
  type: FieldType;
  label: Label;
  /** Entity that a `ref` points to. */
  ref?: IdKind;
  /** Values of an `enum`, with labels. */
  values?: readonly { value: string; label: Label }[];
  /** Hidden from roles without this right. */
  sensitive?: 'cost' | 'credit';
  dataClass?: DataClass;
  /** Header names that an import suggests this field for. */
  aliases?: readonly string[];
  /** Set by the system alone: not in forms, bodies or imports. */
  computed?: true;
  /** Written beside the record's versions: no history, and no column of lists, which are told of versions alone. */
  noted?: true;
  /** Computed here, but an import may bring what another system worked out. */
  imported?: true;
  example?: unknown;
}

type Options = Omit<FieldMeta, 'type' | 'label'> & { max?: number };

const describe = (type: FieldType, label: Label, options: Options = {}) => {
  const { max: _max, example, ...rest } = options;
  return {
    field: { type, label, ...(example === undefined ? {} : { example }), ...rest } satisfies FieldMeta,
    description: label.en,
    ...(example === undefined ? {} : { example }),
  };
};

/** No control characters; a single line. */
const oneLine = /^\P{Cc}*$/u;
/** As above, but tab and line ends may stand. */
export const manyLines = /^(?:\P{Cc}|[\t\n\r])*$/u;
/** A calendar date. Whether the day exists is checked by refinement, so that the pattern stays readable in OpenAPI. */
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** True for a date that stands in a calendar (no 30 February). */
export const isCalendarDate = (text: string): boolean => {
  if (!datePattern.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

export const text = (label: Label, options: Options = {}) =>
  z
    .string()
    .trim()
    .min(1)
    .max(options.max ?? 200)
    .regex(oneLine, 'control-character')
    .meta(describe('text', label, options));
export const longText = (label: Label, options: Options = {}) =>
  z
    .string()
    .max(options.max ?? 4000)
    .regex(manyLines, 'control-character')
    .meta(describe('longText', label, options));
export const email = (label: Label, options: Options = {}) =>
  z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(oneLine, 'control-character')
    .meta(describe('email', label, options));
export const phone = (label: Label, options: Options = {}) =>
  z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(oneLine, 'control-character')
    .meta(describe('phone', label, options));
export const country = (label: Label, options: Options = {}) =>
  z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(oneLine, 'control-character')
    .meta(describe('country', label, options));
export const url = (label: Label, options: Options = {}) =>
  z
    .string()
    .trim()
    .min(1)
    .max(300)
    .regex(oneLine, 'control-character')
    .meta(describe('url', label, options));
export const integer = (label: Label, options: Options = {}) => z.int().meta(describe('integer', label, options));
export const number = (label: Label, options: Options = {}) =>
  z
    .number()
    .min(-1e12)
    .max(1e12)
    .meta(describe('number', label, options));
/** Integer minor units (cents, fen); the record's `currency` says of what. */
export const money = (label: Label, options: Options = {}) =>
  z
    .int()
    .min(-MAX_AMOUNT)
    .max(MAX_AMOUNT)
    .meta(describe('money', label, options));
export const date = (label: Label, options: Options = {}) =>
  z
    .string()
    .regex(datePattern, 'not-a-date')
    .refine(isCalendarDate, 'not-a-date')
    .meta(describe('date', label, { example: '2026-11-21', ...options }));
/** An instant in UTC, ISO 8601 with Z. */
export const datetime = (label: Label, options: Options = {}) =>
  z.iso.datetime().meta(describe('datetime', label, { example: '2026-11-21T02:00:00.000Z', ...options }));
export const boolean = (label: Label, options: Options = {}) => z.boolean().meta(describe('boolean', label, options));
export const tags = (label: Label, options: Options = {}) =>
  z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(options.max ?? 40)
        .regex(oneLine, 'control-character'),
    )
    .max(30)
    .meta(describe('tags', label, options));
export const ref = (kind: IdKind, label: Label, options: Options = {}) =>
  z
    .string()
    .regex(idPattern(kind), 'type')
    .meta(describe('ref', label, { ...options, ref: kind }));
/** A closed list of values, each with its label: `choice({open: {en, zh}}, label)`. */
export const choice = <V extends string>(values: Record<V, Label>, label: Label, options: Options = {}) =>
  z.enum(Object.keys(values) as [V, ...V[]]).meta(
    describe('enum', label, {
      ...options,
      values: (Object.keys(values) as V[]).map((value) => ({ value, label: values[value] })),
    }),
  );
/** ISO 4217 code. */
export const currency = (options: Options = {}) =>
  z
    .string()
    .regex(/^[A-Z]{3}$/, 'bad-format')
    .meta(
      describe('text', { en: 'Currency', zh: '币种' }, { example: 'CNY', aliases: ['币种', 'currency'], ...options }),
    );

export type Shape = Record<string, z.ZodType>;

/** A field with its name, and whether a value must be given. */
export interface FieldInfo extends FieldMeta {
  name: string;
  required: boolean;
}

/** The metadata of a field schema, looked for behind optional, nullable and default. */
export const fieldMeta = (schema: z.ZodType): FieldMeta | undefined => {
  let inner: z.ZodType = schema;
  for (let depth = 0; depth < 5; depth++) {
    const found = inner.meta()?.['field'];
    if (found) return found as FieldMeta;
    const def = inner.def as unknown as { innerType?: z.ZodType };
    if (!def.innerType) return undefined;
    inner = def.innerType;
  }
  return undefined;
};

/** Shapes are declared once and asked about with every record. */
const known = new WeakMap<Shape, readonly FieldInfo[]>();

/** The fields of a shape in the order in which they are declared. */
export const fieldsOf = (shape: Shape): readonly FieldInfo[] => {
  let fields = known.get(shape);
  if (!fields) {
    fields = Object.entries(shape).flatMap(([name, schema]) => {
      const meta = fieldMeta(schema);
      return meta ? [{ ...meta, name, required: !schema.safeParse(undefined).success }] : [];
    });
    known.set(shape, fields);
  }
  return fields;
};

const looseTypes: Record<FieldType, () => z.ZodType> = {
  text: () => z.string(),
  longText: () => z.string(),
  email: () => z.string(),
  phone: () => z.string(),
  country: () => z.string(),
  url: () => z.string(),
  integer: () => z.number(),
  number: () => z.number(),
  money: () => z.number(),
  date: () => z.string(),
  datetime: () => z.string(),
  boolean: () => z.boolean(),
  enum: () => z.string(),
  tags: () => z.array(z.unknown()),
  ref: () => z.string(),
};

/** A shape for reading: the kind of each value only, for an imported record may hold what entry would refuse. */
export const loose = (shape: Shape): Shape =>
  Object.fromEntries(
    fieldsOf(shape).map((info) => [
      info.name,
      looseTypes[info.type]()
        .nullable()
        .optional()
        .meta({
          description: info.label.en,
          field: info,
          ...(info.example === undefined ? {} : { example: info.example }),
        }),
    ]),
  );
