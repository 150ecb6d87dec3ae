import type { Row } from '../kernel/rule.ts';
import { partKeys, pinyinWays, startKeys, titleKeys, valueKeys, wordWays } from './grams.ts';
import type { ListView } from './list-view.ts';
import type { Found, Viewer } from './rank.ts';
import { ranked, reasonOf } from './rank.ts';
import { findMistyped, mayBeMistyped, mistypedWays } from './similar.ts';
import type { Budget, TextIndex } from './text-index.ts';
import type { Query, Word } from './words.ts';
import { hasWord, searchForm } from './words.ts';

/** Partitions up to so many rows are read through; larger ones by the index. */
export const READ_THROUGH = 3_000;
/**
 * List entries that the stages of a search look at: whole values, beginnings of the title, beginnings of words, all else. Each has
 * its own, because two keys may share a list: an unlucky one must not leave nothing for the rest.
 */
const STAGE_LOOKS = [300, 1_500, 4_000, 6_000] as const;
const SIMILAR_LOOKS = 4_000;
/** List entries that one search looks at, whatever it was asked. */
export const MAX_LOOKS = STAGE_LOOKS.reduce((sum, one) => sum + one, 0) + 2 * SIMILAR_LOOKS;
/** Hits among which the best are chosen. */
const ENOUGH = 60;
/** So few hits, and mistakes in typing are looked for. */
const FEW = 3;

export interface Search extends Viewer {
  query: Query;
  /** The member's scope. */
  partition: string;
  limit: number;
}

/** Key sets of a search: the word that occurs least, with the keys of those words that can be there in one way only. */
const drivenBy = (words: readonly (readonly number[][])[], index: TextIndex): number[][] => {
  const known = words.filter((ways) => ways.length > 0 && ways.every((keys) => keys.length > 0));
  const sized = known.map((ways) => ({ ways, size: ways.reduce((sum, keys) => sum + index.size(keys), 0) }));
  const least = sized.sort((a, b) => a.size - b.size)[0];
  if (!least) return [];
  const sure = known.filter((ways) => ways !== least.ways && ways.length === 1).flatMap(([keys]) => keys!);
  return least.ways.map((keys) => [...keys, ...sure]);
};

const anyWay = (word: Word): number[][] => [
  ...word.forms.map((form) => {
    const part = partKeys(form);
    return part.length > 0 ? part : startKeys(form);
  }),
  ...(word.pinyin ? pinyinWays(word.text) : []),
];

/** Key sets, any of which will do, and how many list entries may be looked at for them. */
interface Stage {
  sets: readonly (readonly number[])[];
  most: number;
}

/** Searches one after the other, the best kind of hit first; each is a number of key sets. */
function* stages(query: Query, index: TextIndex): Generator<Stage> {
  const [values, titles, starts, rest] = STAGE_LOOKS;
  const alone = query.ways.flatMap((words) => (words.length === 1 ? words[0]!.forms : []));
  yield { sets: [...new Set([query.text, ...alone])].map(valueKeys), most: values };
  yield { sets: [titleKeys(query.text)], most: titles };
  const started = query.ways.flatMap((words) =>
    drivenBy(
      words.map((word) => word.forms.map(startKeys)),
      index,
    ),
  );
  yield { sets: started, most: starts };
  yield { sets: query.ways.flatMap((words) => drivenBy(words.map(anyWay), index)), most: rest };
}

class Hits {
  readonly found = new Map<string, Found>();
  readonly #view: ListView;
  readonly #partition: string;

  constructor(view: ListView, partition: string) {
    this.#view = view;
    this.#partition = partition;
  }

