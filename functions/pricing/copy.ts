import { lineAmount } from '../../shared/kernel/money.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { priceList } from '../../shared/pricing/price-list.ts';
import { copyList } from '../../shared/pricing/pricing.contract.ts';
import { guardKey, recordKey } from '../../shared/table/keys.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { commitPlan } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { keyName } from '../runtime/http.ts';
import { idempotencyKeyOf, idempotencyWrite, isIdempotencyItem, replayOf } from '../runtime/idempotency.ts';
import { duplicateProblem, loadedRecord, newRecord } from '../runtime/records.ts';
import { toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';
import { newPrice, PRICES_AT_ONCE } from './rows.ts';

type Line = Record<string, unknown>;

/** The rows that hold on a day or later, moved by a factor; what began before begins with the list. */
export const copiedRows = (lines: readonly Line[], day: string, factor: number): Line[] =>
  lines.flatMap((line) => {
    if (typeof line['to'] === 'string' && line['to'] < day) return [];
    const { from, ...rest } = line;
    const ahead = typeof from === 'string' && from > day ? { from } : {};
    const price = typeof line['price'] === 'number' ? lineAmount(factor, line['price']) : line['price'];
    return [{ ...rest, ...ahead, price }];
  });

/** The records of a list's prices. */
const pricesOfList = async (list: Rec, ctx: Ctx): Promise<Rec[]> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'price', ctx.table);
  const ids = [...view.rows.values()]
    .filter((row) => row['priceListId'] === list.id && !row['archivedAt'] && !row['removedAt'])
    .map((row) => row.id)
    .sort();
  const items = await ctx.table.batchGet(ids.map((id) => recordKey(ctx.actor.ws, id)));
  return items.flatMap((item) => (item ? [toRec(item)] : []));
};

/** The context with the records that the new list refers to, as a create would have read them. */
const withRefs = async (source: Rec, ctx: Ctx): Promise<Ctx> => {
  const ids = [source.data['groupId'], source.data['accountId']].filter((id) => typeof id === 'string');
  const keys = ids.map((id) => recordKey(ctx.actor.ws, id));
  const items = keys.length > 0 ? await ctx.table.batchGet(keys) : [];
  const loaded = new Map(ctx.loaded);
  for (const [index, item] of items.entries()) if (item) loaded.set(keyName(keys[index]!), item);
  return { ...ctx, loaded };
};

const replayed = async (input: Input, ctx: Ctx): Promise<Rec | undefined> => {
  const keys = idempotencyKeyOf(input, ctx.actor.ws, ctx.actor.id);
  const [once] = keys.length > 0 ? await ctx.table.batchGet(keys) : [];
  const item = once ? await ctx.table.get(recordKey(ctx.actor.ws, replayOf(copyList.id, input, once))) : undefined;
  return item ? toRec(item) : undefined;
};

/**
 * A draft of a list with all its prices. The list itself comes with the last of them: whatever breaks off before leaves no list
 * that looks complete and is not.
 */
export const copy: Handler = {
  keys: ({ params }) => [recordKey(params.workspaceId, params.id)],
  handle: async (input, ctx) => {
    const known = await replayed(input, ctx);
    if (known) return shown(priceList, known, ctx);
    const source = loadedRecord(priceList, input.params.id, ctx);
    const { name, from, percent = 0 } = input.body;
    const taken = await ctx.table.get(guardKey(ctx.actor.ws, 'priceList', 'name', name.toLowerCase()));
    if (taken) {
      // By another list, or by the one that the same request has made meanwhile.
      const same = await replayed(input, ctx);
      if (same) return shown(priceList, same, ctx);
      throw duplicateProblem(String(taken['pk']), taken['id']);
    }
    const { currency, groupId, accountId, status } = source.data;
    const inUse = status === 'active' ? { replacesId: source.id } : {};
    const body = { name, currency, status: 'draft', groupId, accountId, from, ...inUse };
    const entered = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const made = await governCreate(priceList, await newRecord(priceList, entered, await withRefs(source, ctx)), ctx);
    const today = localDate(ctx.now, ctx.workspace.timeZone);
    const day = from !== undefined && from > today ? from : today;
    const prices = (await pricesOfList(source, ctx)).flatMap((old) => {
      const lines = copiedRows(old.lines ?? [], day, (100 + percent) / 100);
      const productId = String(old.data['productId']);
      return lines.length > 0 ? [{ next: newPrice({ priceListId: made.rec.id, productId, lines }, ctx) }] : [];
    });
    const once = idempotencyWrite(copyList.id, input, ctx, made.rec.id);
    // The list, its key, its work item and the request go with the last portion.
    const rest = prices.splice(0, Math.min(prices.length, PRICES_AT_ONCE - 4));
    for (let at = 0; at < prices.length; at += PRICES_AT_ONCE)
      await commitPlan({ changes: prices.slice(at, at + PRICES_AT_ONCE) }, ctx);
    try {
      return shown(priceList, await carryOut({ made, others: rest, once }, ctx), ctx);
    } catch (error) {
      if (!(error instanceof WriteRefused) && !(error instanceof Problem && error.code === 'duplicate-key'))
        throw error;
      const same = await replayed(input, ctx);
      if (same) return shown(priceList, same, ctx);
      throw error instanceof WriteRefused && !isIdempotencyItem(error.existing) ? new Problem('conflict') : error;
    }
  },
};
