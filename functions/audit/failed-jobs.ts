import type { FailedJob } from '../../shared/audit/audit.contract.ts';
import { dropFailedJob, listFailedJobs, sendFailedJob } from '../../shared/audit/audit.contract.ts';
import { idPrefixes } from '../../shared/kernel/id.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { failedJobKey, failedJobPartition } from '../../shared/table/keys.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { FailedJobItem } from '../runtime/dead-letters.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import type { Job } from '../runtime/queue.ts';
import type { Item } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

const IDS = new RegExp(`^(?:${Object.values(idPrefixes).join('|')})_[0-9A-Za-z_]{1,60}$`);
/** Most ids that are shown of a message. */
const MOST_IDS = 10;

/** The ids in a message; whatever else it says is not shown. */
const idsIn = ({ ws, ...details }: Job): string[] =>
  Object.values(details)
    .flat()
    .filter((value): value is string => typeof value === 'string' && IDS.test(value) && value !== ws)
    .slice(0, MOST_IDS);

const shown = (item: FailedJobItem): FailedJob => ({
  id: item.id,
  version: item.version,
  job: item.message.job,
  ids: idsIn(item.message),
  failedAt: item.failedAt,
  ...(item.sentAt ? { sentAt: item.sentAt } : {}),
  tries: item.tries,
  state: item.state,
  ...(item.by ? { by: item.by } : {}),
  ...(item.at ? { at: item.at } : {}),
});

const isKept = (item: FailedJobItem, now: string): boolean => item.ttl * 1000 > Date.parse(now);

const list: Handler['handle'] = async (input, ctx) => {
  const { ws } = ctx.actor;
  const bound = `${ws}\nfailed-jobs`;
  const page = await ctx.table.query({
    partition: failedJobPartition(ws),
    descending: true,
    limit: input.query.limit,
    start: readCursor<Record<string, unknown>>(input.query.cursor, bound),
  });
  const items = page.items as unknown as FailedJobItem[];
  return {
    // The table lets go of an item within days of its time, not at once.
    items: items.filter((item) => isKept(item, ctx.now)).map(shown),
    ...(page.next ? { cursor: makeCursor(page.next, bound) } : {}),
  };
};

/** The job that a request names, which waits for an answer. @throws Problem */
const waiting = async (input: Input, ctx: Ctx): Promise<FailedJobItem & Item> => {
  const item = await ctx.table.get(failedJobKey(ctx.actor.ws, input.params.id!));
  const found = item as unknown as (FailedJobItem & Item) | undefined;
  if (!found || !isKept(found, ctx.now)) throw new Problem('not-found');
  if (found.version !== input.ifMatch) throw new Problem('stale-version');
  if (found.state !== 'waiting') throw new Problem('conflict');
  return found;
};

const settled = async (item: FailedJobItem & Item, state: 'sent' | 'dropped', ctx: Ctx): Promise<FailedJob> => {
  const next = { ...item, state, version: item.version + 1, by: ctx.actor.id, at: ctx.now };
  try {
    await ctx.table.write([
      { op: 'replace', item: { ...next, ...failedJobKey(ctx.actor.ws, item.id) }, version: item.version },
    ]);
  } catch (error) {
    if (error instanceof WriteRefused) throw new Problem('stale-version');
    throw error;
  }
  return shown(next);
};

const send: Handler['handle'] = async (input, ctx) => {
  const item = await waiting(input, ctx);
  // First the message: every job may come twice, and one that is marked as sent must not be lost.
  await ctx.deps.queue.send([{ ...item.message, again: true }]);
  return settled(item, 'sent', ctx);
};

const drop: Handler['handle'] = async (input, ctx) => settled(await waiting(input, ctx), 'dropped', ctx);

/** Jobs that failed at each try: shown, sent again, dropped. */
export const failedJobHandlers: Record<string, Handler['handle']> = {
  [listFailedJobs.id]: list,
  [sendFailedJob.id]: send,
  [dropFailedJob.id]: drop,
};
