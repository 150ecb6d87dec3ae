import type { Content, Entity } from '../../shared/kernel/entity.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';
import { kindOfId } from '../../shared/kernel/id.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault } from '../../shared/kernel/problem.ts';
import { customRefFaults, idsInCustom } from '../../shared/standards/custom.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import type { Key } from '../../shared/table/keys.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx } from './http.ts';
import { keyName } from './http.ts';
import { standardsOf } from './settings.ts';
import { toRec } from './stored.ts';

/** Ids of other records that a body names, with the path of each. */
const refsIn = (entity: Entity, body: Record<string, unknown>): { path: string; id: string }[] => {
  const refs: { path: string; id: string }[] = [];
  const take = (path: string, id: unknown) => {
    if (typeof id === 'string') refs.push({ path, id });
  };
  for (const field of entityFields(entity)) if (field.type === 'ref') take(field.name, body[field.name]);
  if (entity.owned) take('ownerId', body['ownerId']);
  const lineRefs = entity.lines ? fieldsOf(entity.lines).filter((field) => field.type === 'ref') : [];
  if (lineRefs.length > 0 && Array.isArray(body['lines'])) {
    (body['lines'] as Record<string, unknown>[]).forEach((line, index) => {
      for (const field of lineRefs) take(`lines.${index}.${field.name}`, line[field.name]);
    });
  }
  return refs;
};

/** Keys of the records that a body refers to, each once. */
export const refKeys = (entity: Entity, ws: string, body: Record<string, unknown>): Key[] =>
  [...new Set([...refsIn(entity, body).map((ref) => ref.id), ...idsInCustom(body['custom'])])].map((id) =>
    recordKey(ws, id),
  );

/** Ids that name no record, or one of another kind. */
export const refFaults = (entity: Entity, body: Record<string, unknown>, ctx: Ctx): FieldFault[] =>
  refsIn(entity, body).flatMap(({ path, id }) => {
    const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id)));
    return item && item['type'] === kindOfId(id) && item['removedAt'] === undefined
      ? []
      : [fault(path, 'no-such-record')];
  });

/** Fields of the workspace's own that point to nothing. */
export const ownRefFaults = async (entity: Entity, body: Record<string, unknown>, ctx: Ctx): Promise<FieldFault[]> => {
  const standard = standardOf(await standardsOf(ctx.workspace, ctx.deps), entity.name);
  return customRefFaults(standard, body['custom'], (id) => {
    const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id)));
    return item && item['removedAt'] === undefined ? String(item['type']) : undefined;
  });
};

/** What the records that a body names have against it. */
export const refsObject = (entity: Entity, next: Content, ctx: Ctx): FieldFault[] =>
  entity.checkRefs?.(next, (id) => {
    const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id)));
    return item && toRec(item);
  }) ?? [];
