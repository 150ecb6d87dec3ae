import { inScope, may } from '../../shared/access/authorise.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { familyOf, winnerOf } from '../../shared/matching/aliases.ts';
import type { Taken } from '../../shared/matching/merge.ts';
import { merge } from '../../shared/matching/merge.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import { toRec } from '../runtime/stored.ts';

/** A merge as the API gives it, without the fields of its records that the reader may not see. */
export const shownMerge = (rec: Rec, ctx: Ctx): Record<string, unknown> => {
  const { recordType: type, why: reason, taken, ...data } = rec.data;
  const hidden = hiddenFrom(entityOf(String(type)), ctx.actor).fields;
  return {
    ...data,
    id: rec.id,
    version: rec.version,
    type,
    taken: ((taken ?? []) as Taken[]).filter((one) => !hidden.includes(one.field)),
    ...(reason === undefined ? {} : { reason }),
    createdAt: rec.createdAt,
    createdBy: rec.createdBy,
  };
};

const byNewest = (a: Row, b: Row): number => (a.id < b.id ? 1 : -1);

/** Merges of a record, or all, newest first; of those whose record the reader may see. */
export const listed: Handler['handle'] = async (input, ctx) => {
  const { recordId, limit } = input.query;
  const bound = `${ctx.actor.ws}\nmerges\n${recordId ?? ''}`;
  const after = readCursor<{ id: string }>(input.query.cursor, bound);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, merge.name, ctx.table);
  const views = new Map<string, ReadonlyMap<string, Row>>();
  const rowsOf = async (type: string) => {
    const known = views.get(type) ?? (await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table)).rows;
    views.set(type, known);
    return known;
  };
  const found: string[] = [];
  for (const row of [...view.rows.values()].sort(byNewest)) {
    if (after && row.id >= after.id) continue;
    const type = String(row['recordType']);
    const entity = entityOf(type);
    if (!may(ctx.actor.roles, `${entity.domain}:read`)) continue;
    const rows = await rowsOf(type);
    const ids = [String(row['winnerId']), String(row['loserId'])];
    if (recordId !== undefined && !ids.some((id) => id === recordId || familyOf(rows, recordId).includes(id))) continue;
    const record = rows.get(winnerOf(rows, ids[0]!));
    if (!record || (entity.owned && !inScope(ctx.actor, record as { ownerId?: string; teamId?: string }))) continue;
    found.push(row.id);
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const items = await ctx.table.batchGet(page.map((id) => recordKey(ctx.actor.ws, id)));
  return {
    items: items.flatMap((item) => (item ? [shownMerge(toRec(item), ctx)] : [])),
    ...(found.length > limit ? { cursor: makeCursor({ id: page.at(-1) }, bound) } : {}),
  };
};
