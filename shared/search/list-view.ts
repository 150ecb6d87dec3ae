import type { Row } from '../kernel/rule.ts';
import { Groups } from './groups.ts';
import type { Answer, Question } from './kept.ts';
import { KeptAnswers } from './kept.ts';
import { columnValue, comparable } from './query.ts';
import type { Packed } from './text-index.ts';
import { MIN_INDEXED, TextIndex } from './text-index.ts';

/** Where a page ended: the sort value and the id of its last row. `null` stands for an empty value, which sorts last. */
export interface Position {
  value: string | number | null;
  id: string;
}

interface Sorted {
  /** Ascending by value, then id. */
  filled: Row[];
  /** Rows without a value, by id. */
  blank: Row[];
}

/** More changes than this at once drop the sorted arrays instead of mending each. */
const REBUILD_ABOVE = 400;
/** Changes that are remembered one by one. */
const MAX_LOGGED = 4_000;
/** Sorted arrays that are kept; each costs eight bytes a row. */
const MAX_SORTS = 24;

const compare = (a: string | number, b: string | number): number => {
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
  return typeof a === 'number' ? -1 : 1;
};

/** The order of two rows' positions under a sort: blank ones last; of equal ones the older record first, also last first where descending. */
export const comparePositions = (a: Position, b: Position, sort: string): number => {
  if (a.value === null || b.value === null) {
    if (a.value !== null) return -1;
    return b.value === null ? compare(a.id, b.id) : 1;
  }
  const order = compare(a.value, b.value) || compare(a.id, b.id);
  return sort.startsWith('-') ? -order : order;
};

/** The parts of a partition of two; ids have no `+`, names of teams may. */
const partsOf = (name: string): string[] | undefined => /^(o:[^+]+)\+(t:.*)$/s.exec(name)?.slice(1);

/** Rows in the order in which they were changed, the last one last. */
export const byChange = (rows: Iterable<Row>): Row[] =>
  [...rows].sort((a, b) => compare(String(a['updatedAt']), String(b['updatedAt'])) || compare(a.id, b.id));

/**
 * All rows of one entity of one workspace in memory, reachable by partition: `all`, `o:<owner>`, `t:<team>`, or the two of a member
 * as one, `o:<member>+t:<team>`. A member's record scope is the partition that is read, so rows outside it are never touched. Sorted
 * arrays are made when first asked for and mended as rows change; partitions of two likewise.
 */
export class ListView {
  readonly rows = new Map<string, Row>();
  readonly #partitions = new Map<string, Set<Row>>();
  /** Partitions of two that were asked for, by the name of each part. */
  readonly #unions = new Map<string, string[]>();
  readonly #sorts = new Map<string, Sorted>();
  readonly #answers = new KeptAnswers();
  readonly #groups = new Groups();
  #index: TextIndex | undefined;
  #revision = 0;
  /** Ids in the order of their changes, each with its revision; what is older than `#loggedFrom` is not there. */
  #log: { revision: number; id: string }[] = [];
  #loggedFrom = 0;

  /** Raised with each change; what is cached beside the view compares it. */
  get revision(): number {
    return this.#revision;
  }

