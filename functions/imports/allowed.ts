import { authorise } from '../../shared/access/authorise.ts';
import { entityOf } from '../../shared/entities.ts';
import { EACH_ROW, naturalKeys } from '../../shared/imports/fields.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault } from '../../shared/kernel/problem.ts';
import type { Ctx } from '../runtime/http.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import type { StoredImport } from './store.ts';

/** Importing records of a kind takes the right to write them, as entering them one by one does. @throws Problem forbidden */
export const authoriseTarget = (target: StoredImport['target'], ctx: Ctx): Entity => {
  const entity = entityOf(target);
  authorise(ctx.actor, `${entity.domain}:write`);
  return entity;
};

/** Fields that the actor may not see, and so may not fill, by their names in a mapping. */
export const hiddenPaths = (entity: Entity, ctx: Ctx): string[] => {
  const { fields, lines } = hiddenFrom(entity, ctx.actor);
  return [...fields, ...lines.map((name) => `lines.${name}`)];
};

/** What is wrong with the values that new records begin with. */
export const defaultFaults = (entity: Entity, defaults: Record<string, unknown>): FieldFault[] =>
  Object.entries(defaults).flatMap(([name, value]) => {
    if (!Object.hasOwn(entity.fields, name)) return [fault(`defaults.${name}`, 'unknown')];
    return entity.fields[name]!.safeParse(value).success ? [] : [fault(`defaults.${name}`, 'not-allowed-value')];
  });

/** Rows find their record by what no two records share. Only what has no such field may be made anew by every row. */
export const keyFaults = (entity: Entity, keyField: string): FieldFault[] =>
  entity.keys.some((key) => key.field === keyField) ||
  keyField.startsWith('externalIds.') ||
  (keyField === EACH_ROW && naturalKeys(entity).length === 0)
    ? []
    : [fault('keyField', 'not-allowed-value', entity.keys.map((key) => key.field).join(', '))];
