import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { idsOf, MAX_ALIASES, MAX_HOPS } from '../../shared/matching/aliases.ts';
import * as contract from '../../shared/matching/duplicates.contract.ts';
import type { Taken, Undone } from '../../shared/matching/merge.ts';
import {
  aliasesWithout,
  foundBefore,
  merge,
  mergedData,
  takeFaults,
  unmergedData,
} from '../../shared/matching/merge.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Change } from '../runtime/commit.ts';
import { commitPlan, OthersMoved } from '../runtime/commit.ts';
import { nextVersion, plannedEdit } from '../runtime/edit.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import { governArchive } from '../runtime/govern.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem } from '../runtime/idempotency.ts';
import { withLeadMarks } from '../runtime/lead-marks.ts';
import { firstAnswer, readRecord } from '../runtime/made.ts';
import { loadedRecord } from '../runtime/records.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import { standardsOf } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';
import { shownMerge } from './merges.ts';

const refuse = (field: string, detail: string, recordId?: string): never => {
  throw new Problem('conflict', detail, [
    { ...fault(field, 'not-allowed-value'), ...(recordId === undefined ? {} : { recordId }) },
  ]);
};

/** What holds of each of two records that are to become one. @throws Problem stale-version, conflict */
const refuseUnfit = (rec: Rec, field: 'winnerId' | 'loserId', version: number): void => {
  if (rec.aliasOf !== undefined) refuse(field, 'The record was merged already.', rec.aliasOf);
  if (rec.archivedAt !== undefined) refuse(field, 'The record is archived. Restore it first.');
  if (rec.version !== version) throw new Problem('stale-version');
  const [request] = Object.values(rec.pending ?? {});
  if (request !== undefined)
    refuse(field, 'A change of this record waits for approval. Decide on it first, then merge.', request);
};

/** Fields that entry sets and the actor may see, the workspace's own ones too. @throws Problem forbidden */
const refuseFields = async (entity: Entity, take: readonly string[], ctx: Ctx): Promise<void> => {
  const hidden = hiddenFrom(entity, ctx.actor).fields;
  const secret = take.filter((field) => hidden.includes(field));
  if (secret.length > 0) throw new Problem('forbidden', `Your role does not see ${secret.join(', ')}.`);
  const standard = standardOf(await standardsOf(ctx.workspace, ctx.deps), entity.name);
  const known = new Set([
    ...entityFields(entity).flatMap((field) => (field.computed ? [] : [field.name])),
    ...standard.custom.map((field) => `custom.${field.name}`),
  ]);
  const faults = takeFaults(entity, take, known);
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
};

const ownLinks = (entity: Entity): string[] =>
  entityFields(entity).flatMap((field) => (field.ref === entity.name ? [field.name] : []));

const derived = (entity: Entity, next: Rec, current: Rec, now: string): Rec => {
  const content = entity.derive?.({ data: next.data, lines: next.lines }, current, now);
  return content ? { ...next, data: content.data, ...(content.lines ? { lines: content.lines } : {}) } : next;
};

/** Work on a record comes off the work lists while it is an alias, and stands there again afterwards. */
const workOf = (entity: Entity, { current, next }: { current: Rec; next: Rec }, ctx: Ctx) =>
  next.aliasOf === undefined
    ? governArchive(entity, { ...current, archivedAt: ctx.now }, next, ctx)
    : governArchive(entity, current, { ...next, archivedAt: ctx.now }, ctx);

const mergeRecord = (data: Rec['data'], ctx: Ctx): Rec => ({
  ...envelopeOf(merge, ctx),
  ...(ctx.actor.onBehalfOf ? { onBehalfOf: ctx.actor.onBehalfOf } : {}),
  data,
});

const titleOf = (entity: Entity, rec: Rec): string =>
  String((rec.data['kind'] === 'person' ? rec.data['code'] : undefined) ?? rec.data[entity.title] ?? rec.id)
    .slice(0, 300)
    .toWellFormed();

