import { authorise } from '../../shared/access/authorise.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { allOperations } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { changesPartition, recordKey, relatedPartition } from '../../shared/table/keys.ts';
import type { Language } from '../../shared/views/export-cells.ts';
import { isExportColumn, usualColumns } from '../../shared/views/export-cells.ts';
import type { ExportJob } from '../../shared/views/exports.contract.ts';
import * as contract from '../../shared/views/exports.contract.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Handler, Routes } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem, replayOf } from '../runtime/idempotency.ts';
import { readQuery } from '../runtime/list-query.ts';
import { unsearchable } from '../runtime/redact.ts';
import { standardsOf } from '../runtime/settings.ts';
import type { Item } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { StoredExport } from './store.ts';
import { demandExport, exportItem, exportObject, ownPrefix, progressKey, toExport } from './store.ts';
import { visibleColumns } from './write.ts';

const DOWNLOAD_SECONDS = 900;
/** Exports of one person that are under way at the same time. */
const MOST_AT_ONCE = 3;

/** @throws Problem invalid-input, forbidden */
const exportable = (name: string, ctx: Ctx): Entity => {
  const entity = isEntity(name) ? entityOf(name) : undefined;
  if (!entity || !(entity.operations ?? allOperations).includes('list'))
    throw new Problem('invalid-input', undefined, [fault('entity', 'not-allowed-value')]);
  authorise(ctx.actor, `${entity.domain}:read`);
  return entity;
};

/** The columns that are asked for, or the usual ones. @throws Problem invalid-input for one that there is not, or not for this member */
const columnsOf = async (entity: Entity, asked: string[] | undefined, ctx: Ctx): Promise<string[]> => {
  const standard = standardOf(await standardsOf(ctx.workspace, ctx.deps), entity.name);
  const quoted = unsearchable(entity, ctx.actor);
  const visible = (names: readonly string[]) =>
    visibleColumns(entity, names, ctx).filter((name) => !quoted.includes(name));
  if (!asked) return visible(usualColumns(entity, standard));
  const seen = new Set(visible(asked));
  const faults = asked.flatMap((name, index) =>
    seen.has(name) && isExportColumn(entity, standard, name) && asked.indexOf(name) === index
      ? []
      : [fault(`columns.${index}`, asked.indexOf(name) < index ? 'duplicate' : 'unknown')],
  );
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  return asked;
};

const nameOf = (entity: Entity, language: Language, ctx: Ctx): string =>
  `${language === 'en' ? entity.plural.en : entity.plural.zh} ${localDate(ctx.now, ctx.workspace.timeZone)}`;

/** @throws Problem too-many-requests */
const refuseMany = async (ctx: Ctx): Promise<void> => {
  const { items } = await page(ctx, { own: true, limit: 10 });
  if (items.filter(({ state }) => state === 'running').length >= MOST_AT_ONCE)
    throw new Problem('too-many-requests', 'Wait for your other exports to end first.');
};

const create: Handler['handle'] = async (input, ctx) => {
  const { entity: wanted, format, language, ids, name } = input.body;
  const entity = exportable(wanted, ctx);
  const query: StoredExport['query'] = input.body.query ?? { archived: 'no' };
  const columns = await columnsOf(entity, input.body.columns, ctx);
  await readQuery(entity, query, ctx);
  await refuseMany(ctx);
  const job: StoredExport = {
    id: ctx.deps.newId('export'),
    ws: ctx.actor.ws,
    version: 1,
    entity: entity.name,
    name: name ?? nameOf(entity, language, ctx),
    format,
    columns,
    query,
    ...(ids ? { named: ids } : {}),
    language,
    state: 'running',
    rows: 0,
    total: 0,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
  };
  try {
    await ctx.table.write([
      ...idempotencyWrite(contract.createExport.id, input, ctx, job.id),
      { op: 'create', item: exportItem(job) },
    ]);
  } catch (error) {
    if (!(error instanceof WriteRefused) || !isIdempotencyItem(error.existing)) throw error;
    return shown(await demand(replayOf(contract.createExport.id, input, error.existing), ctx), ctx);
  }
  await ctx.deps.queue.send([{ job: 'exports.write', ws: job.ws, id: job.id }]);
  return shown(job, ctx);
};

const demand = (id: string, ctx: Ctx): Promise<StoredExport> =>
  demandExport(id, { ws: ctx.actor.ws, actor: ctx.actor, table: ctx.table });

/** An export as its page shows it; a file that is gone is said to be. */
const shown = ({ named, ...job }: StoredExport, ctx: Ctx): ExportJob => ({
  ...job,
  ...(named ? { ids: named.length } : {}),
  ...(job.expiresAt !== undefined && job.expiresAt <= ctx.now ? { state: 'expired' } : {}),
});

const get: Handler['handle'] = async (input, ctx) => {
  const job = await demand(input.params.id, ctx);
  const answer = shown(job, ctx);
  if (answer.state === 'running') {
    const { rows = 0, total = 0 } = ((await ctx.table.get(progressKey(job))) ?? {}) as {
      rows?: number;
      total?: number;
    };
    return { ...answer, rows, total };
  }
  // Whoever looks after the list sees who took what out; the file itself is for whoever asked for it.
  if (answer.state !== 'done' || job.createdBy !== ctx.actor.id) return answer;
  const url = await ctx.deps.objects.downloadUrl(exportObject(job), `${job.name}.${job.format}`, DOWNLOAD_SECONDS);
  return { ...answer, url };
};

const page = async (
  ctx: Ctx,
  { own, limit, start }: { own: boolean; limit: number; start?: Item | undefined },
): Promise<{ items: StoredExport[]; next: Item | undefined }> => {
  const { ws, id } = ctx.actor;
  const common = { descending: true, limit, start } as const;
  if (!own) {
    const found = await ctx.table.query({ index: 'changes', partition: changesPartition(ws, 'export'), ...common });
    return { items: found.items.map(toExport), next: found.next };
  }
  const partition = relatedPartition(ws, id);
  const found = await ctx.table.query({ index: 'related', partition, begins: ownPrefix, ...common });
  const items = await ctx.table.batchGet(found.items.map((item) => recordKey(ws, String(item['id']))));
  return { items: items.flatMap((item) => (item ? [toExport(item)] : [])), next: found.next };
};

const list: Handler['handle'] = async (input, ctx) => {
  const own = !ctx.actor.roles.includes('administrator');
  const bound = `${ctx.actor.ws}\nexports\n${own ? ctx.actor.id : ''}`;
  const start = readCursor<Item>(input.query.cursor, bound);
  const { items, next } = await page(ctx, { own, limit: input.query.limit, start });
  return { items: items.map((job) => shown(job, ctx)), ...(next ? { cursor: makeCursor(next, bound) } : {}) };
};

/** Exports: what signs addresses of the file bucket. */
export const exportRoutes: Routes[] = [
  {
    contracts: contract.exportContracts,
    handlers: {
      [contract.createExport.id]: create,
      [contract.listExports.id]: list,
      [contract.getExport.id]: get,
    },
  },
];
