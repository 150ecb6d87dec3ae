import type { Row } from '../kernel/rule.ts';

export interface Question {
  partition: string;
  /** What selects; two of one name select the same. */
  name: string;
  selected: (row: Row) => boolean;
}

export interface Answer {
  total: number;
  /** The rows, where they are few. */
  few: ReadonlySet<Row> | undefined;
}

/** Questions whose answers are kept; each costs a look at every row that changes. */
const MAX_KEPT = 60;
/** Rows of an answer that are kept and sorted for a page; with more a walk through the sorted rows fills it as soon. */
export const FEW = 2_000;

interface Kept extends Question {
  total: number;
  few: Set<Row> | undefined;
}

const take = (kept: Kept, row: Row): void => {
  if (!kept.selected(row)) return;
  kept.total++;
  if (kept.few && kept.few.size < FEW) kept.few.add(row);
  else kept.few = undefined;
};

/** Which rows, and how many, are selected by a question: looked through once, and kept as rows come and go. */
export class KeptAnswers {
  readonly #kept = new Map<string, Kept>();

  clear(): void {
    this.#kept.clear();
  }

  /** @param rows where to look: all that may be selected, none twice */
  of(question: Question, rows: () => Iterable<Row>): Answer {
    const key = `${question.partition}\n${question.name}`;
    let kept = this.#kept.get(key);
    if (kept) this.#kept.delete(key);
    else {
      kept = { ...question, total: 0, few: new Set() };
      for (const row of rows()) take(kept, row);
      if (this.#kept.size >= MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    }
    // What was asked last goes last.
    this.#kept.set(key, kept);
    return kept;
  }

  /** A row came to the partitions. */
  came(partitions: readonly string[], row: Row): void {
    for (const kept of this.#kept.values())
      if (kept.partition === 'all' || partitions.includes(kept.partition)) take(kept, row);
  }

  /** A row left the partitions. */
  left(partitions: readonly string[], row: Row): void {
    for (const kept of this.#kept.values())
      if ((kept.partition === 'all' || partitions.includes(kept.partition)) && kept.selected(row)) {
        kept.total--;
        kept.few?.delete(row);
      }
  }
}
