import type { RowResult } from '../../shared/imports/fold.ts';
import type { Compared } from '../../shared/matching/matching.ts';
import { blockingKeys, DUPLICATE, isMatched, score } from '../../shared/matching/matching.ts';
import { openMatcher } from '../runtime/duplicates.ts';
import type { Plan, PortionContext } from './portion.ts';

/** A record, or a row of the same file, that a row seems to be. */
export type Twin = NonNullable<RowResult['possible']>[number];

/** Looks for records that are there already, and for rows of the portion that say the same. */
export type Twins = (group: number, plan: Plan) => Twin[];

/** Twins that are told of a row. */
const MOST = 3;

const none: Twins = () => [];

/** What a plan would create: the fields of the record; undefined where it changes one that is there. */
const createdBy = (plan: Plan, type: string): Compared | undefined => {
  const [first] = plan.writes;
  if (first?.op !== 'create' || first.item['type'] !== type) return undefined;
  return { ...(first.item['data'] as Compared), id: first.item['id'] };
};

/**
 * Opens the search for a portion. It rests on the lists as they were when the portion was begun, and on the rows that it has seen
 * itself. Asking again for a group does not find that group.
 */
export const openTwins = async (context: PortionContext): Promise<Twins> => {
  const { job, deps, table, desk } = context;
  const type = job.target;
  if (!isMatched(type)) return none;
  const matcher = await openMatcher(type, { deps, table, workspace: desk.workspace });
  const seen = new Map<string, { group: number; data: Compared; row: number }[]>();
  return (group, plan) => {
    const data = createdBy(plan, type);
    if (!data) return [];
    const twins: Twin[] = matcher(data).map((one) => ({ recordId: one.row.id, score: one.score }));
    const rows = new Set<number>();
    for (const key of blockingKeys(type, data)) {
      const others = seen.get(key) ?? [];
      for (const other of others) {
        if (other.group === group || rows.has(other.row)) continue;
        const match = score(type, data, other.data, { country: desk.workspace.country });
        if (match.score < DUPLICATE) continue;
        rows.add(other.row);
        twins.push({ row: other.row, score: match.score });
      }
      if (!others.some((one) => one.group === group) && others.length < 40)
        seen.set(key, [...others, { group, data, row: plan.rows[0]?.row ?? 0 }]);
    }
    return twins.sort((a, b) => b.score - a.score).slice(0, MOST);
  };
};

/** A plan whose rows say which records they seem to be. */
export const withTwins = (plan: Plan, twins: readonly Twin[]): Plan =>
  twins.length === 0 ? plan : { ...plan, rows: plan.rows.map((row) => ({ ...row, possible: [...twins] })) };

/** A plan that leaves out what seems to be there already. */
export const skipped = (plan: Plan, twins: readonly Twin[]): Plan => ({
  rows: plan.rows.map((row) => ({
    ...row,
    outcome: 'refused' as const,
    possible: [...twins],
    problem: { code: 'possible-duplicate', message: 'There may be such a record already, so this one was left out.' },
  })),
  writes: [],
});
