import { scopePartition } from '../../shared/access/authorise.ts';
import type { ListQuery, SummaryQuery } from '../../shared/kernel/crud.ts';
import { crudEndpoints } from '../../shared/kernel/crud.ts';
import type { Entity, Operation } from '../../shared/kernel/entity.ts';
import { allOperations, entityFields } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { envelopeFields } from '../../shared/kernel/record.ts';
import type { Position } from '../../shared/search/list-view.ts';
import type { Condition } from '../../shared/search/query.ts';
import { columnValue, parseCondition, selects } from '../../shared/search/query.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { carryOut } from './carry-out.ts';
import { divertCritical, divertNew, refuseArchiving } from './changes.ts';
import { replanned } from './commit.ts';
import { makeCursor, readCursor } from './cursor.ts';
import { governArchive, governCreate, governUpdate } from './govern.ts';
import { historyPage } from './history.ts';
import type { Ctx, Handler, Input, Routes } from './http.ts';
import { idempotencyWrite, isIdempotencyItem, replayOf } from './idempotency.ts';
import { asksPrices, isFree, lookedUp } from './look-up.ts';
import { changedRecord, loadedRecord, newRecord, refKeys } from './records.ts';
import { hiddenFrom, redact, redactQuotes, unsearchable } from './redact.ts';
import { standardsOf } from './settings.ts';
import { toApi, toRec } from './stored.ts';
import type { Write } from './table.ts';
import { WriteRefused } from './table.ts';

/** A record in API form, without what the actor may not see. */
export const shown = (entity: Entity, rec: Rec, ctx: Ctx): Record<string, unknown> =>
  redactQuotes(entity, redact(toApi(rec), hiddenFrom(entity, ctx.actor)), ctx.actor);

/** The next version of a record, with what has to be written in its transaction. */
export interface NextVersion {
  current: Rec;
  next: Rec;
  writes?: readonly Write[];
}

/** Writes the next version of a record with its natural keys. @throws Problem stale-version, duplicate-key, conflict */
export const saveNext = ({ current, next, writes = [] }: NextVersion, ctx: Ctx): Promise<Rec> =>
  saved(carryOut({ current, made: { rec: next, writes: [...writes], effects: [] } }, ctx));

/** What it means for a caller that the record they named is not as they read it. @throws Problem stale-version */
const saved = async (writing: Promise<Rec>): Promise<Rec> => {
  try {
    return await writing;
  } catch (error) {
    throw error instanceof WriteRefused && error.index === 0 ? new Problem('stale-version') : error;
  }
};

const demandVersion = (input: Input, current: Rec): void => {
  if (input.ifMatch !== current.version) throw new Problem('stale-version');
};

const list =
  (entity: Entity): Handler['handle'] =>
  async (input, ctx) => {
    const query = input.query as ListQuery;
    const { conditions, sort } = await readQuery(entity, query, ctx);
    const partition = scopePartition(ctx.actor, entity);
    const bound = [
      ctx.actor.ws,
      entity.name,
      partition,
      sort,
      query.q ?? '',
      query.archived,
      JSON.stringify(query.filter ?? ''),
    ].join('\n');
    const after = readCursor<Position>(query.cursor, bound);
    const view = await ctx.deps.lists.fresh(ctx.actor.ws, entity.name, ctx.table);
    const selected = selects({ conditions, q: query.q, archived: query.archived });
    const hidden = hiddenFrom(entity, ctx.actor);
    const items: Record<string, unknown>[] = [];
    let last: Position | undefined;
    for (const row of view.ordered(partition, sort, after)) {
      if (!selected(row)) continue;
      if (items.length === query.limit) {
        last = view.positionOf(view.rows.get(String(items.at(-1)!['id']))!, sort);
        break;
      }
      items.push(redactQuotes(entity, redact({ ...row }, hidden), ctx.actor));
    }
    return {
      items,
      total: countOf(view, partition, bound, selected),
      ...(last ? { cursor: makeCursor(last, bound) } : {}),
    };
  };

type View = Awaited<ReturnType<Ctx['deps']['lists']['fresh']>>;

