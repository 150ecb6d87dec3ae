import type { Counted, FieldScore } from './score.ts';
import { together } from './score.ts';

/** What is kept of one record: small, for there are many. */
export interface Mark {
  id: string;
  ownerId?: string | undefined;
  teamId?: string | undefined;
  completeness: number;
  freshness?: number | undefined;
  stale: boolean;
  /** State of each counted field, in their order: r, w or m. */
  states: string;
}

/** Averages of some records. */
export interface Group {
  id?: string;
  records: number;
  score: number;
  stale: number;
}

/** How good the records of one kind are. */
export interface Report {
  records: number;
  score: number;
  completeness: number;
  freshness?: number;
  stale: number;
  /** Records with a score of 0–19, 20–39, 40–59, 60–79, 80–100. */
  distribution: number[];
  fields: { field: string; weight: number; right: number; wrong: number; missing: number }[];
  owners: Group[];
  teams: Group[];
}

export const stateCode = (state: FieldScore['state']): string => state[0]!;
export const scoreOfMark = (mark: Pick<Mark, 'completeness' | 'freshness'>): number =>
  together(mark.completeness, mark.freshness);

const average = (sum: number, count: number): number => (count === 0 ? 0 : Math.round(sum / count));

interface Sum {
  records: number;
  score: number;
  stale: number;
}

const groupsOf = (sums: ReadonlyMap<string, Sum>): Group[] =>
  [...sums]
    .map(([id, sum]) => ({
      ...(id === '' ? {} : { id }),
      records: sum.records,
      score: average(sum.score, sum.records),
      stale: sum.stale,
    }))
    .sort((a, b) => a.score - b.score || b.records - a.records);

const add = (sums: Map<string, Sum>, key: string, score: number, stale: boolean): void => {
  const sum = sums.get(key) ?? { records: 0, score: 0, stale: 0 };
  sums.set(key, { records: sum.records + 1, score: sum.score + score, stale: sum.stale + (stale ? 1 : 0) });
};

/** Adds the marks of records up. */
export const reportOf = (marks: Iterable<Mark>, counted: readonly Counted[]): Report => {
  const [owners, teams] = [new Map<string, Sum>(), new Map<string, Sum>()];
  const distribution = [0, 0, 0, 0, 0];
  const fields = counted.map(({ field, weight }) => ({ field, weight, right: 0, wrong: 0, missing: 0 }));
  const names = { r: 'right', w: 'wrong', m: 'missing' } as const;
  const all = { records: 0, score: 0, completeness: 0, fresh: 0, freshness: 0, stale: 0 };
  for (const mark of marks) {
    const score = scoreOfMark(mark);
    all.records++;
    all.score += score;
    all.completeness += mark.completeness;
    if (mark.freshness !== undefined) {
      all.fresh++;
      all.freshness += mark.freshness;
    }
    if (mark.stale) all.stale++;
    distribution[Math.min(4, Math.floor(score / 20))]!++;
    fields.forEach((field, index) => {
      field[names[mark.states[index] as keyof typeof names]]++;
    });
    add(owners, mark.ownerId ?? '', score, mark.stale);
    add(teams, mark.teamId ?? '', score, mark.stale);
  }
  return {
    records: all.records,
    score: average(all.score, all.records),
    completeness: average(all.completeness, all.records),
    ...(all.fresh > 0 ? { freshness: average(all.freshness, all.fresh) } : {}),
    stale: all.stale,
    distribution,
    fields,
    owners: groupsOf(owners),
    teams: groupsOf(teams),
  };
};
