import type { Entity } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { saveNext, shown } from '../runtime/crud.ts';
import type { Handler } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';

/** Fields that speak of a person; everything else of the record stays. */
const personal = [
  'firstName',
  'lastName',
  'gender',
  'birthDate',
  'phone',
  'mobile',
  'email',
  'address',
  'postcode',
  'note',
  'title',
  'taxId',
  'website',
] as const;
/**
 * Erases a person's data in the record. The history follows by the stream, in order: once the version that erases has arrived,
 * the projector takes the values out of it and of all entries before it.
 */
export const eraseHandler = (entity: Entity): Handler => ({
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input, ctx) => {
    const current = loadedRecord(entity, input.params.id, ctx);
    if (current.version !== input.ifMatch) throw new Problem('stale-version');
    const data = Object.fromEntries(
      Object.entries(current.data).filter(
        ([name]) => name !== 'custom' && !(personal as readonly string[]).includes(name),
      ),
    );
    const { asImported: _raw, externalIds: _ids, onBehalfOf: _behalf, ...kept } = current;
    const next: Rec = {
      ...kept,
      version: current.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.id,
      via: ctx.via,
      reason: input.body.reason,
      erasedAt: ctx.now,
      archivedAt: current.archivedAt ?? ctx.now,
      data: { ...data, name: '—' },
    };
    await saveNext(entity, current, next, ctx);
    return shown(entity, next, ctx);
  },
});
