import { authorise, scopePartition } from '../../shared/access/authorise.ts';
import { entityOf } from '../../shared/entities.ts';
import { toCsv } from '../../shared/imports/export-cell.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { selects } from '../../shared/search/query.ts';
import { changesPartition, recordKey } from '../../shared/table/keys.ts';
import type { FieldChange } from '../../shared/views/bulk.ts';
import type { BulkOutcome, BulkRefusal, BulkSample, BulkState } from '../../shared/views/bulk-edits.contract.ts';
import { MAX_BULK } from '../../shared/views/bulk-edits.contract.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx } from '../runtime/http.ts';
import { readQuery } from '../runtime/list-query.ts';
import { memberCtx } from '../runtime/member-ctx.ts';
import { finishPortion, isFinished, readTotals } from '../runtime/portions.ts';
import type { Job } from '../runtime/queue.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import type { Item } from '../runtime/table.ts';
import type { Jobs } from '../runtime/worker.ts';
import type { Outcome } from './bulk-record.ts';
import { change, lookAt, refusedBy, withRefs } from './bulk-record.ts';
import type { Report, StoredBulk } from './bulk-store.ts';
import {
  fileObject,
  idsObject,
  ledgerKey,
  ledgerPrefix,
  readBulk,
  readJson,
  reportObject,
  saveBulk,
  toBulk,
} from './bulk-store.ts';
import { takeBack } from './bulk-undo.ts';

/** Records of one message. */
const PORTION = 250;
/** Records of a portion that are worked on at the same time: most of the time is spent waiting for the table. */
const AT_ONCE = 8;
/** Records that a preview shows before and after, and those that stand as examples of a refusal. */
const SAMPLE = 20;
const EXAMPLES = 5;
/** Reasons that the page tells apart; the file has every record. */
const MAX_REASONS = 30;

const working: readonly BulkState[] = ['previewing', 'running', 'undoing'];

const portionMessages = (job: StoredBulk): Job[] =>
  Array.from({ length: job.portions }, (_, portion) => ({
    job: 'bulk.portion',
    ws: job.ws,
    id: job.id,
    attempt: job.attempt,
    portion,
  }));

/** The messages by which a step goes on, whatever became of earlier ones. */
export const messagesOf = (job: StoredBulk): Job[] => {
  const { ws, id, attempt } = job;
  if (job.state === 'previewing' && job.portions === 0) return [{ job: 'bulk.cut', ws, id, attempt }];
  return job.portions === 0 ? [{ job: 'bulk.finish', ws, id, attempt }] : portionMessages(job);
};

/** The bulk edit of a message while it is still about the present step; undefined for a late repetition. */
const present = async (message: Job, deps: Deps): Promise<StoredBulk | undefined> => {
  const job = await readBulk(message.ws, String(message['id']), deps.table);
  return job && job.attempt === message['attempt'] && working.includes(job.state) ? job : undefined;
};

/** The ids that are selected, in the order of the list; those outside the member's scope are not there. */
const selectedIds = async (job: StoredBulk, ctx: Ctx): Promise<string[]> => {
  const entity = entityOf(job.entity);
  const view = await ctx.deps.lists.fresh(job.ws, entity.name, ctx.table);
  const partition = scopePartition(ctx.actor, entity);
  const { ids, query } = job.selection;
  if (ids) {
    const wanted = new Set(ids);
    const seen = selects({ conditions: [], archived: 'all' });
    return [...view.partition(partition)].flatMap((row) => (wanted.has(row.id) && seen(row) ? [row.id] : []));
  }
  const { conditions, sort } = await readQuery(entity, { filter: query?.filter }, ctx);
  const selected = selects({ conditions, q: query?.q, archived: query?.archived ?? 'no' });
  const found: string[] = [];
  for (const row of view.ordered(partition, sort)) if (selected(row)) found.push(row.id);
  return found;
};

const fail = async (job: StoredBulk, deps: Deps): Promise<void> => {
  const endedAt = new Date(deps.now()).toISOString();
  await saveBulk(job, { state: 'failed', endedAt }, deps.table).catch(overtaken);
};

/** Two messages that end together both write the end: whoever comes second finds it done. */
const overtaken = (error: unknown): void => {
  if (!(error instanceof Problem) || error.code !== 'conflict') throw error;
};

