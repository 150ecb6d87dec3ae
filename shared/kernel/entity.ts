import * as z from 'zod';
import type { Domain, Permission, Role } from '../access/permissions.ts';
import type { Given, Hold, Succession } from './beside.ts';
import type { FieldInfo, Label, Shape } from './field.ts';
import { fieldsOf, loose, manyLines } from './field.ts';
import type { IdKind } from './id.ts';
import { idPattern } from './id.ts';
import type { FieldFault } from './problem.ts';
import { processStanding } from './process.ts';
import type { Rec } from './record.ts';

/** A value that no two records of a workspace share; kept by a guard item in the write's own transaction. */
export interface NaturalKey {
  field: string;
  /** The form that is compared: case and surrounding space do not make another key unless this says so. */
  normalise?: (value: string) => string;
}

/** What a record says: its fields and, for a document, its lines. */
export interface Content {
  data: Record<string, unknown>;
  lines?: Record<string, unknown>[] | undefined;
}

/** Who enters something by hand, and on which day (YYYY-MM-DD, the workspace's zone). */
export interface Entering {
  id: string;
  roles: readonly Role[];
  today: string;
}

/** Where a record stands on the timeline or among the parts of another one. */
export interface Relation {
  parentId: string;
  /** `timeline` entries are sorted by time; others (`contact`) by their kind. */
  kind: string;
  at: string;
}

/** Something that one person is to do by a day, beside the document's own next step. */
export interface Task {
  /** Names it among the tasks of its record, for as long as it is the same thing by the same day. */
  slot: string;
  memberId: string;
  title: string;
  /** YYYY-MM-DD, the last day. */
  due: string;
}

/**
 * A kind of record. Endpoints, forms, list columns, import columns, history and the security matrix are made from it;
 * a new field is one line in `fields`.
 */
export interface Entity {
  name: IdKind;
  /** Last part of the address: /v1/workspaces/{workspaceId}/<collection>. */
  collection: string;
  label: Label;
  plural: Label;
  /** Permission domain: `<domain>:read`, `<domain>:write`. */
  domain: Domain;
  schemaVersion: number;
  fields: Shape;
  /** Lines of a document; at most 300 of them and 200 kB for the item. */
  lines?: Shape;
  keys: readonly NaturalKey[];
  /** The field that names a record to people. */
  title: string;
  /** The field that names it to readers of English, where that is another one; blank: `title`. */
  titleEn?: string;
  /** Fields that the search box looks into. */
  search: readonly string[];
  /** `-field` for descending. */
  defaultSort: string;
  /** Has an owner and a team, so that record scope applies. */
  owned: boolean;
  /** Fields that name members who have a part in it, `lines.<field>` for one of its lines: they see it whatever their record scope, as its owner does. */
  people?: readonly string[];
  /** The right with which all records of the kind are seen, whatever the member's record scope; without it, what is one's own. */
  seenBy?: Permission;
  /** Who has that right sees no more than their record scope lets them: a team's own, where others see all. */
  seenWithin?: 'scope';
  /** About one person: the audit makes no finding of it, which others would read, and nobody's deputy is told. */
  personal?: true;
  /** Takes files (functions/attachments). */
  attachments?: true;
  /** Files of such a record are for everybody with the right to read, though the record itself is not. */
  filesOpen?: (record: Rec) => boolean;
  /** The field that holds when the thing happened. */
  occurred?: string;
  /** What entry works out where the person left it blank; an import keeps the gap, for the audit to find. */
  complete?: (next: Content) => Content;
  /** Fields that the system derives from the others on each write. `now` is ISO UTC. */
  derive?: (next: Content, previous: Content | undefined, now: string) => Content;
  /** What entry refuses beyond the data standard; imports are not asked. */
  check?: (next: Content, previous: Content | undefined, by: Entering) => FieldFault[];
  /**
   * Whose hand is let into a record that its readers share: words for people where this change is not the member's. Entry by hand and
   * in bulk asks, and so does archiving (`next` is archived then); steps, endpoints of their own and imports do not.
   */
  refuses?: (current: Rec, next: Rec, by: Pick<Entering, 'id' | 'roles'>) => string | undefined;
  /** What entry refuses by what a record that the body names says; `ref` knows the records of the body alone. */
  checkRefs?: (next: Content, ref: (id: string) => Rec | undefined) => FieldFault[];
  /** Fields that quote a value of another record, which `subjectType` and `locator` name: hidden from whoever may not see it there. */
  quotes?: readonly string[];
  relation?: (record: Rec) => Relation | undefined;
  /** List columns that are worked out from lines, beside the fields: kept in the list index, not shown. */
  listExtras?: (record: Rec) => Record<string, unknown>;
  /** Brings a stored record of an older schemaVersion to the present one. */
  upcast?: (record: Rec) => Rec;
  /**
   * Governed by a process: the field that shows the state, and which process by what the record says. The engine alone sets the
   * field.
   */
  process?: { field: string; of: (data: Record<string, unknown>) => string };
  /** What is to be done on a governed record besides its next step; as long as it is not over it stands in work lists, with reminders. */
  tasks?: (record: Rec) => readonly Task[];
  /** Critical fields (DQ-3) with the process by which a change of each is approved; `lines` for all lines. */
  changes?: Readonly<Record<string, string>>;
  /** Only these operations are offered by the generic routes; others have routes of their own. */
  operations?: readonly Operation[];
  /** Changes of critical fields are free while the record that this field names stands in one of these states (a price in a draft list). */
  changesFree?: { ref: string; field: string; states: readonly string[] };
  /** What an approved change of critical fields leaves of the past; `day` (YYYY-MM-DD) is the one from which it holds. */
  approved?: (next: Content, previous: Content, day: string) => Content;
  /** Critical fields that wait for a second person already when the record is made, unless its maker has the right (a price group). */
  changesFromStart?: { fields: readonly string[]; unless: Permission };
  /** Numbered by the system where entry leaves the field blank: `<prefix><year>-<five digits>`; a series a workspace, kind and year. */
  numbering?: { field: string; prefix: string };
  /** Its lines are priced: list price, floor and former prices of each are looked up on every write in a free state. */
  priced?: true;
  /** What the record takes of its customer's credit (OTC-5); kept in counters by the same transaction as the record. */
  holds?: (record: Rec) => readonly Hold[];
  /** The prices that the record gives to a customer (OTC-2); remembered per customer and product by the same transaction. */
  given?: (record: Rec) => Given | undefined;
  /**
   * When the clock has to look at the record (expiry, reminder): a date (YYYY-MM-DD, workspace's zone) or an instant (ISO UTC); sparse.
   */
  alarm?: (record: Rec) => string | undefined;
  /** A ref that entry takes over, where it is blank, from the records that others of its refs name: the account of a contact. */
  fills?: { field: string; from: readonly string[] };
  /** A member field that entry fills, where it is blank, with the owner of the record that another ref names. */
  namesOwner?: { field: string; of: string };
  /** A ref to the record of the same kind that it belongs to: entry refuses circles and more than a few levels. */
  branchOf?: string;
  /** The record of the same kind that a write makes or takes back in its own transaction, so that it happens once (functions/runtime/succession.ts). */
  succession?: (next: Rec, previous: Rec | undefined, at: { now: string; timeZone: string }) => Succession | undefined;
  /** Worked out from other records and made anew at will: it has no history of its own. */
  derived?: true;
  /** Two of them can be one (SAL-6): they are searched for duplicates and merged. */
  mergeable?: true;
  /** A record without an owner that everybody with the right may take (public pool): its rows are in a partition of their own. */
  pooled?: (record: Rec) => boolean;
  /** Can be the target of an import. */
  importable?: true;
  /** A body that a reader of the API can send as it is. */
  example: Record<string, unknown>;
}

