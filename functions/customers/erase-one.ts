import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { governArchive } from '../runtime/govern.ts';
import type { Ctx } from '../runtime/http.ts';
import { guardWrites } from '../runtime/records.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';

interface Erasure {
  ws: string;
  id: string;
  without: (data: Rec['data']) => Rec['data'];
  reason?: string;
  /** What was erased before is left as it is. */
  once?: true;
}

/** Takes what speaks of a person out of one record; one of another kind is left alone. @throws WriteRefused where others keep writing it */
export const eraseOne = async (entity: Entity, { ws, id, without, reason, once }: Erasure, ctx: Ctx): Promise<void> => {
  // An audit or a signature may write the same record: then its newer version is what is erased.
  for (let attempt = 1; ; attempt++) {
    const item = await ctx.table.get(recordKey(ws, id));
    if (item?.['type'] !== entity.name || (once && item['erasedAt'] !== undefined)) return;
    const current = toRec(item);
    const {
      asImported: _raw,
      externalIds: _ids,
      onBehalfOf: _behalf,
      pending: _pending,
      reason: _why,
      ...kept
    } = current;
    const next: Rec = {
      ...kept,
      version: current.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.id,
      via: ctx.via,
      ...(reason ? { reason } : {}),
      erasedAt: ctx.now,
      data: without(current.data),
    };
    try {
      // The title stands on the work lists too.
      const work = await governArchive(entity, current, next, ctx);
      await ctx.table.write([
        { op: 'replace', item: toItem(entity, next), version: current.version },
        ...guardWrites(entity, next, current),
        ...work,
      ]);
      ctx.deps.lists.note(next);
      return;
    } catch (error) {
      if (!(error instanceof WriteRefused) || attempt >= 4) throw error;
    }
  }
};
