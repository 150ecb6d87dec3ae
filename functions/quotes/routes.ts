import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { guardRefusals } from '../../shared/process/guards.ts';
import { quote } from '../../shared/quotes/quote.ts';
import { copyQuote, orderOfQuote, reviseQuote } from '../../shared/quotes/quotes.contract.ts';
import {
  copyBody,
  isTaken,
  mayBeOrdered,
  mayBeRevised,
  orderBody,
  revisionBody,
} from '../../shared/quotes/successors.ts';
import { order } from '../../shared/sales/order.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Change } from '../runtime/commit.ts';
import { crudRoutes } from '../runtime/crud.ts';
import { followed } from '../runtime/follow.ts';
import { refusedStep } from '../runtime/govern.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { madeFrom } from '../runtime/made.ts';
import { makeOnce } from '../runtime/make-once.ts';
import { policyOf } from '../runtime/settings.ts';

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];
const todayOf = (ctx: Ctx): string => localDate(ctx.now, ctx.workspace.timeZone);

/** The quote has its successor already: says which. */
const succeeded = (detail: string, field: string, recordId: unknown): Problem =>
  new Problem('conflict', detail, [
    { ...fault(field, 'duplicate'), ...(typeof recordId === 'string' ? { recordId } : {}) },
  ]);

/** @throws Problem conflict, step-refused */
const demandOrderable = (rec: Rec, ctx: Ctx): void => {
  if (rec.data['orderId'] !== undefined)
    throw succeeded('The order of this quote exists already.', 'orderId', rec.data['orderId']);
  if (rec.archivedAt || !mayBeOrdered(rec))
    throw new Problem('conflict', 'Only a quote that is approved and not overtaken becomes an order.', [
      fault('status', 'not-allowed-value', String(rec.data['status'])),
    ]);
  const world = { now: ctx.now, today: todayOf(ctx), currency: ctx.workspace.currency, ref: () => undefined };
  const refusals = isTaken(rec) ? [] : guardRefusals([{ id: 'valid-ahead' }], rec, world);
  if (refusals.length > 0) throw refusedStep(refusals);
};

/** An order with what the quote says; the quote is accepted by it, and knows it. */
const makeOrder: Handler = {
  keys: own,
  handle: (input, ctx) =>
    makeOnce({ endpoint: orderOfQuote, entity: order, from: quote, input }, ctx, async (rec) => {
      demandOrderable(rec, ctx);
      const { submit, ...given } = input.body;
      const made = await madeFrom(order, orderBody(rec, { orderDate: todayOf(ctx), ...given }), ctx);
      const accepted = (): Promise<Change> =>
        followed(rec, { data: { orderId: made.id }, to: 'accepted', action: 'accept' }, ctx);
      return { rec: made, others: [await accepted()], ...(submit ? { action: 'submit' } : {}) };
    }),
};

/** Today, and until when a quote of today holds. */
const datesOf = async (ctx: Ctx) => {
  const { quoteValidDays } = await policyOf(ctx.workspace, ctx.deps);
  return { quoteDate: todayOf(ctx), validUntil: addDays(todayOf(ctx), quoteValidDays) };
};

/** @throws Problem conflict */
const demandRevisable = (rec: Rec): void => {
  if (rec.data['supersededBy'] !== undefined)
    throw succeeded('This quote was revised already: revise the latest one.', 'supersededBy', rec.data['supersededBy']);
  if (rec.data['orderId'] !== undefined)
    throw succeeded('The order of this quote exists already.', 'orderId', rec.data['orderId']);
  if (rec.archivedAt || !mayBeRevised(rec))
    throw new Problem(
      'conflict',
      'Only a quote that was approved is revised; a draft is changed, another one copied.',
      [fault('status', 'not-allowed-value', String(rec.data['status']))],
    );
};

const revise: Handler = {
  keys: own,
  handle: (input, ctx) =>
    makeOnce({ endpoint: reviseQuote, entity: quote, from: quote, input }, ctx, async (rec) => {
      demandRevisable(rec);
      const made = await madeFrom(quote, revisionBody(rec, await datesOf(ctx)), ctx);
      const old = await followed(
        rec,
        {
          data: { supersededBy: made.id },
          to: 'superseded',
          action: 'supersede',
          comment: String(made.data['number']),
        },
        ctx,
      );
      return { rec: made, others: [old] };
    }),
};

const copy: Handler = {
  keys: own,
  handle: (input, ctx) =>
    makeOnce({ endpoint: copyQuote, entity: quote, from: quote, input }, ctx, async (rec) => ({
      rec: await madeFrom(quote, copyBody(rec, await datesOf(ctx)), ctx),
    })),
};

export const quoteRoutes: Routes[] = [
  crudRoutes(quote),
  {
    contracts: [orderOfQuote, reviseQuote, copyQuote],
    handlers: { [orderOfQuote.id]: makeOrder, [reviseQuote.id]: revise, [copyQuote.id]: copy },
  },
];
