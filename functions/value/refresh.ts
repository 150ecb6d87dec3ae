import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { costOn, pricesOn } from '../../shared/pricing/resolve.ts';
import { recordKey, relatedPartition } from '../../shared/table/keys.ts';
import { customerValue, valueData, valueIdOf } from '../../shared/value/customer-value.ts';
import type { Facts } from '../../shared/value/facts.ts';
import { factsOf, soldStates, valueTypes } from '../../shared/value/facts.ts';
import type { ValuePolicy } from '../../shared/value/policy.ts';
import { defaultValuePolicy } from '../../shared/value/policy.ts';
import { monthsOf, nextChange, valueOn } from '../../shared/value/value.ts';
import { commitPlan } from '../runtime/commit.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx } from '../runtime/http.ts';
import { recordsOf } from '../runtime/products.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { policyOf, settingOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';

/** By what the workspace judges the value of its customers. */
export const valuePolicyOf = (workspace: WorkspaceItem, deps: Deps): Promise<ValuePolicy> =>
  settingOf({ ws: workspace.id, kind: 'value', version: workspace.valueVersion }, defaultValuePolicy, deps);

/** Losers of merges that an account is followed through, at most. */
const HOPS = 5;

const read = async (id: string, ctx: Ctx): Promise<Rec | undefined> => {
  const item = await ctx.table.get(recordKey(ctx.actor.ws, id));
  return item && item['type'] === 'account' ? toRec(item) : undefined;
};

/** The account that one is now: itself, or the one that it was merged into. */
const presentOf = async (accountId: string, ctx: Ctx): Promise<Rec | undefined> => {
  let rec = await read(accountId, ctx);
  for (let hops = 0; rec?.aliasOf && hops < HOPS; hops++) rec = await read(rec.aliasOf, ctx);
  return rec;
};

/** Whether a document is read whole, from the table: the index has no lines. */
const isCounted = ({ type, data }: Rec): boolean =>
  (type === 'order' && soldStates.includes(String(data['status']))) ||
  (type === 'creditNote' && data['status'] === 'approved');

/**
 * The documents of an account and of those that were merged into it: one query each, and the orders that count. The index may be a
 * moment behind the change that asks for the refresh, so that record is read from the table too.
 */
const documentsOf = async (account: Rec, changed: string | undefined, ctx: Ctx): Promise<Rec[]> => {
  const { ws } = ctx.actor;
  const ids = [account.id, ...(account.aliases ?? [])];
  const found = new Map<string, Rec>();
  for (const id of ids)
    for await (const item of ctx.table.queryAll({
      index: 'related',
      partition: relatedPartition(ws, id),
      begins: 'timeline#',
    }))
      if (valueTypes.includes(String(item['type']))) found.set(String(item['id']), toRec(item));
  const whole = new Set([...found.values()].filter(isCounted).map((rec) => rec.id));
  if (changed !== undefined) whole.add(changed);
  for (const item of await ctx.table.batchGet([...whole].map((id) => recordKey(ws, id)))) {
    if (!item || !valueTypes.includes(String(item['type']))) continue;
    const rec = toRec(item);
    if (ids.includes(String(rec.data['accountId']))) found.set(rec.id, rec);
    else found.delete(rec.id);
  }
  return [...found.values()];
};

/** Products whose cost does not stand on the lines themselves: what was imported. */
const uncosted = (documents: readonly Rec[]): string[] =>
  documents.flatMap((rec) =>
    isCounted(rec)
      ? (rec.lines ?? []).flatMap((line) =>
          line['cost'] === undefined && typeof line['productId'] === 'string' ? [line['productId']] : [],
        )
      : [],
  );

