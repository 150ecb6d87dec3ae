import { may } from '../../shared/access/authorise.ts';
import { entities, entityOf } from '../../shared/entities.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { claimedKeys } from '../../shared/kernel/entity.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { FieldChange } from '../../shared/process/change-request.ts';
import { standingOf, stateOf } from '../../shared/process/standing.ts';
import { guardKey, recordKey } from '../../shared/table/keys.ts';
import type { Change } from './commit.ts';
import { envelopeOf } from './envelope.ts';
import { governCreate } from './govern.ts';
import type { Ctx } from './http.ts';
import { governedBy } from './process.ts';
import { duplicateProblem } from './records.ts';
import { toItem, toRec } from './stored.ts';
import type { Write } from './table.ts';

/** Who agreed to a change that its process asks nobody about. */
const SETTLED = 'job:process';

const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

const contentOf = (rec: Rec, field: string): unknown => (field === 'lines' ? rec.lines : rec.data[field]);

/** The record with one of its values as given; without it where there is none. */
const withValue = (rec: Rec, field: string, value: unknown): Rec => {
  if (field === 'lines') return { ...rec, lines: (value as Rec['lines']) ?? [] };
  const { [field]: _old, ...data } = rec.data;
  return { ...rec, data: value === undefined || value === null ? data : { ...data, [field]: value } };
};

/** The record's name, or its code for a private person. Fields and values stay out: not everybody may see them, and each reads them in their own language. */
const titleOf = (entity: Entity, subject: Rec): string => {
  const code = subject.data['kind'] === 'person' ? subject.data['code'] : undefined;
  return String(code ?? subject.data[entity.title] ?? subject.id).slice(0, 300);
};

const requestOf = (
  entity: Entity,
  subject: Rec,
  { process, changes }: { process: string; changes: FieldChange[] },
  ctx: Ctx,
): Rec => {
  const kind = entityOf('changeRequest');
  return {
    ...envelopeOf(kind, ctx),
    ownerId: ctx.actor.id,
    ...(ctx.actor.onBehalfOf ? { onBehalfOf: ctx.actor.onBehalfOf } : {}),
    data: {
      title: titleOf(entity, subject),
      status: 'pending',
      processKey: process,
      subjectType: entity.name,
      subjectId: subject.id,
      changes,
      ...(subject.reason ? { reason: subject.reason } : {}),
    },
  };
};

/** Whoever asks for a key that another record has hears of it now, not when it is approved. @throws Problem duplicate-key */
const refuseTaken = async (entity: Entity, next: Rec, touched: readonly string[], ctx: Ctx): Promise<void> => {
  const keys = claimedKeys(entity, next)
    .filter(({ field }) => touched.includes(field))
    .map(({ field, value }) => guardKey(next.ws, entity.name, field, value));
  if (keys.length === 0) return;
  const items = await ctx.table.batchGet(keys);
  for (const [index, item] of items.entries())
    if (item && item['id'] !== next.id) throw duplicateProblem(keys[index]!.pk, item['id']);
};

/** Where changes of critical fields are free: the check, for the write's own transaction, that they still are. Undefined where they are not. */
const freed = async (entity: Entity, rec: Rec, ctx: Ctx): Promise<Write | undefined> => {
  const rule = entity.changesFree;
  if (!rule) return undefined;
  const key = recordKey(ctx.actor.ws, String(rec.data[rule.ref]));
  const item = await ctx.table.get(key);
  const parent = item ? toRec(item) : undefined;
  if (!parent || parent.removedAt || parent.archivedAt) return undefined;
  if (!rule.states.includes(String(parent.data[rule.field]))) return undefined;
  return { op: 'check', key, field: 'version', equals: parent.version };
};

/** A record after critical changes that were agreed to: the entity keeps of the past what it has to. */
const agreed = (entity: Entity, previous: Rec, next: Rec, ctx: Ctx): Rec => {
  const day = localDate(ctx.now, ctx.workspace.timeZone);
  const content = entity.approved?.(
    { data: next.data, lines: next.lines },
    { data: previous.data, lines: previous.lines },
    day,
  );
  return content ? { ...next, data: content.data, ...(content.lines ? { lines: content.lines } : {}) } : next;
};