/** Counts of a view by query, valid for one revision of it. */
const counts = new WeakMap<View, { revision: number; totals: Map<string, number> }>();

const countOf = (view: View, partition: string, bound: string, selected: (row: never) => boolean): number => {
  let known = counts.get(view);
  if (!known || known.revision !== view.revision) {
    known = { revision: view.revision, totals: new Map() };
    counts.set(view, known);
  }
  let total = known.totals.get(bound);
  if (total === undefined) {
    total = 0;
    for (const row of view.partition(partition)) if (selected(row as never)) total++;
    known.totals.set(bound, total);
  }
  return total;
};

/** Conditions and sort of a query, refused where they name no field, or one that the actor may not see. */
const readQuery = async (
  entity: Entity,
  query: Pick<ListQuery, 'filter' | 'sort'>,
  ctx: Ctx,
): Promise<{ conditions: Condition[]; sort: string }> => {
  const hidden = [...hiddenFrom(entity, ctx.actor).fields, ...unsearchable(entity, ctx.actor)];
  const standard = (await standardsOf(ctx.workspace, ctx.deps))[entity.name];
  const known = new Set<string>(
    [
      ...entityFields(entity).map((field) => field.name),
      ...envelopeFields,
      'createdBy',
      'updatedBy',
      'version',
      ...(standard?.custom ?? []).map((field) => `custom.${field.name}`),
    ].filter((name) => !hidden.includes(name)),
  );
  const texts = query.filter === undefined ? [] : Array.isArray(query.filter) ? query.filter : [query.filter];
  const conditions = texts.map((text) => {
    const condition = parseCondition(text);
    if (!condition || !known.has(condition.field))
      throw new Problem('invalid-input', undefined, [fault('query.filter', 'bad-format', 'field:op:value')]);
    return condition;
  });
  const sort = query.sort ?? entity.defaultSort;
  if (!known.has(sort.replace(/^-/, '')))
    throw new Problem('invalid-input', undefined, [
      fault('query.sort', 'not-allowed-value', [...known].slice(0, 30).join(', ')),
    ]);
  return { conditions, sort };
};

const summary =
  (entity: Entity): Handler['handle'] =>
  async (input, ctx) => {
    const query = input.query as SummaryQuery;
    const { conditions } = await readQuery(entity, { filter: query.filter, sort: query.group }, ctx);
    if (query.sum) await readQuery(entity, { filter: undefined, sort: query.sum }, ctx);
    const view = await ctx.deps.lists.fresh(ctx.actor.ws, entity.name, ctx.table);
    const selected = selects({ conditions, q: query.q, archived: query.archived });
    const groups = new Map<unknown, { count: number; sums: Record<string, number> }>();
    let total = 0;
    for (const row of view.partition(scopePartition(ctx.actor, entity))) {
      if (!selected(row)) continue;
      total++;
      const value = columnValue(row, query.group) ?? null;
      let group = groups.get(value);
      if (!group) {
        group = { count: 0, sums: {} };
        groups.set(value, group);
      }
      group.count++;
      const amount = query.sum ? columnValue(row, query.sum) : undefined;
      if (typeof amount === 'number') {
        const unit = typeof row['currency'] === 'string' ? row['currency'] : '';
        group.sums[unit] = (group.sums[unit] ?? 0) + amount;
      }
    }
    return {
      total,
      groups: [...groups]
        .map(([value, group]) => ({
          value: Array.isArray(value) ? value.join(', ') : value,
          count: group.count,
          ...(query.sum ? { sums: group.sums } : {}),
        }))
        .sort((a, b) => b.count - a.count)
        .slice(0, 500),
    };
  };

