import { account } from '../../shared/customers/account.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Allocation } from '../../shared/receivables/allocate.ts';
import { creditedOn, MAX_SETTLED, owedAgain, paidOn } from '../../shared/receivables/allocate.ts';
import { creditNote } from '../../shared/receivables/credit-note.ts';
import { MAX_ALLOCATIONS, payment } from '../../shared/receivables/payment.ts';
import * as contract from '../../shared/receivables/receivables.contract.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { commitPlan, replanned } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { loadedRecord, newRecord } from '../runtime/records.ts';
import { policyOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { Posting, Wanted } from './post.ts';
import { post } from './post.ts';

const todayOf = (ctx: Ctx): string => localDate(ctx.now, ctx.workspace.timeZone);

const withLines = (rec: Rec, allocations: readonly Allocation[], now: string): Rec => {
  const lines = [...(rec.lines ?? []), ...allocations.map((one) => ({ ...one, at: now }))];
  return { ...rec, lines, data: payment.derive({ data: rec.data, lines }).data };
};

/** How a payment is spent. @param on date (YYYY-MM-DD) on which it settles */
const asPayment = (on: string, ctx: Ctx): Pick<Posting, 'spend' | 'settle' | 'room'> => ({
  spend: (rec, allocations) => withLines(rec, allocations, ctx.now),
  settle: (rec, amount) => paidOn(rec, amount, on),
  room: (rec) => MAX_SETTLED - (rec.lines?.length ?? 0),
});

/** The account that a body names. @throws Problem invalid-input */
const customerOf = (id: string, ctx: Ctx): Rec => {
  try {
    return loadedRecord(account, id, ctx);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
    throw new Problem('invalid-input', undefined, [fault('accountId', 'no-such-record')]);
  }
};

const create: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.body.accountId)],
  handle: async (input, ctx) => {
    const { allocations, oldestFirst, ...fields } = input.body;
    if (fields.date > todayOf(ctx)) throw new Problem('invalid-input', undefined, [fault('date', 'date-in-future')]);
    const { ownerId: keeper, teamId: team } = customerOf(fields.accountId, ctx);
    const { ownerId, teamId, ...made } = await newRecord(payment, { ...fields, status: 'received' }, ctx);
    // It belongs to whoever looks after the customer, not to whoever enters it.
    const owner = keeper ?? ownerId;
    const side = keeper ? team : teamId;
    const next: Rec = { ...made, ...(owner ? { ownerId: owner } : {}), ...(side ? { teamId: side } : {}) };
    const posting: Posting = {
      endpointId: contract.createPayment.id,
      input,
      wanted: { allocations, oldestFirst },
      source: async () => ({ next }),
      ...asPayment(fields.date, ctx),
    };
    return shown(payment, await post(posting, ctx), ctx);
  },
};

const ownKey = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

const demandReceived = (rec: Rec): void => {
  if (rec.data['status'] !== 'received') throw new Problem('conflict', 'The payment was reversed.');
};
const demandApproved = (rec: Rec): void => {
  if (rec.data['status'] !== 'approved') throw new Problem('conflict', 'The credit note is not approved.');
};

/** A document that has money left, as it stands with each try, and its next version. */
const sourceOf = (loaded: Rec, demand: (rec: Rec) => void, ctx: Ctx): Posting['source'] => {
  let tries = 0;
  return async () => {
    const item = ++tries === 1 ? undefined : await ctx.table.get(recordKey(ctx.actor.ws, loaded.id));
    const current = item ? toRec(item) : loaded;
    demand(current);
    return { current, next: (await followed(current, {}, ctx)).next };
  };
};

const wantedIn = (input: Input): Wanted => {
  const wanted = input.body as Wanted;
  if (!wanted.oldestFirst && !wanted.allocations?.length)
    throw new Problem('invalid-input', undefined, [fault('allocations', 'required')]);
  return wanted;
};

