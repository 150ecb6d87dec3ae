import { entityOf } from '../../shared/entities.ts';
import { defaultKeyField, importFields, naturalKeys } from '../../shared/imports/fields.ts';
import type { Outcome } from '../../shared/imports/imports.contract.ts';
import * as contract from '../../shared/imports/imports.contract.ts';
import type { ColumnMapping } from '../../shared/imports/mapping.ts';
import { FileFault } from '../../shared/imports/source.ts';
import { suggestMapping } from '../../shared/imports/suggest.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { changesPartition, recordKey } from '../../shared/table/keys.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem, replayOf } from '../runtime/idempotency.ts';
import { standardsOf } from '../runtime/settings.ts';
import type { Item } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import { authoriseTarget, defaultFaults, hiddenPaths, keyFaults } from './allowed.ts';
import { portionMessages } from './jobs.ts';
import { readRows } from './read-file.ts';
import { plansOf } from './run.ts';
import type { LedgerChunk, StoredImport } from './store.ts';
import { errorsObject, importItem, readImport, readTotals, saveImport, toImport, uploadKey } from './store.ts';

/** How long an upload address is good for, seconds. */
const UPLOAD_SECONDS = 3600;
const DOWNLOAD_SECONDS = 900;
const SAMPLE_ROWS = 20;
/** A sample is for recognising a column: its cells are cut to this length, and it ends with the row that reaches this size. */
const SAMPLE_CELL = 200;
const SAMPLE_LETTERS = 8_000;

const uploadsOf = (job: StoredImport, ctx: Ctx) =>
  Promise.all(
    job.files.map(async (file, index) => ({
      fileName: file.fileName,
      method: 'PUT' as const,
      url: await ctx.deps.objects.uploadUrl(uploadKey(job, index), file.size, UPLOAD_SECONDS),
      headers: {},
    })),
  );

const create = async (input: Input, ctx: Ctx) => {
  const { target, files, name } = input.body;
  authoriseTarget(target, ctx);
  const job: StoredImport = {
    id: ctx.deps.newId('import'),
    ws: ctx.actor.ws,
    version: 1,
    name: name ?? files[0].fileName,
    target,
    state: 'uploading',
    files,
    keyField: defaultKeyField(entityOf(target), []),
    progress: { done: 0, total: 0, unit: 'rows' },
    counts: {},
    errorsFile: false,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    by: ctx.actor.id,
    attempt: 0,
    portions: 0,
  };
  try {
    await ctx.table.write([
      ...idempotencyWrite(contract.createImport.id, input, ctx, job.id),
      { op: 'create', item: importItem(job) },
    ]);
  } catch (error) {
    if (!(error instanceof WriteRefused) || !isIdempotencyItem(error.existing)) throw error;
    const known = await readImport(ctx.actor.ws, replayOf(contract.createImport.id, input, error.existing), ctx.table);
    return { import: known, uploads: await uploadsOf(known, ctx) };
  }
  return { import: job, uploads: await uploadsOf(job, ctx) };
};

const demandState = (job: StoredImport, states: readonly StoredImport['state'][]): void => {
  if (!states.includes(job.state))
    throw new Problem('conflict', `The import is ${job.state}; this step needs ${states.join(' or ')}.`);
};

/** The uploaded bytes of a file, refused when they are more than was declared. */
const uploaded = async (job: StoredImport, index: number, ctx: Ctx): Promise<Uint8Array> => {
  const size = await ctx.deps.objects.size(uploadKey(job, index));
  const file = job.files[index]!;
  if (size === undefined) throw new Problem('conflict', `${file.fileName} is not uploaded yet.`);
  if (size > file.size) {
    await ctx.deps.objects.remove(uploadKey(job, index));
    throw new Problem('upload-too-large', `${file.fileName} has ${size} bytes; ${file.size} were declared.`);
  }
  return (await ctx.deps.objects.get(uploadKey(job, index)))!;
};

const sampleOf = async (rows: AsyncIterable<{ cells: string[] }>): Promise<string[][]> => {
  const sample: string[][] = [];
  let letters = 0;
  for await (const row of rows) {
    const cells = row.cells.map((cell) => cell.slice(0, SAMPLE_CELL));
    letters += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (sample.push(cells) >= SAMPLE_ROWS || letters > SAMPLE_LETTERS) break;
  }
  return sample;
};

