import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { fieldFaults, Problem, problemList } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Key } from '../../shared/table/keys.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { FieldChange } from '../../shared/views/bulk.ts';
import { bodyOf, changesBetween, same } from '../../shared/views/bulk.ts';
import type { BulkOutcome } from '../../shared/views/bulk-edits.contract.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { OthersMoved, pause } from '../runtime/commit.ts';
import type { Edit } from '../runtime/edit.ts';
import { checkedEdit, plannedArchive } from '../runtime/edit.ts';
import type { Ctx } from '../runtime/http.ts';
import { keyName } from '../runtime/http.ts';
import { isOpenTo } from '../runtime/records.ts';
import { refKeys } from '../runtime/refs.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item } from '../runtime/table.ts';
import { lostRace } from '../runtime/table.ts';
import type { LedgerItem, Refused, StoredBulk } from './bulk-store.ts';
import { ledgerKey } from './bulk-store.ts';

/** How often a record is tried that somebody else works on at the same time. */
const TRIES = 8;

/** What became of one record, or would. */
export interface Outcome {
  id: string;
  title: string;
  outcome: BulkOutcome;
  changes: readonly FieldChange[];
  refused?: Refused;
}

/** A record's planned change; without `edit` there is nothing to do. */
interface Planned {
  edit?: Edit;
  ledger?: LedgerItem;
}

export const titleOf = (entity: Entity, rec: Rec): string =>
  String(rec.data[entity.title] ?? rec.data['code'] ?? rec.id)
    .slice(0, 200)
    .toWellFormed();

/** Why a problem refuses a record: its first field, or the rule of its process. */
export const refusedBy = (error: Problem, rec: { id: string; title: string }): Refused => {
  const [field] = error.errors;
  const [rule] = error.refusals;
  if (rule) return { ...rec, code: rule.rule, ...(rule.field ? { field: rule.field } : {}), en: rule.en, zh: rule.zh };
  return field
    ? { ...rec, code: field.code, field: field.field, ...fieldFaults[field.code] }
    : { ...rec, code: error.code, en: error.message, zh: problemList[error.code].zh };
};

/** The reason that stands in the history: the person's, with the bulk edit that it was. */
export const reasonOf = (job: StoredBulk, prefix = ''): string =>
  [prefix, job.reason?.slice(0, 400).toWellFormed(), job.id].filter(Boolean).join(' · ');

/** The context with the records loaded that the change refers to: the same ones for every record. */
export const withRefs = async (job: StoredBulk, ctx: Ctx): Promise<Ctx> => {
  const keys: Key[] = refKeys(entityOf(job.entity), job.ws, job.change.set ?? {});
  if (keys.length === 0) return ctx;
  const items = await ctx.table.batchGet(keys);
  const found = items.flatMap((item, index) => (item ? [[keyName(keys[index]!), item] as const] : []));
  return { ...ctx, loaded: new Map([...ctx.loaded, ...found]) };
};

/** Fields for which the write asks a second person instead of changing them. */
const requested = (current: Rec, next: Rec): string[] =>
  Object.keys(next.pending ?? {}).filter((field) => current.pending?.[field] !== next.pending![field]);

/** Texts of an import that the change settles. */
const settledTexts = (current: Rec, next: Rec): Record<string, string> | undefined => {
  const gone = Object.entries(current.asImported ?? {}).filter(([path]) => next.asImported?.[path] === undefined);
  return gone.length > 0 ? Object.fromEntries(gone) : undefined;
};

const ledgerOf = (entity: Entity, edit: Edit): LedgerItem => {
  const { current } = edit;
  const next = edit.made.rec;
  const asImported = settledTexts(current, next);
  return {
    version: 1,
    recordId: current.id,
    title: titleOf(entity, current),
    outcome: requested(current, next).length > 0 ? 'requested' : 'changed',
    changes: changesBetween(entity, current, next),
    ...(current.teamId !== undefined && current.teamId !== next.teamId ? { teamId: current.teamId } : {}),
    ...(asImported ? { asImported } : {}),
  };
};

/**
 * What the change makes of a record as it stands: the way of a PATCH by the same person. Nothing is written.
 * @throws Problem for a record that refuses it
 */
