import { finding } from '../../shared/findings/finding.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey, relatedPartition } from '../../shared/table/keys.ts';
import { saveNext, shown } from '../runtime/crud.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';

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
/** What findings quote of the record: their own history lets go of it by the same mark. The next audit closes them. */
const eraseFindings = async (rec: Rec, ctx: Ctx): Promise<void> => {
  const ids: string[] = [];
  const partition = relatedPartition(rec.ws, rec.id);
  for await (const item of ctx.table.queryAll({ index: 'related', partition, begins: 'finding#' }))
    ids.push(String(item['id']));
  for (const id of ids) {
    // An audit at work may write the same finding: then its newer version is what is erased.
    for (let attempt = 1; ; attempt++) {
      const item = await ctx.table.get(recordKey(rec.ws, id));
      if (!item) break;
      const current = toRec(item);
      const { found: _found, expected: _expected, ...data } = current.data;
      const next: Rec = {
        ...current,
        version: current.version + 1,
        updatedAt: ctx.now,
        updatedBy: ctx.actor.id,
        via: ctx.via,
        erasedAt: ctx.now,
        data: { ...data, subjectTitle: '—' },
      };
      try {
        await ctx.table.write([{ op: 'replace', item: toItem(finding, next), version: current.version }]);
        ctx.deps.lists.note(next);
        break;
      } catch (error) {
        if (!(error instanceof WriteRefused) || attempt >= 4) throw error;
      }
    }
  }
};

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
    await eraseFindings(next, ctx);
    return shown(entity, next, ctx);
  },
});
