// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot place its rows by hand, which drawing only those in sight needs
import { memo } from 'react';
import { useI18n } from '../i18n/index.tsx';
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
  /** Columns of a chosen block of cells that runs through this row. */
  left: number | undefined;
  right: number | undefined;
  /** Whether the row is chosen; undefined where rows cannot be. */
  chosen: boolean | undefined;
  edit: { seed: Draft | undefined } | undefined;
  faults: ReadonlyMap<string, CellFault> | undefined;
  /** The grid's newest properties, read in handlers only, so that rows are not drawn again for them. */
  grid: { readonly current: GridProps };
  begin: (cell: CellAt, seed: Draft | undefined) => void;
  done: (draft: Draft | undefined, after: After) => void;
  move: (cell: CellAt, how?: 'alone' | 'block') => void;
}

const numeric: readonly FieldSpec['type'][] = ['money', 'number', 'integer'];

function Row(props: Props) {
  const { record, row, columns, widths, activeCol, activeId, edit, faults, grid, begin, done, move, chosen } = props;
  const { t } = useI18n();
  const cell = (spec: FieldSpec, col: number) => {
    const active = col === activeCol;
    const inBlock = props.left !== undefined && props.right !== undefined && col >= props.left && col <= props.right;
    const fault = faults?.get(faultKey(record, spec));
    const editing = active && edit !== undefined;
    const classes = [
      'grid-cell',
      col === 0 ? 'first' : '',
      active ? 'active' : '',
      inBlock ? 'ranged' : '',
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
          if (event.shiftKey) move({ row, col }, 'block');
          else if (active) begin({ row, col }, undefined);
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
        {fault && !editing ? (
          <CellMessage
            {...{ fault, record, spec }}
            onReload={() => grid.current.onReload(record)}
            onKeep={() => grid.current.onKeep(record, spec)}
            onTake={() => grid.current.onForget(record, spec)}
          />
        ) : null}
      </div>
    );
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays at the grid
    <div
      role="row"
      aria-rowindex={row + 2}
      {...(chosen === undefined ? {} : { 'aria-selected': chosen })}
      className={`grid-row${chosen ? ' chosen' : ''}${record.archivedAt ? ' archived' : ''}${faults ? ' has-fault' : ''}${edit ? ' has-edit' : ''}`}
      style={{ transform: `translateY(${row * ROW_HEIGHT}px)` }}
      onPointerEnter={() => grid.current.onHover(record)}
    >
      {chosen === undefined ? null : (
        // biome-ignore lint/a11y/useFocusableInteractive: the keyboard chooses rows by the space bar
        <div className="grid-check" role="gridcell">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t.views.bulk.selectRow}
            checked={chosen}
            onChange={() => grid.current.selection?.toggle([record])}
          />
        </div>
      )}
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
