import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { member } from '../../shared/workspaces/member.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import type { Ctx } from '../runtime/http.ts';

/** Whose a record is. */
export interface Owner {
  ownerId?: string;
  teamId?: string;
}

/** A record that the system makes. What is undefined is left out. */
export const madeRecord = (
  entity: Entity,
  data: Record<string, unknown>,
  { owner, source }: { owner: Owner; source: string },
  ctx: Ctx,
): Rec => ({
  ...envelopeOf(entity, ctx),
  source,
  ...owner,
  data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
});

/** The first of some members who works here now, with their team. Nobody, where none does. */
export const firstActive = async (ids: readonly unknown[], ctx: Ctx): Promise<Owner> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, member.name, ctx.table);
  for (const id of ids) {
    const row = typeof id === 'string' ? view.rows.get(id) : undefined;
    if (row?.['status'] !== 'active' || row['archivedAt']) continue;
    return { ownerId: row.id, ...(typeof row['team'] === 'string' ? { teamId: row['team'] } : {}) };
  }
  return {};
};

/** Whose a record is that belongs to another one. */
export const ownerOf = (rec: Rec | undefined): Owner => ({
  ...(rec?.ownerId ? { ownerId: rec.ownerId } : {}),
  ...(rec?.teamId ? { teamId: rec.teamId } : {}),
});
