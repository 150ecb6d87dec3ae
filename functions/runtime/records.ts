import type { Actor } from '../../shared/access/actor.ts';
import { reaches } from '../../shared/access/authorise.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Content, Entity } from '../../shared/kernel/entity.ts';
import { claimedKeys, MAX_ITEM_BYTES, peopleOf } from '../../shared/kernel/entity.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { entryFaults, isTouched } from '../../shared/standards/check.ts';
import { customFaults } from '../../shared/standards/custom.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import type { Key } from '../../shared/table/keys.ts';
import { guardKey, recordKey } from '../../shared/table/keys.ts';
import { refuseAlias, withWinners } from './aliases.ts';
import { branchFaults } from './branch.ts';
import { envelopeOf } from './envelope.ts';
import { filledIn, withOwnerNamed } from './fill-in.ts';
import type { Ctx } from './http.ts';
import { keyName } from './http.ts';
import { nextNumber } from './numbers.ts';
import { hiddenFrom } from './redact.ts';
import { ownRefFaults, refFaults, refsObject } from './refs.ts';
import { standardsOf } from './settings.ts';
import { leavesOpen, settled } from './settle.ts';
import { toItem, toRec } from './stored.ts';
import type { Write } from './table.ts';

type Body = Record<string, unknown>;

/** Parts of a body that belong to the envelope, not to the fields. */
const envelopeInput = new Set(['ownerId', 'externalIds', 'reason', 'lines']);

const refuseHidden = (entity: Entity, body: Body, actor: Actor): void => {
  const hidden = hiddenFrom(entity, actor);
  const touched = [
    ...hidden.fields.filter((name) => name in body),
    ...((body['lines'] as Body[] | undefined) ?? []).flatMap((line) => hidden.lines.filter((name) => name in line)),
  ];
  if (touched.length > 0) throw new Problem('forbidden', `Your role does not see ${[...new Set(touched)].join(', ')}.`);
};

const withoutNulls = (data: Body): Body =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined));

/** Lines as they were entered: what the system set on them, and somebody sent back, is not listened to. */
const enteredLines = (entity: Entity, lines: Body[]): Body[] => {
  const computed = new Set(fieldsOf(entity.lines!).flatMap((field) => (field.computed ? [field.name] : [])));
  if (computed.size === 0) return lines;
  return lines.map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => !computed.has(name))));
};

const split = (entity: Entity, body: Body): { data: Body; rest: Body } => {
  const data: Body = {};
  const rest: Body = {};
  for (const [name, value] of Object.entries(body)) (envelopeInput.has(name) ? rest : data)[name] = value;
  if (entity.lines && Array.isArray(rest['lines'])) rest['lines'] = enteredLines(entity, rest['lines'] as Body[]);
  return { data, rest };
};

/** Refuses what breaks the workspace's data standard; `only` limits it to what a change touches. */
const checkEntry = async (
  entity: Entity,
  next: Content,
  previous: Content | undefined,
  ctx: Ctx,
  only?: ReadonlySet<string>,
): Promise<FieldFault[]> => {
  const standard = standardOf(await standardsOf(ctx.workspace, ctx.deps), entity.name);
  const { country, timeZone } = ctx.workspace;
  const context = { now: ctx.now, today: localDate(ctx.now, timeZone), defaultCountry: country };
  return [
    ...entryFaults({ standard, data: next.data, lines: next.lines, only }, context),
    ...customFaults(standard, next.data['custom']).filter(({ field }) => isTouched(only, field)),
    ...(entity.check?.(next, previous, { id: ctx.actor.id, roles: ctx.actor.roles, today: context.today }) ?? []),
  ];
};

const guards = (entity: Entity, rec: Rec): Key[] =>
  claimedKeys(entity, rec).map(({ field, value }) => guardKey(rec.ws, entity.name, field, value));

/** Writes that claim the natural keys of a record, and let go of those that it gave up. */
export const guardWrites = (entity: Entity, next: Rec, previous?: Rec): Write[] => {
  const claimed = previous?.archivedAt ? [] : previous ? guards(entity, previous) : [];
  const wanted = next.archivedAt ? [] : guards(entity, next);
  const has = (keys: Key[], key: Key) => keys.some((k) => k.pk === key.pk);
  return [
    ...wanted
      .filter((key) => !has(claimed, key))
      .map((key): Write => ({ op: 'create', item: { ...key, id: next.id } })),
    ...claimed
      .filter((key) => !has(wanted, key))
      .map((key): Write => ({ op: 'delete', key, where: { field: 'id', equals: next.id } })),
  ];
};

/** The problem for a guard that was taken: names the field and the record that has the value. */
export const duplicateProblem = (guardPk: string, recordId: unknown): Problem => {
  const field = guardPk.split('#')[3] ?? '';
  return new Problem('duplicate-key', `Another record already has this ${field}.`, [
    { ...fault(field, 'duplicate'), ...(typeof recordId === 'string' ? { recordId } : {}) },
  ]);
};

