// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot place its rows by hand, which drawing only those in sight needs
import type { KeyboardEvent } from 'react';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useLatest } from '../lib/hooks.ts';
import type { Draft } from './draft.ts';
import type { After } from './grid-cell.tsx';
import { GridHead } from './grid-head.tsx';
import type { CellAt, GridProps } from './grid-parts.ts';
import { faultKey, ROW_HEIGHT } from './grid-parts.ts';
import { GridRow } from './grid-row.tsx';

const OVERSCAN = 10;

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

const isPrintable = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

/** A table that behaves as a spreadsheet: only rows in sight are drawn, arrows move, Enter or typing edits, Esc leaves. */
export function Grid(props: GridProps) {
  const { rows, columns, onEnd } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<CellAt>({ row: 0, col: 0 });
  const [editing, setEditing] = useState<{ seed: Draft | undefined }>();
  const { from, to } = useWindow(box, rows.length);
  const latest = useLatest({ ...props, at });

  useEffect(() => {
    if (to >= rows.length - 2 * OVERSCAN) onEnd();
  }, [to, rows.length, onEnd]);

  const move = useCallback(
    (next: CellAt) => {
      const { rows: all, columns: cols } = latest.current;
      const row = Math.max(0, Math.min(next.row, all.length - 1));
      const col = Math.max(0, Math.min(next.col, cols.length - 1));
      setAt({ row, col });
      const element = box.current;
      if (!element) return;
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
      setAt(cell);
      setEditing({ seed });
    },
    [latest],
  );

  const done = useCallback(
    (draft: Draft | undefined, after: After) => {
      const { rows: all, columns: cols, at: cell, onSave, onForget } = latest.current;
      const record = all[cell.row];
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

  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (editing || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2);
    const steps: Record<string, CellAt> = {
      ArrowDown: { row: at.row + 1, col: at.col },
      ArrowUp: { row: at.row - 1, col: at.col },
      ArrowRight: { row: at.row, col: at.col + 1 },
      ArrowLeft: { row: at.row, col: at.col - 1 },
      PageDown: { row: at.row + page, col: at.col },
      PageUp: { row: at.row - page, col: at.col },
      Home: { row: event.ctrlKey ? 0 : at.row, col: 0 },
      End: { row: event.ctrlKey ? rows.length - 1 : at.row, col: columns.length - 1 },
    };
    const step = steps[event.key];
    const record = rows[at.row];
    const spec = columns[at.col];
    if (step) move(step);
    else if (event.key === 'Enter' && event.shiftKey && record) props.onOpen(record);
    else if (event.key === 'Enter' || event.key === 'F2') begin(at, undefined);
    else if (event.key === 'Escape' && record && spec) props.onForget(record, spec);
    else if (
      (event.key === 'Delete' || event.key === 'Backspace') &&
      record &&
      spec &&
      props.canEdit(record, spec) &&
      !spec.required
    )
      props.onSave(record, spec, '');
    else if (isPrintable(event) && event.key !== ' ' && !/^[ngjk/?]$/i.test(event.key)) begin(at, event.key);
    else return;
    event.preventDefault();
  };

  const width = columns.reduce((sum, spec) => sum + (props.widths[spec.name] ?? 140), 40);
  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={(props.total ?? rows.length) + 1}
      aria-colcount={columns.length}
      aria-activedescendant={rows.length > 0 ? `${id}-active` : undefined}
      onKeyDown={key}
    >
      <GridHead
        columns={columns}
        widths={props.widths}
        onWidth={props.onWidth}
        sort={props.sort}
        onSort={props.onSort}
        width={width}
      />
      <div className="grid-space" role="rowgroup" style={{ height: rows.length * ROW_HEIGHT, width }}>
        {rows.slice(from, to).map((record, offset) => {
          const row = from + offset;
          return (
            <GridRow
              key={record.id}
              {...{ record, row, columns, begin, done, move }}
              grid={latest}
              activeId={`${id}-active`}
              activeCol={row === at.row ? at.col : undefined}
              edit={row === at.row ? editing : undefined}
              faults={columns.some((spec) => props.faults.has(faultKey(record, spec))) ? props.faults : undefined}
              widths={props.widths}
            />
          );
        })}
      </div>
    </div>
  );
}
