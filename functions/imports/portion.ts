import type { Actor } from '../../shared/access/actor.ts';
import { inScope } from '../../shared/access/authorise.ts';
import type { FoldContext, FoldRow, RowResult } from '../../shared/imports/fold.ts';
import { fold, refusalOf, rowResults } from '../../shared/imports/fold.ts';
import type { Outcome } from '../../shared/imports/imports.contract.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Content, Entity } from '../../shared/kernel/entity.ts';
import { claimedKeys, normaliseKey } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { hasKey, withValue } from '../../shared/matching/merge.ts';
import type { Key } from '../../shared/table/keys.ts';
import { guardKey, recordKey } from '../../shared/table/keys.ts';
import { winnerRecord } from '../runtime/aliases.ts';
import type { Deps } from '../runtime/deps.ts';
import { guardWrites, occurredAt } from '../runtime/records.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import type { Table, Write } from '../runtime/table.ts';
import type { Assignment } from './assignment.ts';
import { assignedBy } from './assignment.ts';
import type { RowGroup } from './cut.ts';
import type { Desk } from './governed.ts';
import { governImport, learnProcesses, markUnreviewed, withMarks } from './governed.ts';
import type { Resolver } from './resolve.ts';
import type { LedgerRecord, StoredImport } from './store.ts';

/** What carrying out a portion needs to know. */
export interface PortionContext {
  job: StoredImport;
  entity: Entity;
  fold: FoldContext;
  resolver: Resolver;
  /** Columns that name other records, with the kind of each. */
  refs: ReadonlyMap<string, string>;
  /** Whoever imports: they own what is new, and reach what is there as far as anywhere else. */
  owner: Pick<Actor, 'id' | 'scope' | 'teamId'>;
  /** Team by member id, for rows that name an owner. */
  teams: ReadonlyMap<string, string | undefined>;
  desk: Desk;
  /** Whose leads become that name nobody; undefined where no rule says it. */
  assignment: Assignment | undefined;
  deps: Deps;
  table: Table;
}

/** What is to become of one group. */
export interface Plan {
  rows: RowResult[];
  writes: Write[];
  record?: LedgerRecord;
}

const naturalField = (entity: Entity, keyField: string) => entity.keys.find((key) => key.field === keyField);

/** The guard item by which the record of a group's key is found. */
const guardOf = (context: PortionContext, key: string): Key => {
  const { job, entity } = context;
  const natural = naturalField(entity, job.keyField);
  return guardKey(job.ws, entity.name, job.keyField, natural ? normaliseKey(natural, key) : key);
};

/** The records that the groups' keys lead to: two round trips for a whole portion. */
export const existingRecords = async (
  groups: readonly RowGroup[],
  context: PortionContext,
): Promise<Map<string, Rec>> => {
  const keyed = groups.filter((group): group is RowGroup & { key: string } => group.key !== null);
  const guards = await context.table.batchGet(keyed.map((group) => guardOf(context, group.key)));
  const hits = keyed.flatMap((group, index) =>
    typeof guards[index]?.['id'] === 'string' ? [{ key: group.key, id: String(guards[index]['id']) }] : [],
  );
  const items = await context.table.batchGet(hits.map((hit) => recordKey(context.job.ws, hit.id)));
  const records = await Promise.all(
    // What holds the key may have become another record: that one is meant.
    items.map((item) => (item ? winnerRecord(toRec(item), context) : undefined)),
  );
  const found = new Map(hits.flatMap((hit, index) => (records[index] ? [[hit.key, records[index]] as const] : [])));
  await learnProcesses(context.entity, found.values(), context.desk);
  return found;
};

/** Texts that name other records, looked up for all rows at once. */
export const prepareRefs = async (groups: readonly RowGroup[], context: PortionContext): Promise<void> => {
  const paths = context.refs;
  const wanted: { type: string; text: string }[] = [];
  for (const group of groups) {
    for (const row of group.rows) {
      for (const [path, type] of paths) {
        const text = row.values[path];
        if (typeof text === 'string' && text !== '') wanted.push({ type, text });
      }
    }
  }
  await context.resolver.prepare(wanted);
};