  /** The record that stands for a row: itself, or what it was merged into; undefined where nothing may be shown. */
  #shown(row: Row): Row | undefined {
    let shown: Row | undefined = row;
    for (let hops = 0; shown?.['aliasOf'] !== undefined && hops < 5; hops++)
      shown = this.#view.rows.get(String(shown['aliasOf']));
    if (
      !shown ||
      shown['aliasOf'] !== undefined ||
      shown['archivedAt'] !== undefined ||
      shown['removedAt'] !== undefined
    )
      return undefined;
    return this.#view.holds(this.#partition, shown) ? shown : undefined;
  }

  add(row: Row, reason: Found['reason'] | undefined): void {
    if (reason === undefined || row['removedAt'] !== undefined) return;
    const shown = this.#shown(row);
    if (!shown) return;
    const known = this.found.get(shown.id);
    if (known && (!known.formerly || shown !== row)) return;
    this.found.set(shown.id, { row: shown, reason, ...(shown === row ? {} : { formerly: row }) });
  }
}

/** Puts each row before `look` that may be found, stage by stage. Answers how many list entries were looked at. */
const lookThrough = (index: TextIndex, stages: Iterable<Stage>, look: (row: Row) => 'enough' | 'more'): number => {
  const seen = new Set<string>();
  let looked = 0;
  for (const { sets, most } of stages) {
    const budget: Budget = { left: most };
    let enough = false;
    for (const keys of sets) {
      index.each(keys, budget, (row) => {
        if (!seen.has(row.id)) {
          seen.add(row.id);
          enough = look(row) === 'enough';
        }
        return !enough;
      });
      if (enough || budget.left <= 0) break;
    }
    looked += Math.min(most, most - budget.left);
    if (enough) break;
  }
  return looked;
};

const similarTo =
  (words: readonly Word[]) =>
  (row: Row): 'similar' | undefined => {
    const text = row['_q'] as string;
    const missing = words.filter((word) => !hasWord(text, word));
    const [wrong] = missing;
    return missing.length === 1 && mayBeMistyped(wrong!.text) && findMistyped(text, wrong!.text)
      ? 'similar'
      : undefined;
  };

/** Key sets for words one of which has a mistake. */
function* similarStages(words: readonly Word[], index: TextIndex): Generator<Stage> {
  for (const word of words.filter((one) => mayBeMistyped(one.text)).slice(0, 2)) {
    const others = words
      .filter((other) => other !== word)
      .flatMap((other) => (other.pinyin ? [] : (wordWays(other) ?? [])));
    const sure = others.length === 1 ? others[0]! : [];
    const sets = mistypedWays(word.text)
      .map((keys) => ({ keys: [...keys, ...sure], size: index.size(keys) }))
      .filter(({ size }) => size > 0)
      .sort((a, b) => a.size - b.size)
      .map(({ keys }) => keys);
    yield { sets, most: SIMILAR_LOOKS };
  }
}

/**
 * The best hits of a query in a member's scope, and how many rows were looked at. What is archived is not found; what was merged is
 * found as the record that it became. Typing mistakes are looked for where little was found.
 */
export const findRows = (view: ListView, search: Search): { hits: Found[]; looked: number } => {
  const { query, partition, titleField } = search;
  if (query.ways.length === 0) return { hits: [], looked: 0 };
  const hits = new Hits(view, partition);
  const enough = Math.max(ENOUGH, search.limit * 4);
  const plain = (row: Row) =>
    hits.add(row, reasonOf(row['_q'] as string, searchForm(String(row[titleField] ?? '')), query));
  const words = query.ways[0]!;
  /** Little was found, and not just what was asked for. */
  const guess = () =>
    hits.found.size < FEW && ![...hits.found.values()].some(({ reason }) => reason === 'exact' || reason === 'name');
  const similar = similarTo(words);
  const index = view.size(partition) > READ_THROUGH ? view.index() : undefined;
  let looked = 0;
  if (index) {
    const state = () => (hits.found.size >= enough ? 'enough' : 'more');
    looked = lookThrough(index, stages(query, index), (row) => {
      plain(row);
      return state();
    });
    if (guess())
      looked += lookThrough(index, similarStages(words, index), (row) => {
        hits.add(row, similar(row));
        return state();
      });
  } else {
    for (const row of view.partition(partition)) plain(row);
    if (guess() && words.some((word) => mayBeMistyped(word.text)))
      for (const row of view.partition(partition)) hits.add(row, similar(row));
    looked = view.size(partition);
  }
  return { hits: ranked([...hits.found.values()], query, search).slice(0, search.limit), looked };
};