const read = async (input: Input, ctx: Ctx) => {
  const job = await readImport(ctx.actor.ws, input.params.id, ctx.table);
  const entity = authoriseTarget(job.target, ctx);
  demandState(job, ['uploading', 'mapping', 'checked', 'failed']);
  const hidden = hiddenPaths(entity, ctx);
  const standard = standardOf(await standardsOf(ctx.workspace, ctx.deps), entity.name);
  const fields = importFields(entity, standard).filter((field) => !hidden.includes(field.name));
  const files: StoredImport['files'] = [];
  for (const [index, file] of job.files.entries()) {
    try {
      const source = await readRows(await uploaded(job, index, ctx), file.fileName);
      const sample = await sampleOf(source.rows);
      const { columns, confidence } = suggestMapping(source.header, sample, fields);
      files.push({
        fileName: file.fileName,
        size: file.size,
        header: source.header,
        encoding: source.encoding,
        sample,
        columns: columns as ColumnMappingOut[],
        confidence,
      });
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      throw new Problem('unreadable-file', `${file.fileName}: ${error.message}`, [
        { field: `files.${index}`, code: 'bad-format', message: error.message, expected: error.code },
      ]);
    }
  }
  const keyField = defaultKeyField(entity, files);
  return saveImport(job, { files, keyField, state: 'mapping', problem: undefined }, ctx.table);
};

type ColumnMappingOut = NonNullable<StoredImport['files'][number]['columns']>[number];

const map = async (input: Input, ctx: Ctx) => {
  const job = await readImport(ctx.actor.ws, input.params.id, ctx.table);
  const target = authoriseTarget(job.target, ctx);
  if (job.version !== input.ifMatch) throw new Problem('stale-version');
  demandState(job, ['mapping', 'checked', 'failed']);
  const { files, keyField, defaults, name, duplicates } = input.body as {
    files?: { columns: ColumnMapping[] }[];
    keyField?: string;
    duplicates?: 'create' | 'skip';
    defaults?: Record<string, unknown>;
    name?: string;
  };
  const named = [
    ...(files ?? []).flatMap((file) => file.columns.map((column) => column.field)),
    ...Object.keys(defaults ?? {}),
  ];
  const hidden = hiddenPaths(target, ctx).filter((path) => named.includes(path));
  if (hidden.length > 0) throw new Problem('forbidden', `Your role does not see ${hidden.join(', ')}.`);
  const next: StoredImport = {
    ...job,
    // Columns that were chosen anew may have brought an id, or taken it away.
    keyField: keyField ?? (files && naturalKeys(target).length === 0 ? defaultKeyField(target, files) : job.keyField),
    ...(duplicates ? { duplicates } : {}),
    ...(defaults ? { defaults } : {}),
    ...(name ? { name } : {}),
    state: 'mapping',
    files: files
      ? job.files.map((file, index) => ({
          ...file,
          columns: (files[index]?.columns ?? file.columns ?? []) as ColumnMappingOut[],
        }))
      : job.files,
  };
  const { plans, entity } = await plansOf(next, ctx.deps);
  const faults = plans.flatMap((plan, index) =>
    plan.faults.map(
      (one): FieldFault =>
        fault(`files.${index}.columns.${one.column}`, one.code === 'no-such-field' ? 'unknown' : 'required', one.code),
    ),
  );
  faults.push(...defaultFaults(entity, next.defaults ?? {}), ...keyFaults(entity, next.keyField));
  if (files && files.length > job.files.length) faults.push(fault(`files.${job.files.length}`, 'unknown'));
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  return saveImport(
    job,
    {
      files: next.files,
      keyField: next.keyField,
      ...(next.duplicates ? { duplicates: next.duplicates } : {}),
      defaults: next.defaults ?? {},
      name: next.name,
      state: 'mapping',
      problem: undefined,
    },
    ctx.table,
  );
};

const begin = (step: 'check' | 'run') => async (input: Input, ctx: Ctx) => {
  const job = await readImport(ctx.actor.ws, input.params.id, ctx.table);
  authoriseTarget(job.target, ctx);
  demandState(job, ['mapping', 'checked']);
  const { plans } = await plansOf(job, ctx.deps);
  if (plans.some((plan) => plan.faults.length > 0))
    throw new Problem('conflict', 'The mapping does not fit the files: set it first.');
  const next = await saveImport(
    job,
    {
      state: step === 'check' ? 'checking' : 'running',
      attempt: job.attempt + 1,
      progress: { done: 0, total: 0, unit: 'rows' },
      counts: {},
      ...(step === 'run' ? { startedAt: ctx.now } : {}),
    },
    ctx.table,
  );
  await ctx.deps.queue.send([{ job: 'imports.cut', ws: job.ws, id: job.id, step, attempt: next.attempt }]);
  return next;
};