/**
 * A new record whose critical fields are free only in some states of another one (a price in a draft list): elsewhere it is made
 * without them, and they wait like a change, so that making one anew gets nobody round the approval. The same of fields that wait
 * from the start, unless the maker has the right to give them.
 */
export const divertNew = async (entity: Entity, rec: Rec, ctx: Ctx): Promise<{ next: Rec; writes: Write[] }> => {
  const { changesFree, changesFromStart: start } = entity;
  const fields = changesFree
    ? Object.keys(entity.changes ?? {})
    : start && !may(ctx.actor.roles, start.unless)
      ? start.fields.filter((field) => rec.data[field] !== undefined)
      : [];
  if (fields.length === 0) return { next: rec, writes: [] };
  let bare = rec;
  for (const field of fields) bare = withValue(bare, field, undefined);
  return divertCritical(entity, { current: bare, next: rec }, ctx);
};

/** Whether records of another kind are free only in some states of this kind, and this one is in another state, still in use. */
const isInUse = async (entity: Entity, rec: Rec, ctx: Ctx): Promise<boolean> => {
  const parts = entities.flatMap(({ fields, changesFree: rule }) =>
    rule && fieldsOf(fields).some((field) => field.name === rule.ref && field.ref === entity.name) ? [rule] : [],
  );
  if (parts.every((rule) => rule.states.includes(String(rec.data[rule.field])))) return false;
  const governed = await governedBy(entity, rec, ctx.workspace, ctx.deps);
  return !governed || stateOf(governed.definition, standingOf(governed, rec).state)?.final !== true;
};

/**
 * Refuses to take away, or to bring back, what may only change by approval: a price of a list in force, and the list itself. Where
 * it is free, the check that it still is. @throws Problem conflict
 */
export const refuseArchiving = async (entity: Entity, rec: Rec, ctx: Ctx): Promise<Write[]> => {
  if (await isInUse(entity, rec, ctx)) throw new Problem('conflict', 'It is in use. Take the step that ends it.');
  if (!entity.changesFree) return [];
  const check = await freed(entity, rec, ctx);
  if (!check) throw new Problem('conflict', 'It is in use: ask for a change of it instead.');
  return [check];
};

/**
 * Takes changes of critical fields out of a record's next version and makes change requests of them, one for each process that
 * they need. The old values stand; the record says which fields wait, so that two requests cannot be made of one field.
 * @throws Problem conflict when a change of a field waits already
 */
export const divertCritical = async (
  entity: Entity,
  { current, next }: { current: Rec; next: Rec },
  ctx: Ctx,
): Promise<{ next: Rec; writes: Write[] }> => {
  const touched = Object.keys(entity.changes ?? {}).filter(
    (field) => !same(contentOf(current, field), contentOf(next, field)),
  );
  if (touched.length === 0) return { next, writes: [] };
  const free = await freed(entity, next, ctx);
  if (free) return { next, writes: [free] };
  const waiting = touched.filter((field) => current.pending?.[field] !== undefined);
  if (waiting.length > 0)
    throw new Problem(
      'conflict',
      'A change of this field waits for approval already.',
      waiting.map((field) => ({ ...fault(field, 'duplicate'), recordId: current.pending![field]! })),
    );
  await refuseTaken(entity, next, touched, ctx);
  let kept = next;
  const byProcess = new Map<string, FieldChange[]>();
  for (const field of touched) {
    const process = entity.changes![field]!;
    const change: FieldChange = { field, before: contentOf(current, field), after: contentOf(next, field) };
    byProcess.set(process, [...(byProcess.get(process) ?? []), change]);
    kept = withValue(kept, field, change.before);
  }
  const writes: Write[] = [];
  const pending: Record<string, string> = { ...current.pending };
  for (const [process, changes] of byProcess) {
    const made = await governCreate(entityOf('changeRequest'), requestOf(entity, next, { process, changes }, ctx), ctx);
    // A process that asks for no signature on a change of this size has approved it already.
    const settled = made.effects.some((effect) => effect.id === 'apply-change');
    for (const { field, after } of changes) {
      if (settled) kept = { ...withValue(kept, field, after), approvedBy: SETTLED };
      else pending[field] = made.rec.id;
    }
    writes.push({ op: 'create', item: toItem(entityOf('changeRequest'), made.rec) }, ...made.writes);
    ctx.deps.lists.note(made.rec);
  }
  if (kept.approvedBy === SETTLED) kept = agreed(entity, current, kept, ctx);
  return { next: Object.keys(pending).length > 0 ? { ...kept, pending } : kept, writes };
};