export type Operation = 'list' | 'summary' | 'create' | 'get' | 'update' | 'archive' | 'restore' | 'history';
export const allOperations: readonly Operation[] = [
  'list',
  'summary',
  'create',
  'get',
  'update',
  'archive',
  'restore',
  'history',
];

/** Declares an entity; a function so that the literal keeps its types and is checked in one place. */
export const defineEntity = <const E extends Entity>(entity: E): E => entity;

/** Whether a member's record scope decides who sees a record of the kind. */
export const isScoped = (entity: Pick<Entity, 'owned' | 'seenBy'>): boolean =>
  entity.owned && entity.seenBy === undefined;

/** Most lines in a document, and the most bytes its item may have (the table's own limit is 400 kB). */
export const MAX_LINES = 300;
export const MAX_ITEM_BYTES = 200_000;

/** Most ids in other systems that a record has: each is a guard in the write's transaction, which takes 100 items. */
const MAX_EXTERNAL_IDS = 20;

const words = (max: number) => z.string().max(max).regex(manyLines, 'control-character');

/** Why somebody does something; kept in the change history. */
export const reasonText = words(500);

/** Values of a workspace's own fields by name; which names and types are allowed is in its data standard. */
export const customSchema = z
  .record(
    z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
    z.union([words(1000), z.number(), z.boolean(), z.array(words(100)).max(50), z.null()]),
  )
  .meta({ description: 'Values of the workspace’s own fields.' });

const externalIdsSchema = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/), words(100).min(1))
  .refine((ids) => Object.keys(ids).length <= MAX_EXTERNAL_IDS, 'too-long');

const enterable = (shape: Shape): Shape =>
  Object.fromEntries(
    fieldsOf(shape)
      .filter((f) => !f.computed)
      .map((f) => [f.name, shape[f.name]!]),
  );

