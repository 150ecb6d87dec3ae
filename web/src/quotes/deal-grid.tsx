import type { ClipboardEvent, FocusEvent, KeyboardEvent } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { draftOf } from '../records/draft.ts';
import type { Column } from './columns.ts';
import { dealColumns, entryColumns, shippedColumns } from './columns.ts';
import { listAt } from './deal-lines.ts';
import type { RowPlace } from './deal-row.tsx';
import { DealRow } from './deal-row.tsx';
import { productOf } from './deal-state.ts';
import { numberIn, viewOf } from './line-view.ts';
import type { PriceBook } from './price-book.ts';
import type { DealLines } from './use-deal-lines.ts';

const noFaults: ReadonlyMap<string, FieldFault> = new Map();

const selector = (row: number, column: string) => `[data-row="${row}"][data-column="${column}"]`;

/** Whether the cursor stands at an end of the cell, so that an arrow leads out of it. */
const atEdge = (input: HTMLInputElement, key: string): boolean => {
  const { selectionStart: from, selectionEnd: to, value } = input;
  if (from === 0 && to === value.length) return true;
  return from === to && (key === 'ArrowLeft' ? from === 0 : to === value.length);
};

interface Props {
  deal: DealLines;
  book: PriceBook;
  codes: (productId: string) => string | undefined;
  accountId: string | undefined;
  editable: boolean;
  /** Shows what was shipped of each line. */
  shipped: boolean;
  marked: ReadonlySet<string>;
  levels: (deviation: number) => string;
  active: number;
  onActive: (row: number) => void;
  /** A place (`lines.2.reason`, `lines`) that the cursor is to go to; a new object each time. */
  wanted: { field: string } | undefined;
}

