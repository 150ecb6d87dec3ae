import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { MAX_LINES } from '../../../shared/kernel/entity.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText, faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { parseClipboard, placeCells } from './clipboard.ts';
import type { DraftContext } from './draft.ts';
import { currencyOf, type FieldSpec, lineSpecs } from './fields.ts';
import { LineCell } from './line-cell.tsx';
import type { LineDraft } from './lines.ts';
import {
  cellValue,
  isPriced,
  isTouched,
  linesBody,
  newLine,
  toDrafts,
  totalOf,
  withDraft,
  withPasted,
  withProducts,
} from './lines.ts';
import { findProducts } from './products.ts';
import type { Wanted } from './record-page.tsx';
import { reloadRecord, saveRecord } from './save.ts';

interface Props {
  entity: Entity;
  record: WebRecord;
  wanted: Wanted | undefined;
  findings: readonly WebRecord[];
}

interface CellAt {
  row: number;
  column: string;
}

const numeric = (spec: FieldSpec): boolean =>
  spec.type === 'money' || spec.type === 'number' || spec.type === 'integer';
const noLines: Record<string, unknown>[] = [];

/** The lines of a document: typed, or pasted from a spreadsheet; saved together. */
export default function LinesTable({ entity, record, wanted, findings }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.record.lines;
  const format = useFormat();
  const workspace = useWorkspace();
  const { workspaceId: ws, canWrite, timeZone } = workspace;
  const specs = useMemo(() => (entity.lines ? lineSpecs(entity.lines, workspace) : []), [entity, workspace]);
  // What the lines were read as; anything else on the page has not been saved.
  const [before, setBefore] = useState(record.lines ?? noLines);
  const [lines, setLines] = useState<readonly LineDraft[]>(() => toDrafts(before));
  const [editing, setEditing] = useState<CellAt>();
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const currency = currencyOf(record, workspace.currency);
  const context: DraftContext = { currency, timeZone, today: format.today() };
  const writes = canWrite(entity.domain) && !record.archivedAt;
  const touched = isTouched(lines, before);
  const start = (from: WebRecord) => {
    const fresh = from.lines ?? noLines;
    setBefore(fresh);
    setLines(toDrafts(fresh));
    setFaults(new Map());
    setProblem(undefined);
  };
  const marked = new Set(findings.map((one) => String(one['locator'] ?? '')));

  // What the server answers becomes the new start, unless something typed would be lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new reading of the record counts
  useEffect(() => {
    if (!touched) start(record);
  }, [record.version]);
  useEffect(() => {
    const place = /^lines\.(\d+)\.(.+)$/.exec(wanted?.field ?? '');
    if (place) setEditing({ row: Number(place[1]), column: place[2] ?? '' });
  }, [wanted]);
  useEffect(() => {
    if (!touched) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [touched]);

  const focus = ({ row, column }: CellAt) =>
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)?.focus(),
    );
  const set = (row: number, change: (line: LineDraft) => LineDraft) => {
    setFaults(new Map());
    setLines((now) => now.map((line, index) => (index === row ? change(line) : line)));
  };
  const add = () => {
    if (lines.length >= MAX_LINES) return toast({ text: words.tooMany(MAX_LINES), tone: 'bad' });
    setLines([...lines, newLine(lines)]);
    setEditing({ row: lines.length, column: specs[0]?.name ?? '' });
  };
  const next = (at: CellAt, by: number) => {
    const open = specs.filter((spec) => !spec.computed);
    const index = at.row * open.length + open.findIndex((spec) => spec.name === at.column) + by;
    const row = Math.floor(index / open.length);
    const column = open[((index % open.length) + open.length) % open.length]?.name ?? '';
    if (row >= lines.length) add();
    else if (row >= 0) setEditing({ row, column });
    else setEditing(undefined);
  };

  /** A chosen product offers its list price where none was typed yet. */
  const offerPrice = async (row: number, productId: string) => {
    if (!isPriced(specs) || !productId) return;
    const product = await queryClient.fetchQuery(recordQuery(ws, 'product', productId)).catch(() => undefined);
    const price = product?.['price'];
    if (typeof price !== 'number' || currencyOf(product, workspace.currency) !== currency) return;
    set(row, (line) =>
      cellValue(line, { name: 'unitPrice', type: 'money' } as FieldSpec, specs, context) === undefined
        ? {
            ...line,
            original: { ...line.original, unitPrice: price },
            drafts: { ...line.drafts, quantity: line.drafts['quantity'] ?? String(line.original['quantity'] ?? 1) },
          }
        : line,
    );
  };
  const finish = (at: CellAt, draft: string | undefined, move: number) => {
    setEditing(undefined);
    if (draft !== undefined) {
      set(at.row, (line) => withDraft(line, at.column, draft));
      if (at.column === 'productId') void offerPrice(at.row, draft);
    }
    if (move) next(at, move);
    else focus(at);
  };
  const paste = async (event: ClipboardEvent, at: CellAt) => {
    const rows = parseClipboard(event.clipboardData.getData('text/plain'));
    // A single value goes into the cell itself.
    if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1) return;
    event.preventDefault();
    setEditing(undefined);
    const cells = placeCells(
      rows,
      specs.filter((spec) => !spec.computed),
      at.column,
    );
    const pasted = withPasted(lines, cells, at.row);
    if (pasted.length > MAX_LINES) return toast({ text: words.tooMany(MAX_LINES), tone: 'bad' });
    setFaults(new Map());
    setLines(pasted);
    toast({
      text: words.pasted(new Set(cells.map((cell) => cell.row)).size),
      action: { label: t.common.undo, run: () => setLines(lines) },
    });
    const codes = pasted.flatMap((line) => line.unknown ?? []);
    if (codes.length === 0) return;
    const found = await findProducts(ws, codes).catch(() => new Map<string, string>());
    setLines((now) => withProducts(now, found));
  };
  const save = async () => {
    const { body, faults: wrong } = linesBody(lines, specs, context);
    setFaults(wrong);
    setProblem(undefined);
    if (wrong.size > 0 || busy) return;
    setBusy(true);
    try {
      const saved = await saveRecord(ws, record, { lines: body });
      start(saved);
      toast({ text: t.common.saved });
    } catch (error) {
      setFaults(faultsByField(error));
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if ((event.key !== 'Enter' && event.key.toLowerCase() !== 's') || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // What is being typed is taken first.
    (document.activeElement as HTMLElement | null)?.blur();
    setTimeout(() => saveNow.current(), 0);
  };
  const saveNow = useRef(save);
  saveNow.current = save;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter anywhere in the table saves
    <div className="lines-box" onKeyDown={keys}>
      {problem ? (
        <p className="form-problem" role="alert">
          {errorText(problem, i18n)}{' '}
          {isStale(problem) ? (
            <button type="button" className="link" onClick={() => void reloadRecord(ws, record).then(start)}>
              {t.common.reload}
            </button>
          ) : null}
        </p>
      ) : null}
      {lines.length === 0 ? <p className="quiet-text">{words.empty}</p> : null}
      <div className="lines-scroll">
        <table className="lines" ref={table}>
          <thead>
            <tr>
              <th className="line-no">#</th>
              {specs.map((spec) => (
                <th key={spec.name} className={numeric(spec) ? 'number' : ''}>
                  {label(spec.label)}
                </th>
              ))}
              {writes ? <th className="line-end" /> : null}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, row) => (
              <tr key={line.key}>
                <td className="line-no">{row + 1}</td>
                {specs.map((spec) => {
                  const at = { row, column: spec.name };
                  const path = `lines.${row}.${spec.name}`;
                  const active = editing?.row === row && editing.column === spec.name;
                  return (
                    <LineCell
                      key={spec.name}
                      at={at}
                      spec={spec}
                      line={line}
                      value={cellValue(line, spec, specs, context)}
                      record={record}
                      context={context}
                      editable={writes && !spec.computed}
                      editing={active}
                      fault={faults.get(path)}
                      marked={marked.has(path)}
                      imported={line.drafts[spec.name] === undefined ? record.asImported?.[path] : undefined}
                      onEdit={() => setEditing(at)}
                      onDone={(draft, move) => finish(at, draft, move)}
                      onPaste={(event) => void paste(event, at)}
                    />
                  );
                })}
                {writes ? (
                  <td className="line-end">
                    <button
                      type="button"
                      className="btn quiet small square"
                      aria-label={words.remove}
                      title={words.remove}
                      onClick={() => setLines(lines.filter((one) => one !== line))}
                    >
                      <Icon name="close" size={14} />
                    </button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
          {isPriced(specs) ? (
            <tfoot>
              <tr>
                <td className="line-no" />
                {specs.map((spec, index) => (
                  <td key={spec.name} className={numeric(spec) ? 'number' : ''}>
                    <span className="line-cell">
                      {spec.name === 'amount'
                        ? format.money(totalOf(lines, specs, context), currency)
                        : index === 0
                          ? words.total
                          : ''}
                    </span>
                  </td>
                ))}
                {writes ? <td className="line-end" /> : null}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      {writes ? (
        <div className="lines-foot">
          <button type="button" className="btn" onClick={add}>
            <Icon name="plus" />
            {words.add}
          </button>
          {touched ? (
            <>
              <button
                type="button"
                className="btn primary"
                disabled={busy}
                title="Ctrl+Enter"
                onClick={() => void save()}
              >
                {busy ? t.common.saving : words.save}
              </button>
              <button type="button" className="btn quiet" onClick={() => start(record)}>
                {words.discard}
              </button>
              <span className="badge warn">{words.unsaved}</span>
            </>
          ) : (
            <span className="quiet-hint">{words.pasteHint}</span>
          )}
        </div>
      ) : null}
    </div>
  );
}
