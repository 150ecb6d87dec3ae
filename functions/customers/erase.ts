import { finding } from '../../shared/findings/finding.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { merge } from '../../shared/matching/merge.ts';
import { changeRequest } from '../../shared/process/change-request.ts';
import { recordKey, relatedPartition } from '../../shared/table/keys.ts';
import { refuseAlias } from '../runtime/aliases.ts';
import { saveNext, shown } from '../runtime/crud.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { eraseOne } from './erase-one.ts';
import { forget, wordsOf } from './forget.ts';

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
  'lostNote',
  'title',
  'taxId',
  'website',
] as const;
/** Content without what speaks of a person. */
const impersonal = (data: Rec['data']): Rec['data'] => ({
  ...Object.fromEntries(
    Object.entries(data).filter(([name]) => name !== 'custom' && !(personal as readonly string[]).includes(name)),
  ),
  name: '—',
});

/** What speaks of a record beside it, and how it lets go of what it quotes: its own history follows by the same mark. */
const attached: readonly { begins: string; entity: Entity; without: (data: Rec['data']) => Rec['data'] }[] = [
  {
    // The next audit closes them.
    begins: 'finding#',
    entity: finding,
    without: ({ found: _found, expected: _expected, ...data }) => ({ ...data, subjectTitle: '—' }),
  },
  {
    begins: 'change#',
    entity: changeRequest,
    without: ({ reason: _reason, ...data }) => ({ ...data, title: '—', changes: [] }),
  },
  {
    begins: 'merge#',
    entity: merge,
    without: ({ why: _why, ...data }) => ({ ...data, title: '—', loserTitle: '—', taken: [] }),
  },
];

const eraseAttached = async (rec: Rec, ctx: Ctx): Promise<void> => {
  const partition = relatedPartition(rec.ws, rec.id);
  for (const { begins, entity, without } of attached) {
    const ids: string[] = [];
    for await (const item of ctx.table.queryAll({ index: 'related', partition, begins })) ids.push(String(item['id']));
    // A merge stands by its winner: one that was undone quotes a loser that is itself again.
    if (entity === merge) ids.push(...(await lostIn(rec, ctx)));
    for (const id of new Set(ids)) await eraseOne(entity, { ws: rec.ws, id, without }, ctx);
  }
};

/** Merges of which a record was the loser. */
const lostIn = async (rec: Rec, ctx: Ctx): Promise<string[]> => {
  const { rows } = await ctx.deps.lists.fresh(rec.ws, merge.name, ctx.table);
  return [...rows.values()].flatMap((row) => (row['loserId'] === rec.id ? [row.id] : []));
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
    refuseAlias(current);
    const { asImported: _raw, externalIds: _ids, onBehalfOf: _behalf, pending: _pending, ...kept } = current;
    const next: Rec = {
      ...kept,
      version: current.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.id,
      via: ctx.via,
      reason: input.body.reason,
      erasedAt: ctx.now,
      archivedAt: current.archivedAt ?? ctx.now,
      data: impersonal(current.data),
    };
    // Before the record is written: words are found by the number that is forgotten with it.
    const said = await wordsOf(current, ctx);
    await saveNext({ current, next }, ctx);
    await forget(said, ctx);
    await eraseAttached(next, ctx);
    // The person is the same under every name that was merged into this one.
    for (const id of current.aliases ?? []) {
      await eraseOne(entity, { ws: current.ws, id, without: impersonal, reason: input.body.reason }, ctx);
      await eraseAttached({ ...current, id }, ctx);
    }
    return shown(entity, next, ctx);
  },
});
