import { MAX_PAYMENT_DAYS } from '../../shared/commerce/deal.ts';
import { releaseRunOut } from '../../shared/credit/release.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { begin } from '../../shared/process/engine.ts';
import { move } from '../../shared/process/moves.ts';
import type { StepContext } from '../../shared/process/standing.ts';
import { stateOf } from '../../shared/process/standing.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import { bindingStates } from '../../shared/sales/order.ts';
import type { Shipping, WantedLine } from '../../shared/shipments/fulfilment.ts';
import {
  allShipped,
  billedTotals,
  exchanged,
  headOf,
  ship,
  shippingFaults,
} from '../../shared/shipments/fulfilment.ts';
import { shipment } from '../../shared/shipments/shipment.ts';
import type { Change } from './commit.ts';
import type { Brought } from './effects.ts';
import { followed } from './follow.ts';
import { processWrites, refusedStep } from './govern.ts';
import type { Ctx } from './http.ts';
import { fineFaults } from './look-up.ts';
import { readRecord, withLines } from './made.ts';
import { nextNumber } from './numbers.ts';
import { governedBy, worldOf } from './process.ts';
import { recordsOf } from './products.ts';
import { policyOf } from './settings.ts';

/** The lines of a shipment as they name the order's. */
const wantedOf = (lines: Rec['lines']): WantedLine[] =>
  (lines ?? []).map((line) => ({
    orderLine: Number(line['orderLine']),
    quantity: Number(line['quantity']),
    ...(typeof line['batch'] === 'string' ? { batch: line['batch'] } : {}),
  }));

/** Refuses quantities that an order does not have any more. @throws Problem more-than-open, invalid-input */
export const demandOpen = (faults: readonly FieldFault[]): void => {
  if (faults.length === 0) return;
  const tooMany = faults.every((one) => one.code === 'more-than-open');
  throw new Problem(tooMany ? 'more-than-open' : 'invalid-input', undefined, [...faults]);
};

/** Refuses to ship from an order that does not stand for it. @throws Problem conflict */
export const demandShippable = (order: Rec | undefined, ctx: Ctx): Rec => {
  const state = String(order?.data['status']);
  if (!order || order.archivedAt || !bindingStates.includes(state))
    throw new Problem('conflict', 'Only an approved order that is not on hold can be shipped.', [
      fault('orderId', 'not-allowed-value', bindingStates.join(', ')),
    ]);
  if (releaseRunOut(order, localDate(ctx.now, ctx.workspace.timeZone)))
    throw new Problem('conflict', `The release of the order ended on ${String(order.data['releasedUntil'])}.`, [
      fault('orderId', 'not-allowed-value'),
    ]);
  return order;
};

/**
 * What is wanted of an order as it is today: its lines with what they are billed at.
 * @throws Problem more-than-open; invalid-input where a line is not there or its product is not counted that finely
 */
export const takenOff = async (order: Rec, wanted: readonly WantedLine[], ctx: Ctx): Promise<Shipping['lines']> => {
  demandOpen(shippingFaults(order, wanted));
  const { lines } = ship(order, wanted);
  const ids = lines.flatMap((line) => (typeof line['productId'] === 'string' ? [line['productId']] : []));
  demandOpen(fineFaults(lines, await recordsOf(ids, ctx)));
  return lines;
};

/** A shipment's lines as its order says them today. @throws Problem more-than-open, invalid-input */
export const fromOrder = async (rec: Rec, ctx: Ctx): Promise<Rec> => {
  const order = await readRecord(rec.data['orderId'], ctx);
  return order ? withLines(shipment, rec, await takenOff(order, wantedOf(rec.lines), ctx), ctx.now) : rec;
};

/** Id of the receivable of a shipment: it follows from the shipment's, so that there is never a second one. */
const receivableIdOf = (sent: Rec): string => `rcv_${sent.id.slice(sent.id.indexOf('_') + 1)}`;

/** Numbers taken for a request's receivables, so that another try does not leave a gap. */
const numbers = new WeakMap<Ctx, Map<string, string>>();

const numberOf = async (id: string, ctx: Ctx): Promise<string> => {
  const taken = numbers.get(ctx) ?? new Map<string, string>();
  numbers.set(ctx, taken);
  const number = taken.get(id) ?? (await nextNumber(receivable, ctx));
  taken.set(id, number);
  return number;
};

