import { inScope } from '../../shared/access/authorise.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';
import { kindOfId } from '../../shared/kernel/id.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { familyOf, MAX_HOPS, winnerOf } from '../../shared/matching/aliases.ts';
import type { Condition } from '../../shared/search/query.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx } from './http.ts';
import { keyName } from './http.ts';
import { toRec } from './stored.ts';

type Body = Record<string, unknown>;

/** The kind that a field of an entity points to, where its records are merged. */
const mergedKind = (entity: Entity, name: string): string | undefined => {
  const kind = entityFields(entity).find((field) => field.name === name)?.ref;
  return kind !== undefined && isEntity(kind) && entityOf(kind).mergeable ? kind : undefined;
};

const viewRows = async (kind: string, ctx: Ctx): Promise<ReadonlyMap<string, Row>> =>
  (await ctx.deps.lists.fresh(ctx.actor.ws, kind, ctx.table)).rows;

/** Conditions on references with the records that the named ones took in: what points to them belongs to these. */
export const withAliases = async (entity: Entity, conditions: readonly Condition[], ctx: Ctx): Promise<Condition[]> => {
  const wider: Condition[] = [];
  for (const condition of conditions) {
    const { field, op, value } = condition;
    const kind = op === 'eq' || op === 'in' || op === 'ne' ? mergedKind(entity, field) : undefined;
    if (kind === undefined) {
      wider.push(condition);
      continue;
    }
    const rows = await viewRows(kind, ctx);
    const ids = [...new Set((op === 'in' ? value.split('|') : [value]).flatMap((id) => [id, ...familyOf(rows, id)]))];
    if (op === 'ne') wider.push(...ids.map((id): Condition => ({ field, op, value: id })));
    else wider.push(ids.length === 1 ? condition : { field, op: 'in', value: ids.join('|') });
  }
  return wider;
};

/** How values of a column are grouped: a reference to a record that was merged counts for the one that it became. */
export const groupingOf = async (entity: Entity, field: string, ctx: Ctx): Promise<(value: unknown) => unknown> => {
  const kind = mergedKind(entity, field);
  if (kind === undefined) return (value) => value;
  const rows = await viewRows(kind, ctx);
  return (value) => (typeof value === 'string' ? winnerOf(rows, value) : value);
};

/** Ids that a list is asked for by name, where it is asked for nothing else. */
const idsAsked = (conditions: readonly Condition[]): string[] => {
  const [only, ...others] = conditions;
  if (only?.field !== 'id' || others.length > 0) return [];
  return only.op === 'eq' ? [only.value] : only.op === 'in' ? only.value.split('|') : [];
};

/**
 * Rows for ids that were merged, when a list is asked for them by id: what the record became, under the id that was asked for, so that
 * a link made before the merge is called by its present name.
 */
export const aliasRows = (
  entity: Entity,
  { conditions, rows }: { conditions: readonly Condition[]; rows: ReadonlyMap<string, Row> },
  ctx: Ctx,
): Row[] =>
  idsAsked(conditions).flatMap((id) => {
    if (rows.get(id)?.['aliasOf'] === undefined) return [];
    const winner = rows.get(winnerOf(rows, id));
    if (!winner || winner['removedAt'] !== undefined) return [];
    if (entity.owned && !inScope(ctx.actor, winner as { ownerId?: string; teamId?: string })) return [];
    return [{ ...winner, id, aliasOf: winner.id }];
  });

/** The record that another one became by merges, read from the table; itself where it was not merged. */
export const winnerRecord = async (rec: Rec, ctx: Pick<Ctx, 'table'>): Promise<Rec> => {
  let now = rec;
  for (let hops = 0; now.aliasOf !== undefined && hops < MAX_HOPS; hops++) {
    const item = await ctx.table.get(recordKey(rec.ws, now.aliasOf));
    if (!item) break;
    now = toRec(item);
  }
  return now;
};

/** A body whose references name the records that merged ones became; what it names must be loaded. */
export const withWinners = async (entity: Entity, body: Body, ctx: Ctx): Promise<Body> => {
  const known = new Map<string, string>();
  const winner = async (id: unknown): Promise<unknown> => {
    if (typeof id !== 'string') return id;
    const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id)));
    if (!item || item['aliasOf'] === undefined || item['type'] !== kindOfId(id)) return id;
    if (!known.has(id)) known.set(id, (await winnerRecord(toRec(item), ctx)).id);
    return known.get(id);
  };
  const through = async (names: readonly string[], part: Body): Promise<Body> => {
    let next = part;
    for (const name of names) {
      const id = await winner(part[name]);
      if (id !== part[name]) next = { ...next, [name]: id };
    }
    return next;
  };
  const refs = (fields: ReturnType<typeof fieldsOf>) =>
    fields.flatMap((field) => (field.type === 'ref' ? [field.name] : []));
  const head = await through(refs(entityFields(entity)), body);
  const names = entity.lines ? refs(fieldsOf(entity.lines)) : [];
  if (names.length === 0 || !Array.isArray(head['lines'])) return head;
  return { ...head, lines: await Promise.all((head['lines'] as Body[]).map((line) => through(names, line))) };
};

/** Refuses a change of a record that became another one. @throws Problem conflict, which names that one */
export const refuseAlias = (rec: Rec | undefined): void => {
  if (rec?.aliasOf === undefined) return;
  throw new Problem('conflict', 'This record was merged into another one. Change that one.', [
    { ...fault('id', 'not-allowed-value'), recordId: rec.aliasOf },
  ]);
};
