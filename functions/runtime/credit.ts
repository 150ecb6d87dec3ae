import { sees } from '../../shared/access/authorise.ts';
import type { Measuring, Shortage } from '../../shared/credit/counter.ts';
import { allParts, isJoint, overdueStops, shortageOf } from '../../shared/credit/counter.ts';
import { figureOf } from '../../shared/credit/figure.ts';
import type { ByCurrency, CreditParts } from '../../shared/credit/parts.ts';
import { addAll, exposureOf, holdsMoved, negatedAll } from '../../shared/credit/parts.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { MAX_HOPS } from '../../shared/matching/aliases.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Plan } from './commit.ts';
import { countedFor } from './credit-documents.ts';
import type { CreditCtx, StoredSubject, Strictness } from './credit-subjects.ts';
import {
  canTally,
  countersOf,
  loadAccount,
  loadGroup,
  measuringOf,
  settleWrites,
  storedWorkspace,
  tallyWrites,
  unchangedRecord,
  unchangedWorkspace,
} from './credit-subjects.ts';
import type { Ctx } from './http.ts';
import { toRec } from './stored.ts';
import type { Write } from './table.ts';

/** The credit of a customer does not suffice, or is held because something is overdue. */
export class CreditRefused extends Problem {
  readonly reason: 'credit' | 'overdue';
  /** Without figures: for what everybody may read. */
  readonly plain: string;
  constructor(reason: 'credit' | 'overdue', detail: string, plain = detail) {
    super('over-credit-limit', detail);
    this.reason = reason;
    this.plain = plain;
  }
}

const plainly: Record<Shortage['reason'], string> = {
  credit: 'The credit limit does not suffice.',
  overdue: 'The customer has overdue receivables.',
};

const refusal = (shortage: Shortage, whose: 'customer' | 'group', ctx: Pick<Ctx, 'actor'>): CreditRefused => {
  const { reason, missing, currency } = shortage;
  const plain =
    missing === undefined
      ? plainly[reason]
      : `The credit limit cannot be measured: there is no exchange rate for ${missing}.`;
  if (missing !== undefined || reason === 'overdue' || !sees(ctx.actor.roles, 'credit'))
    return new CreditRefused(reason, plain);
  const [needed, available, limit] = [shortage.needed, shortage.available, shortage.limit].map((amount) =>
    figureOf(amount, currency),
  );
  return new CreditRefused(
    reason,
    `Needs ${needed}, available ${available} of ${limit}${whose === 'group' ? ' of the group' : ''}.`,
    plain,
  );
};

/** What becomes of one account or group in a transaction. */
interface Posting {
  subject: StoredSubject;
  whose: 'customer' | 'group';
  /** What the documents ask for. */
  asked: ByCurrency;
  /** What comes with an account that was merged into this one, or goes with one that is itself again. */
  brought: ByCurrency;
  /** All that is added: what is asked for and brought, and what an account brings along that joins a group. */
  deltas: ByCurrency;
}

const none: ByCurrency = new Map();

const partsAfter = ({ subject, deltas }: Posting): Map<string, CreditParts> =>
  addAll(allParts(subject.counters), deltas);

/** What moves between groups: each counter leaves the group under which it is counted for the one of the account's terms. */
const groupDeltas = ({ subject, asked, brought: merged }: Posting): [string, ByCurrency][] => {
  const { group } = subject.terms;
  return [
    ...(group ? [[group, addAll(asked, merged)] as [string, ByCurrency]] : []),
    ...subject.counters.flatMap((counter): [string, ByCurrency][] => {
      if (counter.group === group) return [];
      const brought = allParts([counter]);
      return [
        ...(counter.group ? [[counter.group, negatedAll(brought)] as [string, ByCurrency]] : []),
        ...(group ? [[group, brought] as [string, ByCurrency]] : []),
      ];
    }),
  ];
};

const perGroup = (postings: readonly Posting[]) => {
  const deltas = new Map<string, ByCurrency>();
  const asked = new Map<string, ByCurrency>();
  for (const posting of postings) {
    const { group } = posting.subject.terms;
    if (group) asked.set(group, addAll(asked.get(group) ?? none, posting.asked));
    for (const [id, delta] of groupDeltas(posting)) deltas.set(id, addAll(deltas.get(id) ?? none, delta));
  }
  return { deltas, asked };
};

