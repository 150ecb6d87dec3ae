// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot place its rows by hand, which drawing only those in sight needs
import { memo } from 'react';
import type { WebRecord } from '../lib/records.ts';
import type { Draft } from './draft.ts';
import type { FieldSpec } from './fields.ts';
import type { After, CellFault } from './grid-cell.tsx';
import { CellEditor, CellFace, CellMessage } from './grid-cell.tsx';
import type { CellAt, GridProps } from './grid-parts.ts';
import { faultKey, ROW_HEIGHT } from './grid-parts.ts';

interface Props {
  record: WebRecord;
  row: number;
  columns: readonly FieldSpec[];
  widths: Readonly<Record<string, number>>;
  /** Column of the active cell when it stands in this row. */
  activeCol: number | undefined;
  activeId: string;
  edit: { seed: Draft | undefined } | undefined;
  faults: ReadonlyMap<string, CellFault> | undefined;
  /** The grid's newest properties, read in handlers only, so that rows are not drawn again for them. */
  grid: { readonly current: GridProps };
  begin: (cell: CellAt, seed: Draft | undefined) => void;
  done: (draft: Draft | undefined, after: After) => void;
  move: (cell: CellAt) => void;
}

const numeric: readonly FieldSpec['type'][] = ['money', 'number', 'integer'];

function Row({ record, row, columns, widths, activeCol, activeId, edit, faults, grid, begin, done, move }: Props) {
  const cell = (spec: FieldSpec, col: number) => {
    const active = col === activeCol;
    const fault = faults?.get(faultKey(record, spec));
    const editing = active && edit !== undefined;
    const classes = [
      'grid-cell',
      col === 0 ? 'first' : '',
      active ? 'active' : '',
      fault ? 'faulty' : '',
      numeric.includes(spec.type) ? 'number' : '',
      editing ? 'editing' : '',
    ];
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: focus stays at the grid, which names its active cell
      // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
      <div
        key={spec.name}
        role="gridcell"
        aria-colindex={col + 1}
        className={classes.filter(Boolean).join(' ')}
        style={{ width: widths[spec.name] ?? 140 }}
        {...(active ? { id: activeId, 'data-active': true, 'aria-selected': true } : {})}
        onClick={(event) => {
          if (editing || (event.target as HTMLElement).closest('a,button')) return;
          // A second click on the active cell edits it, as in a spreadsheet.
          if (active) begin({ row, col }, undefined);
          else move({ row, col });
        }}
      >
        {editing ? (
          <CellEditor
            spec={spec}
            start={edit.seed ?? fault?.draft ?? grid.current.draftFor(record, spec)}
            onDone={done}
          />
        ) : (
          <CellFace
            record={record}
            spec={spec}
            href={spec.name === grid.current.titleField ? grid.current.hrefOf(record) : undefined}
          />
        )}
        {fault && !editing ? <CellMessage fault={fault} onReload={() => grid.current.onReload(record)} /> : null}
      </div>
    );
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays at the grid
    <div
      role="row"
      aria-rowindex={row + 2}
      className={`grid-row${record.archivedAt ? ' archived' : ''}${faults ? ' has-fault' : ''}${edit ? ' has-edit' : ''}`}
      style={{ transform: `translateY(${row * ROW_HEIGHT}px)` }}
      onPointerEnter={() => grid.current.onHover(record)}
    >
      {columns.map(cell)}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its button takes the pointer; the keyboard opens the record instead */}
      <div className="grid-menu" role="gridcell">
        {grid.current.rowMenu(record)}
      </div>
    </div>
  );
}

/** A row of the table; drawn again only when something in it changes. */
export const GridRow = memo(Row);
