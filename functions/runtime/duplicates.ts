import type { Entity } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
import type { Compared, MatchedType, Match as Scored } from '../../shared/matching/matching.ts';
import { blockingKeys, DUPLICATE, isMatched, POSSIBLE, score } from '../../shared/matching/matching.ts';
import type { Ctx } from './http.ts';
import { keyIndexOf } from './key-index.ts';

/** A record that may be the same as another one. */
export interface Candidate extends Scored {
  row: Row;
}

/** What a search needs; a job has it too. */
export type SearchCtx = Pick<Ctx, 'deps' | 'table' | 'workspace'>;

/** Records that are compared at most. */
const MOST_COMPARED = 200;

/** A search over the records as they are now: for whoever asks often. */
export const openMatcher = async (
  type: MatchedType,
  ctx: SearchCtx,
): Promise<(given: Compared, from?: number) => Candidate[]> => {
  const view = await ctx.deps.lists.fresh(ctx.workspace.id, type, ctx.table);
  const index = keyIndexOf(view, type);
  const context = { country: ctx.workspace.country };
  return (given, from = DUPLICATE) => {
    const best = new Map<string, Candidate>();
    const seen = new Set<string>();
    for (const key of blockingKeys(type, given)) {
      for (const id of index.at(key)) {
        if (seen.size >= MOST_COMPARED || seen.has(id)) continue;
        seen.add(id);
        const row = view.rows.get(id)!;
        const winner = view.rows.get(winnerOf(view.rows, id)) ?? row;
        if (winner.id === given['id'] || id === given['id'] || winner['removedAt'] !== undefined) continue;
        const match = score(type, given, row, context);
        if (match.score < from || (best.get(winner.id)?.score ?? 0) >= match.score) continue;
        best.set(winner.id, { ...match, row: winner });
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1));
  };
};

/**
 * Records that may be the same as what is given, best first; each is what it became by merges. Found by keys in memory: it takes as long
 * among a hundred thousand as among a thousand.
 */
export const candidatesFor = async (type: MatchedType, given: Compared, ctx: SearchCtx): Promise<Candidate[]> =>
  (await openMatcher(type, ctx))(given, POSSIBLE);

/** Refuses to create what is there already. @throws Problem possible-duplicate, which names the records and their scores */
export const refuseDuplicate = async (entity: Entity, data: Compared, ctx: SearchCtx): Promise<void> => {
  if (!isMatched(entity.name)) return;
  const found = (await candidatesFor(entity.name, data, ctx)).filter(
    ({ score: points, row }) => points >= DUPLICATE && row['archivedAt'] === undefined,
  );
  if (found.length === 0) return;
  throw new Problem(
    'possible-duplicate',
    undefined,
    found.slice(0, 5).map(({ row, score: points, evidence }) => ({
      ...fault(evidence.toSorted((a, b) => b.points - a.points)[0]?.field ?? entity.title, 'duplicate', String(points)),
      recordId: row.id,
    })),
  );
};