/** Postings of accounts with those of their groups. `known`: records that the transaction itself writes. */
const withGroups = async (
  accounts: readonly Posting[],
  retermed: readonly string[],
  known: ReadonlyMap<string, Rec>,
  ctx: CreditCtx,
): Promise<Posting[]> => {
  const { deltas, asked } = perGroup(accounts);
  const ids = [...new Set([...deltas.keys(), ...retermed])];
  const groups = await Promise.all(
    ids.map(
      async (id): Promise<Posting> => ({
        subject: await loadGroup(id, ctx, known.get(id)),
        whose: 'group',
        asked: asked.get(id) ?? none,
        brought: none,
        deltas: deltas.get(id) ?? none,
      }),
    ),
  );
  return [...accounts, ...groups];
};

const needsRates = (posting: Posting): boolean => isJoint(posting.subject.terms, partsAfter(posting));

/** @throws CreditRefused */
const refuseShortage = (posting: Posting, by: Measuring, ctx: Pick<Ctx, 'actor'>): void => {
  const { subject, whose, asked } = posting;
  const before = allParts(subject.counters);
  if (whose === 'customer' && overdueStops({ asked, before }, by.policy)) {
    throw refusal({ reason: 'overdue', currency: by.own, needed: 0, available: 0, limit: 0 }, whose, ctx);
  }
  const shortage = shortageOf(subject.terms, { asked, after: partsAfter(posting) }, by);
  if (shortage) throw refusal(shortage, whose, ctx);
};

const postingWrites = (
  posting: Posting,
  written: ReadonlySet<string>,
  { ctx, held, must }: { ctx: CreditCtx; held: Strictness; must: ReadonlySet<string> },
): Write[] => {
  const { subject, deltas, asked } = posting;
  const ws = ctx.workspace.id;
  // What an account brings along into a group was given long ago.
  const how = [...asked.values()].some((parts) => exposureOf(parts) > 0) ? held : 'told';
  if (!must.has(subject.id) && canTally(subject, deltas)) return tallyWrites(ws, subject, deltas, how);
  return [
    ...settleWrites(ws, subject, partsAfter(posting), ctx.workspace.currency),
    ...unchangedRecord(ws, subject, written),
  ];
};

/** Fields by which an account's or a group's credit is measured. */
const termFields = ['creditLimit', 'currency', 'creditGroupId'] as const;

/** Accounts and groups of a plan whose terms are other ones afterwards. A new one has nothing that would have to follow. */
const retermedIn = (plan: Plan, type: 'account' | 'accountGroup'): string[] =>
  plan.changes.flatMap(({ current, next }) =>
    next.type === type &&
    current &&
    termFields.some((name) => canonicalJson(current.data[name] ?? null) !== canonicalJson(next.data[name] ?? null))
      ? [next.id]
      : [],
  );

/** What may be written at once with a posting's counters, once a limit over several currencies is measured by what is stored. */
const measuringFor = async (postings: readonly Posting[], ctx: CreditCtx) => {
  if (!postings.some(needsRates)) return { by: await measuringOf(ctx.workspace, ctx), writes: [] };
  const workspace = await storedWorkspace(ctx);
  return { by: await measuringOf(workspace, ctx), writes: [unchangedWorkspace(workspace)] };
};

const recordOf = async (id: string, known: ReadonlyMap<string, Rec>, ctx: CreditCtx): Promise<Rec | undefined> => {
  const item = known.has(id) ? undefined : await ctx.table.get(recordKey(ctx.workspace.id, id));
  return known.get(id) ?? (item && toRec(item));
};

/** Records of accounts by the ids that documents name; one that was merged stands for the one that it became. */
const subjectsOf = async (ids: Iterable<string>, known: ReadonlyMap<string, Rec>, ctx: CreditCtx) =>
  new Map(
    await Promise.all(
      [...new Set(ids)].map(async (id) => {
        let rec = await recordOf(id, known, ctx);
        for (let hops = 0; rec?.aliasOf !== undefined && hops < MAX_HOPS; hops++)
          rec = (await recordOf(rec.aliasOf, known, ctx)) ?? rec;
        return [id, { id: rec?.id ?? id, rec }] as const;
      }),
    ),
  );

/**
 * What moves between the counters of accounts that become one, or are two again: all that stands at the one that goes; what its
 * documents take where it comes back.
 */
