import { inScope } from '../../shared/access/authorise.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Content, Entity } from '../../shared/kernel/entity.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx } from './http.ts';
import { keyName } from './http.ts';
import { toRec } from './stored.ts';

/** The content with the ref that it left blank, taken over from what its other refs name: only of records that the actor may see. */
export const filledIn = (entity: Entity, content: Content, ctx: Ctx): Content => {
  const { fills } = entity;
  if (!fills || typeof content.data[fills.field] === 'string') return content;
  for (const name of fills.from) {
    const id = content.data[name];
    const item = typeof id === 'string' ? ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id))) : undefined;
    if (!item || !isEntity(item['type'])) continue;
    const rec = toRec(item);
    const value = rec.data[fills.field];
    if (typeof value !== 'string' || (entityOf(rec.type).owned && !inScope(ctx.actor, rec))) continue;
    return { ...content, data: { ...content.data, [fills.field]: value } };
  }
  return content;
};

/** The content with the member field that it left blank: whose the record is that another of its refs names, where the actor may see it. */
export const withOwnerNamed = async (entity: Entity, content: Content, ctx: Ctx): Promise<Content> => {
  const { namesOwner } = entity;
  const id = namesOwner && content.data[namesOwner.of];
  if (!namesOwner || typeof id !== 'string' || typeof content.data[namesOwner.field] === 'string') return content;
  const key = recordKey(ctx.actor.ws, id);
  // What was filled in from another record has not been read yet.
  const item = ctx.loaded.get(keyName(key)) ?? (await ctx.table.get(key));
  const rec = item && isEntity(item['type']) ? toRec(item) : undefined;
  if (rec?.ownerId === undefined || !inScope(ctx.actor, rec)) return content;
  return { ...content, data: { ...content.data, [namesOwner.field]: rec.ownerId } };
};
