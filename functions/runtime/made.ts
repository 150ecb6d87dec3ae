import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx, Input } from './http.ts';
import { keyName } from './http.ts';
import { idempotencyKeyOf, replayOf } from './idempotency.ts';
import { newRecord } from './records.ts';
import { refKeys } from './refs.ts';
import { toRec } from './stored.ts';

/** A record as it stands now; undefined where there is none. */
export const readRecord = async (id: unknown, ctx: Ctx): Promise<Rec | undefined> => {
  if (typeof id !== 'string') return undefined;
  const item = await ctx.table.get(recordKey(ctx.actor.ws, id));
  return item && item['removedAt'] === undefined ? toRec(item) : undefined;
};

/** What the first request with this key made. @throws Problem idempotency-reused */
export const firstAnswer = async (endpointId: string, input: Input, ctx: Ctx): Promise<Rec | undefined> => {
  const [key] = idempotencyKeyOf(input, ctx.actor.ws, ctx.actor.id);
  const once = key && (await ctx.table.get(key));
  return once && readRecord(replayOf(endpointId, input, once), ctx);
};

/**
 * A record made from another one's content: what it refers to is read first. @throws Problem invalid-input, forbidden
 */
export const madeFrom = async (entity: Entity, body: Record<string, unknown>, ctx: Ctx): Promise<Rec> => {
  const keys = refKeys(entity, ctx.actor.ws, body).filter((key) => !ctx.loaded.has(keyName(key)));
  const items = await ctx.table.batchGet(keys);
  const found = items.flatMap((item, index) => (item ? [[keyName(keys[index]!), item] as const] : []));
  return newRecord(entity, body, { ...ctx, loaded: new Map([...ctx.loaded, ...found]) });
};

/** A record with lines that the system worked out, and the head that follows from them. */
export const withLines = (entity: Entity, rec: Rec, lines: NonNullable<Rec['lines']>, now: string): Rec => {
  const content = { data: rec.data, lines };
  return { ...rec, data: entity.derive ? entity.derive(content, undefined, now).data : rec.data, lines };
};