/** Freezes what is selected, so that the run is of the records that the preview showed. */
const cut = async (message: Job, deps: Deps): Promise<void> => {
  const job = await present(message, deps);
  if (!job) return;
  if (job.portions > 0) return deps.queue.send(portionMessages(job));
  let ids: string[];
  try {
    ids = await selectedIds(job, await memberCtx(job.ws, job.actorId, deps));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return fail(job, deps);
  }
  if (ids.length > MAX_BULK) return fail({ ...job, total: ids.length }, deps);
  const portions = Math.ceil(ids.length / PORTION);
  const write = (portion: number) =>
    deps.objects.put(
      idsObject(job, portion),
      JSON.stringify(ids.slice(portion * PORTION, (portion + 1) * PORTION)),
      'application/json',
    );
  await inPairs(
    Array.from({ length: portions }, (_, portion) => portion),
    write,
  );
  const progress = { done: 0, total: ids.length };
  const next = await saveBulk(job, { total: ids.length, portions, progress }, deps.table);
  // Where nothing is selected there is no portion whose end would end it.
  const { ws, id, attempt } = next;
  await deps.queue.send(portions > 0 ? portionMessages(next) : [{ job: 'bulk.finish', ws, id, attempt }]);
};

/** Carries something out for each thing, some at the same time; the answers are in the order of the things. */
const inPairs = async <T, R>(things: readonly T[], act: (thing: T, index: number) => Promise<R>): Promise<R[]> => {
  const answers: R[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let at = next++; at < things.length; at = next++) answers[at] = await act(things[at]!, at);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, things.length) }, one));
  return answers;
};

/** A preview writes nothing and tells nobody: not this process's own lists either. */
const quietly = (ctx: Ctx): Ctx => {
  const { lists } = ctx.deps;
  let quiet = quietLists.get(lists);
  if (!quiet) {
    quiet = { ...lists, note: () => {} };
    quietLists.set(lists, quiet);
  }
  return { ...ctx, deps: { ...ctx.deps, lists: quiet } };
};
const quietLists = new WeakMap<Deps['lists'], Deps['lists']>();

/** The context of whoever asked, if they may still do it. @throws Problem not-a-member, forbidden */
const allowed = async (job: StoredBulk, deps: Deps): Promise<Ctx> => {
  const ctx = await memberCtx(job.ws, job.actorId, deps);
  authorise(ctx.actor, `${entityOf(job.entity).domain}:write`);
  return withRefs(job, ctx);
};

const refuseAll = (ids: readonly string[], error: Problem): Outcome[] =>
  ids.map((id) => ({ id, title: id, outcome: 'refused', changes: [], refused: refusedBy(error, { id, title: id }) }));

const outcomesOf = async (job: StoredBulk, portion: number, deps: Deps): Promise<Outcome[]> => {
  const ids = await readJson<string[]>(idsObject(job, portion), deps.objects);
  try {
    const ctx = await allowed(job, deps);
    const items = await ctx.table.batchGet(ids.map((id) => recordKey(job.ws, id)));
    if (job.state === 'previewing') {
      const quiet = quietly(ctx);
      return await inPairs(ids, (id, index) => lookAt(job, id, items[index], quiet));
    }
    const known = await ctx.table.batchGet(ids.map((id) => ledgerKey(job, portion, id)));
    return await inPairs(ids, (id, index) =>
      change(job, { id, portion }, { item: items[index], known: known[index] }, ctx),
    );
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'busy') throw error;
    return refuseAll(ids, error);
  }
};