const undo = async (input: Input, ctx: Ctx) => {
  const job = await readImport(ctx.actor.ws, input.params.id, ctx.table);
  authoriseTarget(job.target, ctx);
  demandState(job, ['done']);
  const next = await saveImport(
    job,
    { state: 'undoing', progress: { done: 0, total: job.portions, unit: 'portions' } },
    ctx.table,
  );
  // A file without a row has no portion whose end would end it.
  const empty = { job: 'imports.finish', ws: next.ws, id: next.id, step: 'undo', attempt: next.attempt };
  await ctx.deps.queue.send(next.portions > 0 ? portionMessages(next, 'undo', next.portions) : [empty]);
  return next;
};

/** An import with its progress so far. */
const get = async (input: Input, ctx: Ctx) => {
  const job = await readImport(ctx.actor.ws, input.params.id, ctx.table);
  if (job.state !== 'checking' && job.state !== 'running' && job.state !== 'undoing') return job;
  const { done, counts } = await readTotals(
    job,
    job.state === 'undoing' ? job.attempt + 500_000 : job.attempt,
    ctx.table,
  );
  const { rows = 0, ...outcomes } = counts;
  return {
    ...job,
    counts: { ...job.counts, ...outcomes },
    progress: { ...job.progress, done: job.state === 'undoing' ? done : rows + (job.counts['blank'] ?? 0) },
  };
};

const list = async (input: Input, ctx: Ctx) => {
  const bound = `${ctx.actor.ws}\nimports`;
  const start = readCursor<Item>(input.query.cursor, bound);
  const page = await ctx.table.query({
    index: 'changes',
    partition: changesPartition(ctx.actor.ws, 'import'),
    descending: true,
    limit: input.query.limit,
    start,
  });
  return { items: page.items.map(toImport), ...(page.next ? { cursor: makeCursor(page.next, bound) } : {}) };
};

/** The ledger, chunk by chunk; a page ends inside a chunk by its row. */
const rows = async (input: Input, ctx: Ctx) => {
  const job = await readImport(ctx.actor.ws, input.params.id, ctx.table);
  const wanted = input.query.outcome as Outcome | undefined;
  const bound = `${job.ws}\n${job.id}\nrows\n${wanted ?? ''}`;
  const start = readCursor<{ sk: string; at: number }>(input.query.cursor, bound);
  const pk = recordKey(job.ws, job.id).pk;
  const items: unknown[] = [];
  const from = start?.sk ?? 'p#l#';
  for await (const item of ctx.table.queryAll({ partition: pk, between: [from, 'p#l#~'], limit: 20 })) {
    const chunk = item as unknown as LedgerChunk & { sk: string };
    for (const [at, row] of chunk.rows.entries()) {
      if (chunk.sk === start?.sk && at < start.at) continue;
      if (wanted && row.outcome !== wanted) continue;
      if (items.length === input.query.limit) return { items, cursor: makeCursor({ sk: chunk.sk, at }, bound) };
      const state = row.recordId ? chunk.undo?.[row.recordId] : undefined;
      items.push({ ...row, ...(chunk.undo ? { undo: state ?? 'not-applicable' } : {}) });
    }
  }
  return { items };
};

const errors = async (input: Input, ctx: Ctx) => {
  const job = await readImport(ctx.actor.ws, input.params.id, ctx.table);
  if (!job.errorsFile) throw new Problem('conflict', 'There is no errors file: every row was taken as it came.');
  return { url: await ctx.deps.objects.downloadUrl(errorsObject(job), `${job.name}-errors.csv`, DOWNLOAD_SECONDS) };
};

export const importRoutes: Routes = {
  contracts: contract.importsContracts,
  handlers: {
    [contract.createImport.id]: create,
    [contract.listImports.id]: list,
    [contract.getImport.id]: get,
    [contract.readImport.id]: read,
    [contract.mapImport.id]: map,
    [contract.checkImport.id]: begin('check'),
    [contract.runImport.id]: begin('run'),
    [contract.undoImport.id]: undo,
    [contract.importRows.id]: rows,
    [contract.importErrors.id]: errors,
  },
};
