import type { Entity } from '../../shared/kernel/entity.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { numberKey } from '../../shared/table/keys.ts';
import type { Ctx } from './http.ts';

/**
 * The next number of an entity's series, for example `SO2026-00018`. It is taken at once, not in the record's transaction: a
 * request that fails afterwards leaves a gap, and no two requests wait for each other.
 */
export const nextNumber = async (entity: Entity, ctx: Ctx): Promise<string> => {
  const year = localDate(ctx.now, ctx.workspace.timeZone).slice(0, 4);
  const series = `${entity.numbering!.prefix}${year}`;
  const count = await ctx.table.increase(numberKey(ctx.actor.ws, series));
  return `${series}-${String(count).padStart(5, '0')}`;
};