const allocate: Handler = {
  keys: ownKey,
  handle: async (input, ctx) => {
    const loaded = loadedRecord(payment, input.params.id, ctx);
    const posting: Posting = {
      endpointId: contract.allocatePayment.id,
      input,
      wanted: wantedIn(input),
      source: sourceOf(loaded, demandReceived, ctx),
      ...asPayment(todayOf(ctx), ctx),
    };
    return shown(payment, await post(posting, ctx), ctx);
  },
};

/** What a credit note left over settles other receivables, as what was taken back of them. */
const allocateNote: Handler = {
  keys: ownKey,
  handle: async (input, ctx) => {
    const loaded = loadedRecord(creditNote, input.params.id, ctx);
    const posting: Posting = {
      endpointId: contract.allocateCreditNote.id,
      input,
      wanted: wantedIn(input),
      source: sourceOf(loaded, demandApproved, ctx),
      spend: (rec, allocations) => ({
        ...rec,
        data: {
          ...rec.data,
          unallocated: allocations.reduce((left, one) => left - one.amount, Number(rec.data['unallocated'] ?? 0)),
        },
      }),
      settle: (rec, amount) => creditedOn(rec, amount, todayOf(ctx)),
      room: () => MAX_ALLOCATIONS,
    };
    return shown(creditNote, await post(posting, ctx), ctx);
  },
};

/** What each receivable owes again when a payment is taken back, minor units. */
const settledBy = (rec: Rec): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const line of rec.lines ?? []) {
    const id = String(line['receivableId']);
    sums.set(id, (sums.get(id) ?? 0) + Number(line['amount']));
  }
  return sums;
};

const refusePending = (rec: Rec): void => {
  if (rec.data['status'] === 'pending-write-off')
    throw new Problem(
      'conflict',
      `Writing off ${String(rec.data['number'])} is being decided on. Have that request recalled first.`,
    );
};

/** One try to take a payment back: what it settled is owed again, in the same transaction. */
const takeBack = async (current: Rec, reason: string, ctx: Ctx): Promise<Rec> => {
  const today = todayOf(ctx);
  const policy = await policyOf(ctx.workspace, ctx.deps);
  const dunning = { today, graceDays: policy.credit.graceDays, reminderDays: policy.reminderDays };
  const amounts = settledBy(current);
  const items = await ctx.table.batchGet([...amounts.keys()].map((id) => recordKey(ctx.actor.ws, id)));
  const settled = items.flatMap((item) => (item ? [toRec(item)] : []));
  for (const rec of settled) refusePending(rec);
  const comment = `${String(current.data['number'] ?? current.id)}: ${reason}`.slice(0, 500);
  const others = await Promise.all(
    settled.map((rec) => followed(rec, { ...owedAgain(rec, amounts.get(rec.id)!, dunning), comment }, ctx)),
  );
  const own = await followed(current, { data: { status: 'reversed', reversedOn: today }, comment: reason }, ctx);
  // Taking back money that did not come is never refused by a limit: it is owed whether that suits or not.
  await commitPlan({ changes: [own, ...others], credit: 'released' }, ctx);
  return own.next;
};

const reverse: Handler = {
  keys: ownKey,
  handle: async (input, ctx) => {
    const current = loadedRecord(payment, input.params.id, ctx);
    if (input.ifMatch !== current.version) throw new Problem('stale-version');
    demandReceived(current);
    try {
      return shown(payment, await replanned(() => takeBack(current, input.body.reason.trim(), ctx)), ctx);
    } catch (error) {
      throw error instanceof WriteRefused ? new Problem('stale-version') : error;
    }
  },
};

export const paymentRoutes: Routes = {
  contracts: [contract.createPayment, contract.allocatePayment, contract.reversePayment, contract.allocateCreditNote],
  handlers: {
    [contract.createPayment.id]: create,
    [contract.allocatePayment.id]: allocate,
    [contract.reversePayment.id]: reverse,
    [contract.allocateCreditNote.id]: allocateNote,
  },
};