const planned = async (job: StoredBulk, current: Rec, ctx: Ctx): Promise<Planned> => {
  const entity = entityOf(job.entity);
  if (job.change.archive) {
    if (current.archivedAt) return {};
    const edit = await plannedArchive(entity, current, { to: 'archived', reason: reasonOf(job) }, ctx);
    return { edit, ledger: ledgerOf(entity, edit) };
  }
  const body = bodyOf(job.change, current);
  if (Object.keys(body).every((name) => isAsWanted(entity, current, name, body[name]))) return {};
  const edit = await (await checkedEdit(entity, current, { ...body, reason: reasonOf(job) }, ctx)).plan();
  const ledger = ledgerOf(entity, edit);
  return ledger.changes.length > 0 || ledger.outcome === 'requested' ? { edit, ledger } : {};
};

/** Whether a record says already what a body would have it say. */
const isAsWanted = (entity: Entity, rec: Rec, name: string, value: unknown): boolean => {
  if (name === 'ownerId') return same(rec.ownerId, value);
  if (name !== 'custom') {
    const fallback = value === null ? entity.fields[name]?.safeParse(undefined) : undefined;
    return same(rec.data[name], fallback?.success ? fallback.data : value);
  }
  const own = (rec.data['custom'] ?? {}) as Record<string, unknown>;
  return Object.entries((value ?? {}) as Record<string, unknown>).every(([field, given]) => same(own[field], given));
};

/** The record if the actor reaches it and it is one of the list. */
const reached = (job: StoredBulk, item: Item | undefined, ctx: Ctx): Rec | undefined => {
  if (item?.['type'] !== job.entity) return undefined;
  const rec = toRec(item);
  if (rec.removedAt || rec.aliasOf) return undefined;
  return isOpenTo(entityOf(job.entity), rec, ctx.actor) ? rec : undefined;
};

const gone = (id: string): Outcome => ({
  id,
  title: id,
  outcome: 'refused',
  changes: [],
  refused: { id, title: id, code: 'not-found', en: problemList['not-found'].en, zh: problemList['not-found'].zh },
});

const outcomeOf = (current: Rec, title: string, { ledger }: Planned): Outcome => ({
  id: current.id,
  title,
  outcome: ledger?.outcome ?? 'unchanged',
  changes: ledger?.changes ?? [],
});

const refusal = (error: unknown, current: Rec, title: string): Outcome => {
  if (!(error instanceof Problem) || error.code === 'busy') throw error;
  const { id } = current;
  return { id, title, outcome: 'refused', changes: [], refused: refusedBy(error, { id, title }) };
};

/** What would become of a record. @param item as it was read */
export const lookAt = async (job: StoredBulk, id: string, item: Item | undefined, ctx: Ctx): Promise<Outcome> => {
  const current = reached(job, item, ctx);
  if (!current) return gone(id);
  const title = titleOf(entityOf(job.entity), current);
  try {
    return outcomeOf(current, title, await planned(job, current, ctx));
  } catch (error) {
    return refusal(error, current, title);
  }
};

/**
 * Changes a record, once however often it is asked: what it was goes into the ledger in the record's own transaction, and the
 * ledger's item cannot be made twice. @param known the ledger's item, where an earlier message came so far
 */
export const change = async (
  job: StoredBulk,
  at: { id: string; portion: number },
  read: { item: Item | undefined; known: Item | undefined },
  ctx: Ctx,
): Promise<Outcome> => {
  const entity = entityOf(job.entity);
  const key = ledgerKey(job, at.portion, at.id);
  for (let tries = 1, { item, known } = read; ; tries++) {
    if (known) {
      const { outcome, changes, title } = known as unknown as LedgerItem;
      return { id: at.id, title, outcome, changes };
    }
    const current = reached(job, item, ctx);
    if (!current) return gone(at.id);
    const title = titleOf(entity, current);
    try {
      const plan = await planned(job, current, ctx);
      if (plan.edit && plan.ledger)
        await carryOut({ ...plan.edit, once: [{ op: 'create', item: { ...key, ...plan.ledger } }] }, ctx);
      return outcomeOf(current, title, plan);
    } catch (error) {
      if (!(error instanceof OthersMoved) && !lostRace(error)) return refusal(error, current, title);
      if (tries === TRIES) throw error;
    }
    await pause(tries);
    [item, known] = await ctx.table.batchGet([recordKey(job.ws, at.id), key]);
  }
};
