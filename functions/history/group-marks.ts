import { rules } from '../../shared/audit/catalogue.ts';
import { groupMark, groupsLeft } from '../../shared/audit/groups.ts';
import { entityOf } from '../../shared/entities.ts';
import { rowOf } from '../../shared/search/row.ts';
import type { Projector } from '../runtime/stream.ts';
import type { Write } from '../runtime/table.ts';

/**
 * Marks the groups that a changed record left, for the next audit: the ones it is in now are seen from the record itself. A mark
 * is the same however often it is put.
 */
export const groupMarks: Projector = async (changes, deps) => {
  const marks = new Map<string, Write>();
  for (const { next, old } of changes) {
    if (!old) continue;
    const entity = entityOf(next.type);
    for (const group of groupsLeft(rules, rowOf(entity, old), rowOf(entity, next))) {
      const item = groupMark(next.ws, group, next.updatedAt);
      marks.set(`${item.pk}|${item.sk}`, { op: 'put', item });
    }
  }
  const writes = [...marks.values()];
  for (let from = 0; from < writes.length; from += 90) await deps.table.write(writes.slice(from, from + 90));
};
