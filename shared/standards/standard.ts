import * as z from 'zod';

const label = z.strictObject({ en: z.string().min(1).max(80), zh: z.string().min(1).max(80) });

/** What is right for one field (DQ-1): applied on entry, on import and in audit, from this one definition. */
export const fieldStandard = z.strictObject({
  required: z.boolean().optional(),
  /** Not demanded, but a record without it is less complete. */
  wanted: z.boolean().optional(),
  /** A built-in check. */
  format: z.enum(['email', 'phone', 'country', 'tax-id']).optional(),
  /** Regular expression that the whole value must match. */
  pattern: z.string().max(300).optional(),
  /** An example of a right value, shown beside the field. */
  example: z.string().max(100).optional(),
  allowed: z.array(z.string().max(100)).max(500).optional(),
  /** Known wrong spellings and the right value for each: proposed as the correction. */
  corrections: z.record(z.string().max(100), z.string().max(100)).optional(),
  /** A date that cannot lie after today, an instant that cannot lie after now. */
  notInFuture: z.boolean().optional(),
  /** A number that must be over zero. */
  positive: z.boolean().optional(),
});
export type FieldStandard = z.infer<typeof fieldStandard>;

const codeText = z.string().regex(/^[\p{L}\p{N}_./-]{1,20}$/u, 'bad-format');

/** A part of a code. `field`: the letters that stand for the value of a field. `check`: a digit made of those before it. */
export const codeSegment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), value: codeText }),
  z.strictObject({
    kind: z.literal('field'),
    field: z.string().max(60),
    map: z.record(z.string().max(100), codeText).refine((map) => Object.keys(map).length <= 100, 'too-long'),
    otherwise: codeText.optional(),
  }),
  z.strictObject({ kind: z.literal('year'), digits: z.union([z.literal(2), z.literal(4)]) }),
  z.strictObject({ kind: z.literal('number'), digits: z.int().min(1).max(12) }),
  z.strictObject({ kind: z.literal('check'), of: z.enum(['luhn', 'mod11']) }),
]);
export type CodeSegment = z.infer<typeof codeSegment>;

/** What a field of the workspace's own can hold. */
export const customTypes = [
  'text',
  'longText',
  'number',
  'money',
  'boolean',
  'date',
  'datetime',
  'enum',
  'multiEnum',
  'email',
  'phone',
  'url',
  'ref',
] as const;
export type CustomType = (typeof customTypes)[number];

/** Kinds of record that a field of the workspace's own can point to. */
export const customRefs = ['account', 'contact', 'product', 'member'] as const;

/** A field of the workspace's own, kept under `custom`. */
export const customField = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  type: z.enum(customTypes),
  label,
  /** Of `enum` and `multiEnum`. */
  values: z.array(z.string().max(100)).max(200).optional(),
  aliases: z.array(z.string().max(60)).max(20).optional(),
  /** Entry refuses a blank, the audit finds one. */
  required: z.boolean().optional(),
  /** Least and most: of a number its value, of money minor units, of a text its letters, of `multiEnum` how many. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Of `money`: ISO 4217 code; the amounts are minor units of it. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'bad-format')
    .optional(),
  /** Of `ref`: what it points to. */
  ref: z.enum(customRefs).optional(),
  /** What to write here, shown beside the field. */
  help: z.strictObject({ en: z.string().max(300), zh: z.string().max(300) }).optional(),
  /** Heading under which the field stands on the page; fields without one stand together. */
  section: label.optional(),
});
export type CustomField = z.infer<typeof customField>;

export const entityStandard = z.strictObject({
  /** By field name; `lines.<field>` for a field of every line, `custom.<field>` for the workspace's own. */
  fields: z.record(z.string().max(80), fieldStandard),
  /** Pattern of the code, with an example of a right one; the parts it is put together from, where the next one is made by the system. */
  codeRule: z
    .strictObject({
      field: z.string().max(60),
      pattern: z.string().max(300),
      example: z.string().max(100),
      segments: z.array(codeSegment).min(1).max(8).optional(),
    })
    .optional(),
  /** Pairs of dates of which the first cannot lie after the second. */
  sequences: z
    .array(z.tuple([z.string().max(60), z.string().max(60)]))
    .max(20)
    .default([]),
  custom: z.array(customField).max(60).default([]),
  /** A record that nobody touched for this many days is stale; 0: never. */
  staleAfterDays: z.int().min(0).max(3650).default(0),
});
export type EntityStandard = z.infer<typeof entityStandard>;

/** The data standards of a workspace by entity name. */
export const workspaceStandard = z.record(z.string().max(40), entityStandard);
export type WorkspaceStandard = z.infer<typeof workspaceStandard>;

