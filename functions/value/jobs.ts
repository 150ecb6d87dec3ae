import { everyAccount, valueMarkKey, valueMarkPartition } from '../../shared/table/keys.ts';
import { soldStates } from '../../shared/value/facts.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import type { Job } from '../runtime/queue.ts';
import { forgetWorkspace } from '../runtime/settings.ts';
import type { Item, Write } from '../runtime/table.ts';
import { lostRace, WriteRefused } from '../runtime/table.ts';
import type { Jobs } from '../runtime/worker.ts';
import { refreshValue } from './refresh.ts';

/** Marks that one message works; what is left gets a message of its own, so that none runs out of time. */
const PORTION = 200;
/** Accounts that are worked at one time. */
const AT_ONCE = 4;

/** Works one marked account, or marks all where an import has ended. A mark that was put again meanwhile stays. */
const workMark = async (mark: Item, ctx: Ctx): Promise<void> => {
  try {
    if (mark['sk'] === everyAccount) await rebuild({ job: 'value.rebuild', ws: ctx.actor.ws }, ctx.deps);
    else await refreshValue(String(mark['sk']), mark['record'] as string | undefined, ctx);
    const key = { pk: String(mark['pk']), sk: String(mark['sk']) };
    await ctx.table.write([{ op: 'delete', key, where: { field: 'at', equals: mark['at'] } }]);
  } catch (error) {
    // Another message works it, or it changed once more: the mark is still there for the next one.
    if (!(error instanceof WriteRefused) && !lostRace(error)) throw error;
  }
};

/** Works the accounts that were marked, some of them a message. */
const refresh = async (job: Job, deps: Deps): Promise<void> => {
  // A policy of a moment ago counts.
  forgetWorkspace(job.ws, deps);
  const ctx = await jobCtx(job.ws, 'job:value', deps);
  if (!ctx) return;
  const { items, next } = await ctx.table.query({
    partition: valueMarkPartition(job.ws),
    limit: PORTION,
    consistent: true,
  });
  for (let from = 0; from < items.length; from += AT_ONCE)
    await Promise.all(items.slice(from, from + AT_ONCE).map((mark) => workMark(mark, ctx)));
  if (next) await deps.queue.send([{ job: 'value.refresh', ws: job.ws }]);
};

/** Marks accounts by hand and asks for them to be worked. */
const mark = async (
  accounts: Iterable<string>,
  at: string,
  { ws, deps }: { ws: string; deps: Deps },
): Promise<void> => {
  const writes = [...new Set(accounts)].map((id): Write => ({ op: 'put', item: { ...valueMarkKey(ws, id), at } }));
  for (let from = 0; from < writes.length; from += 90) await deps.table.write(writes.slice(from, from + 90));
  if (writes.length > 0) await deps.queue.send([{ job: 'value.refresh', ws }]);
};

/** Accounts with something to be valued by: those with an order, and those that have a value. From the lists in memory. */
const valued = async (ws: string, deps: Deps): Promise<Set<string>> => {
  const accounts = new Set<string>();
  for (const type of ['order', 'customerValue'])
    for (const row of (await deps.lists.fresh(ws, type, deps.table)).rows.values())
      if (typeof row['accountId'] === 'string') accounts.add(row['accountId']);
  return accounts;
};

/** All accounts anew: after another policy, or where somebody asks for it. */
const rebuild = async (job: Job, deps: Deps): Promise<void> =>
  mark(await valued(job.ws, deps), `${new Date(deps.now()).toISOString()}#rebuild`, { ws: job.ws, deps });

/** Accounts that bought a product whose cost was changed. */
const product = async (job: Job, deps: Deps): Promise<void> => {
  const accounts: string[] = [];
  for (const row of (await deps.lists.fresh(job.ws, 'order', deps.table)).rows.values()) {
    if (!soldStates.includes(String(row['status'])) || typeof row['accountId'] !== 'string') continue;
    const lines = (row['linePrices'] ?? []) as unknown[][];
    if (lines.some((line) => line[0] === job['productId'])) accounts.push(row['accountId']);
  }
  await mark(accounts, `${new Date(deps.now()).toISOString()}#${String(job['productId'])}`, { ws: job.ws, deps });
};

export const valueJobs: Jobs = {
  'value.refresh': refresh,
  'value.rebuild': rebuild,
  'value.product': product,
};
