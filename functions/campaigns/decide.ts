import { may } from '../../shared/access/authorise.ts';
import type { Role } from '../../shared/access/permissions.ts';
import type { Decision, VerificationLine } from '../../shared/campaigns/verification.ts';
import { countedLines, isUndecided, linesOf, settledBy, verification } from '../../shared/campaigns/verification.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { updateSchema } from '../../shared/kernel/entity.ts';
import { kindOfId } from '../../shared/kernel/id.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { commitPlan, OthersMoved } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import type { Edit } from '../runtime/edit.ts';
import { checkedEdit, nextVersion, plannedArchive } from '../runtime/edit.ts';
import { faultsOf } from '../runtime/faults.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { keyName } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { refKeys } from '../runtime/refs.ts';
import { toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';

/** Roles that decide on portions of others, as far as their records reach. */
const supervisors: readonly Role[] = ['sales-manager', 'data-steward', 'administrator'];

interface Decided {
  recordId: string;
  outcome: Decision;
  recordVersion: number;
  change?: Record<string, unknown>;
  note?: string;
}

const targetOf = (recordId: string): Entity | undefined => {
  const kind = kindOfId(recordId);
  return isEntity(kind) ? entityOf(kind) : undefined;
};

/** The change as the record's own update would take it. @throws Problem invalid-input */
const checkedChange = (entity: Entity, change: Record<string, unknown>): Record<string, unknown> => {
  const parsed = updateSchema(entity).safeParse(change, { reportInput: true });
  if (!parsed.success) throw new Problem('invalid-input', undefined, faultsOf(parsed.error, 'change.'));
  return parsed.data as Record<string, unknown>;
};

/** Faults of a corrected field name it as the request has it. */
const under = async <T>(making: Promise<T>): Promise<T> => {
  try {
    return await making;
  } catch (error) {
    if (!(error instanceof Problem) || error.errors.length === 0) throw error;
    const errors = error.errors.map((one) => ({ ...one, field: `change.${one.field}` }));
    throw new Problem(error.code, error.message, errors, error.refusals);
  }
};

const editOf = async (entity: Entity, current: Rec, { outcome, change, note }: Decided, ctx: Ctx): Promise<Edit> => {
  if (outcome === 'retired') return plannedArchive(entity, current, { to: 'archived', reason: note }, ctx);
  if (outcome === 'confirmed')
    return { current, made: { rec: nextVersion(current, ctx, note), writes: [], effects: [] }, writes: [] };
  if (!change || Object.keys(change).length === 0)
    throw new Problem('invalid-input', undefined, [fault('change', 'required')]);
  const body = { ...checkedChange(entity, change), ...(note ? { reason: note } : {}) };
  return under(checkedEdit(entity, current, body, ctx).then((checked) => checked.plan()));
};

/** The portion after one of its lines was decided. */
const nextPortion = (portion: Rec, line: VerificationLine, ctx: Ctx): Rec => {
  const lines = linesOf(portion).map((one) => (one.recordId === line.recordId ? line : one));
  return { ...nextVersion(portion, ctx), data: { ...portion.data, ...countedLines(lines) }, lines };
};

const subjectOf = (recordId: string, ctx: Ctx): Rec | undefined => {
  const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, recordId)));
  return item && item['type'] === kindOfId(recordId) ? toRec(item) : undefined;
};

const decide = async (input: Input, ctx: Ctx): Promise<unknown> => {
  const body = input.body as Decided;
  const portion = loadedRecord(verification, input.params.id, ctx);
  if (portion.ownerId !== ctx.actor.id && !ctx.actor.roles.some((role) => supervisors.includes(role)))
    throw new Problem('forbidden', 'This portion is somebody else’s.');
  if (portion.version !== input.ifMatch) throw new Problem('stale-version');
  const line = linesOf(portion).find((one) => one.recordId === body.recordId);
  if (!line) throw new Problem('invalid-input', undefined, [fault('recordId', 'no-such-record')]);
  if (!isUndecided(line)) throw new Problem('conflict', 'This record was verified already.');
  const entity = entityOf(String(portion.data['target']));
  if (!may(ctx.actor.roles, `${entity.domain}:${body.outcome === 'confirmed' ? 'read' : 'write'}`))
    throw new Problem('forbidden', `This needs the right ${entity.domain}:write.`);
  const mark = { by: ctx.actor.id, at: ctx.now, ...(body.note ? { note: body.note } : {}) };
  const gone = settledBy(subjectOf(body.recordId, ctx));
  try {
    if (gone) {
      // Somebody else retired or merged it meanwhile: there is nothing left to decide.
      const next = nextPortion(portion, { ...line, ...mark, outcome: gone }, ctx);
      await commitPlan({ changes: [{ current: portion, next }] }, ctx);
      return await told(next, ctx);
    }
    const current = loadedRecord(entity, body.recordId, ctx);
    if (current.version !== body.recordVersion) throw new Problem('stale-version');
    const edit = await editOf(entity, current, body, ctx);
    const rec: Rec = { ...edit.made.rec, verifiedAt: ctx.now, verifiedBy: ctx.actor.id };
    const next = nextPortion(portion, { ...line, ...mark, outcome: body.outcome }, ctx);
    await carryOut(
      { current, made: { ...edit.made, rec }, writes: edit.writes, others: [{ current: portion, next }] },
      ctx,
    );
    return await told(next, ctx);
  } catch (error) {
    // Record or portion moved since they were read.
    throw error instanceof OthersMoved || (error instanceof WriteRefused && error.index === 0)
      ? new Problem('stale-version')
      : error;
  }
};

/** The last line that is decided lets the campaign be closed. */
const told = async (portion: Rec, ctx: Ctx): Promise<unknown> => {
  if (portion.data['open'] === 0)
    await ctx.deps.queue.send([{ job: 'campaigns.close', ws: ctx.actor.ws, id: portion.data['campaignId'] }]);
  return shown(verification, portion, ctx);
};

/** One record of a portion is confirmed, corrected or retired: both in one transaction. */
export const decideHandler: Handler = {
  keys: (input) => {
    const { workspaceId: ws, id } = input.params;
    const { recordId, change } = input.body as Decided;
    const entity = targetOf(recordId);
    const refs = entity && change ? refKeys(entity, ws, change) : [];
    const keys = [recordKey(ws, id), recordKey(ws, recordId), ...refs];
    return [...new Map(keys.map((key) => [keyName(key), key])).values()];
  },
  handle: decide,
};
