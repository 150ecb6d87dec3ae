import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { idsOf } from '../../shared/matching/aliases.ts';
import type { GivenEntry } from '../../shared/pricing/given.ts';
import type { Asked, Listed, ListTerms } from '../../shared/pricing/resolve.ts';
import { listsFor, rowsOf, termsOf } from '../../shared/pricing/resolve.ts';
import { guardKey } from '../../shared/table/keys.ts';
import { memoryKey, pricesIn } from './given.ts';
import type { Ctx } from './http.ts';
import { recordsOf } from './products.ts';

/** All price lists that the workspace ever had in use. */
export const allLists = async (ctx: Ctx): Promise<ListTerms[]> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'priceList', ctx.table);
  // One that was archived after it had been in force still says what held then.
  return [...view.rows.values()].flatMap((row: Row) => (row['removedAt'] ? [] : [termsOf(row.id, row)]));
};

/** Guard of a product's price in a list. */
export const priceGuard = (ws: string, listId: string, productId: string) =>
  guardKey(ws, 'price', 'key', `${listId}|${productId}`.toLowerCase());

/** The prices of products in lists, by product: a read of the guards, and one of the records. */
const listedBy = async (
  lists: readonly ListTerms[],
  productIds: readonly string[],
  guards: readonly (Record<string, unknown> | undefined)[],
  ctx: Ctx,
): Promise<Map<string, Listed[]>> => {
  const pairs = lists.flatMap((list) => productIds.map((productId) => ({ list, productId })));
  const ids = guards.map((guard) => guard?.['id'] as string | undefined);
  const records = await recordsOf(
    ids.filter((id) => id !== undefined),
    ctx,
  );
  const found = new Map<string, Listed[]>();
  for (const [index, { list, productId }] of pairs.entries()) {
    const rec = records.get(ids[index] ?? '');
    if (!rec || rec.archivedAt) continue;
    found.set(productId, [...(found.get(productId) ?? []), { id: rec.id, list, rows: rowsOf(rec.lines) }]);
  }
  return found;
};

/** What is known of the prices of some products for one customer. */
export interface PriceSheet {
  asked: Omit<Asked, 'quantity'>;
  listed: (productId: string) => readonly Listed[];
  /** What the customer was given, newest first. */
  given: (productId: string) => readonly GivenEntry[];
}

/**
 * Reads what prices are measured by: the lists that speak for the customer on the day, their prices of the products, and what the
 * customer was given. Two round trips beside the tail of the price lists; prices and memory are read consistently.
 */
export const priceSheet = async (
  wanted: { account: Rec | undefined; currency: string; date: string; productIds: readonly string[] },
  ctx: Ctx,
): Promise<PriceSheet> => {
  const { account, currency, date } = wanted;
  const { ws } = ctx.actor;
  const productIds = [...new Set(wanted.productIds)];
  const groupId = account?.data['groupId'];
  const asked = {
    currency,
    date,
    ownCurrency: ctx.workspace.currency,
    accountId: account?.id,
    groupId: typeof groupId === 'string' ? groupId : undefined,
  };
  const lists = listsFor(productIds.length > 0 ? await allLists(ctx) : [], asked);
  const guardKeys = lists.flatMap((list) => productIds.map((id) => priceGuard(ws, list.id, id)));
  // What was given under a name that was merged was given to the one that it became.
  const family = account ? idsOf(account) : [];
  const memoryKeys = productIds.flatMap((id) => family.map((one) => memoryKey(ws, one, id)));
  const items = await ctx.table.batchGet([...guardKeys, ...memoryKeys]);
  const listed = await listedBy(lists, productIds, items.slice(0, guardKeys.length), ctx);
  const memory = new Map(
    productIds.map((productId, index) => {
      const from = guardKeys.length + index * family.length;
      const given = items.slice(from, from + family.length).flatMap((item) => pricesIn(item)[productId] ?? []);
      return [productId, family.length > 1 ? given.sort((a, b) => (a.at < b.at ? 1 : -1)) : given];
    }),
  );
  return {
    asked,
    listed: (productId) => listed.get(productId) ?? [],
    given: (productId) => memory.get(productId) ?? [],
  };
};
