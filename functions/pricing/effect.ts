import { scopePartition, sees } from '../../shared/access/authorise.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { EffectRow, ListedProduct, ProductFacts } from '../../shared/pricing/list-effect.ts';
import { compareLists, rowsIn } from '../../shared/pricing/list-effect.ts';
import { priceList } from '../../shared/pricing/price-list.ts';
import type { ListTerms } from '../../shared/pricing/resolve.ts';
import { listsFor, rowFor, termsOf } from '../../shared/pricing/resolve.ts';
import { liveQuoteStates, quote } from '../../shared/quotes/quote.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { allLists } from '../runtime/price-sheet.ts';
import { loadedRecord } from '../runtime/records.ts';

/** Live quotes that are named. */
const MOST_QUOTES = 100;

const view = (type: string, ctx: Ctx) => ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);
const num = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The prices of each list, from the list index. */
const pricesByList = async (ids: readonly string[], ctx: Ctx): Promise<ListedProduct[][]> => {
  const found = new Map<string, ListedProduct[]>(ids.map((id) => [id, []]));
  for (const row of (await view('price', ctx)).rows.values())
    if (!row['archivedAt'] && !row['removedAt'])
      found.get(String(row['priceListId']))?.push({ productId: String(row['productId']), rows: rowsIn(row) });
  return ids.map((id) => found.get(id)!);
};

/** The list that holds now for those whom this one is for: the one that it names, or that of the same customers. */
const presentOf = (list: ListTerms, replaces: unknown, lists: readonly ListTerms[], day: string) => {
  const { accountId, groupId, currency } = list;
  return (
    lists.find((one) => one.id === replaces) ??
    listsFor(lists, { accountId, groupId, currency, date: day }).find(
      (one) => one.id !== list.id && one.accountId === accountId && one.groupId === groupId,
    )
  );
};

/** Live quotes within the caller's scope whose price is another one than the new list's. */
const departing = async (list: ListTerms, next: readonly ListedProduct[], day: string, ctx: Ctx) => {
  const [quotes, accounts] = await Promise.all([view('quote', ctx), view('account', ctx)]);
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const rowsBy = new Map(next.map((one) => [one.productId, one.rows]));
  const concerned = (row: Row) => {
    const accountId = String(row['accountId']);
    return (
      liveQuoteStates.includes(String(row['status'])) &&
      !row['archivedAt'] &&
      !row['removedAt'] &&
      row['currency'] === list.currency &&
      String(row['validUntil'] ?? '9999') >= today &&
      (list.accountId === undefined || list.accountId === accountId) &&
      (list.groupId === undefined || accounts.rows.get(accountId)?.['groupId'] === list.groupId)
    );
  };
  const found: { id: string; number: string; productId: string; unitPrice: number; listPrice: number }[] = [];
  for (const row of quotes.partition(scopePartition(ctx.actor, quote))) {
    if (found.length >= MOST_QUOTES) break;
    if (!concerned(row)) continue;
    for (const [id, price, quantity] of (row['linePrices'] ?? []) as readonly (readonly unknown[])[]) {
      const will = rowFor(rowsBy.get(String(id)) ?? [], { date: day, quantity: num(quantity) ?? 1 })?.price;
      const unitPrice = num(price);
      if (will !== undefined && unitPrice !== undefined && unitPrice !== will)
        found.push({
          id: row.id,
          number: String(row['number'] ?? ''),
          productId: String(id),
          unitPrice,
          listPrice: will,
        });
    }
  }
  return found.slice(0, MOST_QUOTES);
};

const withoutCost = ({ belowCost: _cost, ...row }: EffectRow): EffectRow => row;

/** What changes when a draft list comes into force. */
export const effect: Handler = {
  keys: ({ params }) => [recordKey(params.workspaceId, params.id)],
  handle: async ({ params, query }, ctx) => {
    const rec = loadedRecord(priceList, params.id, ctx);
    const list = termsOf(rec.id, rec.data);
    const today = localDate(ctx.now, ctx.workspace.timeZone);
    const day = list.from !== undefined && list.from > today ? list.from : today;
    const present = presentOf(list, rec.data['replacesId'], await allLists(ctx), day);
    const [next = [], now] = await pricesByList([list.id, ...(present ? [present.id] : [])], ctx);
    const products = (await view('product', ctx)).rows;
    const factsOf = (id: string): ProductFacts => {
      const row = products.get(id);
      const same = (row?.['currency'] ?? ctx.workspace.currency) === list.currency;
      return {
        code: String(row?.['code'] ?? ''),
        name: String(row?.['name'] ?? ''),
        ...(same ? { price: num(row?.['price']), cost: num(row?.['cost']), floorPrice: num(row?.['floorPrice']) } : {}),
      };
    };
    const { rows, belowCost, belowFloor, ...figures } = compareLists(next, now, { day, factsOf });
    const showsCost = sees(ctx.actor.roles, 'cost');
    return {
      ...figures,
      ...(showsCost ? { belowCost, belowFloor } : {}),
      quotes: await departing(list, next, day, ctx),
      rows: rows.slice(0, query.limit).map((row) => (showsCost ? row : withoutCost(row))),
    };
  },
};
