import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Ctx } from './http.ts';

/** The envelope of a record that is made now, by whoever asks for it. @param id a fresh one when left out */
export const envelopeOf = (entity: Entity, ctx: Ctx, id: string = ctx.deps.newId(entity.name)): Omit<Rec, 'data'> => ({
  type: entity.name,
  id,
  ws: ctx.actor.ws,
  version: 1,
  schemaVersion: entity.schemaVersion,
  createdAt: ctx.now,
  createdBy: ctx.actor.id,
  updatedAt: ctx.now,
  updatedBy: ctx.actor.id,
  via: ctx.via,
  occurredAt: ctx.now,
  enteredAt: ctx.now,
  source: ctx.via,
});