/** A row with its references as ids; a text that names nothing is kept as it came, for the audit to find. */
const resolved = (row: RowGroup['rows'][number], context: PortionContext): FoldRow => {
  const values: Record<string, unknown> = { ...row.values };
  const asImported = { ...row.asImported };
  for (const [path, type] of context.refs) {
    const text = values[path];
    if (typeof text !== 'string') continue;
    const id = context.resolver.idOf(type, text);
    if (id) values[path] = id;
    else {
      delete values[path];
      asImported[path] = text;
    }
  }
  return { file: row.file, row: row.row, values, asImported, trimmed: row.trimmed };
};

const sameContent = (a: Rec, b: Rec): boolean =>
  canonicalJson([a.data, a.lines, a.externalIds, a.asImported, a.ownerId]) ===
  canonicalJson([b.data, b.lines, b.externalIds, b.asImported, b.ownerId]);

/** Texts of an earlier import that no value has taken the place of since. */
const stillUnread = (existing: Rec | undefined, next: Content): Record<string, string> => {
  const filled = (name: string) => next.data[name] !== undefined && next.data[name] !== null && next.data[name] !== '';
  return Object.fromEntries(
    Object.entries(existing?.asImported ?? {}).filter(([path]) => {
      const [head, index, name] = path.split('.');
      if (head !== 'lines') return !filled(path);
      // Lines come whole; a value of the head that stands at a row without a line is settled by the head.
      if (next.lines !== undefined && next.lines.length > 0 && next.lines !== existing?.lines) return false;
      return next.lines?.[Number(index)] !== undefined || !filled(name!);
    }),
  );
};

/** The next image of a group's record. `now` is ISO UTC. */
const imageOf = (
  folded: ReturnType<typeof fold>,
  existing: Rec | undefined,
  context: PortionContext,
  now: string,
): Rec => {
  const { entity, job, owner } = context;
  const derived = entity.derive ? entity.derive(folded.content, existing, now) : folded.content;
  const named = folded.envelope.ownerId !== undefined || folded.asImported['ownerId'] !== undefined;
  const to = existing || named ? undefined : assignedBy(context.assignment, derived.data);
  const others = folded.envelope.ownerId ?? existing?.ownerId ?? (to ? to.ownerId : owner.id);
  const ownerId = entity.owned ? others : undefined;
  const teamId =
    ownerId === undefined
      ? undefined
      : ownerId === existing?.ownerId
        ? existing.teamId
        : ownerId === owner.id
          ? owner.teamId
          : context.teams.get(ownerId);
  const created = folded.envelope.createdAt;
  const base: Rec = existing ?? {
    type: entity.name,
    id: context.deps.newId(entity.name),
    ws: job.ws,
    version: 0,
    schemaVersion: entity.schemaVersion,
    createdAt: created ?? now,
    createdBy: folded.envelope.createdBy ?? job.by,
    updatedAt: now,
    updatedBy: job.by,
    via: 'import',
    occurredAt: now,
    enteredAt: now,
    source: `import:${job.id}`,
    data: {},
  };
  const { asImported: _raw, reason: _reason, onBehalfOf: _behalf, approvedBy: _by, externalIds: _ids, ...kept } = base;
  const asImported = { ...stillUnread(existing, folded.content), ...folded.asImported };
  const image: Rec = {
    ...kept,
    version: base.version + 1,
    schemaVersion: entity.schemaVersion,
    updatedAt: now,
    updatedBy: job.by,
    via: 'import',
    data: to && !to.ownerId ? { ...derived.data, status: 'recycled', poolSince: now } : derived.data,
    occurredAt: entity.occurred
      ? occurredAt(entity, derived.data, existing?.occurredAt ?? created ?? now)
      : (existing?.occurredAt ?? created ?? now),
    ...(derived.lines ? { lines: derived.lines } : {}),
    ...(Object.keys(folded.externalIds).length > 0 ? { externalIds: folded.externalIds } : {}),
    ...(Object.keys(asImported).length > 0 ? { asImported } : {}),
    ...(ownerId ? { ownerId } : {}),
    ...(teamId ? { teamId } : {}),
    ...(to ? { reason: to.reason } : {}),
  };
  return withMarks(image, existing, context.desk);
};

