import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { GivenMove, GivenPrices } from '../../shared/pricing/given.ts';
import { bucketOf, conflictOf, givenMoves, withMove } from '../../shared/pricing/given.ts';
import type { Key } from '../../shared/table/keys.ts';
import { givenKey } from '../../shared/table/keys.ts';
import type { Plan } from './commit.ts';
import type { Ctx } from './http.ts';
import { OthersMoved } from './others-moved.ts';
import type { Item, Write } from './table.ts';

/** The key under which a customer's prices of a product are remembered. */
export const memoryKey = (ws: string, accountId: string, productId: string): Key =>
  givenKey(ws, accountId, bucketOf(productId));

/** The prices in a share of a customer's memory. */
export const pricesIn = (item: Item | undefined): GivenPrices => (item?.['products'] as GivenPrices | undefined) ?? {};

/** Whether the lines of a record that ask this price know of another one's, so that they could be explained. */
const isKnown = (rec: Rec, move: GivenMove, unitPrice: number): boolean =>
  (rec.lines ?? []).every(
    (line) => line['productId'] !== move.productId || line['unitPrice'] !== unitPrice || line['conflict'] !== undefined,
  );

/** A live price that another document gave meanwhile: the step is to be judged anew. @throws OthersMoved */
const refuseUnknown = (rec: Rec, move: GivenMove, products: GivenPrices, today: string): void => {
  for (const entry of move.fresh) {
    const price = { ...entry, atList: entry.atList === true };
    if (conflictOf(price, products[move.productId] ?? [], today) && !isKnown(rec, move, entry.unitPrice))
      throw new OthersMoved();
  }
};

/**
 * What a plan changes of the prices that customers were given: the shares that it touches, each on the version that was read. So two
 * documents cannot give one customer two prices in the same moment without either knowing.
 * @throws OthersMoved where another document gave a price that this one does not know of
 */
export const givenWrites = async (plan: Plan, ctx: Ctx): Promise<Write[]> => {
  const moves = plan.changes.flatMap(({ current, next }) =>
    givenMoves(entityOf(next.type), { current, next }, ctx.now).map((move) => ({ move, rec: next })),
  );
  if (moves.length === 0) return [];
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const keys = new Map(
    moves.map(({ move }) => {
      const key = memoryKey(ctx.actor.ws, move.accountId, move.productId);
      return [`${key.pk}|${key.sk}`, key];
    }),
  );
  const items = await ctx.table.batchGet([...keys.values()]);
  const shares = new Map([...keys].map(([name, key], index) => [name, { key, item: items[index] }]));
  const products = new Map([...shares].map(([name, { item }]) => [name, { ...pricesIn(item) }]));
  for (const { move, rec } of moves) {
    const { pk, sk } = memoryKey(ctx.actor.ws, move.accountId, move.productId);
    const share = products.get(`${pk}|${sk}`)!;
    refuseUnknown(rec, move, share, today);
    share[move.productId] = withMove(share[move.productId] ?? [], move, today);
    if (share[move.productId]!.length === 0) delete share[move.productId];
  }
  return [...shares].map(([name, { key, item }]): Write => {
    const next = { ...key, ws: ctx.actor.ws, products: products.get(name)! };
    return item
      ? { op: 'replace', item: { ...next, version: Number(item['version']) + 1 }, version: Number(item['version']) }
      : { op: 'create', item: { ...next, version: 1 } };
  });
};
