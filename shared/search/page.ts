import type { Row } from '../kernel/rule.ts';
import { wordWays } from './grams.ts';
import type { ListView, Position } from './list-view.ts';
import { comparePositions } from './list-view.ts';
import type { Selection } from './query.ts';
import { selects } from './query.ts';
import { parseQuery } from './words.ts';

/** Rows that are looked at rather than all of them. */
const MOST_LOOKED = 20_000;
/** Partitions up to so many rows are read through. */
const READ_THROUGH = 2_000;

export interface PageQuery {
  partition: string;
  sort: string;
  after?: Position | undefined;
  selection: Selection;
  /** All that selects, as text: the answer to each is kept. */
  name: string;
  limit: number;
}

export interface Page {
  rows: Row[];
  total: number;
  /** Where the next page begins; without one there is none. */
  last?: Position;
}

const byWords = (view: ListView, q: string): Iterable<Row> | undefined => {
  const { ways } = parseQuery(q);
  const index = ways.length > 0 ? view.index() : undefined;
  if (!index) return undefined;
  const sets: number[][] = [];
  for (const words of ways) {
    const known = words.flatMap((word) => {
      const keys = wordWays(word);
      return keys ? [{ keys, size: keys.reduce((sum, one) => sum + index.size(one), 0) }] : [];
    });
    const least = known.sort((a, b) => a.size - b.size)[0];
    if (!least || least.size > MOST_LOOKED) return undefined;
    const sure = known.filter((one) => one !== least && one.keys.length === 1).flatMap((one) => one.keys[0]!);
    sets.push(...least.keys.map((keys) => [...keys, ...sure]));
  }
  const rows = new Set<Row>();
  for (const keys of sets)
    index.each(keys, { left: Number.POSITIVE_INFINITY }, (row) => {
      rows.add(row);
      return true;
    });
  return rows;
};

const byValues = (view: ListView, { conditions }: Selection): Iterable<Row> | undefined => {
  let least: readonly Row[] | undefined;
  for (const condition of conditions) {
    const rows = condition.op === 'eq' ? view.having(condition.field, condition.value) : undefined;
    if (rows && rows.length <= MOST_LOOKED && (!least || rows.length < least.length)) least = rows;
  }
  return least;
};

/** The rows of a partition that may be selected, none twice: by a value, by the words, or all. */
export const candidates = (view: ListView, partition: string, selection: Selection): Iterable<Row> => {
  if (view.size(partition) <= READ_THROUGH) return view.partition(partition);
  const few = byValues(view, selection) ?? byWords(view, selection.q ?? '');
  if (!few) return view.partition(partition);
  return [...few].filter((row) => view.holds(partition, row));
};

/** One page of a list. The total is exact. */
export const pageOf = (view: ListView, query: PageQuery): Page => {
  const { partition, sort, after, limit, selection } = query;
  const selected = selects(selection);
  const { total, few } = view.answer({ partition, name: query.name, selected }, () =>
    candidates(view, partition, selection),
  );
  if (few) {
    const placed = Array.from(few, (row) => ({ row, at: view.positionOf(row, sort) }));
    placed.sort((a, b) => comparePositions(a.at, b.at, sort));
    const from = after ? placed.findIndex(({ at }) => comparePositions(at, after, sort) > 0) : 0;
    const page = from < 0 ? [] : placed.slice(from, from + limit);
    const more = from >= 0 && from + limit < placed.length;
    return { rows: page.map(({ row }) => row), total, ...(more ? { last: page.at(-1)!.at } : {}) };
  }
  const rows: Row[] = [];
  for (const row of view.ordered(partition, sort, after)) {
    if (!selected(row)) continue;
    if (rows.length === limit) return { rows, total, last: view.positionOf(rows.at(-1)!, sort) };
    rows.push(row);
  }
  return { rows, total };
};
