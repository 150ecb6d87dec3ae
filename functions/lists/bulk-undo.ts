import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { heldValue, undoOf, withValues } from '../../shared/views/bulk.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { OthersMoved, pause } from '../runtime/commit.ts';
import type { Edit } from '../runtime/edit.ts';
import { nextVersion, plannedArchive, plannedEdit } from '../runtime/edit.ts';
import type { Ctx } from '../runtime/http.ts';
import { isOpenTo, occurredAt } from '../runtime/records.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item, Write } from '../runtime/table.ts';
import { lostRace } from '../runtime/table.ts';
import { reasonOf, refusedBy } from './bulk-record.ts';
import type { LedgerItem, Refused, StoredBulk } from './bulk-store.ts';

const TRIES = 8;

type Undo = NonNullable<LedgerItem['undo']>;

/** What became of a record in an undo, with what is told of it where something stayed. */
export interface Undone {
  state: Undo['state'];
  left?: Refused;
}

/** Fields with texts of an import that the bulk edit had settled: where the field is blank again, the text stands beside it again. */
const unsettled = (current: Rec, next: Rec, texts: LedgerItem['asImported']): Rec['asImported'] => {
  const back = Object.entries(texts ?? {}).filter(([path]) => {
    const value = heldValue(next, path);
    return value === undefined || value === null || value === '';
  });
  const all = { ...current.asImported, ...Object.fromEntries(back) };
  return Object.keys(all).length > 0 ? all : undefined;
};

/**
 * The record with values put back. The data standard is not asked: what stood there before may have been wrong, and is what an undo
 * gives back.
 */
const putBack = (
  entity: Entity,
  current: Rec,
  { ledger, back }: { ledger: LedgerItem; back: readonly { field: string; value: unknown }[] },
  { ctx, reason }: { ctx: Ctx; reason: string },
): Rec => {
  const owner = back.find(({ field }) => field === 'ownerId');
  const { asImported: _texts, ownerId, teamId, ...next } = nextVersion(current, ctx, reason);
  const content = { data: withValues(current.data, back), ...(current.lines ? { lines: current.lines } : {}) };
  const derived = entity.derive?.(content, current, ctx.now) ?? content;
  const oldTeam = owner ? ledger.teamId : teamId;
  const oldOwner = owner ? (owner.value as string | undefined) : ownerId;
  const data = derived.data;
  const asImported = unsettled(current, { ...current, data }, ledger.asImported);
  const dated = entity.occurred !== undefined && back.some(({ field }) => field === entity.occurred);
  return {
    ...next,
    data,
    ...(dated ? { occurredAt: occurredAt(entity, data, current.createdAt) } : {}),
    ...(oldOwner ? { ownerId: oldOwner } : {}),
    ...(oldTeam ? { teamId: oldTeam } : {}),
    ...(asImported ? { asImported } : {}),
  };
};

type Why = Pick<Refused, 'code' | 'field' | 'en' | 'zh'>;

/** Why an undo leaves something as it is. */
const reasons = {
  changed: {
    code: 'conflict',
    en: 'Changed since the bulk edit; the later value stays.',
    zh: '批量修改后又有改动，保留后来的值。',
  },
  archived: { code: 'conflict', en: 'Archived since the bulk edit.', zh: '批量修改后已归档。' },
  elsewhere: {
    code: 'conflict',
    en: 'Somebody else’s record by now.',
    zh: '该记录现已归他人负责。',
  },
  gone: { code: 'conflict', en: 'Merged into another record or removed since.', zh: '之后已被合并或删除。' },
  asked: {
    code: 'conflict',
    en: 'A change request still waits; withdraw it on its page.',
    zh: '变更申请仍在审批中，请到申请页面撤回。',
  },
} as const satisfies Record<string, Why>;

/** A record that an undo has to leave. */
class Left extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why.en);
    this.why = why;
  }
}

const told = (ledger: LedgerItem, why: Why): Refused => ({ id: ledger.recordId, title: ledger.title, ...why });

const changedSince = (ledger: LedgerItem, fields: readonly string[]): Refused =>
  told(ledger, { ...reasons.changed, field: fields.join(', ') });

/**
 * Whether the record has left the reach of whoever takes back. One that the bulk edit itself gave to somebody else comes back from
 * them: else nobody could undo a wrong hand-over.
 */
