import type { Entity } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { divertCritical, refuseArchiving } from './changes.ts';
import type { GovernedWrite } from './govern.ts';
import { governArchive, governUpdate } from './govern.ts';
import type { Ctx } from './http.ts';
import { asksPrices, isFree, lookedUp } from './look-up.ts';
import { changedRecord } from './records.ts';
import type { Write } from './table.ts';

/** A change of a record on its way into the table, with what goes into its transaction besides. */
export interface Edit {
  current: Rec;
  made: GovernedWrite;
  writes: Write[];
}

/** A change that was checked: `plan` judges it by what is true now, and may be asked again when that moved. */
export interface CheckedEdit {
  /** It is judged by prices that others give meanwhile. */
  priced: boolean;
  plan: () => Promise<Edit>;
}

/** Whoever sees a record need not have a say in all of it. @throws Problem forbidden */
const demandConcerned = (entity: Entity, current: Rec, next: Rec, ctx: Ctx): void => {
  const refused = entity.refuses?.(current, next, ctx.actor);
  if (refused !== undefined) throw new Problem('forbidden', refused);
};

/**
 * What a change of fields leads to: standards, critical fields and the process are asked in this order, whoever changes it and by
 * which way. Records that the body refers to must be loaded. @throws Problem invalid-input, forbidden, conflict, step-refused
 */
export const checkedEdit = async (
  entity: Entity,
  current: Rec,
  body: Record<string, unknown>,
  ctx: Ctx,
): Promise<CheckedEdit> => {
  const changed = await changedRecord(entity, current, body, ctx);
  demandConcerned(entity, current, changed, ctx);
  const priced = asksPrices(entity, body) && (await isFree(entity, current, ctx));
  return {
    priced,
    plan: async () => {
      const wanted = priced ? await lookedUp(entity, changed, ctx) : changed;
      return plannedEdit(entity, current, wanted, ctx);
    },
  };
};

/** The next image of a record on its way past critical fields and process. @throws Problem conflict, step-refused */
export const plannedEdit = async (entity: Entity, current: Rec, wanted: Rec, ctx: Ctx): Promise<Edit> => {
  const diverted = await divertCritical(entity, { current, next: wanted }, ctx);
  const made = await governUpdate(entity, { current, wanted: diverted.next, comment: wanted.reason }, ctx);
  return { current, made, writes: diverted.writes };
};

/** A record's next version for a change of what stands around its fields: who, when and why are of this change. */
export const nextVersion = (current: Rec, ctx: Ctx, reason?: string): Rec => {
  const { reason: _reason, onBehalfOf: _behalf, approvedBy: _by, ...kept } = current;
  return {
    ...kept,
    version: current.version + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: ctx.via,
    ...(reason ? { reason } : {}),
    ...(ctx.actor.onBehalfOf ? { onBehalfOf: ctx.actor.onBehalfOf } : {}),
  };
};

/** Archives a record, or brings it back. @throws Problem conflict where it is in use */
export const plannedArchive = async (
  entity: Entity,
  current: Rec,
  { to, reason }: { to: 'archived' | 'active'; reason?: string | undefined },
  ctx: Ctx,
): Promise<Edit> => {
  const held = await refuseArchiving(entity, current, ctx);
  const { archivedAt: _at, ...kept } = nextVersion(current, ctx, reason);
  const next: Rec = to === 'archived' ? { ...kept, archivedAt: ctx.now } : kept;
  demandConcerned(entity, current, next, ctx);
  const writes = [...(await governArchive(entity, current, next, ctx)), ...held];
  return { current, made: { rec: next, writes, effects: [] }, writes: [] };
};
