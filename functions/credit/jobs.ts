import { accountsToRebuild, accountsWithDocuments, rebuildCredit } from '../runtime/credit-count.ts';
import type { CreditCtx } from '../runtime/credit-subjects.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { workspaceOf } from '../runtime/settings.ts';

/** Accounts of one message: some seconds of work. */
const PIECE = 200;

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;

const ctxOf = async (ws: string, deps: Deps): Promise<CreditCtx | undefined> => {
  const workspace = await workspaceOf(ws, deps);
  return workspace && { deps, workspace, table: deps.table, now: new Date(deps.now()).toISOString() };
};

/**
 * Works the exposure out anew: of the accounts that a message names, of those whose documents changed since an instant, or of all.
 * Imports write documents without the counters, whose way is one order at a time; this follows each of them. Repeating it changes
 * nothing.
 */
const rebuild = async (job: Job, deps: Deps): Promise<void> => {
  const ctx = await ctxOf(job.ws, deps);
  if (!ctx) return;
  const named = texts(job['accounts']);
  if (named) {
    for (const id of await accountsToRebuild(named, ctx)) await rebuildCredit(id, ctx);
    return;
  }
  const accounts = await accountsWithDocuments(ctx, typeof job['since'] === 'string' ? job['since'] : '');
  const messages: Job[] = [];
  for (let from = 0; from < accounts.length; from += PIECE)
    messages.push({ job: 'credit.rebuild', ws: job.ws, accounts: accounts.slice(from, from + PIECE) });
  await deps.queue.send(messages);
};

/** Jobs of credit on the work queue. */
export const creditJobs: Record<string, (job: Job, deps: Deps) => Promise<void>> = { 'credit.rebuild': rebuild };
