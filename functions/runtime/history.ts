import type { HistoryEntry } from '../../shared/kernel/crud.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { historyPrefix, recordKey } from '../../shared/table/keys.ts';
import { makeCursor, readCursor } from './cursor.ts';
import type { Ctx, Input } from './http.ts';
import { hiddenFrom, unsearchable } from './redact.ts';
import type { Item } from './table.ts';

/** A page of a record's change history, newest first, without the fields that the actor may not see. */
export const historyPage = async (entity: Entity, rec: Rec, input: Input, ctx: Ctx) => {
  const { pk } = recordKey(ctx.actor.ws, rec.id);
  const bound = `${ctx.actor.ws}\nhistory\n${rec.id}`;
  const start = readCursor<{ sk: string }>(input.query.cursor, bound);
  const page = await ctx.table.query({
    partition: pk,
    begins: historyPrefix,
    descending: true,
    consistent: true,
    limit: input.query.limit,
    ...(start ? { start: { pk, sk: start.sk } } : {}),
  });
  const hidden = hiddenFrom(entity, ctx.actor);
  const items = page.items.map((item) =>
    entryOf(item, [...hidden.fields, ...hidden.lines, ...unsearchable(entity, ctx.actor)]),
  );
  return { items, ...(page.next ? { cursor: makeCursor({ sk: page.next['sk'] }, bound) } : {}) };
};

const entryOf = (item: Item, hidden: readonly string[]): HistoryEntry => {
  const entry = item as unknown as HistoryEntry;
  return {
    ...entry,
    changes: (entry.changes ?? [])
      .filter((change) => !hidden.includes(change.field.split('.').at(-1)!))
      .map(({ field, before, after }) => ({ field, before, after })),
  };
};
