import { authorise } from '../../shared/access/authorise.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { updateSchema } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { changesPartition, recordKey, relatedPartition } from '../../shared/table/keys.ts';
import { bulkEditable, bulkFaults } from '../../shared/views/bulk.ts';
import type { BulkChange, Selection } from '../../shared/views/bulk-edits.contract.ts';
import * as contract from '../../shared/views/bulk-edits.contract.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import { faultsOf } from '../runtime/faults.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem, replayOf } from '../runtime/idempotency.ts';
import { readQuery } from '../runtime/list-query.ts';
import { readTotals } from '../runtime/portions.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import { standardsOf } from '../runtime/settings.ts';
import type { Item } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import { messagesOf } from './bulk-jobs.ts';
import type { StoredBulk } from './bulk-store.ts';
import { bulkItem, fileObject, ownPrefix, readBulk, saveBulk, toBulk } from './bulk-store.ts';

const DOWNLOAD_SECONDS = 900;
/** How long a bulk edit can be taken back. */
const UNDO_DAYS = 30;
/** Largest change, bytes of JSON: it is kept with the job, and applied to every record. */
const MAX_CHANGE = 20_000;
/** Bulk edits of one person that are under way at the same time. */
const MOST_AT_ONCE = 3;

/** The kind of record, for somebody who may change such records one by one. @throws Problem invalid-input, forbidden */
const editable = (name: unknown, ctx: Ctx): Entity => {
  const entity = isEntity(name) ? entityOf(name) : undefined;
  if (!entity || !bulkEditable(entity))
    throw new Problem('invalid-input', undefined, [fault('entity', 'not-allowed-value')]);
  authorise(ctx.actor, `${entity.domain}:write`);
  return entity;
};

/** The change in the form in which a PATCH of one record would take it. @throws Problem invalid-input, forbidden */
const checkedChange = async (entity: Entity, change: BulkChange, ctx: Ctx): Promise<BulkChange> => {
  if (Buffer.byteLength(JSON.stringify(change)) > MAX_CHANGE)
    throw new Problem('invalid-input', undefined, [fault('change', 'too-long')]);
  const hidden = hiddenFrom(entity, ctx.actor).fields.filter((name) => change.set && name in change.set);
  if (hidden.length > 0) throw new Problem('forbidden', `Your role does not see ${hidden.join(', ')}.`);
  const standard = standardOf(await standardsOf(ctx.workspace, ctx.deps), entity.name);
  const faults = bulkFaults(entity, change, standard);
  const parsed = updateSchema(entity).safeParse(change.set ?? {}, { reportInput: true });
  if (faults.length === 0 && !parsed.success) faults.push(...faultsOf(parsed.error, 'change.set.'));
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  return { ...change, ...(change.set ? { set: parsed.data as Record<string, unknown> } : {}) };
};

/** @throws Problem too-many-requests */
const refuseMany = async (ctx: Ctx): Promise<void> => {
  const { items } = await page(ctx, { own: true, limit: 10 });
  const working = items.filter(({ state }) => state === 'previewing' || state === 'running' || state === 'undoing');
  if (working.length >= MOST_AT_ONCE)
    throw new Problem('too-many-requests', 'Wait for your other bulk edits to end first.');
};

const create: Handler['handle'] = async (input, ctx) => {
  const { entity: name, selection, reason } = input.body as { entity: string; selection: Selection; reason?: string };
  const entity = editable(name, ctx);
  const change = await checkedChange(entity, input.body.change, ctx);
  if (selection.query) await readQuery(entity, { filter: selection.query.filter }, ctx);
  await refuseMany(ctx);
  const job: StoredBulk = {
    id: ctx.deps.newId('bulkEdit'),
    ws: ctx.actor.ws,
    version: 1,
    entity: entity.name,
    selection,
    change,
    ...(reason ? { reason } : {}),
    state: 'previewing',
    total: 0,
    progress: { done: 0, total: 0 },
    counts: {},
    refusedFile: false,
    keptFile: false,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    actorId: ctx.actor.id,
    attempt: 1,
    portions: 0,
  };
  try {
    await ctx.table.write([
      ...idempotencyWrite(contract.createBulkEdit.id, input, ctx, job.id),
      { op: 'create', item: bulkItem(job) },
    ]);
  } catch (error) {
    if (!(error instanceof WriteRefused) || !isIdempotencyItem(error.existing)) throw error;
    return demand(replayOf(contract.createBulkEdit.id, input, error.existing), ctx);
  }
  await ctx.deps.queue.send(messagesOf(job));
  return job;
};

