import type { Entity } from '../../shared/kernel/entity.ts';
import { claimedKeys } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { guardKey, numberKey } from '../../shared/table/keys.ts';
import type { Ctx } from './http.ts';

/** Tries in one request to get behind numbers that records have already. */
const TRIES = 20;

/**
 * The next number of an entity's series, for example `SO2026-00018`. It is taken at once, not in the record's transaction: a
 * request that fails afterwards leaves a gap, and no two requests wait for each other. Numbers that an import or a person gave to
 * records are passed over. @throws Problem busy
 */
export const nextNumber = async (entity: Entity, ctx: Ctx): Promise<string> => {
  const { field, prefix } = entity.numbering!;
  const series = `${prefix}${localDate(ctx.now, ctx.workspace.timeZone).slice(0, 4)}`;
  const named = (count: number): string => `${series}-${String(count).padStart(5, '0')}`;
  const isTaken = async (count: number): Promise<boolean> => {
    const [claimed] = claimedKeys(entity, { data: { [field]: named(count) } });
    if (!claimed) return false;
    return (await ctx.table.get(guardKey(ctx.actor.ws, entity.name, claimed.field, claimed.value))) !== undefined;
  };
  let by = 1;
  for (let tries = 1; tries <= TRIES; tries++) {
    const count = await ctx.table.increase(numberKey(ctx.actor.ws, series), by);
    if (!(await isTaken(count))) return named(count);
    by = await firstFree(count, isTaken);
  }
  throw new Problem('busy');
};

/** How far behind a number that is taken the next free one stands, where an import has brought a long row of them. */
const firstFree = async (count: number, isTaken: (count: number) => Promise<boolean>): Promise<number> => {
  let taken = 0;
  let free = 1;
  while (await isTaken(count + free)) {
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (await isTaken(count + middle)) taken = middle;
    else free = middle;
  }
  return free;
};