const countBy = <T extends string>(names: readonly T[]): Partial<Record<T, number>> => {
  const counts: Partial<Record<T, number>> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const MAX_SHOWN = 200;
const shortText = (value: unknown): unknown =>
  typeof value === 'string' && value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN).toWellFormed()}…` : value;
const shortened = ({ field, ...values }: FieldChange): FieldChange => ({
  field,
  ...('before' in values ? { before: shortText(values.before) } : {}),
  ...('after' in values ? { after: shortText(values.after) } : {}),
});

/** A sample shows nobody what they may not see elsewhere. */
const sampleOf = (outcomes: readonly Outcome[], hidden: readonly string[]): BulkSample[] =>
  outcomes.flatMap(({ id, title, outcome, changes }) =>
    outcome === 'changed' || outcome === 'requested'
      ? [{ id, title, outcome, changes: changes.filter(({ field }) => !hidden.includes(field)).map(shortened) }]
      : [],
  );

const undoPortion = async (job: StoredBulk, portion: number, deps: Deps) => {
  const ctx = await allowed(job, deps);
  const entries: Item[] = [];
  const { pk } = ledgerKey(job, portion, '');
  for await (const item of ctx.table.queryAll({ partition: pk, begins: ledgerPrefix(portion), consistent: true }))
    entries.push(item);
  const items = await ctx.table.batchGet(entries.map((entry) => recordKey(job.ws, String(entry['recordId']))));
  const undone = await inPairs(entries, (entry, index) => takeBack(job, { entry, item: items[index] }, ctx));
  return {
    counts: countBy(undone.map(({ state }) => state)),
    report: { sample: [], refused: undone.flatMap(({ left }) => (left ? [left] : [])) } satisfies Report,
  };
};

const doPortion = async (job: StoredBulk, portion: number, deps: Deps) => {
  const outcomes = await outcomesOf(job, portion, deps);
  const ctx = await memberCtx(job.ws, job.actorId, deps).catch(() => undefined);
  const hidden = ctx ? hiddenFrom(entityOf(job.entity), ctx.actor).fields : [];
  return {
    counts: countBy<BulkOutcome>(outcomes.map(({ outcome }) => outcome)),
    report: {
      sample: sampleOf(outcomes, hidden).slice(0, SAMPLE),
      refused: outcomes.flatMap(({ refused }) => (refused ? [refused] : [])),
    } satisfies Report,
  };
};

const isLeaver = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'not-a-member' || error.code === 'forbidden');

const portion = async (message: Job, deps: Deps): Promise<void> => {
  const job = await present(message, deps);
  if (!job) return;
  const part = { attempt: job.attempt, portion: Number(message['portion']) };
  if (!(await isFinished(job, part, deps.table))) {
    const work = job.state === 'undoing' ? undoPortion : doPortion;
    const done = await work(job, part.portion, deps).catch((error: unknown) => {
      if (!isLeaver(error)) throw error;
    });
    // Whoever asked for it may not do it any more: what is not done stays undone.
    if (!done) return fail(job, deps);
    const { counts, report } = done;
    await deps.objects.put(
      reportObject(job, job.attempt, part.portion),
      JSON.stringify(report satisfies Report),
      'application/json',
    );
    await finishPortion(job, { ...part, counts }, deps.table);
  }
  const { done } = await readTotals(job, job.attempt, deps.table);
  const { ws, id, attempt } = job;
  if (done >= job.portions) await deps.queue.send([{ job: 'bulk.finish', ws, id, attempt }]);
};

/** Refused records by reason, the most frequent first. */
const byReason = (refused: Report['refused']): BulkRefusal[] => {
  const groups = new Map<string, BulkRefusal>();
  for (const { id, title, ...why } of refused) {
    const name = `${why.code}|${why.field ?? ''}`;
    const group = groups.get(name) ?? { ...why, count: 0, examples: [] };
    group.count++;
    if (group.examples.length < EXAMPLES) group.examples.push({ id, title });
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count).slice(0, MAX_REASONS);
};

const writeFile = async (
  job: StoredBulk,
  of: 'refused' | 'kept',
  rows: Report['refused'],
  deps: Deps,
): Promise<void> => {
  const head = ['id', 'title', 'field', 'code', 'reason', '原因'];
  const lines = rows.map((row) => [row.id, row.title, row.field ?? '', row.code, row.en, row.zh]);
  await deps.objects.put(fileObject(job, of), toCsv([head, ...lines]), 'text/csv; charset=utf-8');
};

const finish = async (message: Job, deps: Deps): Promise<void> => {
  const job = await present(message, deps);
  if (!job) return;
  const { counts } = await readTotals(job, job.attempt, deps.table);
  const reports = await inPairs(
    Array.from({ length: job.portions }, (_, index) => index),
    (index) => readJson<Report>(reportObject(job, job.attempt, index), deps.objects),
  );
  const refused = reports.flatMap((report) => report.refused);
  const progress = { ...job.progress, done: job.progress.total };
  const endedAt = new Date(deps.now()).toISOString();
  const save = (next: Partial<StoredBulk>) => saveBulk(job, { progress, ...next }, deps.table).catch(overtaken);
  if (job.state === 'undoing') {
    if (refused.length > 0) await writeFile(job, 'kept', refused, deps);
    await save({ state: 'undone', undone: counts, keptFile: refused.length > 0, endedAt });
    return;
  }
  if (refused.length > 0) await writeFile(job, 'refused', refused, deps);
  const found = { refusals: byReason(refused), refusedFile: refused.length > 0 };
  if (job.state === 'running') await save({ ...found, state: 'done', counts, endedAt });
  else {
    const sample = reports.flatMap((report) => report.sample).slice(0, SAMPLE);
    await save({ ...found, state: 'ready', preview: counts, sample });
  }
};

/** Sends the messages of unfinished bulk edits again: to one at work they are repetitions, which every step recognises. */
export const resumeBulk = async (ws: string, deps: Deps): Promise<void> => {
  const partition = changesPartition(ws, 'bulkEdit');
  const { items } = await deps.table.query({ index: 'changes', partition, descending: true, limit: 50 });
  for (const job of items.map(toBulk)) if (working.includes(job.state)) await deps.queue.send(messagesOf(job));
};

/** The queue's side of bulk edits. Every message may come twice or late; each step finds out what is left to do. */
export const bulkJobs: Jobs = { 'bulk.cut': cut, 'bulk.portion': portion, 'bulk.finish': finish };
