import { inScope, scopePartition } from '../../shared/access/authorise.ts';
import { account } from '../../shared/customers/account.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { familyOf } from '../../shared/matching/aliases.ts';
import type { Allocation, Settled } from '../../shared/receivables/allocate.ts';
import { chosenFaults, isPayable, oldestFirst } from '../../shared/receivables/allocate.ts';
import { MAX_ALLOCATIONS } from '../../shared/receivables/payment.ts';
import { balanceOf, receivable } from '../../shared/receivables/receivable.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Change } from '../runtime/commit.ts';
import { commitPlan, replanned } from '../runtime/commit.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { idempotencyKeyOf, idempotencyWrite, replayOf } from '../runtime/idempotency.ts';
import { OthersMoved } from '../runtime/others-moved.ts';
import { toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';

/** Receivables that are looked at beyond those that the money needs: some may have been paid since the list was read. */
const SPARE = 3;

/** What somebody asks to be settled: what they name, then the oldest. */
export interface Wanted {
  allocations?: Allocation[] | undefined;
  oldestFirst: boolean;
}

/** Money of a customer, a payment or what a credit note left over, that goes to what they owe. */
export interface Posting {
  endpointId: string;
  input: Input;
  wanted: Wanted;
  /** The document as it stands before: a new one, or the next version of one that has money left. */
  source: () => Promise<{ current?: Rec; next: Rec }>;
  /** The document with its allocations. */
  spend: (rec: Rec, allocations: readonly Allocation[]) => Rec;
  /** What becomes of a receivable that an amount goes to, minor units. */
  settle: (rec: Rec, amount: number) => Settled;
  /** How many allocations the document can still take. */
  room: (rec: Rec) => number;
}

const owedIn = (data: Record<string, unknown>, id: string) => ({
  id,
  number: String(data['number'] ?? ''),
  dueDate: typeof data['dueDate'] === 'string' ? data['dueDate'] : undefined,
  balance: balanceOf({ data }),
});

const sumOf = (allocations: readonly Allocation[]): number => allocations.reduce((sum, one) => sum + one.amount, 0);

const accountsOf = async (ctx: Ctx): Promise<ReadonlyMap<string, Row>> =>
  (await ctx.deps.lists.fresh(ctx.actor.ws, account.name, ctx.table)).rows;

/** Receivables as they are checked: what was billed under a name that was merged is owed by the one that it became. */
const owedByMerged = async (
  receivables: ReadonlyMap<string, Rec>,
  source: Rec,
  ctx: Ctx,
): Promise<ReadonlyMap<string, Rec>> => {
  const { accountId } = source.data;
  if ([...receivables.values()].every((rec) => rec.data['accountId'] === accountId)) return receivables;
  const family = familyOf(await accountsOf(ctx), String(accountId));
  return new Map(
    [...receivables].map(([id, rec]) => [
      id,
      family.includes(String(rec.data['accountId'])) ? { ...rec, data: { ...rec.data, accountId } } : rec,
    ]),
  );
};

/** Receivables of the list, as far as an amount (minor units) goes, the oldest due first; what is chosen already is left out. */
const candidates = async (
  source: Rec,
  { money, chosen }: { money: number; chosen: readonly Allocation[] },
  ctx: Ctx,
): Promise<string[]> => {
  const taken = new Set(chosen.map((one) => one.receivableId));
  const { accountId, currency } = source.data;
  const family = familyOf(await accountsOf(ctx), String(accountId));
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, receivable.name, ctx.table);
  const rows = [...view.partition(scopePartition(ctx.actor, receivable))]
    .filter(
      (row) =>
        family.includes(String(row['accountId'])) && !taken.has(row.id) && !row['removedAt'] && !row['archivedAt'],
    )
    .filter((row) => isPayable({ ...row, accountId }, { accountId, currency }))
    .map((row) => owedIn({ ...row }, row.id));
  const needed = oldestFirst(money, rows).length;
  return oldestFirst(Number.MAX_SAFE_INTEGER, rows, needed + SPARE).map((one) => one.receivableId);
};

/** @throws Problem invalid-input, more-than-open */
const refuseFaults = (faults: readonly FieldFault[]): void => {
  if (faults.length === 0) return;
  const only = faults.every((one) => one.code === 'more-than-open');
  throw new Problem(only ? 'more-than-open' : 'invalid-input', undefined, [...faults]);
};

/** @throws Problem conflict */
const refuseUndecided = (allocations: readonly Allocation[], receivables: ReadonlyMap<string, Rec>): void => {
  const index = allocations.findIndex(
    ({ receivableId }) => receivables.get(receivableId)?.data['status'] === 'pending-write-off',
  );
  if (index < 0) return;
  const { number, id } = owedIn(
    receivables.get(allocations[index]!.receivableId)!.data,
    allocations[index]!.receivableId,
  );
  throw new Problem(
    'conflict',
    `Writing off ${number || id} is being decided on. Have that request recalled, then allocate the money.`,
    [fault(`allocations.${index}.receivableId`, 'not-allowed-value')],
  );
};

