import { fault, Problem } from '../../shared/kernel/problem.ts';
import { compareReviews } from '../../shared/review/compare.contract.ts';
import * as contract from '../../shared/review/review.contract.ts';
import { isWeek } from '../../shared/review/week.ts';
import { changesPartition } from '../../shared/table/keys.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { claimKey } from '../runtime/idempotency.ts';
import { groupSize } from '../runtime/review-mail.ts';
import { namesOfPacks, packKey, packOf, packsOf } from '../runtime/review-packs.ts';
import type { Item } from '../runtime/table.ts';

const meterOf = (ctx: Ctx) => ({ deps: ctx.deps, table: ctx.table });

const list = async (input: Input, ctx: Ctx) => {
  const bound = `${ctx.actor.ws}\nreviews`;
  const start = readCursor<Item>(input.query.cursor, bound);
  const page = await ctx.table.query({
    index: 'changes',
    partition: changesPartition(ctx.actor.ws, 'review'),
    descending: true,
    limit: input.query.limit,
    start,
  });
  return {
    items: page.items.map((item) => item['header']),
    ...(page.next ? { cursor: makeCursor(page.next, bound) } : {}),
  };
};

export const reviewRoutes: Routes = {
  contracts: contract.reviewContracts,
  handlers: {
    [contract.listReviews.id]: list,
    // Making it twice gives the same pack: the frozen figures are the guard, and the key need not be in their transaction.
    [contract.makeReview.id]: async (input, ctx) => {
      await claimKey(contract.makeReview.id, input, ctx);
      const { makePack } = await import('./freeze.ts');
      return makePack(ctx.workspace, input.body.period, meterOf(ctx));
    },
    [contract.getReview.id]: (input, ctx) => packOf(ctx.actor.ws, input.params.period, ctx.table),
    [compareReviews.id]: async ({ query }, ctx) => {
      if (isWeek(query.a) !== isWeek(query.b))
        throw new Problem('invalid-input', 'A week is compared with a week.', [fault('b', 'not-allowed-value')]);
      const packs = await packsOf(ctx.actor.ws, [...new Set([query.a, query.b])], ctx.table);
      const of = (period: string) => packs.find((pack) => pack.period === period);
      const [a, b] = [of(query.a), of(query.b)];
      const side = (period: string) => ({ period, ...(of(period) ? { frozenAt: of(period)!.frozenAt } : {}) });
      if (!a || !b) return { a: side(query.a), b: side(query.b), rows: [] };
      const { comparePacks } = await import('../../shared/review/compare.ts');
      return comparePacks(a, b, await namesOfPacks());
    },
    [contract.deleteReview.id]: async (input, ctx) => {
      await packOf(ctx.actor.ws, input.params.period, ctx.table);
      await ctx.table.write([{ op: 'delete', key: packKey(ctx.actor.ws, input.params.period) }]);
      return { status: 'done' };
    },
    [contract.mailReview.id]: async (input, ctx) => {
      const pack = await packOf(ctx.actor.ws, input.params.period, ctx.table);
      await claimKey(contract.mailReview.id, input, ctx);
      // The worker draws the paper that goes with it.
      const job = { job: 'review.mail', ws: ctx.actor.ws, period: pack.period, key: input.idempotencyKey ?? ctx.now };
      await ctx.deps.queue.send([job]);
      return { recipients: await groupSize(ctx.actor.ws, ctx.deps) };
    },
  },
};
