import type { Row } from '../kernel/rule.ts';
import { eachKey } from './grams.ts';

/** Counts the work of a search: it ends when nothing is left. */
export interface Budget {
  /** Rows that may still be looked at. */
  left: number;
}

/** A frozen part of the index as it is stored: the ends of the lists of each bucket, and the places of the rows in them. */
export interface Packed {
  offsets: Uint32Array;
  places: Uint32Array;
}

/** Raised when other keys are made of a text, or another text of a record: an index that was stored before is made anew. */
export const INDEX_VERSION = 2;
/** Views of so many rows need no index: reading through them is as fast. */
export const MIN_INDEXED = 2_000;
/** Rows of the open part: beyond that it is frozen. */
const OPEN_ROWS = 4_096;
/** Frozen parts; one more and all is made anew. */
const MAX_PARTS = 24;
/** Lists of one search that are compared; the rarest say it all. */
const MAX_LISTS = 5;

const textOf = (row: Row): string => row['_q'] as string;

/** Buckets for so many rows: a power of two, so that lists that share one are rare and the table stays small. */
const bucketsFor = (rows: number): number => 1 << Math.min(20, Math.max(14, Math.ceil(Math.log2(rows + 1)) + 2));

/** Makes the lists of some rows. Cost: about a microsecond for ten characters. */
export const packIndex = (rows: readonly Row[]): Packed => {
  const buckets = bucketsFor(rows.length);
  const mask = buckets - 1;
  const seen = new Uint32Array(buckets);
  const offsets = new Uint32Array(buckets + 1);
  let keys = new Uint32Array(Math.max(1024, rows.length * 48));
  const ends = new Uint32Array(rows.length);
  let used = 0;
  for (let place = 0; place < rows.length; place++) {
    const mark = place + 1;
    const text = textOf(rows[place]!);
    // A row has at most this many keys: room is made before, so that the inner loop asks nothing.
    if (used + text.length * 40 + 64 > keys.length) {
      const more = new Uint32Array(Math.max(keys.length * 1.5, used + text.length * 40 + 1024));
      more.set(keys.subarray(0, used));
      keys = more;
    }
    eachKey(text, (key) => {
      const bucket = key & mask;
      if (seen[bucket] === mark) return;
      seen[bucket] = mark;
      offsets[bucket + 1]!++;
      keys[used++] = bucket;
    });
    ends[place] = used;
  }
  for (let i = 0; i < buckets; i++) offsets[i + 1]! += offsets[i]!;
  const next = offsets.slice(0, buckets);
  const places = new Uint32Array(used);
  for (let place = 0, at = 0; place < rows.length; place++)
    for (const end = ends[place]!; at < end; at++) places[next[keys[at]!]!++] = place;
  return { offsets, places };
};

/** Where a value stands in an ascending list below `to`: the number of entries that are less. */
const below = (list: ArrayLike<number>, value: number, from: number, to: number): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

interface Span {
  list: ArrayLike<number>;
  from: number;
  to: number;
}

/** The places that stand in all lists, the last one first. @param act answers whether to go on */
const eachShared = (lists: Span[], budget: Budget, act: (place: number) => boolean): boolean => {
  lists.sort((a, b) => a.to - a.from - (b.to - b.from));
  const [rarest, ...others] = lists.slice(0, MAX_LISTS);
  if (!rarest) return true;
  for (let i = rarest.to - 1; i >= rarest.from; i--) {
    if (budget.left-- <= 0) return false;
    const place = rarest.list[i]!;
    let shared = true;
    for (const other of others) {
      const at = below(other.list, place, other.from, other.to);
      if (at >= other.to || other.list[at] !== place) {
        shared = false;
        other.to = at;
        if (at === other.from) return true;
        break;
      }
      other.to = at + 1;
    }
    if (shared && !act(place)) return false;
  }
  return true;
};

class FrozenPart {
  readonly rows: (Row | undefined)[];
  readonly #mask: number;
  readonly #packed: Packed;

