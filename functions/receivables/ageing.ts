import { inScope, scopePartition } from '../../shared/access/authorise.ts';
import { account } from '../../shared/customers/account.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
import { ageing } from '../../shared/receivables/ageing.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import * as contract from '../../shared/receivables/receivables.contract.ts';
import type { Ctx, Handler, Routes } from '../runtime/http.ts';

/** Names of accounts that the caller may see; one of somebody else's stays without. */
const namesOf = (ids: readonly string[], rows: ReadonlyMap<string, Row>, ctx: Ctx): ReadonlyMap<string, string> =>
  new Map(
    ids.flatMap((id) => {
      const row = rows.get(id);
      const seen = row && inScope(ctx.actor, row as { ownerId?: string; teamId?: string });
      return seen ? [[id, String(row['name'] ?? '')] as const] : [];
    }),
  );

const read: Handler['handle'] = async (input, ctx) => {
  const { accountId, limit } = input.query;
  const asOf = input.query.asOf ?? localDate(ctx.now, ctx.workspace.timeZone);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, receivable.name, ctx.table);
  const rows = view.partition(scopePartition(ctx.actor, receivable));
  const { rows: accounts } = await ctx.deps.lists.fresh(ctx.actor.ws, account.name, ctx.table);
  // What was billed under a name that was merged is owed by the one that it became.
  const owed = [...rows].map((row) => {
    const id = String(row['accountId'] ?? '');
    const owner = winnerOf(accounts, id);
    return owner === id ? row : { ...row, accountId: owner };
  });
  const asked = accountId === undefined ? undefined : winnerOf(accounts, accountId);
  const wanted = asked === undefined ? owed : owed.filter((row) => row['accountId'] === asked);
  const figures = ageing(wanted, asOf);
  const listed = figures.accounts.slice(0, limit);
  const names = namesOf([...new Set(listed.map((one) => one.accountId))], accounts, ctx);
  return {
    asOf,
    totals: figures.totals,
    accounts: listed.map((one) => ({ ...one, name: names.get(one.accountId) ?? '' })),
  };
};

export const ageingRoutes: Routes = {
  contracts: [contract.ageing],
  handlers: { [contract.ageing.id]: read },
};