const refuseTooLarge = (item: unknown): void => {
  if (Buffer.byteLength(JSON.stringify(item)) > MAX_ITEM_BYTES)
    throw new Problem('invalid-input', 'The document is larger than 200 kB.', [fault('lines', 'too-long')]);
};

const teamOf = (ownerId: string, ctx: Ctx): string | undefined => {
  if (ownerId === ctx.actor.id) return ctx.actor.teamId;
  const owner = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, ownerId)));
  return (owner?.['data'] as Body | undefined)?.['team'] as string | undefined;
};

const entryContent = (entity: Entity, content: Content, previous: Content | undefined, now: string): Content => {
  const complete = entity.complete ? entity.complete(content) : content;
  return entity.derive ? entity.derive(complete, previous, now) : complete;
};

/** A record made from a body that the schema has passed. @throws Problem invalid-input, forbidden */
export const newRecord = async (entity: Entity, body: Body, ctx: Ctx): Promise<Rec> => {
  refuseHidden(entity, body, ctx.actor);
  const { data, rest } = split(entity, await withWinners(entity, body, ctx));
  const { numbering } = entity;
  if (numbering && data[numbering.field] === undefined) data[numbering.field] = await nextNumber(entity, ctx);
  const content: Content = {
    data: withoutNulls(data),
    ...(entity.lines ? { lines: (rest['lines'] as Body[] | undefined) ?? [] } : {}),
  };
  const filled = await withOwnerNamed(entity, filledIn(entity, content, ctx), ctx);
  const next = entryContent(entity, entity.priced ? await settled(entity, filled, ctx) : filled, undefined, ctx.now);
  const faults = [
    ...refFaults(entity, body, ctx),
    ...refsObject(entity, next, ctx),
    ...(await ownRefFaults(entity, body, ctx)),
    ...(await checkEntry(entity, next, undefined, ctx)),
    ...(await branchFaults(entity, { next }, ctx)),
  ];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const ownerId = entity.owned ? ((rest['ownerId'] as string | undefined) ?? ctx.actor.id) : undefined;
  const teamId = ownerId === undefined ? undefined : teamOf(ownerId, ctx);
  const rec: Rec = {
    ...envelopeOf(entity, ctx),
    occurredAt: occurredAt(entity, next.data, ctx.now),
    data: next.data,
    ...(next.lines ? { lines: next.lines } : {}),
    ...(ctx.actor.onBehalfOf ? { onBehalfOf: ctx.actor.onBehalfOf } : {}),
    ...(typeof rest['reason'] === 'string' ? { reason: rest['reason'] } : {}),
    ...(rest['externalIds'] ? { externalIds: rest['externalIds'] as Record<string, string> } : {}),
    ...(ownerId ? { ownerId } : {}),
    ...(teamId ? { teamId } : {}),
  };
  refuseTooLarge(rec);
  return rec;
};

/** When the thing happened: the entity's own field, or the moment of entry. */
export const occurredAt = (entity: Entity, data: Body, now: string): string => {
  const value = entity.occurred ? data[entity.occurred] : undefined;
  if (typeof value !== 'string') return now;
  return value.length === 10 ? `${value}T00:00:00.000Z` : value;
};

const mergedImported = (
  current: Rec,
  next: Content,
  touched: ReadonlySet<string>,
): Record<string, string> | undefined => {
  // A value that was given properly replaces the text that the import could not read.
  const left = Object.entries(current.asImported ?? {}).filter(([path]) => {
    const [head, index, name] = path.split('.');
    const isLine = head === 'lines';
    // A value of the document's head that one row of the file could not give stands at that row; settling the head settles it.
    if (!isLine || (name !== undefined && name in current.data) || touched.has(name ?? ''))
      return !touched.has(isLine ? name! : path);
    const line = next.lines?.[Number(index)];
    return line !== undefined && line[name!] === undefined;
  });
  return left.length > 0 ? Object.fromEntries(left) : undefined;
};

/** Fields that a change empties and that always have a value: they go back to their default. */
const defaultsFor = (entity: Entity, data: Body): Body =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      const fallback = value === null ? entity.fields[name]?.safeParse(undefined) : undefined;
      return fallback?.success && fallback.data !== undefined ? [[name, fallback.data]] : [];
    }),
  );

/** What the system keeps on a line (shipped, looked up) stays on it while it names the same product at the same place. */
const keptLines = (entity: Entity, lines: Body[], current: Rec): Body[] => {
  if (lines === current.lines) return lines;
  const computed = fieldsOf(entity.lines!).flatMap((field) => (field.computed ? [field.name] : []));
  if (computed.length === 0) return lines;
  return lines.map((line, index) => {
    const old = current.lines?.[index];
    if (!old || old['productId'] !== line['productId']) return line;
    const kept = computed.flatMap((name) => (old[name] === undefined ? [] : [[name, old[name]] as const]));
    return { ...line, ...Object.fromEntries(kept) };
  });
};

