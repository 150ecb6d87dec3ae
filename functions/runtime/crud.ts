import { scopePartition } from '../../shared/access/authorise.ts';
import type { ListQuery, SummaryQuery } from '../../shared/kernel/crud.ts';
import { crudEndpoints } from '../../shared/kernel/crud.ts';
import type { Entity, Operation } from '../../shared/kernel/entity.ts';
import { allOperations } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Position } from '../../shared/search/list-view.ts';
import { candidates, pageOf } from '../../shared/search/page.ts';
import { columnValue, selects } from '../../shared/search/query.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { aliasRows, groupingOf, winnerRecord } from './aliases.ts';
import { carryOut } from './carry-out.ts';
import { divertNew } from './changes.ts';
import { replanned } from './commit.ts';
import { makeCursor, readCursor } from './cursor.ts';
import { refuseDuplicate } from './duplicates.ts';
import { checkedEdit, plannedArchive } from './edit.ts';
import { governCreate } from './govern.ts';
import { historyPage } from './history.ts';
import type { Ctx, Handler, Input, Routes } from './http.ts';
import { keyName } from './http.ts';
import { idempotencyWrite, isIdempotencyItem, replayOf } from './idempotency.ts';
import { readQuery } from './list-query.ts';
import { lookedUp } from './look-up.ts';
import { firstAnswer } from './made.ts';
import { isOpenTo, loadedRecord, newRecord } from './records.ts';
import { hiddenFrom, redact, redactQuotes } from './redact.ts';
import { refKeys } from './refs.ts';
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
    const view = await viewFor(entity, query.q, ctx);
    const { rows, total, last } = pageOf(view, {
      partition,
      sort,
      after,
      limit: query.limit,
      selection: { conditions, q: query.q, archived: query.archived },
      name: JSON.stringify([conditions, query.q, query.archived]),
    });
    const hidden = hiddenFrom(entity, ctx.actor);
    return {
      items: [...rows, ...(after ? [] : aliasRows(entity, { conditions, rows: view.rows }, ctx))].map((row) =>
        redactQuotes(entity, redact({ ...row }, hidden), ctx.actor),
      ),
      total,
      ...(last ? { cursor: makeCursor(last, bound) } : {}),
    };
  };

/** The rows of an entity, with their text index where words are looked for. */
const viewFor = (entity: Entity, q: string | undefined, ctx: Ctx) =>
  ctx.deps.lists[q ? 'searchable' : 'fresh'](ctx.actor.ws, entity.name, ctx.table);

/** The currency of a money field of the workspace's own that has one, whatever the records' is. @param column a column's name */
const ownCurrency = async (entity: Entity, column: string, ctx: Ctx): Promise<string | undefined> => {
  const custom = (await standardsOf(ctx.workspace, ctx.deps))[entity.name]?.custom ?? [];
  const field = custom.find(({ name }) => `custom.${name}` === column);
  return field?.type === 'money' ? field.currency : undefined;
};

const summary =
  (entity: Entity): Handler['handle'] =>
  async (input, ctx) => {
    const query = input.query as SummaryQuery;
    const { conditions } = await readQuery(entity, { filter: query.filter, sort: query.group }, ctx);
    if (query.sum) await readQuery(entity, { filter: undefined, sort: query.sum }, ctx);
    const own = query.sum && (await ownCurrency(entity, query.sum, ctx));
    const view = await viewFor(entity, query.q, ctx);
    const partition = scopePartition(ctx.actor, entity);
    const selection = { conditions, q: query.q, archived: query.archived };
    const selected = selects(selection);
    const grouping = await groupingOf(entity, query.group, ctx);
    const groups = new Map<unknown, { count: number; sums: Record<string, number> }>();
    let total = 0;
    for (const row of candidates(view, partition, selection)) {
      if (!selected(row)) continue;
      total++;
      const value = grouping(columnValue(row, query.group)) ?? null;
      let group = groups.get(value);
      if (!group) {
        group = { count: 0, sums: {} };
        groups.set(value, group);
      }
      group.count++;
      const amount = query.sum ? columnValue(row, query.sum) : undefined;
      if (typeof amount === 'number') {
        const unit = own || (typeof row['currency'] === 'string' ? row['currency'] : '');
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
    const fresh = await newRecord(entity, input.body, ctx);
    if (input.query?.onDuplicate === 'refuse' && !(await firstAnswer(`${entity.collection}.create`, input, ctx)))
      await refuseDuplicate(entity, fresh.data, ctx);
    const entered = await lookedUp(entity, fresh, ctx);
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

/** The record of an id, or the one that it became by merges; whose that is decides who sees it. @throws Problem not-found */
const presentRecord = async (entity: Entity, id: string, ctx: Ctx): Promise<Rec> => {
  const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id)));
  if (item?.['type'] !== entity.name || item['aliasOf'] === undefined) return loadedRecord(entity, id, ctx);
  const winner = await winnerRecord(toRec(item), ctx);
  if (winner.removedAt || !isOpenTo(entity, winner, ctx.actor)) throw new Problem('not-found');
  return winner;
};

const get = (entity: Entity): Handler => ({
  keys: own,
  handle: async (input, ctx) => {
    const rec = await presentRecord(entity, input.params.id, ctx);
    return shown(entity, rec, ctx);
  },
});

const update = (entity: Entity): Handler => ({
  keys: (input) => [...own(input), ...refKeys(entity, input.params.workspaceId, input.body)],
  handle: async (input, ctx) => {
    const current = loadedRecord(entity, input.params.id, ctx);
    demandVersion(input, current);
    const edit = await checkedEdit(entity, current, input.body, ctx);
    const write = async () => carryOut(await edit.plan(), ctx);
    // What it is judged by may move meanwhile (a price that a colleague quotes): then it is judged anew.
    return shown(entity, await saved(edit.priced ? replanned(write) : write()), ctx);
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
    const edit = await plannedArchive(entity, current, { to, reason: input.body.reason }, ctx);
    return shown(entity, await saved(carryOut(edit, ctx)), ctx);
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