/** Documents of both may take credit: what was counted by a list that lags is counted again. */
const recount = async (entity: Entity, accounts: readonly string[], ctx: Ctx): Promise<void> => {
  if (entity.name === 'account')
    await ctx.deps.queue.send([{ job: 'credit.rebuild', ws: ctx.actor.ws, accounts: [...accounts] }]);
};

/** Another record moved between its reading and the write. */
const asStale = (error: unknown): unknown =>
  error instanceof OthersMoved || (error instanceof WriteRefused && !isIdempotencyItem(error.existing))
    ? new Problem('stale-version')
    : error;

/**
 * One transaction: the winner with what it takes, the loser as its alias, the merge. No link is rewritten: what points to the loser
 * is found through it, so that undoing is exact.
 */
export const createMerge: Handler = {
  keys: (input) => [input.body.winnerId, input.body.loserId].map((id) => recordKey(input.params.workspaceId, id)),
  handle: async (input, ctx) => {
    const known = await firstAnswer(contract.mergeRecords.id, input, ctx);
    if (known) return shownMerge(known, ctx);
    const { type, winnerId, loserId, take, reason } = input.body;
    const entity = entityOf(type);
    if (winnerId === loserId)
      throw new Problem('invalid-input', undefined, [fault('loserId', 'not-allowed-value', 'another record')]);
    const [winner, loser] = [loadedRecord(entity, winnerId, ctx), loadedRecord(entity, loserId, ctx)];
    refuseUnfit(winner, 'winnerId', input.body.winnerVersion);
    refuseUnfit(loser, 'loserId', input.body.loserVersion);
    await refuseFields(entity, take, ctx);
    const family = idsOf(loser);
    const aliases = [...(winner.aliases ?? []), ...family];
    if (aliases.length > MAX_ALIASES) refuse('winnerId', `A record takes in at most ${MAX_ALIASES} others.`);
    const merged = mergedData(winner, loser, { take, family, links: ownLinks(entity) });
    const wanted = derived(
      entity,
      { ...nextVersion(winner, ctx, reason), data: merged.data, aliases },
      winner,
      ctx.now,
    );
    const { made, writes } = await plannedEdit(entity, winner, wanted, ctx);
    const next = await withLeadMarks(made.rec, winner, ctx);
    // A critical field waits for its second person: it was not taken, and undoing leaves it alone.
    const asked = merged.taken.filter(({ field }) => next.pending?.[field] !== undefined).map(({ field }) => field);
    const gone: Rec = { ...nextVersion(loser, ctx, reason), aliasOf: winner.id };
    const rec = mergeRecord(
      {
        title: titleOf(entity, winner),
        loserTitle: titleOf(entity, loser),
        recordType: type,
        winnerId,
        loserId,
        taken: merged.taken.filter(({ field }) => !asked.includes(field)),
        ...(asked.length > 0 ? { asked } : {}),
        state: 'merged',
        ...(reason ? { why: reason } : {}),
      },
      ctx,
    );
    const changes: Change[] = [
      { current: winner, next, writes: [...made.writes, ...writes] },
      { current: loser, next: gone, writes: await workOf(entity, { current: loser, next: gone }, ctx) },
      { next: rec },
    ];
    try {
      const once = idempotencyWrite(contract.mergeRecords.id, input, ctx, rec.id);
      await commitPlan({ changes, once, credit: 'released' }, ctx);
    } catch (error) {
      const first = error instanceof WriteRefused ? await firstAnswer(contract.mergeRecords.id, input, ctx) : undefined;
      if (!first) throw asStale(error);
      return shownMerge(first, ctx);
    }
    await recount(entity, [winnerId, loserId], ctx);
    return shownMerge(rec, ctx);
  },
};