const envelopeInput = (entity: Entity): Shape => ({
  ...(entity.owned ? { ownerId: z.string().regex(idPattern('member'), 'type').optional() } : {}),
  custom: customSchema.optional(),
  externalIds: externalIdsSchema.optional(),
  reason: reasonText.optional().meta({ description: 'Why; kept in the change history.' }),
});

/** Lines are sent back as a whole: what the system set on them may come along, and is not listened to. */
const ignored = z.unknown().optional().meta({ description: 'Set by the system; what is sent is ignored.' });

const linesInput = (entity: Entity): Shape => {
  if (!entity.lines) return {};
  const computed = fieldsOf(entity.lines).flatMap((field) => (field.computed ? [[field.name, ignored] as const] : []));
  return {
    lines: z.array(z.strictObject({ ...enterable(entity.lines), ...Object.fromEntries(computed) })).max(MAX_LINES),
  };
};

/** The body that creates a record. Unknown fields are refused. */
export const createSchema = (entity: Entity) =>
  z.strictObject({
    ...enterable(entity.fields),
    ...Object.fromEntries(Object.entries(linesInput(entity)).map(([k, s]) => [k, s.optional()])),
    ...envelopeInput(entity),
  });

/** A field's schema without its default: a change that does not name the field must leave it as it is. */
const withoutDefault = (schema: z.ZodType): z.ZodType => {
  const def = schema.def as unknown as { type: string; innerType?: z.ZodType };
  return def.type === 'default' && def.innerType ? def.innerType : schema;
};

/** The body that changes a record: what is given changes, null empties (to the default where there is one), the rest stays. */
export const updateSchema = (entity: Entity) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries({ ...enterable(entity.fields), ...linesInput(entity), ...envelopeInput(entity) }).map(
        ([name, schema]) => [
          name,
          fieldsOf({ [name]: schema })[0]?.required ? schema.optional() : withoutDefault(schema).nullable().optional(),
        ],
      ),
    ),
  );

/** What a reader gets. Values are loose on purpose: an imported record may hold what entry would refuse. */
export const outputSchema = (entity: Entity) =>
  z.object({
    id: z.string(),
    type: z.literal(entity.name),
    version: z.int(),
    ...loose(entity.fields),
    ...(entity.lines ? { lines: z.array(z.object(loose(entity.lines))).optional() } : {}),
    custom: z.record(z.string(), z.unknown()).optional(),
    ...(entity.owned ? { ownerId: z.string().optional(), teamId: z.string().optional() } : {}),
    externalIds: z.record(z.string(), z.string()).optional(),
    asImported: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Imported values that could not be read, as they came.' }),
    createdAt: z.string(),
    createdBy: z.string(),
    updatedAt: z.string(),
    updatedBy: z.string(),
    occurredAt: z.string(),
    enteredAt: z.string(),
    source: z.string(),
    ...(entity.process
      ? {
          process: processStanding.optional(),
          stepDue: z.string().optional().meta({ description: 'In a list: until when its next step is due.' }),
          stepSince: z.string().optional().meta({ description: 'In a list: since when that step is due to be taken.' }),
        }
      : {}),
    pending: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Critical fields with the change request that waits for a second person.' }),
    unreviewed: z
      .record(z.string(), z.object({ import: z.string(), by: z.string() }))
      .optional()
      .meta({ description: 'Critical fields that an import changed and nobody else has looked at, with the import.' }),
    archivedAt: z.string().optional(),
    aliasOf: z.string().optional(),
    aliases: z.array(z.string()).optional().meta({ description: 'Records that were merged into this one.' }),
    verifiedAt: z.string().optional().meta({ description: 'When it was last confirmed to be right.' }),
    verifiedBy: z.string().optional(),
  });

/** Members who have a part in a record, each once: those whom its fields and lines name. */
export const peopleOf = (entity: Entity, { data, lines }: Pick<Rec, 'data' | 'lines'>): string[] => {
  const named = (entity.people ?? []).flatMap((path) =>
    path.startsWith('lines.') ? (lines ?? []).map((line) => line[path.slice('lines.'.length)]) : [data[path]],
  );
  return [...new Set(named.filter((id) => typeof id === 'string'))];
};

/** Declared fields with their metadata. */
export const entityFields = (entity: Entity): readonly FieldInfo[] => fieldsOf(entity.fields);

/** The compared form of a natural key. */
export const normaliseKey = (key: NaturalKey, value: string): string =>
  key.normalise ? key.normalise(value) : value.trim().toLowerCase();

/** The natural keys that a record claims: field and compared value. */
export const claimedKeys = (
  entity: Entity,
  record: Pick<Rec, 'data' | 'externalIds'>,
): { field: string; value: string }[] => [
  ...entity.keys.flatMap((key) => {
    const value = record.data[key.field];
    return typeof value === 'string' && value !== '' ? [{ field: key.field, value: normaliseKey(key, value) }] : [];
  }),
  ...Object.entries(record.externalIds ?? {}).map(([system, id]) => ({ field: `externalIds.${system}`, value: id })),
];