export const noStandard: EntityStandard = { fields: {}, sequences: [], custom: [], staleAfterDays: 0 };

/** Good defaults: what a company would be sorry not to have asked for. */
export const defaultStandard: WorkspaceStandard = {
  account: {
    fields: {
      name: { required: true },
      country: { format: 'country', required: true, example: 'CN' },
      email: { format: 'email', example: 'info@example.com' },
      phone: { format: 'phone', example: '+86 21 5888 1234' },
      taxId: { format: 'tax-id', example: '91310000MA1FL0XX0X' },
      birthDate: { notInFuture: true },
      customerSince: { notInFuture: true },
    },
    codeRule: { field: 'code', pattern: '^C\\d{6}$', example: 'C000123' },
    sequences: [['birthDate', 'customerSince']],
    custom: [],
    staleAfterDays: 365,
  },
  contact: {
    fields: {
      name: { required: true },
      accountId: { required: true },
      email: { format: 'email', example: 'wang@example.com' },
      phone: { format: 'phone' },
      mobile: { format: 'phone', example: '+86 138 0013 8000' },
      birthDate: { notInFuture: true },
    },
    sequences: [],
    custom: [],
    staleAfterDays: 365,
  },
  lead: {
    fields: {
      name: { required: true },
      email: { format: 'email', example: 'chenjing@example.com' },
      phone: { format: 'phone' },
      mobile: { format: 'phone', example: '+86 139 1234 5678' },
      country: { format: 'country', example: 'CN' },
      budget: { positive: true },
    },
    sequences: [],
    custom: [],
    staleAfterDays: 30,
  },
  product: {
    fields: { name: { required: true }, cost: { required: true }, price: { positive: true } },
    codeRule: { field: 'code', pattern: '^[A-Z0-9]+(-[A-Z0-9]+)*$', example: 'HL-U509-R' },
    sequences: [['lines.from', 'lines.to']],
    custom: [],
    staleAfterDays: 0,
  },
  order: {
    fields: {
      accountId: { required: true },
      orderDate: { required: true, notInFuture: true },
      'lines.productId': { required: true },
      'lines.quantity': { required: true, positive: true },
      'lines.unitPrice': { required: true, positive: true },
      'lines.amount': { required: true, positive: true },
    },
    sequences: [
      ['orderDate', 'shipDate'],
      ['orderDate', 'dueDate'],
    ],
    custom: [],
    staleAfterDays: 0,
  },
  opportunity: {
    fields: { accountId: { required: true }, closeDate: { required: true }, amount: { positive: true } },
    sequences: [],
    custom: [],
    staleAfterDays: 60,
  },
  activity: {
    fields: { subject: { required: true }, happenedAt: { notInFuture: true } },
    sequences: [],
    custom: [],
    staleAfterDays: 0,
  },
  complaint: {
    fields: { subject: { required: true }, happenedAt: { notInFuture: true }, reportedAt: { notInFuture: true } },
    sequences: [],
    custom: [],
    staleAfterDays: 0,
  },
  enquiry: {
    fields: { receivedAt: { notInFuture: true } },
    sequences: [],
    custom: [],
    staleAfterDays: 0,
  },
  category: {
    fields: { code: { required: true }, name: { required: true } },
    sequences: [],
    custom: [],
    staleAfterDays: 0,
  },
};

/** What a field of the workspace's own asks of its values, in the words of the standard. */
const ruleOf = (field: CustomField): FieldStandard => ({
  ...(field.required ? { required: true } : {}),
  ...(field.type === 'email' || field.type === 'phone' ? { format: field.type } : {}),
});

const completed = new WeakMap<EntityStandard, EntityStandard>();

/** The standard with what the workspace's own fields ask for among its fields, so that entry and audit have it from one place. */
const complete = (standard: EntityStandard): EntityStandard => {
  let known = completed.get(standard);
  if (!known) {
    const own = standard.custom.flatMap((field): [string, FieldStandard][] => {
      const path = `custom.${field.name}`;
      const rule = { ...ruleOf(field), ...standard.fields[path] };
      return Object.keys(rule).length > 0 ? [[path, rule]] : [];
    });
    known = own.length > 0 ? { ...standard, fields: { ...standard.fields, ...Object.fromEntries(own) } } : standard;
    completed.set(standard, known);
  }
  return known;
};

/** The standard of an entity in a workspace, complete with what its own fields ask for. */
export const standardOf = (standard: WorkspaceStandard, entity: string): EntityStandard =>
  complete(standard[entity] ?? noStandard);