/** A bulk edit of the caller's own, or any for an administrator. @throws Problem not-found */
const demand = async (id: string, ctx: Ctx): Promise<StoredBulk> => {
  const job = await readBulk(ctx.actor.ws, id, ctx.table);
  if (!job || (job.createdBy !== ctx.actor.id && !ctx.actor.roles.includes('administrator')))
    throw new Problem('not-found');
  return job;
};

/** With the counts of the step that is under way. */
const withProgress = async (job: StoredBulk, ctx: Ctx): Promise<StoredBulk> => {
  if (job.portions === 0 || !['previewing', 'running', 'undoing'].includes(job.state)) return job;
  const { counts } = await readTotals(job, job.attempt, ctx.table);
  const done = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    ...job,
    ...(job.state === 'running' ? { counts } : {}),
    progress: { ...job.progress, done: Math.min(done, job.progress.total) },
  };
};

const begin =
  (to: 'running' | 'undoing'): Handler['handle'] =>
  async (input, ctx) => {
    const job = await demand(input.params.id, ctx);
    editable(job.entity, ctx);
    if (job.version !== input.ifMatch) throw new Problem('stale-version');
    const needed = to === 'running' ? 'ready' : 'done';
    if (job.state !== needed) throw new Problem('conflict', `The bulk edit is ${job.state}; this needs ${needed}.`);
    if (to === 'undoing' && job.undoUntil !== undefined && job.undoUntil < ctx.now)
      throw new Problem('conflict', `A bulk edit can be taken back for ${UNDO_DAYS} days.`);
    const changed = (job.counts['changed'] ?? 0) + (job.counts['requested'] ?? 0);
    const next = await saveBulk(
      job,
      {
        state: to,
        attempt: job.attempt + 1,
        actorId: ctx.actor.id,
        progress: { done: 0, total: to === 'running' ? job.total : changed },
        ...(to === 'running'
          ? { startedAt: ctx.now, undoUntil: new Date(Date.parse(ctx.now) + UNDO_DAYS * DAY).toISOString() }
          : {}),
      },
      ctx.table,
    );
    await ctx.deps.queue.send(messagesOf(next));
    return next;
  };

/** One's own, or all of the workspace: newest first, from the one index or the other. */
const page = async (
  ctx: Ctx,
  { own, limit, start }: { own: boolean; limit: number; start?: Item | undefined },
): Promise<{ items: StoredBulk[]; next: Item | undefined }> => {
  const { ws, id } = ctx.actor;
  const common = { descending: true, limit, start } as const;
  if (!own) {
    const found = await ctx.table.query({ index: 'changes', partition: changesPartition(ws, 'bulkEdit'), ...common });
    return { items: found.items.map(toBulk), next: found.next };
  }
  const found = await ctx.table.query({
    index: 'related',
    partition: relatedPartition(ws, id),
    begins: ownPrefix,
    ...common,
  });
  const items = await ctx.table.batchGet(found.items.map((item) => recordKey(ws, String(item['id']))));
  return { items: items.flatMap((item) => (item ? [toBulk(item)] : [])), next: found.next };
};

const list: Handler['handle'] = async (input, ctx) => {
  const own = !ctx.actor.roles.includes('administrator');
  const bound = `${ctx.actor.ws}\nbulk-edits\n${own ? ctx.actor.id : ''}`;
  const start = readCursor<Item>(input.query.cursor, bound);
  const { items, next } = await page(ctx, { own, limit: input.query.limit, start });
  return { items, ...(next ? { cursor: makeCursor(next, bound) } : {}) };
};

const file: Handler['handle'] = async (input, ctx) => {
  const job = await demand(input.params.id, ctx);
  const of = input.query.of as 'refused' | 'kept';
  if (!(of === 'refused' ? job.refusedFile : job.keptFile)) throw new Problem('conflict', 'There is no such file.');
  return { url: await ctx.deps.objects.downloadUrl(fileObject(job, of), `${job.id}-${of}.csv`, DOWNLOAD_SECONDS) };
};

/** Bulk edits: preview, run and undo, each as jobs of the queue. */
export const bulkRoutes: Routes = {
  contracts: contract.bulkEditContracts,
  handlers: {
    [contract.createBulkEdit.id]: create,
    [contract.listBulkEdits.id]: list,
    [contract.getBulkEdit.id]: async (input: Input, ctx: Ctx) => withProgress(await demand(input.params.id, ctx), ctx),
    [contract.runBulkEdit.id]: begin('running'),
    [contract.undoBulkEdit.id]: begin('undoing'),
    [contract.bulkFile.id]: file,
  },
};
