import type { ReactNode } from 'react';
import type { WebRecord } from '../lib/records.ts';
import type { Draft } from './draft.ts';
import type { FieldSpec } from './fields.ts';
import type { CellFault } from './grid-cell.tsx';

/** Height of a row in pixels: rows are placed by it. */
export const ROW_HEIGHT = 32;

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
  onOpen: (record: WebRecord) => void;
  onHover: (record: WebRecord) => void;
  rowMenu: (record: WebRecord) => ReactNode;
}

export const faultKey = (record: Pick<WebRecord, 'id'>, spec: Pick<FieldSpec, 'name'>): string =>
  `${record.id} ${spec.name}`;
