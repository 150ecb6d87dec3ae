import type { Content, Entity } from '../../shared/kernel/entity.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault } from '../../shared/kernel/problem.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx } from './http.ts';
import { toRec } from './stored.ts';

/** Levels of a tree, its root counted. */
const MAX_LEVELS = 12;

/**
 * What is wrong with the place of a record in its tree: it would stand below itself, or deeper than anybody looks. Only a change of the
 * place is asked. @param id the record; one that is not made yet has nothing below it
 */
export const branchFaults = async (
  entity: Entity,
  { next, previous, id }: { next: Content; previous?: Content | undefined; id?: string | undefined },
  ctx: Ctx,
): Promise<FieldFault[]> => {
  const field = entity.branchOf;
  if (field === undefined || next.data[field] === undefined || next.data[field] === previous?.data[field]) return [];
  let above: unknown = next.data[field];
  for (let level = 1; above !== undefined; level++) {
    if (above === id) return [fault(field, 'not-allowed-value', 'no circle')];
    if (level === MAX_LEVELS) return [fault(field, 'not-allowed-value', `${MAX_LEVELS} levels`)];
    const item = await ctx.table.get(recordKey(ctx.actor.ws, String(above)));
    above = item && toRec(item).data[field];
  }
  return [];
};