  constructor(rows: (Row | undefined)[], packed: Packed) {
    this.rows = rows;
    this.#packed = packed;
    this.#mask = packed.offsets.length - 2;
  }

  span(key: number): Span {
    const bucket = key & this.#mask;
    const { offsets, places } = this.#packed;
    return { list: places, from: offsets[bucket]!, to: offsets[bucket + 1]! };
  }

  get bytes(): number {
    return this.#packed.offsets.byteLength + this.#packed.places.byteLength;
  }
}

class OpenPart {
  readonly rows: (Row | undefined)[] = [];
  readonly #lists = new Map<number, number[]>();

  add(row: Row): void {
    const place = this.rows.push(row) - 1;
    eachKey(textOf(row), (key) => {
      const list = this.#lists.get(key);
      if (!list) this.#lists.set(key, [place]);
      else if (list.at(-1) !== place) list.push(place);
    });
  }

  span(key: number): Span {
    const list = this.#lists.get(key) ?? [];
    return { list, from: 0, to: list.length };
  }
}

interface Place {
  part: FrozenPart | OpenPart;
  at: number;
}

/**
 * Rows by the pieces of their search text: a frozen part made at once, and an open part that takes what changes. A row that
 * changes leaves a gap where it was, so that it is never found by what it was called before. See docs/adr/0008-search.md.
 */
export class TextIndex {
  #frozen: FrozenPart[] = [];
  #open = new OpenPart();
  readonly #places = new Map<string, Place>();

  /** @param rows the oldest change first: what comes last is found first. @param packed what `packIndex` made of them */
  constructor(rows: readonly Row[], packed: Packed = packIndex(rows)) {
    this.#freeze(rows, packed);
  }

  #freeze(rows: readonly Row[], packed: Packed): void {
    const part = new FrozenPart([...rows], packed);
    this.#frozen.push(part);
    for (let at = 0; at < rows.length; at++) this.#places.set(rows[at]!.id, { part, at });
  }

  /** Takes a new version of a row in place of the former one. */
  put(row: Row): void {
    this.drop(row.id);
    this.#open.add(row);
    this.#places.set(row.id, { part: this.#open, at: this.#open.rows.length - 1 });
    if (this.#open.rows.length >= OPEN_ROWS) this.#close();
  }

  drop(id: string): void {
    const place = this.#places.get(id);
    if (!place) return;
    place.part.rows[place.at] = undefined;
    this.#places.delete(id);
  }

  #close(): void {
    const rows = (parts: readonly (FrozenPart | OpenPart)[]) =>
      parts.flatMap((part) => part.rows.filter((row) => row !== undefined));
    const all = this.#frozen.length >= MAX_PARTS;
    const kept = rows(all ? [...this.#frozen, this.#open] : [this.#open]);
    if (all) this.#frozen = [];
    this.#open = new OpenPart();
    this.#freeze(kept, packIndex(kept));
  }

  /** How many rows have at least the rarest of the keys (the upper bound of a search by them). */
  size(keys: readonly number[]): number {
    let sum = 0;
    for (const part of this.#parts()) {
      let least = part.rows.length;
      for (const key of keys) {
        const { from, to } = part.span(key);
        least = Math.min(least, to - from);
      }
      sum += least;
    }
    return sum;
  }

  /**
   * Rows that may have all keys, the newest first. Some may not have them: whoever asks looks at the row.
   * @param act answers whether to go on. @returns false where it was ended before all were seen
   */
  each(keys: readonly number[], budget: Budget, act: (row: Row) => boolean): boolean {
    for (const part of this.#parts()) {
      const spans = [...new Set(keys)].map((key) => part.span(key));
      const done = eachShared(spans, budget, (place) => {
        const row = part.rows[place];
        return row === undefined || act(row);
      });
      if (!done) return false;
    }
    return true;
  }

  /** Bytes of the frozen parts. */
  get bytes(): number {
    return this.#frozen.reduce((sum, part) => sum + part.bytes, 0);
  }

  #parts(): (FrozenPart | OpenPart)[] {
    return [this.#open, ...this.#frozen.toReversed()];
  }
}