const isElsewhere = (entity: Entity, ledger: LedgerItem, current: Rec, ctx: Ctx): boolean =>
  !isOpenTo(entity, current, ctx.actor) &&
  !ledger.changes.some(({ field, after }) => field === 'ownerId' && after === current.ownerId);

interface Plan {
  edit?: Edit;
  undo: Undo;
  left?: Refused;
}

/** @throws Problem where the record refuses it now */
const planned = async (job: StoredBulk, ledger: LedgerItem, current: Rec, ctx: Ctx): Promise<Plan> => {
  const entity = entityOf(job.entity);
  const reason = reasonOf(job, 'undo');
  if (job.change.archive) {
    if (!current.archivedAt) return { undo: { state: 'undone' } };
    const edit = await plannedArchive(entity, current, { to: 'active', reason }, ctx);
    return { edit, undo: { state: 'undone' } };
  }
  if (current.archivedAt) throw new Left(reasons.archived);
  const { back, kept } = undoOf(ledger.changes, current);
  const left = kept.length > 0 ? { left: changedSince(ledger, kept) } : {};
  const undo: Undo = kept.length === 0 ? { state: 'undone' } : { state: back.length > 0 ? 'partly' : 'kept', kept };
  if (back.length === 0) return { undo, ...left };
  const wanted = putBack(entity, current, { ledger, back }, { ctx, reason });
  return { edit: await plannedEdit(entity, current, wanted, ctx), undo, ...left };
};

/** A change that waits for a second person was never made: it can be withdrawn on its own page. */
const stillAsked = (ledger: LedgerItem, current: Rec): Refused | undefined =>
  ledger.outcome === 'requested' && current.pending
    ? told(ledger, { ...reasons.asked, field: Object.keys(current.pending).join(', ') })
    : undefined;

/** Why an error leaves a record as it is; undefined where it was only somebody else who was quicker. */
const whyLeft = (error: unknown, { recordId: id, title }: LedgerItem): Why | undefined => {
  if (error instanceof Left) return error.why;
  if (error instanceof OthersMoved || lostRace(error)) return undefined;
  if (!(error instanceof Problem) || error.code === 'busy') throw error;
  const { id: _id, title: _title, ...why } = refusedBy(error, { id, title });
  return why;
};

/** Writes a note by itself; false where somebody else wrote one first. */
const noted = async (write: Write, ctx: Ctx): Promise<boolean> => {
  try {
    await ctx.table.write([write]);
    return true;
  } catch (error) {
    if (!lostRace(error)) throw error;
    return false;
  }
};

/**
 * Takes back what the bulk edit did to a record, field by field, as far as nobody changed it since. What became of it goes into the
 * ledger in the same transaction, so that a repeated message does nothing.
 */
export const takeBack = async (
  job: StoredBulk,
  read: { entry: Item; item: Item | undefined },
  ctx: Ctx,
): Promise<Undone> => {
  for (let tries = 1, { entry, item } = read; ; tries++) {
    const ledger = entry as unknown as LedgerItem & { pk: string; sk: string };
    const note = (undo: Undo): Write => ({
      op: 'replace',
      item: { ...ledger, version: ledger.version + 1, undo },
      version: ledger.version,
    });
    if (ledger.undo) {
      const { state, why, kept = [] } = ledger.undo;
      if (why) return { state, left: told(ledger, why) };
      return kept.length > 0 ? { state, left: changedSince(ledger, kept) } : { state };
    }
    const current = item ? toRec(item) : undefined;
    try {
      if (!current || current.removedAt || current.aliasOf) throw new Left(reasons.gone);
      if (isElsewhere(entityOf(job.entity), ledger, current, ctx)) throw new Left(reasons.elsewhere);
      const plan = await planned(job, ledger, current, ctx);
      const left = plan.left ?? stillAsked(ledger, current);
      if (plan.edit) await carryOut({ ...plan.edit, once: [note(plan.undo)] }, ctx);
      else await ctx.table.write([note(plan.undo)]);
      return { state: plan.undo.state, ...(left ? { left } : {}) };
    } catch (error) {
      const why = whyLeft(error, ledger);
      if (why && (await noted(note({ state: 'kept', why }), ctx))) return { state: 'kept', left: told(ledger, why) };
      if (tries === TRIES) throw error;
    }
    await pause(tries);
    [entry, item] = (await ctx.table.batchGet([
      { pk: ledger.pk, sk: ledger.sk },
      recordKey(job.ws, ledger.recordId),
    ])) as [Item, Item | undefined];
  }
};
