import { inScope, scopePartition } from '../../shared/access/authorise.ts';
import { account } from '../../shared/customers/account.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { ageing } from '../../shared/receivables/ageing.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import * as contract from '../../shared/receivables/receivables.contract.ts';
import type { Ctx, Handler, Routes } from '../runtime/http.ts';

/** Names of accounts that the caller may see; one of somebody else's stays without. */
const namesOf = async (ids: readonly string[], ctx: Ctx): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, account.name, ctx.table);
  return new Map(
    ids.flatMap((id) => {
      const row = view.rows.get(id);
      const seen = row && inScope(ctx.actor, row as { ownerId?: string; teamId?: string });
      return seen ? [[id, String(row['name'] ?? '')] as const] : [];
    }),
  );
};

const read: Handler['handle'] = async (input, ctx) => {
  const { accountId, limit } = input.query;
  const asOf = input.query.asOf ?? localDate(ctx.now, ctx.workspace.timeZone);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, receivable.name, ctx.table);
  const rows = view.partition(scopePartition(ctx.actor, receivable));
  const wanted = accountId === undefined ? rows : [...rows].filter((row) => row['accountId'] === accountId);
  const { totals, accounts } = ageing(wanted, asOf);
  const listed = accounts.slice(0, limit);
  const names = await namesOf([...new Set(listed.map((one) => one.accountId))], ctx);
  return { asOf, totals, accounts: listed.map((one) => ({ ...one, name: names.get(one.accountId) ?? '' })) };
};

export const ageingRoutes: Routes = {
  contracts: [contract.ageing],
  handlers: { [contract.ageing.id]: read },
};