/** The lines as a spreadsheet: Tab, Enter and arrows move, rows are pasted, Ctrl+D doubles, Ctrl+Backspace removes. */
export function DealGrid(props: Props) {
  const { deal, book, codes, accountId, editable, shipped, marked, levels, active, onActive, wanted } = props;
  const { t, label } = useI18n();
  const words = t.quotes.lines;
  const format = useFormat();
  const { shows } = useWorkspace();
  const table = useRef<HTMLTableElement>(null);
  const { lines, context, currency, faults, missing } = deal;
  const margins = shows({ sensitive: 'cost' });
  const columns = useMemo(
    () => [...dealColumns.filter((one) => one.name !== 'margin' || margins), ...(shipped ? shippedColumns : [])],
    [margins, shipped],
  );
  const latest = useLatest({ deal, book, codes, levels });
  const count = useLatest(lines.length);

  // Where the cursor is to go once the lines are drawn as they are now.
  const wish = useRef<{ row: number; column: string }>(undefined);
  const focus = (row: number, column: string) => {
    wish.current = { row, column };
  };
  useLayoutEffect(() => {
    const at = wish.current;
    const there = at && table.current?.querySelector<HTMLElement>(selector(at.row, at.column));
    if (!there) return;
    wish.current = undefined;
    there.focus();
  });
  const goTo = (row: number, column: string) => {
    const there = table.current?.querySelector<HTMLElement>(selector(row, column));
    if (there) there.focus();
    else focus(row, column);
  };
  const next = (row: number, column: string) => {
    const at = entryColumns.indexOf(column);
    const following = entryColumns[at + 1];
    if (at >= 0 && following) return goTo(row, following);
    // The reason is asked for where the price was typed, before the next line.
    const asks = table.current?.querySelector<HTMLElement>(`select.asks${selector(row, 'reason')}`);
    if (asks && column !== 'reason') return asks.focus();
    goTo(row + 1 < count.current ? row + 1 : latest.current.deal.add(), 'productId');
  };
  const stable = useLatest({ next });
  const place = useMemo<RowPlace>(
    () => ({
      columns,
      context: { currency, timeZone: context.timeZone, today: context.today },
      currency,
      accountId,
      editable,
      heading: (column: Column) => {
        if (column.heading) return words[column.heading];
        const spec = latest.current.deal.specs.find((one) => one.name === column.name);
        return spec ? label(spec.label) : column.name;
      },
      levels: (deviation) => latest.current.levels(deviation),
      type: (row, column, text) => latest.current.deal.type(row, column, text),
      code: (row, text) => latest.current.deal.code(row, text),
      pick: (row, productId) => {
        const line = latest.current.deal.lines[row];
        latest.current.deal.choose(row, productId, latest.current.book.get(productId));
        if (line && !latest.current.book.has(productId)) void latest.current.deal.learn(row, productId);
      },
      next: (row, column) => stable.current.next(row, column),
      remove: (row) => latest.current.deal.remove(row),
    }),
    [columns, context.timeZone, context.today, currency, accountId, editable, words, label, latest, stable],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish counts
  useEffect(() => {
    if (!wanted || !editable) return;
    const at = /^lines\.(\d+)\.(.+)$/.exec(wanted.field);
    if (at) return goTo(Number(at[1]), at[2] ?? 'productId');
    if (wanted.field === 'lines') goTo(lines.length > 0 ? 0 : deal.add(), 'productId');
  }, [wanted, editable]);

  const takePrice = (row: number, which: 'list' | 'last') => {
    const line = lines[row];
    const info = line ? book.get(productOf(line) ?? '') : undefined;
    if (!line) return;
    const price =
      which === 'list' ? listAt(info, numberIn(line, 'quantity', context)) : viewOf(line, info, context).last;
    if (price === undefined) return;
    deal.type(row, 'unitPrice', draftOf(price, { type: 'money' }, context));
    goTo(row, 'quantity');
  };
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && (event.key.toLowerCase() === 's' || event.key === 'Enter')) {
      event.preventDefault();
      void deal.save('asked');
      return;
    }
    const column = target.dataset['column'];
    const row = Number(target.dataset['row']);
    if (column === undefined || event.defaultPrevented || event.nativeEvent.isComposing) return;
    const handled = () => event.preventDefault();
    if (ctrl && event.key.toLowerCase() === 'd') {
      handled();
      deal.duplicate(row);
      focus(row + 1, column);
    } else if (ctrl && event.key === 'Backspace') {
      handled();
      deal.remove(row);
      focus(Math.max(0, Math.min(row, lines.length - 2)), column);
    } else if (event.altKey && (event.code === 'Digit1' || event.code === 'Digit2')) {
      handled();
      takePrice(row, event.code === 'Digit1' ? 'list' : 'last');
    } else if (event.key === 'Enter') {
      handled();
      if (event.shiftKey) goTo(Math.max(0, row - 1), column);
      else next(row, column);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && target.tagName === 'INPUT') {
      handled();
      const to = row + (event.key === 'ArrowDown' ? 1 : -1);
      if (to >= 0 && to < lines.length) goTo(to, column);
    } else if (
      (event.key === 'ArrowLeft' || event.key === 'ArrowRight') &&
      target instanceof HTMLInputElement &&
      !event.shiftKey &&
      !ctrl &&
      atEdge(target, event.key)
    ) {
      const cells = [...(target.closest('tr')?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
      const to = cells[cells.indexOf(target) + (event.key === 'ArrowRight' ? 1 : -1)];
      if (!to) return;
      handled();
      to.focus();
    }
  };
  const paste = (event: ClipboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const column = target.dataset['column'];
    if (column === undefined) return;
    const row = Number(target.dataset['row']);
    if (!deal.paste(event.clipboardData.getData('text/plain'), { row, column })) return;
    event.preventDefault();
    target.blur();
    focus(row, 'quantity');
  };
  const enter = (event: FocusEvent<HTMLElement>) => {
    const row = (event.target as HTMLElement).dataset['row'] ?? (event.target as HTMLElement).dataset['remark'];
    if (row !== undefined) onActive(Number(row));
  };
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
    void deal.save('quiet');
  };
  const total = lines.reduce(
    (sum, line) => sum + (viewOf(line, book.get(productOf(line) ?? ''), context).amount ?? 0),
    0,
  );
  const before = columns.findIndex((one) => one.name === 'amount');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the cells inside are taken together
    <div className="deal-grid" onKeyDown={keys} onPaste={paste} onFocus={enter} onBlur={leave}>
      {lines.length === 0 ? <p className="quiet-text">{t.record.lines.empty}</p> : null}
      <div className="deal-scroll">
        <table className="deal-lines" ref={table}>
          <colgroup>
            <col className="col-no" />
            {columns.map((column) => (
              <col key={column.name} className={`col-${column.name}`} />
            ))}
            {editable ? <col className="col-no" /> : null}
          </colgroup>
          <thead>
            <tr>
              <th className="line-no">#</th>
              {columns.map((column) => (
                <th key={column.name} className={['code', 'text', 'choice'].includes(column.kind) ? '' : 'number'}>
                  {place.heading(column)}
                </th>
              ))}
              {editable ? <th className="line-end" /> : null}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, row) => {
              const product = productOf(line);
              const own = [...faults].filter(([path]) => path.startsWith(`lines.${row}.`));
              return (
                <DealRow
                  key={line.key}
                  row={row}
                  line={line}
                  info={product ? book.get(product) : undefined}
                  code={product ? codes(product) : undefined}
                  faults={own.length > 0 ? new Map(own) : noFaults}
                  missing={line.unknown !== undefined && missing.has(line.unknown)}
                  marked={marked}
                  active={editable && row === active}
                  place={place}
                />
              );
            })}
          </tbody>
          {lines.length > 0 ? (
            <tfoot>
              <tr>
                <td />
                <td colSpan={before}>{t.record.lines.total}</td>
                <td className="number">{format.money(total, currency)}</td>
                <td colSpan={columns.length - before - 1 + (editable ? 1 : 0)} />
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      {editable ? (
        <div className="lines-foot">
          <button type="button" className="btn" onClick={() => goTo(deal.add(), 'productId')}>
            <Icon name="plus" />
            {t.record.lines.add}
          </button>
          <button
            type="button"
            className={`btn${deal.unsaved ? ' primary' : ''}`}
            disabled={!deal.unsaved || deal.busy}
            title="Ctrl+S"
            onClick={() => void deal.save('asked')}
          >
            {deal.busy ? words.saving : deal.unsaved ? words.save : words.saved}
          </button>
          <span className="quiet-hint wide-only">{words.keys}</span>
        </div>
      ) : null}
    </div>
  );
}
