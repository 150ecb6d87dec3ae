import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorise, may, reaches, scopePartition } from '../../shared/access/authorise.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { selects } from '../../shared/search/query.ts';
import type { EntityStandard } from '../../shared/standards/standard.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { CellContext, ExportColumn, Source } from '../../shared/views/export-cells.ts';
import { exportColumns } from '../../shared/views/export-cells.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx } from '../runtime/http.ts';
import { readQuery } from '../runtime/list-query.ts';
import { memberCtx } from '../runtime/member-ctx.ts';
import { hiddenFrom, redact, redactQuotes } from '../runtime/redact.ts';
import { standardsOf } from '../runtime/settings.ts';
import { toApi, toRec } from '../runtime/stored.ts';
import { csvWriter } from './csv-writer.ts';
import type { StoredExport } from './store.ts';
import { expiryOf, exportObject, progressKey, saveExport } from './store.ts';
import type { RowWriter } from './xlsx-writer.ts';
import { xlsxWriter } from './xlsx-writer.ts';

/** Records that are read at a time, and rows after which progress is noted. */
const PAGE = 500;
const TELL_EVERY = 5_000;
/** A list's row holds no more letters of a text: one that has them all may have had more. */
const MAX_CELL = 300;
/** A merge leads to another record at most so many times. */
const MAX_HOPS = 5;

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Columns that the member may see as they are now; a role that was lost since takes its columns along. */
export const visibleColumns = (entity: Entity, names: readonly string[], ctx: Ctx): string[] => {
  const { fields, lines } = hiddenFrom(entity, ctx.actor);
  const hidden = new Set([...fields, ...lines.map((name) => `lines.${name}`)]);
  return names.filter((name) => !hidden.has(name) && !hidden.has(name.replace(/\.id$/, '')));
};

/** Names of records by id, as far as the member reaches them. */
const namesFor = async (columns: readonly string[], entity: Entity, standard: EntityStandard, ctx: Ctx) => {
  const kinds = new Set<string>(['member']);
  const wanted = new Set(columns);
  for (const field of entityFields(entity)) if (field.ref && wanted.has(field.name)) kinds.add(field.ref);
  for (const field of standard.custom) if (field.ref && wanted.has(`custom.${field.name}`)) kinds.add(field.ref);
  if (columns.some((name) => name.startsWith('lines.'))) kinds.add('product');
  const views = new Map<string, ListView>();
  for (const kind of kinds)
    if (isEntity(kind)) views.set(kind, await ctx.deps.lists.fresh(ctx.actor.ws, kind, ctx.table));
  return (kind: string, id: string): string | undefined => {
    const view = views.get(kind);
    if (!view) return undefined;
    let row = view.rows.get(id);
    for (let hops = 0; typeof row?.['aliasOf'] === 'string' && hops < MAX_HOPS; hops++)
      row = view.rows.get(row['aliasOf']);
    const of = entityOf(kind);
    if (!row || !may(ctx.actor.roles, `${of.domain}:read`)) return undefined;
    if (!reaches(ctx.actor, of, row as { ownerId?: string; teamId?: string })) return undefined;
    const title = row[of.title];
    return typeof title === 'string' ? title : undefined;
  };
};

/** The rows of the list, in its order, in the member's scope. */
const chosen = async (job: StoredExport, entity: Entity, ctx: Ctx): Promise<Row[]> => {
  const view = await ctx.deps.lists.fresh(job.ws, entity.name, ctx.table);
  const { filter, q, archived, sort } = job.query;
  const read = await readQuery(entity, { filter, sort }, ctx);
  const selected = selects(
    job.named ? { conditions: [], archived: 'all' } : { conditions: read.conditions, q, archived },
  );
  const named = job.named && new Set(job.named);
  const rows: Row[] = [];
  for (const row of view.ordered(scopePartition(ctx.actor, entity), read.sort))
    if (selected(row) && (!named || named.has(row.id))) rows.push(row);
  return rows;
};

/** Whether the row in memory says all that the columns want of it. */
const isWhole = (row: Row, columns: readonly ExportColumn[]): boolean =>
  columns.every((column) => {
    if (column.full) return false;
    const value = row[column.name];
    return typeof value !== 'string' || value.length < MAX_CELL;
  });

