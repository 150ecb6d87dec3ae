import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import type { Ctx } from './http.ts';
import { servicePolicyOf } from './settings.ts';
import { toRec } from './stored.ts';

/** A member who answers for something, with their team. */
export interface Answerable {
  ownerId: string;
  teamId?: string;
}

const asOwner = (id: string, team: unknown): Answerable => ({
  ownerId: id,
  ...(typeof team === 'string' ? { teamId: team } : {}),
});

/**
 * Who answers for the CRM: the member whom the policy names, while they work here; else the administrator who has been there the
 * longest. Undefined where there is nobody.
 */
export const crmOwner = async (ctx: Ctx): Promise<Answerable | undefined> => {
  const { crmOwnerId } = await servicePolicyOf(ctx.workspace, ctx.deps);
  const item = crmOwnerId === undefined ? undefined : await ctx.table.get(recordKey(ctx.actor.ws, crmOwnerId));
  const named = item && toRec(item);
  if (named && !named.removedAt && rolesAt(named, ctx.now).length > 0) return asOwner(named.id, named.data['team']);
  const members = await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table);
  const first = [...members.rows.values()]
    .filter((row) => !row['removedAt'])
    // A row of the list index has the fields that roles are read from.
    .filter((row) => rolesAt({ ...row, data: row } as unknown as Rec, ctx.now).includes('administrator'))
    .sort((a, b) => (`${a['createdAt']}${a.id}` < `${b['createdAt']}${b.id}` ? -1 : 1))[0];
  return first && asOwner(first.id, first['team']);
};