  /** Ids of the rows that changed after a revision, some of them more than once; undefined where that is too long ago, or too much. */
  changedSince(revision: number): string[] | undefined {
    if (revision < this.#loggedFrom) return undefined;
    let from = this.#log.length;
    while (from > 0 && this.#log[from - 1]!.revision > revision) from--;
    return this.#log.slice(from).map(({ id }) => id);
  }

  /** Puts rows in; older versions of them go. Rows that are not newer than what is held change nothing. @returns how many were new */
  apply(rows: readonly Row[]): number {
    const fresh = rows.filter(
      (row) => ((this.rows.get(row.id)?.['version'] as number | undefined) ?? 0) < (row['version'] as number),
    );
    if (fresh.length === 0) return 0;
    this.#revision++;
    const mend = fresh.length <= REBUILD_ABOVE && this.rows.size > 0;
    this.#remember(fresh);
    if (!mend) {
      this.#sorts.clear();
      this.#answers.clear();
      this.#groups.clear();
      if (fresh.length > this.rows.size) this.#index = undefined;
    }
    for (const row of fresh) {
      const old = this.rows.get(row.id);
      if (old) {
        this.#unlink(old, mend);
        this.#answers.left(this.#names(old), old);
        this.#groups.left(old);
      }
      this.rows.set(row.id, row);
      this.#link(row, mend);
      this.#answers.came(this.#names(row), row);
      this.#groups.came(row);
      this.#index?.put(row);
    }
    return fresh.length;
  }

  /** Which rows of a partition a question selects, and how many: looked for once, and kept as rows change. */
  answer(question: Question, rows: () => Iterable<Row>): Answer {
    this.#demand(question.partition);
    return this.#answers.of(question, rows);
  }

  /** The rows with a value in a field, in no order; undefined where that cannot be told by groups. */
  having(field: string, value: string): readonly Row[] | undefined {
    return this.#groups.of(field, value, () => this.rows.values());
  }

  /** Whether a row is one of a partition. */
  holds(partition: string, row: Row): boolean {
    return partition === 'all' || this.#demand(partition)?.has(row) === true;
  }

  /** The rows by the pieces of their search text; undefined for so few rows that they are read through. Made when first asked for. */
  index(): TextIndex | undefined {
    if (this.rows.size <= MIN_INDEXED) return undefined;
    if (!this.#index) this.#index = new TextIndex(byChange(this.rows.values()));
    return this.#index;
  }

  /** Takes an index that was made of these rows before; what changed since is mended. Without one already there. */
  adopt(rows: readonly Row[], packed: Packed): void {
    if (this.#index) return;
    const index = new TextIndex(rows, packed);
    const known = new Set(rows);
    for (const row of this.rows.values()) if (!known.has(row)) index.put(row);
    this.#index = index;
  }

  /** The rows of a partition, in no order. */
  partition(name: string): Iterable<Row> {
    return name === 'all' ? this.rows.values() : (this.#demand(name) ?? []);
  }

  size(partition: string): number {
    return partition === 'all' ? this.rows.size : (this.#demand(partition)?.size ?? 0);
  }

  /** Rows of a partition in order, from behind a position on. */
  *ordered(partition: string, sort: string, after?: Position): Generator<Row> {
    const descending = sort.startsWith('-');
    const field = descending ? sort.slice(1) : sort;
    const { filled, blank } = this.#sorted(partition, field);
    const pastFilled = after !== undefined && after.value === null;
    if (!pastFilled) {
      if (descending) {
        const from = after ? this.#place(filled, field, after) - 1 : filled.length - 1;
        for (let i = from; i >= 0; i--) yield filled[i]!;
      } else {
        let from = after ? this.#place(filled, field, after) : 0;
        if (after && filled[from]?.id === after.id) from++;
        for (let i = from; i < filled.length; i++) yield filled[i]!;
      }
    }
    let from = pastFilled ? this.#placeById(blank, after.id) : 0;
    if (pastFilled && blank[from]?.id === after.id) from++;
    for (let i = from; i < blank.length; i++) yield blank[i]!;
  }

  /** The position of a row under a sort. */
  positionOf(row: Row, sort: string): Position {
    const field = sort.startsWith('-') ? sort.slice(1) : sort;
    return { value: comparable(columnValue(row, field)) ?? null, id: row.id };
  }

  #remember(fresh: readonly Row[]): void {
    if (fresh.length > REBUILD_ABOVE || this.#log.length + fresh.length > MAX_LOGGED) {
      this.#log = [];
      this.#loggedFrom = fresh.length > REBUILD_ABOVE ? this.#revision : this.#revision - 1;
    }
    if (fresh.length <= REBUILD_ABOVE) this.#log.push(...fresh.map(({ id }) => ({ revision: this.#revision, id })));
  }

  #names(row: Row): string[] {
    const names: string[] = [];
    if (typeof row['ownerId'] === 'string') names.push(`o:${row['ownerId']}`);
    if (typeof row['teamId'] === 'string') names.push(`t:${row['teamId']}`);
    if (row['pooled'] === true) names.push('pool');
    if (Array.isArray(row['people'])) names.push(...row['people'].map((id) => `o:${id}`));
    if (this.#unions.size === 0) return names;
    return [...new Set([...names, ...names.flatMap((name) => this.#unions.get(name) ?? [])])];
  }

  /** The rows of a partition; one of two is made when it is first asked for. */
  #demand(name: string): ReadonlySet<Row> | undefined {
    const known = this.#partitions.get(name);
    const parts = known ? undefined : partsOf(name);
    if (!parts) return known;
    const made = new Set(parts.flatMap((part) => [...(this.#partitions.get(part) ?? [])]));
    this.#partitions.set(name, made);
    for (const part of parts) this.#unions.set(part, [...(this.#unions.get(part) ?? []), name]);
    return made;
  }

  #link(row: Row, mend: boolean): void {
    for (const name of this.#names(row)) {
      let set = this.#partitions.get(name);
      if (!set) {
        set = new Set();
        this.#partitions.set(name, set);
      }
      set.add(row);
    }
    if (mend) this.#eachSort(row, (list, at) => list.splice(at, 0, row));
  }

  #unlink(row: Row, mend: boolean): void {
    for (const name of this.#names(row)) this.#partitions.get(name)?.delete(row);
    if (mend) {
      this.#eachSort(row, (list, at) => {
        if (list[at]?.id === row.id) list.splice(at, 1);
      });
    }
  }

  #eachSort(row: Row, act: (list: Row[], at: number) => void): void {
    const names = new Set(['all', ...this.#names(row)]);
    for (const [key, sorted] of this.#sorts) {
      const cut = key.lastIndexOf('|');
      if (!names.has(key.slice(0, cut))) continue;
      const field = key.slice(cut + 1);
      const { value, id } = this.positionOf(row, field);
      if (value === null) act(sorted.blank, this.#placeById(sorted.blank, id));
      else act(sorted.filled, this.#place(sorted.filled, field, { value, id }));
    }
  }

  /** Index of the first row that is not before the position. */
  #place(list: readonly Row[], field: string, position: Position): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = list[middle]!;
      const order =
        compare(comparable(columnValue(row, field)) ?? '', position.value ?? '') || compare(row.id, position.id);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #placeById(list: readonly Row[], id: string): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sorted(partition: string, field: string): Sorted {
    const key = `${partition}|${field}`;
    const known = this.#sorts.get(key);
    if (known) return known;
    const keyed: { value: string | number; row: Row }[] = [];
    const blank: Row[] = [];
    for (const row of this.partition(partition)) {
      const value = comparable(columnValue(row, field));
      if (value === undefined) blank.push(row);
      else keyed.push({ value, row });
    }
    keyed.sort((a, b) => compare(a.value, b.value) || compare(a.row.id, b.row.id));
    blank.sort((a, b) => compare(a.id, b.id));
    const sorted = { filled: keyed.map((k) => k.row), blank };
    if (this.#sorts.size >= MAX_SORTS) this.#sorts.delete(this.#sorts.keys().next().value!);
    this.#sorts.set(key, sorted);
    return sorted;
  }
}
