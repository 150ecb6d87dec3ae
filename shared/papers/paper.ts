/** Languages in which papers for customers are written. */
export const paperLanguages = ['zh-CN', 'en'] as const;
export type PaperLanguage = (typeof paperLanguages)[number];

/** Raised when papers look different or say something else: what was printed before stays as it was. */
export const LAYOUT_VERSION = 1;

export interface Labelled {
  label: string;
  value: string;
}

export interface Party {
  heading: string;
  name: string;
  lines: readonly string[];
}

export interface PaperColumn {
  label: string;
  /** Share of the page's width. */
  width: number;
  align: 'left' | 'right' | 'center';
}

/** Rows of cells, as many as columns; a cell may hold several lines. */
export interface PaperTable {
  caption?: string;
  columns: readonly PaperColumn[];
  rows: readonly (readonly string[])[];
}

/** A document as it is printed: all texts and figures written out, nothing left to look up. Whoever draws it adds no words. */
export interface Paper {
  language: PaperLanguage;
  title: string;
  /** With its ending. */
  fileName: string;
  /** ISO UTC; what the file says of its own making, so that one paper is one sequence of bytes. */
  madeAt: string;
  /** Written across each page of what is not to be relied on. */
  watermark?: string;
  seller: Party;
  customer: Party;
  meta: readonly Labelled[];
  tables: readonly PaperTable[];
  /** The last one is the sum of them all. */
  totals: readonly Labelled[];
  /** The sum in words, where custom asks for it. */
  inWords?: Labelled;
  notes: readonly Labelled[];
  /** Who signs, side by side. */
  signatures: readonly string[];
  /** At the foot of each page; `{page}` and `{pages}` stand for the numbers. */
  foot: string;
}

/** All that a paper says, in the order of reading. */
export const wordsOf = (paper: Paper): string[] => [
  paper.title,
  ...[paper.seller, paper.customer].flatMap(({ heading, name, lines }) => [heading, name, ...lines]),
  ...[...paper.meta, ...paper.totals, ...(paper.inWords ? [paper.inWords] : []), ...paper.notes].flatMap(
    ({ label, value }) => [label, value],
  ),
  ...paper.tables.flatMap(({ caption, columns, rows }) => [
    ...(caption ? [caption] : []),
    ...columns.map(({ label }) => label),
    ...rows.flat(),
  ]),
  ...paper.signatures,
];
