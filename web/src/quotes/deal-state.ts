import type { Line } from '../../../shared/commerce/deal.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import type { WebRecord } from '../lib/records.ts';
import type { FieldSpec } from '../records/fields.ts';
import type { LineDraft } from '../records/lines.ts';
import { toDrafts } from '../records/lines.ts';
import type { PriceBook, PriceScope } from './price-book.ts';

export const noLines: Line[] = [];
export const noFaults: ReadonlyMap<string, FieldFault> = new Map();

/** Lines that somebody else changed while others were typed here. */
export interface Collision {
  theirs: WebRecord;
  before: readonly Line[];
}

/** The lines while they are worked on. */
export interface State {
  /** The lines as they were last read or saved. */
  before: readonly Line[];
  lines: readonly LineDraft[];
  /** Raised by each change; what was saved is compared with it. */
  edits: number;
  savedEdits: number;
  faults: ReadonlyMap<string, FieldFault>;
  /** Codes that name no product. */
  missing: ReadonlySet<string>;
  problem: unknown;
  collision: Collision | undefined;
  busy: boolean;
}

/** As a record was read. */
export const begin = (record: WebRecord): State => ({
  before: record.lines ?? noLines,
  lines: toDrafts(record.lines ?? noLines),
  edits: 0,
  savedEdits: 0,
  faults: noFaults,
  missing: new Set(),
  problem: undefined,
  collision: undefined,
  busy: false,
});

/** What the page knows beside the record; given anew with each drawing. */
export interface Options {
  editable: boolean;
  scope: PriceScope;
  book: PriceBook;
}

/** The product of a line now. */
export const productOf = (line: LineDraft): string | undefined => {
  const id = line.drafts['productId'] ?? line.original['productId'];
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** What people entered into lines, without what was worked out: two readings that differ in nothing else are the same. */
export const enteredOf = (lines: readonly Line[], specs: readonly FieldSpec[]): string =>
  JSON.stringify(lines.map((line) => specs.flatMap((spec) => (spec.computed ? [] : [line[spec.name] ?? null]))));