const withoutPending = (rec: Rec, requestId: string): Rec => {
  const left = Object.entries(rec.pending ?? {}).filter(([, id]) => id !== requestId);
  const { pending: _all, ...kept } = rec;
  return left.length > 0 ? { ...kept, pending: Object.fromEntries(left) } : kept;
};

/** What an import changed is looked at once a second person has agreed to the field's next value. */
const withoutMarks = (rec: Rec, seen: ReadonlySet<string>): Rec => {
  if (!rec.unreviewed) return rec;
  const left = Object.entries(rec.unreviewed).filter(([field]) => !seen.has(field));
  const { unreviewed: _all, ...kept } = rec;
  return left.length > 0 ? { ...kept, unreviewed: Object.fromEntries(left) } : kept;
};

const loadSubject = async (request: Rec, ctx: Ctx): Promise<Rec> => {
  const item = await ctx.table.get(recordKey(ctx.actor.ws, String(request.data['subjectId'])));
  const subject = item ? toRec(item) : undefined;
  if (!subject || subject.removedAt) throw new Problem('conflict', 'The record of this change is gone.');
  return subject;
};

const nextSubject = (subject: Rec, ctx: Ctx): Rec => {
  const { reason: _reason, onBehalfOf: _behalf, approvedBy: _by, ...kept } = subject;
  return { ...kept, version: subject.version + 1, updatedAt: ctx.now, updatedBy: ctx.actor.id, via: ctx.via };
};

/** The subject with what was asked for: requested by one person, approved by another; the history shows both. */
const applied = (request: Rec, subject: Rec, ctx: Ctx): Rec => {
  const entity = entityOf(subject.type);
  let next = withoutPending(nextSubject(subject, ctx), request.id);
  const seen = new Set(((request.data['changes'] ?? []) as FieldChange[]).map((change) => change.field));
  next = withoutMarks(next, seen);
  for (const change of (request.data['changes'] ?? []) as FieldChange[]) {
    if (!same(contentOf(subject, change.field), change.before))
      throw new Problem('conflict', 'The value was changed another way since this change was asked for.', [
        fault(change.field, 'not-allowed-value'),
      ]);
    next = withValue(next, change.field, change.after);
  }
  next = agreed(entity, subject, next, ctx);
  const content = entity.derive?.({ data: next.data, lines: next.lines }, subject, ctx.now);
  return {
    ...next,
    ...(content ? { data: content.data, ...(content.lines ? { lines: content.lines } : {}) } : {}),
    updatedBy: request.createdBy,
    approvedBy: ctx.actor.id,
    ...(typeof request.data['reason'] === 'string' ? { reason: request.data['reason'] } : {}),
  };
};

/** The record that a request was made for, changed as it asks, or let go of. @throws Problem conflict */
export const requestedChange = async (request: Rec, wanted: 'apply' | 'release', ctx: Ctx): Promise<Change> => {
  const subject = await loadSubject(request, ctx);
  if (wanted === 'release') return { current: subject, next: withoutPending(nextSubject(subject, ctx), request.id) };
  if (subject.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
  return { current: subject, next: applied(request, subject, ctx) };
};