/** The record that a merge's winner became since, and all between: each has the loser among its aliases. */
const chainOf = async (winnerId: string, ctx: Ctx): Promise<Rec[]> => {
  const chain: Rec[] = [];
  let id: string | undefined = winnerId;
  for (let hops = 0; id !== undefined && hops < MAX_HOPS; hops++) {
    const rec: Rec | undefined = await readRecord(id, ctx);
    if (!rec) throw new Problem('conflict', 'The record that it became is gone.');
    chain.push(rec);
    id = rec.aliasOf;
  }
  return chain;
};

/** Merges of a winner that were undone. */
const undoneOf = async (winnerId: string, ctx: Ctx): Promise<Undone[]> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, merge.name, ctx.table);
  return [...view.rows.values()].flatMap((row) =>
    row['winnerId'] === winnerId && row['state'] === 'undone'
      ? [{ id: row.id, undoneAt: String(row['undoneAt']), taken: (row['taken'] ?? []) as Taken[] }]
      : [],
  );
};

const withoutAliases = (rec: Rec, gone: readonly string[]): Rec => {
  const { aliases, ...rest } = rec;
  const left = aliasesWithout(aliases, gone);
  return left ? { ...rest, aliases: left } : rest;
};

/** The loser as it was. A lead whose recall fell due while nobody could work on it has its days anew. */
const partedFrom = async (loser: Rec, reason: string | undefined, ctx: Ctx): Promise<Rec> => {
  const { aliasOf: _alias, ...itself } = nextVersion(loser, ctx, reason);
  const { recallOn, warnOn: _warnOn, ...data } = itself.data;
  const isLate =
    loser.type === 'lead' && typeof recallOn === 'string' && recallOn <= localDate(ctx.now, ctx.workspace.timeZone);
  return isLate ? withLeadMarks({ ...itself, data }, loser, ctx) : itself;
};

/** The loser is itself again; what the winner took of it goes back where nobody has changed it since. */
export const undo: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input, ctx) => {
    const current = loadedRecord(merge, input.params.id, ctx);
    if (current.version !== input.ifMatch) throw new Problem('stale-version');
    if (current.data['state'] !== 'merged') throw new Problem('conflict', 'The merge was undone already.');
    const { recordType, winnerId, loserId, taken } = current.data as {
      recordType: string;
      winnerId: string;
      loserId: string;
      taken: Taken[];
    };
    const entity = entityOf(recordType);
    const [chain, loser] = await Promise.all([chainOf(winnerId, ctx), readRecord(loserId, ctx)]);
    if (!loser || loser.aliasOf !== winnerId)
      throw new Problem('conflict', 'The records are not as the merge left them.');
    if (loser.erasedAt ?? chain[0]!.erasedAt)
      throw new Problem('conflict', 'The person’s data were erased; there is nothing to part any more.');
    const reason = input.body.reason;
    const gone = idsOf(loser);
    const found = foundBefore({ id: current.id, createdAt: current.createdAt, taken }, await undoneOf(winnerId, ctx));
    const itself = await partedFrom(loser, reason, ctx);
    const undone: Rec = {
      ...nextVersion(current, ctx, reason),
      data: { ...current.data, state: 'undone', undoneAt: ctx.now, undoneBy: ctx.actor.id },
    };
    const holders = await Promise.all(
      chain.map(async (rec, index): Promise<Change> => {
        const next = withoutAliases(nextVersion(rec, ctx, reason), gone);
        if (index > 0) return { current: rec, next };
        const parted = derived(entity, { ...next, data: unmergedData(next.data, found) }, rec, ctx.now);
        return { current: rec, next: await withLeadMarks(parted, rec, ctx) };
      }),
    );
    const work = await workOf(entity, { current: loser, next: itself }, ctx);
    const changes = [{ current, next: undone }, ...holders, { current: loser, next: itself, writes: work }];
    try {
      await commitPlan({ changes, credit: 'released' }, ctx);
    } catch (error) {
      throw asStale(error);
    }
    await recount(entity, [chain.at(-1)!.id, loserId], ctx);
    return shownMerge(undone, ctx);
  },
};
