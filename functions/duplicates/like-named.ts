import type { Row } from '../../shared/kernel/rule.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
import type { Compared, MatchedType } from '../../shared/matching/matching.ts';
import { blockingKeys, POSSIBLE, score } from '../../shared/matching/matching.ts';
import { beginsAlike, companyCore } from '../../shared/matching/names.ts';
import { findRows } from '../../shared/search/find.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { parseQuery } from '../../shared/search/words.ts';
import type { Candidate, SearchCtx } from '../runtime/duplicates.ts';
import { keyIndexOf } from '../runtime/key-index.ts';

/** From this score on a firm of a like name is shown while one types. No rule, no import and no refusal goes by it. */
const SHOWN_FROM = 30;
/** What a name adds that begins like the other: as much as one that says less. */
const BEGINS = 38;
/** Rows that are compared for each way of asking. */
const MOST = 20;
/** A firm that is called like what is typed; `loose`: one name only says less than the other. */
export interface LikeNamed extends Candidate {
  loose: boolean;
}

/** Signs, or the first word, by which a shorter name than the one typed is looked for. */
const FIRST_SIGNS = 4;

/** Firms whose name has the core, or begins as it does, by the index of the search. */
const sought = (view: ListView, core: string): Row[] => {
  const words = core.split(' ');
  const first = /^[a-z0-9]/.test(core) ? words[0]! : [...words[0]!].slice(0, FIRST_SIGNS).join('');
  const search = { partition: 'all', limit: MOST, titleField: 'name', self: '', recentFrom: '9999' };
  return [...new Set([core, first])].flatMap((text) =>
    findRows(view, { ...search, query: parseQuery(text) }).hits.map(({ row }) => row),
  );
};

/**
 * Firms that are called like what is typed, though too little is known to say that they are one: a name alone never reaches the score
 * from which on somebody has to look. Best first; each is what it became by merges.
 */
export const likeNamed = async (type: MatchedType, given: Compared, ctx: SearchCtx): Promise<LikeNamed[]> => {
  const name = given['name'];
  if (type !== 'account' || given['kind'] === 'person' || typeof name !== 'string') return [];
  const core = companyCore(name);
  if ([...core].length < 2) return [];
  const view = await ctx.deps.lists.fresh(ctx.workspace.id, type, ctx.table);
  const keys = blockingKeys(type, given).filter((key) => key.startsWith('name:'));
  const index = keyIndexOf(view, type);
  const rows = [
    ...keys.flatMap((key) => index.at(key).flatMap((id) => view.rows.get(winnerOf(view.rows, id)) ?? [])),
    ...sought(view, core),
  ];
  return [...new Set(rows)]
    .flatMap((row): LikeNamed[] => {
      const title = row['name'];
      if (row.id === given['id'] || row['removedAt'] !== undefined || typeof title !== 'string') return [];
      const { evidence: found } = score(type, given, row, { country: ctx.workspace.country });
      const evidence = found.some((one) => one.field === 'name' && one.points > 0)
        ? found
        : beginsAlike(name, title)
          ? [{ field: 'name', how: 'alike' as const, points: BEGINS }, ...found.filter((one) => one.field !== 'name')]
          : [];
      const sum = evidence.reduce((total, one) => total + one.points, 0);
      const loose = !evidence.some((one) => one.field === 'name' && one.points > BEGINS);
      return sum < SHOWN_FROM ? [] : [{ row, score: Math.min(sum, POSSIBLE - 1), evidence, loose }];
    })
    .sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1));
};
