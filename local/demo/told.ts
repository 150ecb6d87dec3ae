import { memoryKey } from '../../functions/runtime/given.ts';
import type { Table, Write } from '../../functions/runtime/table.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { GivenPrices } from '../../shared/pricing/given.ts';
import { givenMoves, withMove } from '../../shared/pricing/given.ts';
import { order } from '../../shared/sales/order.ts';
import { ZONE } from './calendar.ts';

/** Of the hundred that one transaction takes. */
const PORTION = 25;

/** What the demo company's customers were told of prices, by their orders: what their own writes would have remembered. */
export const rememberPrices = async (
  table: Pick<Table, 'write'>,
  orders: readonly Rec[],
  now: string,
): Promise<void> => {
  const today = localDate(now, ZONE);
  const shares = new Map<string, { key: ReturnType<typeof memoryKey>; products: GivenPrices }>();
  for (const rec of orders.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)))
    for (const move of givenMoves(order, { next: rec }, rec.createdAt)) {
      const key = memoryKey(rec.ws, move.accountId, move.productId);
      const share = shares.get(`${key.pk}|${key.sk}`) ?? { key, products: {} };
      share.products[move.productId] = withMove(share.products[move.productId] ?? [], move, today);
      shares.set(`${key.pk}|${key.sk}`, share);
    }
  const writes = [...shares.values()].map(
    ({ key, products }): Write => ({ op: 'put', item: { ...key, ws: orders[0]!.ws, products, version: 1 } }),
  );
  for (let from = 0; from < writes.length; from += PORTION) await table.write(writes.slice(from, from + PORTION));
};
