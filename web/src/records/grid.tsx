// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot place its rows by hand, which drawing only those in sight needs
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useLatest } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import type { WebRecord } from '../lib/records.ts';
import { parseClipboard } from './clipboard.ts';
import type { Draft } from './draft.ts';
import type { After } from './grid-cell.tsx';
import { GridHead } from './grid-head.tsx';
import { beginsEdit, blockOf, stepOf } from './grid-keys.ts';
import type { CellAt, GridProps } from './grid-parts.ts';
import { CHECK_WIDTH, faultKey, ROW_HEIGHT } from './grid-parts.ts';
import { GridRow } from './grid-row.tsx';

const OVERSCAN = 10;

/** The last table had the focus when it went: other rows are read, or somebody opened one and comes back. */
let left = false;

/** The rows in sight of a scrolled box. */
const useWindow = (box: React.RefObject<HTMLDivElement | null>, count: number): { from: number; to: number } => {
  const [range, setRange] = useState({ from: 0, to: 40 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const from = Math.max(0, Math.floor(element.scrollTop / ROW_HEIGHT) - OVERSCAN);
      const to = Math.ceil((element.scrollTop + element.clientHeight) / ROW_HEIGHT) + OVERSCAN;
      setRange((now) => (now.from === from && now.to === to ? now : { from, to }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [box]);
  return { from: Math.min(range.from, Math.max(0, count - 1)), to: Math.min(range.to, count) };
};

/** A table that behaves as a spreadsheet: only rows in sight are drawn, arrows move, Enter or typing edits, Esc leaves. */
export function Grid(props: GridProps) {
  const { rows, columns, onEnd, selection } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<CellAt>({ row: 0, col: 0 });
  /** Where a block of cells begins that ends at the active one. */
  const [anchor, setAnchor] = useState<CellAt>();
  // With the record as it was when the edit began: rows may be read anew or change their places meanwhile.
  const [editing, setEditing] = useState<{ seed: Draft | undefined; base: WebRecord }>();
  const { from, to } = useWindow(box, rows.length);
  const latest = useLatest({ ...props, at, anchor, editing });

  useEffect(() => {
    if (to >= rows.length - 2 * OVERSCAN) onEnd();
  }, [to, rows.length, onEnd]);

  const move = useCallback(
    (next: CellAt, how: 'alone' | 'block' = 'alone') => {
      const { rows: all, columns: cols, at: now, anchor: begun } = latest.current;
      const row = Math.max(0, Math.min(next.row, all.length - 1));
      const col = Math.max(0, Math.min(next.col, cols.length - 1));
      setAnchor(how === 'block' ? (begun ?? now) : undefined);
      setAt({ row, col });
      const element = box.current;
      if (!element) return;
      // The first column stands in sight wherever one has scrolled to.
      if (col === 0) element.scrollLeft = 0;
      const top = row * ROW_HEIGHT;
      // The head covers the first row's height.
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + 2 * ROW_HEIGHT > element.scrollTop + element.clientHeight)
        element.scrollTop = top + 2 * ROW_HEIGHT - element.clientHeight + 8;
      requestAnimationFrame(() =>
        element.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
      );
    },
    [latest],
  );

  const begin = useCallback(
    (cell: CellAt, seed: Draft | undefined) => {
      const { rows: all, columns: cols, canEdit } = latest.current;
      const record = all[cell.row];
      const spec = cols[cell.col];
      if (!record || !spec || !canEdit(record, spec)) return;
      setAnchor(undefined);
      setAt(cell);
      setEditing({ seed, base: record });
    },
    [latest],
  );

  const done = useCallback(
    (draft: Draft | undefined, after: After) => {
      const { columns: cols, at: cell, editing: edit, onSave, onForget } = latest.current;
      const record = edit?.base;
      const spec = cols[cell.col];
      setEditing(undefined);
      if (record && spec) {
        if (draft === undefined) onForget(record, spec);
        else onSave(record, spec, draft);
      }
      if (after !== 'stay')
        move({
          row: cell.row + (after === 'down' ? 1 : 0),
          col: cell.col + (after === 'right' ? 1 : after === 'left' ? -1 : 0),
        });
      // Focus comes back to the table unless the person clicked somewhere else.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body || document.activeElement === null)
          box.current?.focus({ preventScroll: true });
      });
    },
    [latest, move],
  );

  useLayoutEffect(() => {
    const element = box.current;
    if (left && document.activeElement === document.body) element?.focus({ preventScroll: true });
    left = false;
    return () => {
      left = element !== null && element === document.activeElement;
    };
  }, []);
  // Whoever comes to the page begins with an arrow, wherever the focus is.
  const enter = () => box.current?.focus({ preventScroll: true });
  usePageKeys({ arrowdown: enter, arrowup: enter });

  const block = blockOf(anchor, at);
  const chosenRows = rows.slice(block.top, block.bottom + 1);
  const chosenCells = columns.slice(block.left, block.right + 1);
  const empty = () => {
    const cells = chosenRows.flatMap((record) =>
      chosenCells
        .filter((spec) => props.canEdit(record, spec) && !spec.required)
        .map((spec) => ({ record, spec, text: '' })),
    );
    const [only] = cells;
    if (cells.length === 1 && only) props.onSave(only.record, only.spec, '');
    else if (cells.length > 1) props.onPaste(cells);
  };

  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (editing || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2);
    const step = stepOf(event, at, { page, rows: rows.length, columns: columns.length });
    const record = rows[at.row];
    const spec = columns[at.col];
    const may = record !== undefined && spec !== undefined && props.canEdit(record, spec);
    const command = event.ctrlKey || event.metaKey;
    if (step) move(step, event.shiftKey ? 'block' : 'alone');
    else if (command && event.key.toLowerCase() === 'a') selection?.selectAll();
    else if (event.key === ' ' || (event.key === 'x' && !command && !beginsEdit(event, at, may)))
      selection?.toggle(chosenRows);
    else if (event.key === 'o' && record && !command && !beginsEdit(event, at, may)) props.onOpen(record);
    else if (event.key === 'Enter' && event.shiftKey && record) props.onOpen(record);
    else if (event.key === 'Enter' && command && spec) props.onSort(spec.name);
    else if (event.key === 'Enter' || event.key === 'F2') begin(at, undefined);
    else if (event.key === 'Escape' && anchor) setAnchor(undefined);
    else if (event.key === 'Escape' && record && spec && props.faults.has(faultKey(record, spec)))
      props.onForget(record, spec);
    else if (event.key === 'Delete' || event.key === 'Backspace') empty();
    else if (beginsEdit(event, at, may)) begin(at, event.key);
    else return;
    event.preventDefault();
  };
  const isHere = (event: ClipboardEvent) => !editing && event.target === event.currentTarget;
  const copy = (event: ClipboardEvent<HTMLDivElement>) => {
    if (!isHere(event)) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', props.textOf(chosenRows, chosenCells));
  };
  const paste = (event: ClipboardEvent<HTMLDivElement>) => {
    if (!isHere(event)) return;
    event.preventDefault();
    const cells = parseClipboard(event.clipboardData.getData('text/plain'));
    const alone = cells.length === 1 && cells[0]?.length === 1 ? (cells[0][0] ?? '') : undefined;
    // One value fills the whole block; several go where the block begins.
    const taken =
      alone === undefined
        ? cells.flatMap((line, down) =>
            line.flatMap((text, right) => {
              const record = rows[block.top + down];
              const spec = columns[block.left + right];
              return record && spec ? [{ record, spec, text }] : [];
            }),
          )
        : chosenRows.flatMap((record) => chosenCells.map((spec) => ({ record, spec, text: alone })));
    if (taken.length > 0) props.onPaste(taken);
  };

  const width =
    columns.reduce((sum, spec) => sum + (props.widths[spec.name] ?? 140), 40) + (selection ? CHECK_WIDTH : 0);
  const many = anchor !== undefined && (anchor.row !== at.row || anchor.col !== at.col);
  return (
    <div
      ref={box}
      className={selection ? 'grid checked' : 'grid'}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={(props.total ?? rows.length) + 1}
      aria-colcount={columns.length}
      aria-multiselectable={selection !== undefined}
      aria-activedescendant={rows.length > 0 ? `${id}-active` : undefined}
      onKeyDown={key}
      onCopy={copy}
      onPaste={paste}
    >
      <GridHead
        columns={columns}
        widths={props.widths}
        onWidth={props.onWidth}
        sort={props.sort}
        onSort={props.onSort}
        onOrder={props.onOrder}
        width={width}
        rows={rows}
        selection={selection}
      />
      <div className="grid-space" role="rowgroup" style={{ height: rows.length * ROW_HEIGHT, width }}>
        {rows.slice(from, to).map((record, offset) => {
          const row = from + offset;
          const inside = many && row >= block.top && row <= block.bottom;
          return (
            <GridRow
              key={record.id}
              {...{ record, row, columns, begin, done, move }}
              grid={latest}
              activeId={`${id}-active`}
              activeCol={row === at.row ? at.col : undefined}
              left={inside ? block.left : undefined}
              right={inside ? block.right : undefined}
              chosen={selection?.has(record)}
              edit={row === at.row ? editing : undefined}
              faults={columns.some((spec) => props.faults.has(faultKey(record, spec))) ? props.faults : undefined}
              widths={props.widths}
            />
          );
        })}
      </div>
      {props.foot ? (
        <div className="grid-foot" style={{ width }}>
          {props.foot}
        </div>
      ) : null}
    </div>
  );
}