const mergedIn = async (plan: Plan, ctx: CreditCtx): Promise<{ from: string; to: string; parts: ByCurrency }[]> => {
  const changed = plan.changes.filter(
    ({ current, next }) => next.type === 'account' && current && current.aliasOf !== next.aliasOf,
  );
  return Promise.all(
    changed.map(async ({ current, next }) =>
      next.aliasOf === undefined
        ? { from: current!.aliasOf!, to: next.id, parts: await countedFor(next, ctx) }
        : { from: next.id, to: next.aliasOf, parts: allParts(await countersOf(next.id, ctx)) },
    ),
  );
};

/**
 * What a plan changes of its customers' credit: the counters of each account and of its group move by what the documents take after
 * it less what they took before. Several orders of one moment never wait for each other: each adds to the counter on condition that
 * what it needs is available. What is overdue and when a rate was set is as it was read: either order of two such changes is right.
 * @throws CreditRefused
 */
export const creditWrites = async (plan: Plan, ctx: Ctx): Promise<Write[]> => {
  const moved = holdsMoved(plan.changes);
  const accounts = retermedIn(plan, 'account');
  const groups = retermedIn(plan, 'accountGroup');
  const merged = await mergedIn(plan, ctx);
  if (moved.size + accounts.length + groups.length + merged.length === 0) return [];
  const known = new Map(plan.changes.map(({ next }) => [next.id, next]));
  const asked = new Map<string, ByCurrency>();
  const brought = new Map<string, ByCurrency>();
  const add = (to: Map<string, ByCurrency>, id: string, parts: ByCurrency) =>
    to.set(id, addAll(to.get(id) ?? none, parts));
  // The one that goes has its counter still; its counterpart is whatever that became meanwhile.
  const tops = await subjectsOf(
    merged.map(({ from, to }) => (known.get(from)?.aliasOf === to ? to : from)),
    known,
    ctx,
  );
  for (const { from, to, parts } of merged) {
    add(brought, tops.get(from)?.id ?? from, negatedAll(parts));
    add(brought, tops.get(to)?.id ?? to, parts);
  }
  const subjects = await subjectsOf(moved.keys(), known, ctx);
  for (const [id, parts] of moved) add(asked, subjects.get(id)!.id, parts);
  const records = new Map(
    [...subjects.values(), ...tops.values()].flatMap(({ id, rec }) => (rec ? [[id, rec] as const] : [])),
  );
  const own = await Promise.all(
    [...new Set([...asked.keys(), ...brought.keys(), ...accounts])].map(async (id): Promise<Posting> => {
      const [wanted, along] = [asked.get(id) ?? none, brought.get(id) ?? none];
      const subject = await loadAccount(id, ctx, known.get(id) ?? records.get(id));
      return { subject, whose: 'customer', asked: wanted, brought: along, deltas: addAll(wanted, along) };
    }),
  );
  const postings = await withGroups(own, groups, known, ctx);
  const { by, writes } = await measuringFor(postings, ctx);
  const held: Strictness = plan.credit === 'released' ? 'told' : 'checked';
  if (held === 'checked') for (const posting of postings) refuseShortage(posting, by, ctx);
  const how = { ctx, held, must: new Set([...accounts, ...groups]) };
  const written = new Set(known.keys());
  return [...writes, ...postings.flatMap((posting) => postingWrites(posting, written, how))];
};

/** Adds what a counter lacks, of accounts and through them of their groups: for whoever has counted the documents. */
export const correctionWrites = async (
  { account, deltas, group }: { account: StoredSubject; deltas: ByCurrency; group?: ByCurrency },
  ctx: CreditCtx,
): Promise<Write[]> => {
  const own: Posting = { subject: account, whose: 'customer', asked: none, brought: none, deltas };
  const { group: groupId } = account.terms;
  const postings = await withGroups([own], groupId ? [groupId] : [], new Map(), ctx);
  const corrected = postings.map((posting) =>
    posting.whose === 'group' && posting.subject.id === groupId && group ? { ...posting, deltas: group } : posting,
  );
  const how = { ctx, held: 'told', must: new Set(corrected.map(({ subject }) => subject.id)) } as const;
  return corrected.flatMap((posting) => postingWrites(posting, new Set(), how));
};