const readFacts = async (account: Rec, changed: string | undefined, ctx: Ctx): Promise<Facts> => {
  const documents = await documentsOf(account, changed, ctx);
  const { currency: own, timeZone } = ctx.workspace;
  const products = await recordsOf(uncosted(documents), ctx);
  const prices = new Map([...products].map(([id, rec]) => [id, pricesOn(rec)] as const));
  return factsOf(documents, {
    policy: await policyOf(ctx.workspace, ctx.deps),
    own,
    timeZone,
    costOf: (productId, date) => {
      const known = prices.get(productId);
      const currency = known?.currency ?? own;
      const cost = known && costOn(known, { currency, ownCurrency: own, date });
      return cost === undefined ? undefined : { cost, currency };
    },
  });
};

/** What of a stored value is compared: the rest of the envelope is about its writing. */
const said = (rec: Rec | undefined): string =>
  canonicalJson([
    rec?.data ?? null,
    rec?.lines ?? null,
    rec?.ownerId ?? null,
    rec?.teamId ?? null,
    rec?.archivedAt !== undefined,
  ]);

const nextValue = (account: Rec, current: Rec | undefined, facts: Facts, policy: ValuePolicy, ctx: Ctx): Rec => {
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const { archivedAt: _archived, ownerId: _owner, teamId: _team, ...kept } = current ?? newValue(account, ctx);
  const hidden = account.archivedAt !== undefined || account.removedAt !== undefined;
  return {
    ...kept,
    version: (current?.version ?? 0) + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: 'job',
    data: valueData(valueOn(facts, today, policy), {
      // A private person goes by their code: what is written here outlives the erasure of a name.
      name: account.data[account.data['kind'] === 'person' ? 'code' : 'name'],
      accountId: account.id,
      currency: ctx.workspace.currency,
      changesOn: nextChange(facts, today, policy),
    }),
    lines: monthsOf(facts, today),
    ...(account.ownerId ? { ownerId: account.ownerId } : {}),
    ...(account.teamId ? { teamId: account.teamId } : {}),
    ...(hidden ? { archivedAt: current?.archivedAt ?? ctx.now } : {}),
  };
};

const newValue = (account: Rec, ctx: Ctx): Rec => ({
  type: customerValue.name,
  id: valueIdOf(account.id),
  ws: ctx.actor.ws,
  version: 0,
  schemaVersion: customerValue.schemaVersion,
  createdAt: ctx.now,
  createdBy: ctx.actor.id,
  updatedAt: ctx.now,
  updatedBy: ctx.actor.id,
  via: 'job',
  occurredAt: ctx.now,
  enteredAt: ctx.now,
  source: 'job',
  data: {},
});

const currentValue = async (accountId: string, ctx: Ctx): Promise<Rec | undefined> => {
  const item = await ctx.table.get(recordKey(ctx.actor.ws, valueIdOf(accountId)));
  return item ? toRec(item) : undefined;
};

/** The value of a merged account is shown no more: its documents count for the one that it became. */
const hide = async (accountId: string, ctx: Ctx): Promise<void> => {
  const current = await currentValue(accountId, ctx);
  if (!current || current.archivedAt) return;
  const next = {
    ...current,
    version: current.version + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    archivedAt: ctx.now,
  };
  await commitPlan({ changes: [{ current, next }] }, ctx);
};

/**
 * Works out the value of one account from its own documents, and writes it where it says something new. What it costs depends on
 * these documents alone. @param changed the record whose change asks for it @returns whether something was written
 * @throws WriteRefused where another refresh was faster
 */
export const refreshValue = async (accountId: string, changed: string | undefined, ctx: Ctx): Promise<boolean> => {
  const account = await presentOf(accountId, ctx);
  if (account?.id !== accountId) await hide(accountId, ctx);
  if (!account) return false;
  const current = await currentValue(account.id, ctx);
  const facts = await readFacts(account, changed, ctx);
  // Who never bought has no value to be kept.
  if (!current && facts.sales.length === 0) return false;
  const next = nextValue(account, current, facts, await valuePolicyOf(ctx.workspace, ctx.deps), ctx);
  if (current && said(current) === said(next)) return false;
  await commitPlan({ changes: [{ ...(current ? { current } : {}), next }] }, ctx);
  return true;
};

/** When the clock looks again at a value that time did not change. */
export const tomorrow = (today: string): string => addDays(today, 1);