const present = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null));

/** What the customer owes for a shipment: due so many days from today as the order says. */
const receivableFor = async (sent: Rec, order: Rec, ctx: Ctx): Promise<Rec> => {
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const { paymentDays } = order.data;
  const agreed = typeof paymentDays === 'number' ? paymentDays : (await policyOf(ctx.workspace, ctx.deps)).paymentDays;
  // An import may have brought any number.
  const days = Math.min(Math.max(0, agreed), MAX_PAYMENT_DAYS);
  const { accountId, currency, taxIncluded, amount, taxAmount, total } = sent.data;
  const id = receivableIdOf(sent);
  const rec: Rec = {
    type: receivable.name,
    id,
    ws: ctx.actor.ws,
    version: 1,
    schemaVersion: receivable.schemaVersion,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: ctx.via,
    occurredAt: `${today}T00:00:00.000Z`,
    enteredAt: ctx.now,
    source: ctx.via,
    ...(order.ownerId ? { ownerId: order.ownerId } : {}),
    ...(order.teamId ? { teamId: order.teamId } : {}),
    data: present({
      number: await numberOf(id, ctx),
      accountId,
      orderId: order.id,
      shipmentId: sent.id,
      issueDate: today,
      dueDate: addDays(today, days),
      currency,
      taxIncluded,
      amount,
      taxAmount,
      total,
    }),
    lines: (sent.lines ?? []).map((line) => ({ ...line })),
  };
  const content = receivable.derive({ data: rec.data, lines: rec.lines });
  return { ...rec, data: content.data };
};

/** The receivable under its process. Begun by the system: whoever signed the shipment may sign its write-off one day. */
const begun = async (rec: Rec, ctx: Ctx): Promise<Change> => {
  const governed = await governedBy(receivable, rec, ctx.workspace, ctx.deps);
  if (!governed) return { next: rec };
  const world = await worldOf(governed, rec, ctx);
  const context: StepContext = { actor: { kind: 'job', id: 'job:shipment', roles: [], via: ctx.via }, world };
  const outcome = begin(governed, rec, context);
  if (!outcome.ok) throw refusedStep(outcome.refusals);
  // What costs nothing is settled at once, or it would become overdue.
  const free = rec.data['total'] === 0 && stateOf(governed.definition, 'paid') !== undefined;
  const done = free ? move(governed, outcome.rec, { to: 'paid', step: { action: 'settle' } }, context) : outcome;
  const steps = free ? [...outcome.steps, ...done.steps] : outcome.steps;
  return { next: done.rec, writes: processWrites(undefined, { governed, rec: done.rec }, steps, world) };
};

/**
 * A shipment that was approved: off the order, and its receivable; all in the transaction of the signature, by the order as it is
 * then. @throws Problem conflict (the order is not to be shipped), more-than-open
 */
export const postShipment = async (rec: Rec, ctx: Ctx): Promise<Brought> => {
  const order = demandShippable(await readRecord(rec.data['orderId'], ctx), ctx);
  demandOpen(shippingFaults(order, wantedOf(rec.lines)));
  const other = exchanged(order, rec.lines ?? []);
  if (other.length > 0) throw new Problem('conflict', 'The order has other products by now.', other);
  const { ordered, lines, total } = ship(order, rec.lines ?? []);
  if (total < 0)
    throw new Problem('conflict', 'A shipment cannot cost less than nothing.', [fault('total', 'too-small')]);
  const content = billedTotals({ data: present({ ...rec.data, ...headOf(order) }), lines });
  const sent: Rec = { ...rec, data: { ...content.data, receivableId: receivableIdOf(rec) }, lines };
  const all = allShipped(ordered);
  const shipped = await followed(
    order,
    {
      data: { shippedTotal: Number(order.data['shippedTotal'] ?? 0) + total },
      lines: ordered,
      to: all ? 'shipped' : 'partially-shipped',
      action: all ? 'ship' : 'ship-part',
      comment: String(rec.data['number'] ?? rec.id),
    },
    ctx,
  );
  return { rec: sent, others: [shipped, await begun(await receivableFor(sent, order, ctx), ctx)] };
};