/** Where the money goes. @throws Problem invalid-input, more-than-open, conflict */
const allocationsOf = (posting: Posting, source: Rec, receivables: ReadonlyMap<string, Rec>): Allocation[] => {
  const { wanted } = posting;
  const chosen = wanted.allocations ?? [];
  const money = Number(source.data['unallocated'] ?? 0);
  const { accountId, currency } = source.data;
  refuseFaults(
    chosenFaults({ allocations: chosen, money, accountId, currency, receivable: (id) => receivables.get(id) }),
  );
  refuseUndecided(chosen, receivables);
  const room = posting.room(source);
  if (chosen.length > room)
    throw new Problem('invalid-input', undefined, [fault('allocations', 'too-long', String(room))]);
  if (!wanted.oldestFirst) return [...chosen];
  const open = [...receivables.values()]
    .filter((rec) => !chosen.some((one) => one.receivableId === rec.id) && isPayable(rec.data, { accountId, currency }))
    .map((rec) => owedIn(rec.data, rec.id));
  const most = Math.min(MAX_ALLOCATIONS, room) - chosen.length;
  return [...chosen, ...oldestFirst(money - sumOf(chosen), open, most)];
};

/** The receivables of some ids, as far as they are the caller's to see. */
const receivablesOf = (items: readonly (Record<string, unknown> | undefined)[], ctx: Ctx): Map<string, Rec> =>
  new Map(
    items
      .flatMap((item) => (item && item['type'] === receivable.name ? [toRec(item)] : []))
      .filter((rec) => !rec.removedAt && !rec.archivedAt && inScope(ctx.actor, rec))
      .map((rec) => [rec.id, rec]),
  );

/** What the first request with this key led to. @throws Problem idempotency-reused */
const replayed = async ({ endpointId, input }: Posting, ctx: Ctx): Promise<Rec | undefined> => {
  const { ws, id: actorId } = ctx.actor;
  const [known] = await ctx.table.batchGet(idempotencyKeyOf(input, ws, actorId));
  if (!known) return undefined;
  const item = await ctx.table.get(recordKey(ws, replayOf(endpointId, input, known)));
  if (!item) throw new Problem('not-found');
  return toRec(item);
};

/** The receivables that a posting may concern, as they are now. */
const concerned = async ({ wanted }: Posting, source: Rec, ctx: Ctx): Promise<Map<string, Rec>> => {
  const chosen = wanted.allocations ?? [];
  const money = Number(source.data['unallocated'] ?? 0) - sumOf(chosen);
  const oldest = wanted.oldestFirst && money > 0 ? await candidates(source, { money, chosen }, ctx) : [];
  const ids = [...new Set([...chosen.map((one) => one.receivableId), ...oldest])];
  return receivablesOf(await ctx.table.batchGet(ids.map((id) => recordKey(ctx.actor.ws, id))), ctx);
};

/** What is to be written, with the document as it is then; without changes where there is nothing to allocate to. */
const planned = async (posting: Posting, ctx: Ctx): Promise<{ posted: Rec; changes: Change[] }> => {
  const { current, next } = await posting.source();
  const receivables = await concerned(posting, next, ctx);
  const allocations = allocationsOf(posting, next, await owedByMerged(receivables, next, ctx));
  if (current && allocations.length === 0) return { posted: current, changes: [] };
  const posted = posting.spend(next, allocations);
  const comment = String(posted.data['number'] ?? posted.id);
  const others = allocations.map(({ receivableId, amount }) => {
    const rec = receivables.get(receivableId)!;
    return followed(rec, { ...posting.settle(rec, amount), comment }, ctx);
  });
  return { posted, changes: [{ ...(current ? { current } : {}), next: posted }, ...(await Promise.all(others))] };
};

/** One try: reads everything as it is now, and writes the document and the receivables in one transaction. */
const tryPost = async (posting: Posting, ctx: Ctx): Promise<Rec> => {
  // A repetition is answered before anything is checked: what it asked for has been done.
  const known = await replayed(posting, ctx);
  if (known) return known;
  const { posted, changes } = await planned(posting, ctx);
  const once = idempotencyWrite(posting.endpointId, posting.input, ctx, posted.id);
  try {
    // Money that comes in is never refused by a limit.
    if (changes.length > 0) await commitPlan({ changes, once, credit: 'released' }, ctx);
    // Nothing to allocate to is an answer as well, and the same one when the request comes again.
    else if (once.length > 0) await ctx.table.write(once);
    return posted;
  } catch (error) {
    // The document itself moved, or the same request was sent twice at once: what stands there now decides.
    throw error instanceof WriteRefused ? new OthersMoved() : error;
  }
};

/**
 * Lets money go to receivables, in one transaction of the document and of each receivable. Where others settle the same ones at that
 * moment, everything is read and checked anew, so that no receivable is ever paid beyond what it owes.
 * @throws Problem invalid-input, more-than-open, conflict
 */
export const post = (posting: Posting, ctx: Ctx): Promise<Rec> => replanned(() => tryPost(posting, ctx));
