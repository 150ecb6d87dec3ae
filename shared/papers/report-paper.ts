import type { Labelled, PaperLanguage, PaperTable } from './paper.ts';

/** A figure on its own, with a line of what it was before. */
export interface ReportTile extends Labelled {
  note?: string;
}

export interface ReportBar {
  label: string;
  value: number;
  /** Where the bar ended before; drawn as a mark. */
  before?: number;
  /** The value as it is written. */
  text: string;
  note?: string;
}

export interface ReportColumn {
  label: string;
  value: number;
  text: string;
}

/** A part of a report, in the order of reading. Charts are drawn from the figures that stand beside them as text. */
export type ReportBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly { mark: string; text: string; more?: string }[] }
  | { kind: 'tiles'; tiles: readonly ReportTile[] }
  | { kind: 'bars'; caption: string; rows: readonly ReportBar[]; most?: number }
  | { kind: 'columns'; caption: string; columns: readonly ReportColumn[] }
  | { kind: 'table'; table: PaperTable };

/** A report as it is printed: all texts and figures written out, nothing left to look up. Whoever draws it adds no words. */
export interface ReportPaper {
  language: PaperLanguage;
  title: string;
  /** What it is about: the period. */
  subject: string;
  /** With its ending. */
  fileName: string;
  /** ISO UTC; what the file says of its own making, so that one paper is one sequence of bytes. */
  madeAt: string;
  seller: { name: string };
  /** Under the title: as of when, what it is compared with. */
  notes: readonly string[];
  blocks: readonly ReportBlock[];
  /** At the foot of each page; `{page}` and `{pages}` stand for the numbers. */
  foot: string;
}
