import type { Counter } from '../../shared/credit/counter.ts';
import { allParts } from '../../shared/credit/counter.ts';
import type { ByCurrency, CreditParts } from '../../shared/credit/parts.ts';
import { addAll, exposureOf, negatedAll, noParts, withoutNothing } from '../../shared/credit/parts.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { CreditDifference } from '../../shared/kernel/rule.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { creditKey } from '../../shared/table/keys.ts';
import { pause } from './commit.ts';
import { correctionWrites } from './credit.ts';
import { countedFor, countedOf, familiesOf, indexOf, Unreadable, viewsOf } from './credit-documents.ts';
import type { CreditCtx, StoredSubject } from './credit-subjects.ts';
import { countersOf, loadAccount, loadGroup } from './credit-subjects.ts';
import { lostRace } from './table.ts';

const indexed = (view: ListView) => indexOf(view).holding;

const none: ByCurrency = new Map();

/** What would have to be added to the counters so that they agree with the documents. */
const lacking = (kept: ByCurrency, counted: ByCurrency): Map<string, CreditParts> =>
  withoutNothing(addAll(counted, negatedAll(kept)));

/** Whether a counter's own figures (exposure, what is available) agree with its parts. */
const muddled = ({ counters }: StoredSubject): boolean =>
  counters.some(
    (one) =>
      one.exposure !== one.orders + one.receivables + one.credits ||
      (one.mode === 'limited' && one.available !== Number(one.limit) - one.exposure),
  );

const membersOf = async (group: string, { deps, table, workspace }: CreditCtx): Promise<string[]> => {
  const view = await deps.lists.fresh(workspace.id, 'account', table);
  return [...view.rows.values()].filter((row) => row['creditGroupId'] === group).map((row) => row.id);
};

interface Look {
  account: StoredSubject;
  deltas: ByCurrency;
  group?: ByCurrency;
  wrong: boolean;
}

/** Counters first, documents after them: whatever is written in between moves the counters on, and the correction is refused. */
const lookAt = async (accountId: string, ctx: CreditCtx): Promise<Look> => {
  const account = await loadAccount(accountId, ctx);
  const groupId = account.terms.group;
  const group = groupId ? await loadGroup(groupId, ctx) : undefined;
  const counted = await countedFor(account.rec ?? { id: accountId }, ctx);
  const deltas = lacking(allParts(account.counters), counted);
  const strayed = account.counters.some((one) => one.group !== groupId || one.limit !== account.terms.limit);
  const wrong = deltas.size > 0 || strayed || muddled(account);
  if (!group) return { account, deltas, wrong };
  const others = (await membersOf(group.id, ctx)).filter((id) => id !== accountId);
  const parts = await Promise.all(others.map(async (id) => allParts(await countersOf(id, ctx))));
  const lacks = lacking(allParts(group.counters), addAll(counted, ...parts));
  return { account, deltas, group: lacks, wrong: wrong || lacks.size > 0 || muddled(group) };
};

/** The index of the lists shows a write a moment after the table does: what seems wrong is looked at once more. */
const lookTwice = async (accountId: string, ctx: CreditCtx): Promise<Look> => {
  const look = await lookAt(accountId, ctx);
  if (!look.wrong) return look;
  await pause(3);
  return lookAt(accountId, ctx);
};

const TRIES = 8;

/**
 * Works the exposure of an account (and of its group) out from the documents and puts the counters right.
 * @returns whether anything had to be put right @throws Problem busy
 */
export const rebuildCredit = async (accountId: string, ctx: CreditCtx): Promise<boolean> => {
  for (let tries = 1; ; tries++) {
    const { account, deltas, group, wrong } = await lookTwice(accountId, ctx);
    if (!wrong) return false;
    try {
      await ctx.table.write(await correctionWrites({ account, deltas, ...(group ? { group } : {}) }, ctx));
      return true;
    } catch (error) {
      if (!lostRace(error)) throw error;
      if (tries === TRIES) throw new Problem('busy');
      await pause(tries);
    }
  }
};

/** Counters of many accounts, in the currencies that any document has, read consistently. */
const countersOfMany = async (accounts: readonly string[], ctx: CreditCtx) => {
  const { table, workspace } = ctx;
  const currencies = new Set([workspace.currency]);
  for (const view of await viewsOf(ctx)) for (const one of indexOf(view).currencies) currencies.add(one);
  const keys = accounts.flatMap((id) => [...currencies].map((one) => creditKey(workspace.id, id, one)));
  const found = new Map<string, Counter[]>();
  for (const item of await table.batchGet(keys)) {
    if (!item) continue;
    const id = String(item['id']);
    found.set(id, [...(found.get(id) ?? []), item as unknown as Counter]);
  }
  return found;
};

