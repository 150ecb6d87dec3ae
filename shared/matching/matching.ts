import type { Row } from '../kernel/rule.ts';
import type { Match, MatchContext } from './evidence.ts';
import { evidenceOf } from './evidence.ts';
import type { Compared, MatchedType } from './keys.ts';
import { blockingKeys } from './keys.ts';
import { DUPLICATE } from './thresholds.ts';

export type { Evidence, Match, MatchContext } from './evidence.ts';
export type { Compared, MatchedType } from './keys.ts';
export { blockingKeys, isMatched, matchedTypes, strongKeys } from './keys.ts';

export { DUPLICATE, POSSIBLE } from './thresholds.ts';

/** How much speaks for two records being one, with what speaks for and against it. The order of the two changes nothing. */
export const score = (type: MatchedType, a: Compared, b: Compared, context: MatchContext): Match => {
  const evidence = evidenceOf[type](a, b, context);
  const sum = evidence.reduce((total, one) => total + one.points, 0);
  return { score: Math.max(0, Math.min(100, sum)), evidence };
};

/** Rows of a group that are compared each with each; beyond this a datum is a filler that says nothing. */
const MOST_COMPARED = 40;

/** Rows in clusters of those that are one; each cluster has two or more. A datum that a crowd shares proves one only to the like-named. */
export const clusters = (type: MatchedType, unsorted: readonly Row[], context: MatchContext): Row[][] => {
  const rows = [...unsorted].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (rows.length > MOST_COMPARED) {
    const byName = Map.groupBy(rows, (row) => blockingKeys(type, { name: row['name'], kind: row['kind'] }).join());
    if (byName.size < 2) return clusters(type, rows.slice(0, MOST_COMPARED), context);
    return [...byName.values()].flatMap((own) => clusters(type, own.slice(0, MOST_COMPARED), context));
  }
  const open = new Set(rows);
  const found: Row[][] = [];
  for (const row of rows) {
    if (!open.delete(row)) continue;
    const cluster = [row];
    for (const member of cluster) {
      for (const other of open) {
        if (score(type, member, other, context).score < DUPLICATE) continue;
        open.delete(other);
        cluster.push(other);
      }
    }
    if (cluster.length > 1) found.push(cluster);
  }
  return found;
};
