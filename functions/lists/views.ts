import type { Actor } from '../../shared/access/actor.ts';
import { may } from '../../shared/access/authorise.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { allOperations } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey, viewDefaultsKey } from '../../shared/table/keys.ts';
import { changesView, seesView, sharesWithAll } from '../../shared/views/access.ts';
import type { ViewContent } from '../../shared/views/shown.ts';
import { viewFaults, viewFor } from '../../shared/views/shown.ts';
import { view } from '../../shared/views/view.ts';
import * as contract from '../../shared/views/views.contract.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { saveNext } from '../runtime/crud.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { claimKey, idempotencyWrite, isIdempotencyItem } from '../runtime/idempotency.ts';
import { columnsFor } from '../runtime/list-query.ts';
import { firstAnswer } from '../runtime/made.ts';
import { changedRecord, loadedRecord, newRecord } from '../runtime/records.ts';
import { toApi, toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';

/** Views that one person keeps; more than this is not a choice any longer. */
const MOST = 200;

/** The list that a view is of, if the caller may read it. */
const listOf = (name: unknown, actor: Actor): Entity | undefined => {
  if (!isEntity(name)) return undefined;
  const entity = entityOf(name);
  const offered = (entity.operations ?? allOperations).includes('list');
  return offered && may(actor.roles, `${entity.domain}:read`) ? entity : undefined;
};

/** @throws Problem invalid-input for a list that there is not */
const demandList = (name: unknown, ctx: Ctx): Entity => {
  const entity = listOf(name, ctx.actor);
  if (!entity) throw new Problem('invalid-input', undefined, [fault('entity', 'not-allowed-value')]);
  return entity;
};

/** A view as the caller gets it; undefined where they may not read its list. */
const shownTo = async (rec: Rec, ctx: Ctx): Promise<Record<string, unknown> | undefined> => {
  const entity = listOf(rec.data['entity'], ctx.actor);
  if (!entity) return undefined;
  const data = viewFor(rec.data as ViewContent, await columnsFor(entity, ctx));
  return { ...toApi({ ...rec, data: data as Rec['data'] }), canChange: changesView(ctx.actor, rec) };
};

/** The view of a path, for those that see it. @throws Problem not-found */
const seen = (input: Input, ctx: Ctx): Rec => {
  const rec = loadedRecord(view, input.params.id, ctx);
  if (!seesView(ctx.actor, rec) || !listOf(rec.data['entity'], ctx.actor)) throw new Problem('not-found');
  return rec;
};

/** @throws Problem forbidden, stale-version */
const changeable = (input: Input, ctx: Ctx): Rec => {
  const rec = seen(input, ctx);
  if (!changesView(ctx.actor, rec))
    throw new Problem('forbidden', 'This view is somebody else’s. Save one of your own.');
  if (rec.version !== input.ifMatch) throw new Problem('stale-version');
  return rec;
};

/** Refuses what a view cannot say, and sharing that the caller may not do. @throws Problem invalid-input, forbidden */
const check = async (rec: Rec, previous: Rec | undefined, ctx: Ctx): Promise<void> => {
  const entity = demandList(rec.data['entity'], ctx);
  const faults = viewFaults(rec.data as ViewContent, await columnsFor(entity, ctx));
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const shared = rec.data['shared'];
  if (shared === previous?.data['shared']) return;
  if (shared === 'all' && !sharesWithAll(ctx.actor))
    throw new Problem('forbidden', 'Sharing a view with everybody is for managers and data stewards.');
  if (shared === 'team' && rec.data['team'] === undefined)
    throw new Problem('invalid-input', undefined, [fault('shared', 'not-allowed-value', 'mine')]);
};

const defaultsOf = async (ctx: Ctx): Promise<Record<string, string>> => {
  const item = await ctx.table.get(viewDefaultsKey(ctx.actor.ws, ctx.actor.id));
  return (item?.['defaults'] ?? {}) as Record<string, string>;
};

const list: Handler['handle'] = async (input, ctx) => {
  const { entity, archived } = input.query as { entity?: string; archived: 'no' | 'only' | 'all' };
  if (entity !== undefined) demandList(entity, ctx);
  const rows = await ctx.deps.lists.fresh(ctx.actor.ws, view.name, ctx.table);
  const ids = [...rows.partition('all')].flatMap((row) => {
    if (row['removedAt'] !== undefined || (entity !== undefined && row['entity'] !== entity)) return [];
    if (archived !== 'all' && (row['archivedAt'] !== undefined) !== (archived === 'only')) return [];
    return seesView(ctx.actor, { data: row as unknown as Rec['data'] }) ? [row.id] : [];
  });
  const [items, defaults] = await Promise.all([
    ctx.table.batchGet(ids.slice(0, MOST * 5).map((id) => recordKey(ctx.actor.ws, id))),
    defaultsOf(ctx),
  ]);
  const recs = items.flatMap((item) => (item ? [toRec(item)] : [])).filter((rec) => seesView(ctx.actor, rec));
  const shown = (await Promise.all(recs.map((rec) => shownTo(rec, ctx)))).flatMap((one) => (one ? [one] : []));
  return { items: shown.sort((a, b) => String(a['name']).localeCompare(String(b['name']), 'zh')), defaults };
};

const create: Handler['handle'] = async (input, ctx) => {
  const made = await newRecord(view, input.body, ctx);
  const { teamId } = ctx.actor;
  const rec: Rec = { ...made, data: { ...made.data, by: ctx.actor.id, ...(teamId ? { team: teamId } : {}) } };
  await check(rec, undefined, ctx);
  const rows = await ctx.deps.lists.fresh(ctx.actor.ws, view.name, ctx.table);
  const own = [...rows.partition('all')].filter((row) => row['by'] === ctx.actor.id && row['archivedAt'] === undefined);
  if (own.length >= MOST) throw new Problem('conflict', `You have ${MOST} views. Put some away first.`);
  try {
    const once = idempotencyWrite(contract.createView.id, input, ctx, rec.id);
    return await shownTo(await carryOut({ made: { rec, writes: [], effects: [] }, once }, ctx), ctx);
  } catch (error) {
    if (!(error instanceof WriteRefused) || !isIdempotencyItem(error.existing)) throw error;
    const first = await firstAnswer(contract.createView.id, input, ctx);
    if (!first) throw new Problem('not-found');
    return shownTo(first, ctx);
  }
};

const update: Handler['handle'] = async (input, ctx) => {
  const current = changeable(input, ctx);
  const next = await changedRecord(view, current, input.body, ctx);
  await check(next, current, ctx);
  return shownTo(await saveNext({ current, next }, ctx), ctx);
};

const setArchived =
  (to: 'archived' | 'active'): Handler['handle'] =>
  async (input, ctx) => {
    const current = changeable(input, ctx);
    if ((current.archivedAt !== undefined) === (to === 'archived'))
      throw new Problem('conflict', to === 'archived' ? 'The view is put away already.' : 'The view is in use.');
    const { archivedAt: _at, ...kept } = nextVersion(current, ctx);
    const next: Rec = to === 'archived' ? { ...kept, archivedAt: ctx.now } : kept;
    return shownTo(await saveNext({ current, next }, ctx), ctx);
  };

/** Which view one's own list begins with. The last one who says it is right: it is a person's own setting. */
const setDefault: Handler['handle'] = async (input, ctx) => {
  const { entity, viewId } = input.body as { entity: string; viewId: string | null };
  demandList(entity, ctx);
  if (viewId !== null) {
    const rec = seen({ ...input, params: { ...input.params, id: viewId } }, ctx);
    if (rec.data['entity'] !== entity || rec.archivedAt) throw new Problem('not-found');
  }
  await claimKey(contract.setDefaultView.id, input, ctx);
  const { [entity]: _old, ...others } = await defaultsOf(ctx);
  const defaults = viewId === null ? others : { ...others, [entity]: viewId };
  await ctx.table.write([{ op: 'put', item: { ...viewDefaultsKey(ctx.actor.ws, ctx.actor.id), defaults } }]);
  return { defaults };
};

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

/** Saved views: everybody's own, and those that somebody shares with them. */
export const viewRoutes: Routes = {
  contracts: [
    contract.listViews,
    contract.getView,
    contract.createView,
    contract.updateView,
    contract.archiveView,
    contract.restoreView,
    contract.setDefaultView,
  ],
  handlers: {
    [contract.listViews.id]: list,
    [contract.getView.id]: { keys: own, handle: async (input, ctx) => shownTo(seen(input, ctx), ctx) },
    [contract.createView.id]: create,
    [contract.updateView.id]: { keys: own, handle: update },
    [contract.archiveView.id]: { keys: own, handle: setArchived('archived') },
    [contract.restoreView.id]: { keys: own, handle: setArchived('active') },
    [contract.setDefaultView.id]: {
      keys: ({ params, body }) => (body.viewId === null ? [] : [recordKey(params.workspaceId, body.viewId)]),
      handle: setDefault,
    },
  },
};
