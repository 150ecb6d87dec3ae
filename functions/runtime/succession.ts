import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Change } from './commit.ts';
import type { Ctx } from './http.ts';
import { readRecord } from './made.ts';
import { occurredAt } from './records.ts';

/** A record with what comes after it in the same transaction. */
export interface Succeeded {
  rec: Rec;
  others: Change[];
}

/** How long a record that was taken back is kept, seconds. */
const KEPT = 30 * 86_400;

const named = (rec: Rec, field: string, id: string | undefined): Rec => {
  const { [field]: _old, ...data } = rec.data;
  return { ...rec, data: id === undefined ? data : { ...data, [field]: id } };
};

/** The next of a series: of the same kind, the same owner's. */
const made = (rec: Rec, data: Record<string, unknown>, ctx: Ctx): Rec => ({
  type: rec.type,
  id: ctx.deps.newId(entityOf(rec.type).name),
  ws: rec.ws,
  version: 1,
  schemaVersion: rec.schemaVersion,
  createdAt: ctx.now,
  createdBy: ctx.actor.id,
  updatedAt: ctx.now,
  updatedBy: ctx.actor.id,
  via: ctx.via,
  occurredAt: occurredAt(entityOf(rec.type), data, ctx.now),
  enteredAt: ctx.now,
  source: 'series',
  ...(rec.ownerId ? { ownerId: rec.ownerId } : {}),
  ...(rec.teamId ? { teamId: rec.teamId } : {}),
  data,
});

/**
 * What a write of a record brings into being or takes back. It goes into the write's own transaction, which is conditional on the
 * record's version, so that two writers, or a request that comes twice, make one.
 */
export const succeeded = async (current: Rec | undefined, rec: Rec, ctx: Ctx): Promise<Succeeded> => {
  const { timeZone } = ctx.workspace;
  const wanted = entityOf(rec.type).succession?.(rec, current, { now: ctx.now, timeZone });
  if (!wanted) return { rec, others: [] };
  if ('data' in wanted) {
    const next = made(rec, wanted.data, ctx);
    return { rec: named(rec, wanted.field, next.id), others: [{ next }] };
  }
  const next = await readRecord(wanted.takeBack, ctx);
  // What somebody has worked on stays, and goes on being the next one.
  if (next && next.version > 1) return { rec, others: [] };
  const back = named(rec, wanted.field, undefined);
  if (!next) return { rec: back, others: [] };
  const removed: Rec = {
    ...next,
    version: next.version + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: ctx.via,
    archivedAt: ctx.now,
    removedAt: ctx.now,
    ttl: Math.floor(Date.parse(ctx.now) / 1000) + KEPT,
  };
  return { rec: back, others: [{ current: next, next: removed }] };
};
