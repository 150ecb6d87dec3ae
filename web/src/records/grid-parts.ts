import type { ReactNode } from 'react';
import type { WebRecord } from '../lib/records.ts';
import type { SelectionState } from '../views/selection.ts';
import type { Draft } from './draft.ts';
import type { FieldSpec } from './fields.ts';
import type { CellFault } from './grid-cell.tsx';

/** Height of a row in pixels: rows are placed by it. */
export const ROW_HEIGHT = 32;
/** Width of the column in which rows are chosen, pixels. */
export const CHECK_WIDTH = 34;

/** A text that was pasted for a cell. */
export interface CellText {
  record: WebRecord;
  spec: FieldSpec;
  text: string;
}

/** A cell by place; `seed` is the key that began an edit. */
export interface CellAt {
  row: number;
  col: number;
}

export interface GridProps {
  label: string;
  rows: readonly WebRecord[];
  /** All that match, where the API told. */
  total: number | undefined;
  columns: readonly FieldSpec[];
  widths: Readonly<Record<string, number>>;
  onWidth: (column: string, width: number) => void;
  sort: string;
  onSort: (column: string) => void;
  /** Called when the last rows come into sight. */
  onEnd: () => void;
  hrefOf: (record: WebRecord) => string | undefined;
  titleField: string;
  canEdit: (record: WebRecord, spec: FieldSpec) => boolean;
  draftFor: (record: WebRecord, spec: FieldSpec) => Draft;
  onSave: (record: WebRecord, spec: FieldSpec, draft: Draft) => void;
  faults: ReadonlyMap<string, CellFault>;
  onForget: (record: WebRecord, spec: FieldSpec) => void;
  onReload: (record: WebRecord) => void;
  /** Saves once more what was typed where somebody else changed the same. */
  onKeep: (record: WebRecord, spec: FieldSpec) => void;
  onOpen: (record: WebRecord) => void;
  onHover: (record: WebRecord) => void;
  rowMenu: (record: WebRecord) => ReactNode;
  /** Puts a column before another one. */
  onOrder: (column: string, before: string) => void;
  /** A block of cells for the clipboard. */
  textOf: (rows: readonly WebRecord[], columns: readonly FieldSpec[]) => string;
  onPaste: (cells: readonly CellText[]) => void;
  /** Rows can be chosen, to do something with all of them. */
  selection?: SelectionState | undefined;
  /** Figures under the columns. */
  foot?: ReactNode;
}

export const faultKey = (record: Pick<WebRecord, 'id'>, spec: Pick<FieldSpec, 'name'>): string =>
  `${record.id} ${spec.name}`;