const create = (entity: Entity): Handler => ({
  keys: (input) => refKeys(entity, input.params.workspaceId, input.body),
  handle: async (input, ctx) => {
    const entered = await lookedUp(entity, await newRecord(entity, input.body, ctx), ctx);
    const diverted = await divertNew(entity, entered, ctx);
    const made = await governCreate(entity, diverted.next, ctx);
    const endpointId = `${entity.collection}.create`;
    const once = idempotencyWrite(endpointId, input, ctx, made.rec.id);
    try {
      return shown(entity, await carryOut({ made, writes: diverted.writes, once }, ctx), ctx);
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
      if (!isIdempotencyItem(error.existing)) throw new Problem('conflict');
      const item = await ctx.table.get(recordKey(ctx.actor.ws, replayOf(endpointId, input, error.existing)));
      if (!item) throw new Problem('not-found');
      return shown(entity, toRec(item), ctx);
    }
  },
});

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

const get = (entity: Entity): Handler => ({
  keys: own,
  handle: async (input, ctx) => {
    let rec = loadedRecord(entity, input.params.id, ctx);
    // The loser of a merge answers with the record that it became.
    for (let hops = 0; rec.aliasOf && hops < 5; hops++) {
      const item = await ctx.table.get(recordKey(ctx.actor.ws, rec.aliasOf));
      if (!item) break;
      rec = toRec(item);
    }
    return shown(entity, rec, ctx);
  },
});

const update = (entity: Entity): Handler => ({
  keys: (input) => [...own(input), ...refKeys(entity, input.params.workspaceId, input.body)],
  handle: async (input, ctx) => {
    const current = loadedRecord(entity, input.params.id, ctx);
    demandVersion(input, current);
    const changed = await changedRecord(entity, current, input.body, ctx);
    const priced = asksPrices(entity, input.body) && (await isFree(entity, current, ctx));
    const write = async () => {
      const wanted = priced ? await lookedUp(entity, changed, ctx) : changed;
      const diverted = await divertCritical(entity, { current, next: wanted }, ctx);
      const made = await governUpdate(entity, { current, wanted: diverted.next, comment: wanted.reason }, ctx);
      return carryOut({ current, made, writes: diverted.writes }, ctx);
    };
    // What it is judged by may move meanwhile (a price that a colleague quotes): then it is judged anew.
    return shown(entity, await saved(priced ? replanned(write) : write()), ctx);
  },
});

const setArchived = (entity: Entity, to: 'archived' | 'active'): Handler => ({
  keys: own,
  handle: async (input, ctx) => {
    const current = loadedRecord(entity, input.params.id, ctx);
    demandVersion(input, current);
    if ((current.archivedAt !== undefined) === (to === 'archived'))
      throw new Problem(
        'conflict',
        to === 'archived' ? 'The record is archived already.' : 'The record is not archived.',
      );
    const held = await refuseArchiving(entity, current, ctx);
    const { archivedAt: _at, reason: _reason, onBehalfOf: _behalf, approvedBy: _by, ...kept } = current;
    const next: Rec = {
      ...kept,
      version: current.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.id,
      via: ctx.via,
      ...(to === 'archived' ? { archivedAt: ctx.now } : {}),
      ...(input.body.reason ? { reason: input.body.reason } : {}),
      ...(ctx.actor.onBehalfOf ? { onBehalfOf: ctx.actor.onBehalfOf } : {}),
    };
    const writes = [...(await governArchive(entity, current, next, ctx)), ...held];
    return shown(entity, await saveNext({ current, next, writes }, ctx), ctx);
  },
});

const history = (entity: Entity): Handler => ({
  keys: own,
  handle: async (input, ctx) => historyPage(entity, loadedRecord(entity, input.params.id, ctx), input, ctx),
});

/** The generic routes of an entity. */
export const crudRoutes = (entity: Entity): Routes => {
  const contracts = crudEndpoints(entity);
  const handlers: Record<Operation, Handler | Handler['handle']> = {
    list: list(entity),
    summary: summary(entity),
    create: create(entity),
    get: get(entity),
    update: update(entity),
    archive: setArchived(entity, 'archived'),
    restore: setArchived(entity, 'active'),
    history: history(entity),
  };
  const offered = entity.operations ?? allOperations;
  return {
    contracts: offered.map((operation) => contracts[operation]),
    handlers: Object.fromEntries(offered.map((operation) => [contracts[operation].id, handlers[operation]])),
  };
};
