import { isEntity } from '../../shared/entities.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault } from '../../shared/kernel/problem.ts';
import { columnValue } from '../../shared/search/query.ts';
import { isBlank } from '../../shared/standards/check.ts';
import type { CustomType, WorkspaceStandard } from '../../shared/standards/standard.ts';
import type { Ctx } from '../runtime/http.ts';
import { standardsOf } from '../runtime/settings.ts';

/** Kinds of which a value of one is a value of the other: a field may change from the first to any of these. */
const widened: Readonly<Record<string, readonly CustomType[]>> = {
  text: ['longText'],
  enum: ['text', 'longText'],
  email: ['text', 'longText'],
  phone: ['text', 'longText'],
  url: ['text', 'longText'],
};

/**
 * Fields of the workspace's own whose kind would change while records hold values of the old one: those values would be faults at
 * once. `holds` tells whether any record has a value in the field.
 */
const changedTypes = (
  before: WorkspaceStandard,
  after: WorkspaceStandard,
  holds: (entity: string, field: string) => boolean,
): FieldFault[] =>
  Object.entries(after).flatMap(([entity, { custom }]) =>
    custom.flatMap((field, index) => {
      const old = before[entity]?.custom.find((one) => one.name === field.name);
      if (!old || (widened[old.type] ?? []).includes(field.type)) return [];
      const part = (['type', 'currency', 'ref'] as const).find((name) => old[name] !== field[name]);
      if (part === undefined || !holds(entity, field.name)) return [];
      return [fault(`standard.${entity}.custom.${index}.${part}`, 'not-allowed-value', old[part])];
    }),
  );

/** The faults of a new standard whose own fields would not fit the values that are there. Reads the lists of those kinds alone. */
export const changedTypeFaults = async (after: WorkspaceStandard, ctx: Ctx): Promise<FieldFault[]> => {
  const before = await standardsOf(ctx.workspace, ctx.deps);
  const touched = new Set<string>();
  changedTypes(before, after, (entity) => {
    touched.add(entity);
    return false;
  });
  const held = new Set<string>();
  for (const entity of [...touched].filter(isEntity)) {
    const view = await ctx.deps.lists.fresh(ctx.actor.ws, entity, ctx.table);
    for (const row of view.partition('all')) {
      if (row['removedAt'] !== undefined) continue;
      for (const [name, value] of Object.entries((columnValue(row, 'custom') ?? {}) as Record<string, unknown>))
        if (!isBlank(value)) held.add(`${entity}.${name}`);
    }
  }
  return changedTypes(before, after, (entity, field) => held.has(`${entity}.${field}`));
};