/** A record that was found by the key of one that it took in keeps its own. */
const withOwnKey = (image: Rec, existing: Rec, key: string, { entity, job }: PortionContext): Rec => {
  const { keyField } = job;
  if (hasKey(entity, existing, keyField, key)) return image;
  if (keyField.startsWith('externalIds.')) {
    const { externalIds: _ids, ...rest } = image;
    return existing.externalIds ? { ...rest, externalIds: existing.externalIds } : rest;
  }
  return { ...image, data: withValue(image.data, keyField, existing.data[keyField]) };
};

const refused = (rows: FoldRow[], context: PortionContext, problem: NonNullable<RowResult['problem']>): Plan => ({
  rows: rowResults(context.entity, rows, { outcome: 'refused', problem }),
  writes: [],
});

/**
 * What becomes of a group: nothing is written here, so that a dry run is the same as the run up to this point.
 * @param claimed guards that earlier groups of the same transaction claim; those of this one are added
 */
export const planGroup = (
  group: RowGroup,
  existing: Rec | undefined,
  context: PortionContext,
  claimed: Set<string>,
): Plan => {
  const { entity } = context;
  const rows = group.rows.map((row) => resolved(row, context));
  if (existing && entity.owned && !inScope(context.owner, existing)) return refused(rows, context, notTheirs);
  const folded = fold(entity, rows, existing, context.fold);
  const problem = refusalOf(entity, folded);
  if (problem) return refused(rows, context, problem);
  const imaged = imageOf(folded, existing, context, new Date(context.deps.now()).toISOString());
  const image = existing && group.key !== null ? withOwnKey(imaged, existing, group.key, context) : imaged;
  if (existing && sameContent(existing, image))
    return { rows: rowResults(entity, rows, { outcome: 'unchanged' }), writes: [] };
  const { job, desk } = context;
  const governed = existing
    ? governImport(entity, existing, image, { actorId: job.by, desk })
    : { next: image, writes: [] };
  if ('problem' in governed) return refused(rows, context, governed.problem);
  const next = markUnreviewed(entity, { current: existing, next: governed.next }, job);
  const keys = claimedKeys(entity, next).map(({ field, value }) => guardKey(next.ws, entity.name, field, value).pk);
  const taken = keys.find((key) => claimed.has(key));
  if (taken) return refused(rows, context, duplicateOf(taken));
  for (const key of keys) claimed.add(key);
  const outcome: Outcome = existing ? 'updated' : 'created';
  return {
    rows: rowResults(entity, rows, { outcome }),
    writes: [
      existing
        ? { op: 'replace', item: toItem(entity, next), version: existing.version }
        : { op: 'create', item: toItem(entity, next) },
      ...guardWrites(entity, next, existing),
      ...governed.writes,
    ],
    record: { id: next.id, type: next.type, version: next.version, ...(existing ? { before: existing } : {}) },
  };
};

/** The problem of a row whose record is outside the scope of whoever imports. */
const notTheirs = { code: 'not-found', message: 'There is a record with this key, and it is not yours to change.' };

/** The problem of a row whose key another record has. */
export const duplicateOf = (guardPk: string): NonNullable<RowResult['problem']> => {
  const field = guardPk.split('#')[3] ?? 'key';
  return { code: 'duplicate', field, message: `Another record already has this ${field}.` };
};