/** The records of some rows, in their order: from memory where that is whole, else read. */
async function* sources(
  rows: readonly Row[],
  { columns, entity, ctx }: { columns: readonly ExportColumn[]; entity: Entity; ctx: Ctx },
): AsyncGenerator<{ data: Record<string, unknown>; lines?: Record<string, unknown>[] }[]> {
  const hidden = hiddenFrom(entity, ctx.actor);
  for (let from = 0; from < rows.length; from += PAGE) {
    const page = rows.slice(from, from + PAGE);
    const short = page.filter((row) => !isWhole(row, columns));
    const items = await ctx.table.batchGet(short.map((row) => recordKey(ctx.actor.ws, row.id)));
    const read = new Map(short.map((row, index) => [row.id, items[index]]));
    yield page.map((row) => {
      const item = read.get(row.id);
      const data: Record<string, unknown> = item ? toApi(toRec(item)) : { ...row };
      redactQuotes(entity, redact(data, hidden), ctx.actor);
      return Array.isArray(data['lines']) ? { data, lines: data['lines'] as Record<string, unknown>[] } : { data };
    });
  }
}

/** The rows of a record: one, or one of each of its lines. */
const rowsOf = (
  { data, lines }: { data: Record<string, unknown>; lines?: Record<string, unknown>[] },
  byLine: boolean,
): Source[] => (byLine && lines && lines.length > 0 ? lines.map((line) => ({ data, line })) : [{ data }]);

const writerOf = (job: StoredExport, columns: readonly ExportColumn[], file: number): RowWriter => {
  const headings = columns.map((column) => column.header);
  const sink = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  };
  return job.format === 'csv' ? csvWriter(headings, sink) : xlsxWriter(job.name, headings, sink);
};

interface Written {
  rows: number;
  bytes: number;
}

/**
 * Writes the file of an export and puts it into the bucket. It is written to this machine's disk as it grows, so that memory does
 * not grow with it; done again it makes the same file. @throws Problem not-a-member, forbidden, invalid-input
 */
export const writeExport = async (job: StoredExport, deps: Deps): Promise<void> => {
  const ctx = await memberCtx(job.ws, job.createdBy, deps);
  const entity = entityOf(job.entity);
  authorise(ctx.actor, `${entity.domain}:read`);
  const standard = standardOf(await standardsOf(ctx.workspace, deps), entity.name);
  const names = visibleColumns(entity, job.columns, ctx);
  const context: CellContext = {
    language: job.language,
    timeZone: ctx.workspace.timeZone,
    currency: ctx.workspace.currency,
    nameOf: await namesFor(names, entity, standard, ctx),
  };
  const columns = exportColumns(entity, standard, names, context);
  const chosenRows = await chosen(job, entity, ctx);
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  try {
    const path = join(folder, job.id);
    const written = await writeRows(job, { path, rows: chosenRows, columns }, ctx);
    await deps.objects.putFile(exportObject(job), path, types[job.format]);
    const now = deps.now();
    const done = { ...written, total: chosenRows.length, endedAt: new Date(now).toISOString() };
    await saveExport(job, { ...done, columns: names, state: 'done', expiresAt: expiryOf(now) }, deps.table);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const writeRows = async (
  job: StoredExport,
  { path, rows, columns }: { path: string; rows: readonly Row[]; columns: readonly ExportColumn[] },
  ctx: Ctx,
): Promise<Written> => {
  const entity = entityOf(job.entity);
  const byLine = columns.some((column) => column.ofLines);
  const file = openSync(path, 'w');
  try {
    const writer = writerOf(job, columns, file);
    let count = 0;
    let told = 0;
    for await (const page of sources(rows, { columns, entity, ctx })) {
      for (const source of page.flatMap((one) => rowsOf(one, byLine))) {
        writer.row(columns.map((column) => column.cell(source)));
        count++;
      }
      if (count - told < TELL_EVERY) continue;
      told = count;
      await ctx.table.write([{ op: 'put', item: { ...progressKey(job), rows: count, total: rows.length } }]);
    }
    writer.end();
    return { rows: count, bytes: fstatSync(file).size };
  } finally {
    closeSync(file);
  }
};
