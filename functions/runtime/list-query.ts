import type { ListQuery } from '../../shared/kernel/crud.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { envelopeFields } from '../../shared/kernel/record.ts';
import type { Condition } from '../../shared/search/query.ts';
import { parseCondition } from '../../shared/search/query.ts';
import { withAliases } from './aliases.ts';
import type { Ctx } from './http.ts';
import { hiddenFrom, unsearchable } from './redact.ts';
import { standardsOf } from './settings.ts';

/** The columns by which the actor may filter, sort and choose what a list shows: declared, envelope and the workspace's own. */
export const columnsFor = async (entity: Entity, ctx: Ctx): Promise<ReadonlySet<string>> => {
  const hidden = [...hiddenFrom(entity, ctx.actor).fields, ...unsearchable(entity, ctx.actor)];
  const standard = (await standardsOf(ctx.workspace, ctx.deps))[entity.name];
  return new Set<string>(
    [
      ...entityFields(entity).map((field) => field.name),
      ...envelopeFields,
      // Where something is due, a list of documents shows what is most pressing first.
      ...(entity.process ? ['stepDue', 'stepSince'] : []),
      'createdBy',
      'updatedBy',
      'version',
      ...(standard?.custom ?? []).map((field) => `custom.${field.name}`),
    ].filter((name) => !hidden.includes(name)),
  );
};

/**
 * Conditions and sort of a query. @throws Problem invalid-input where they name no column, or one that the actor may not see
 */
export const readQuery = async (
  entity: Entity,
  query: Pick<ListQuery, 'filter' | 'sort'>,
  ctx: Ctx,
): Promise<{ conditions: Condition[]; sort: string }> => {
  const known = await columnsFor(entity, ctx);
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
  return { conditions: await withAliases(entity, conditions, ctx), sort };
};