/** The next version of a record under a change. @throws Problem invalid-input, forbidden, conflict */
export const changedRecord = async (entity: Entity, current: Rec, body: Body, ctx: Ctx): Promise<Rec> => {
  refuseHidden(entity, body, ctx.actor);
  if (current.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
  refuseAlias(current);
  const { data, rest } = split(entity, await withWinners(entity, body, ctx));
  const custom = data['custom']
    ? { custom: withoutNulls({ ...(current.data['custom'] as Body | undefined), ...(data['custom'] as Body) }) }
    : {};
  const given = (name: string, kept: unknown): unknown => (name in rest ? rest[name] : kept);
  const content: Content = {
    data: { ...defaultsFor(entity, data), ...withoutNulls({ ...current.data, ...data, ...custom }) },
    ...(entity.lines
      ? { lines: keptLines(entity, (given('lines', current.lines) as Body[] | null | undefined) ?? [], current) }
      : {}),
  };
  const touched = new Set([
    ...Object.keys(data),
    ...Object.keys((data['custom'] as Body | null | undefined) ?? {}).map((name) => `custom.${name}`),
    ...('lines' in rest ? ['lines'] : []),
  ]);
  const complete = leavesOpen(entity, touched) ? await settled(entity, content, ctx) : content;
  const next = entryContent(entity, filledIn(entity, complete, ctx), current, ctx.now);
  const faults = [
    ...refFaults(entity, body, ctx),
    ...refsObject(entity, next, ctx),
    ...(await ownRefFaults(entity, body, ctx)),
    ...(await checkEntry(entity, next, current, ctx, touched)),
    ...(await branchFaults(entity, { next, previous: current, id: current.id }, ctx)),
  ];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const ownerId = given('ownerId', current.ownerId) as string | null | undefined;
  // Where the team is not the owner's, another owner leaves it as it is.
  const moved = 'ownerId' in rest && entity.seenWithin === undefined;
  const teamId = moved ? (ownerId ? teamOf(ownerId, ctx) : undefined) : current.teamId;
  const externalIds = given('externalIds', current.externalIds) as Record<string, string> | null | undefined;
  const asImported = mergedImported(current, next, touched);
  const {
    onBehalfOf: _o,
    reason: _r,
    approvedBy: _b,
    asImported: _a,
    teamId: _t,
    ownerId: _w,
    externalIds: _e,
    ...kept
  } = current;
  const rec: Rec = {
    ...kept,
    version: current.version + 1,
    schemaVersion: entity.schemaVersion,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: ctx.via,
    data: next.data,
    occurredAt:
      entity.occurred && touched.has(entity.occurred) ? occurredAt(entity, next.data, ctx.now) : current.occurredAt,
    ...(next.lines ? { lines: next.lines } : {}),
    ...(ctx.actor.onBehalfOf ? { onBehalfOf: ctx.actor.onBehalfOf } : {}),
    ...(typeof rest['reason'] === 'string' ? { reason: rest['reason'] } : {}),
    ...(externalIds && Object.keys(externalIds).length > 0 ? { externalIds } : {}),
    ...(ownerId ? { ownerId } : {}),
    ...(teamId ? { teamId } : {}),
    ...(asImported ? { asImported } : {}),
  };
  refuseTooLarge(rec);
  return rec;
};

/** Whether the actor is, or was in the last round, a signer by name: they may look at what they sign, and at what became of it. */
const isAsked = (rec: Rec, actor: Actor): boolean =>
  rec.process?.approval?.levels.some((level) => level.slots.some((slot) => slot.signer === `member:${actor.id}`)) ===
  true;

/** Whether a record is the actor's to see: within their scope, or they are named in it or asked for a signature. */
export const isOpenTo = (entity: Entity, rec: Rec, actor: Actor): boolean =>
  reaches(actor, entity, rec) || peopleOf(entity, rec).includes(actor.id) || isAsked(rec, actor);

/** The record that a handler asked for, in the actor's scope. @throws Problem not-found */
export const loadedRecord = (entity: Entity, id: string, ctx: Ctx): Rec => {
  const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id)));
  if (!item || item['type'] !== entity.name) throw new Problem('not-found');
  const rec = toRec(item);
  if (rec.removedAt) throw new Problem('not-found');
  if (!isOpenTo(entity, rec, ctx.actor)) throw new Problem('not-found');
  return rec;
};

/** The record whose files are asked for: in the actor's scope, or one whose files are everybody's. @throws Problem not-found */
export const openRecord = (entity: Entity, id: string, ctx: Ctx): Rec => {
  const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id)));
  const rec = item?.['type'] === entity.name && item['removedAt'] === undefined ? toRec(item) : undefined;
  return rec && entity.filesOpen?.(rec) ? rec : loadedRecord(entity, id, ctx);
};

/** Item of a record by its type. */
export const itemOf = (rec: Rec) => toItem(entityOf(rec.type), rec);