const versionsOf = (counters: readonly Counter[] = []): string =>
  counters
    .map((one) => `${one.currency}${one.version}`)
    .sort()
    .join();

/** Counters by account. */
type ManyCounters = Awaited<ReturnType<typeof countersOfMany>>;

/**
 * Accounts whose counters do not agree with their documents. One that is written to meanwhile is not judged.
 * @param before their counters, read before the documents are
 */
const differing = async (accounts: readonly string[], before: ManyCounters, ctx: CreditCtx) => {
  const families = await familiesOf(accounts, ctx);
  const counted = await countedOf([...families.values()].flat(), ctx);
  const suspects = accounts.flatMap((id) => {
    const kept = allParts(before.get(id) ?? []);
    const documents = addAll(...families.get(id)!.map((one) => counted.get(one) ?? none));
    const lacks = [...lacking(kept, documents).keys()].sort();
    return lacks.length > 0 ? [{ id, kept, documents, lacks }] : [];
  });
  if (suspects.length === 0) return [];
  const after = await countersOfMany(
    suspects.map((one) => one.id),
    ctx,
  );
  return suspects.filter(({ id }) => versionsOf(before.get(id)) === versionsOf(after.get(id)));
};

/** As `differing`; an account with a document that cannot be read is not judged, and keeps no other one from being. */
const differingReadable = async (accounts: readonly string[], ctx: CreditCtx): ReturnType<typeof differing> => {
  try {
    return await differing(accounts, await countersOfMany(accounts, ctx), ctx);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    if (accounts.length === 1) return [];
    const half = Math.ceil(accounts.length / 2);
    return [
      ...(await differingReadable(accounts.slice(0, half), ctx)),
      ...(await differingReadable(accounts.slice(half), ctx)),
    ];
  }
};

/** Counters of accounts that do not agree with their documents, by account. */
export const creditDifferences = async (
  accounts: readonly string[],
  ctx: CreditCtx,
): Promise<ReadonlyMap<string, readonly CreditDifference[]>> => {
  const views = await viewsOf(ctx);
  const families = await familiesOf(accounts, ctx);
  const named = accounts.filter((id) =>
    [id, ...families.get(id)!].some((one) => views.some((view) => indexed(view).has(one))),
  );
  const first = (await differingReadable(named, ctx)).map((one) => one.id);
  if (first.length === 0) return new Map();
  await pause(3);
  const again = await differingReadable(first, ctx);
  return new Map(
    again.map(({ id, kept, documents, lacks }) => [
      id,
      lacks.map((currency) => ({
        currency,
        kept: exposureOf(kept.get(currency) ?? noParts),
        counted: exposureOf(documents.get(currency) ?? noParts),
      })),
    ]),
  );
};

/** Accounts that documents of the kinds that take credit name: all, or those whose documents (or the account) changed since (ISO). */
export const accountsWithDocuments = async (ctx: CreditCtx, since = ''): Promise<string[]> => {
  const views = await viewsOf(ctx);
  const ids = new Set<string>();
  for (const view of views)
    for (const row of view.rows.values())
      if (typeof row['accountId'] === 'string' && String(row['updatedAt']) >= since) ids.add(row['accountId']);
  if (since !== '') {
    const accounts = await ctx.deps.lists.fresh(ctx.workspace.id, 'account', ctx.table);
    for (const row of accounts.rows.values())
      if (String(row['updatedAt']) >= since && views.some((view) => indexed(view).has(row.id))) ids.add(row.id);
  }
  // What was merged is counted with the record that it became.
  const rows = (await ctx.deps.lists.fresh(ctx.workspace.id, 'account', ctx.table)).rows;
  for (const id of [...ids]) ids.add(winnerOf(rows, id));
  return [...ids].sort();
};

/** Of some accounts those that may have to be put right: counter and documents differ, or the terms are other ones by now. */
export const accountsToRebuild = async (accounts: readonly string[], ctx: CreditCtx): Promise<string[]> => {
  const kept = await countersOfMany(accounts, ctx);
  const differ = new Set((await differing(accounts, kept, ctx)).map((one) => one.id));
  const view = await ctx.deps.lists.fresh(ctx.workspace.id, 'account', ctx.table);
  return accounts.filter((id) => {
    const row = view.rows.get(id);
    return (
      differ.has(id) ||
      kept
        .get(id)
        ?.some(
          (one) =>
            one.group !== row?.['creditGroupId'] || (one.policy === undefined && one.limit !== row?.['creditLimit']),
        )
    );
  });
};
