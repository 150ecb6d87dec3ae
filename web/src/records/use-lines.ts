import type { ClipboardEvent } from 'react';
import { useEffect, useMemo, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { MAX_LINES } from '../../../shared/kernel/entity.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { titleOf, useMembers } from '../lib/titles.ts';
import { pendingOf } from '../process/lock.ts';
import { pastedDraft } from './cell-text.ts';
import { type PastedCell, parseClipboard, placeCells } from './clipboard.ts';
import type { DraftContext } from './draft.ts';
import { currencyOf, lineSpecs } from './fields.ts';
import type { LineDraft } from './lines.ts';
import {
  faultsByRow,
  isPriced,
  isTouched,
  linesBody,
  newLine,
  toDrafts,
  withDraft,
  withPasted,
  withPrice,
  withProducts,
} from './lines.ts';
import { findProducts } from './products.ts';
import { ClashError, reloadRecord, saveRecord } from './save.ts';

export interface LineAt {
  row: number;
  column: string;
}

const noLines: Record<string, unknown>[] = [];

/** The lines of a document while they are worked on: typing, pasting, saving all of them together. */
export const useLines = (entity: Entity, record: WebRecord, because?: 'critical' | 'locked') => {
  const { t } = useI18n();
  const words = t.record.lines;
  const format = useFormat();
  const workspace = useWorkspace();
  const { workspaceId: ws, timeZone } = workspace;
  const specs = useMemo(() => (entity.lines ? lineSpecs(entity.lines, workspace) : []), [entity, workspace]);
  const open = specs.filter((spec) => !spec.computed);
  // What the lines were read as; anything else on the page has not been saved.
  const [base, setBase] = useState(record);
  const before = base.lines ?? noLines;
  const [lines, setLines] = useState<readonly LineDraft[]>(() => toDrafts(before));
  const [editing, setEditing] = useState<LineAt>();
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const currency = currencyOf(record, workspace.currency);
  const context: DraftContext = { currency, timeZone, today: format.today() };
  const touched = isTouched(lines, before);
  const members = useMembers();

  const start = (from: WebRecord) => {
    setBase(from);
    setLines(toDrafts(from.lines ?? noLines));
    setFaults(new Map());
    setProblem(undefined);
  };
  // What the server answers becomes the new start, unless something typed would be lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new reading of the record counts
  useEffect(() => {
    if (!touched) start(record);
  }, [record.version]);
  useEffect(() => {
    if (!touched) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [touched]);

  const change = (row: number, by: (line: LineDraft) => LineDraft) => {
    setFaults(new Map());
    setLines((now) => now.map((line, index) => (index === row ? by(line) : line)));
  };
  const add = () => {
    if (lines.length >= MAX_LINES) return toast({ text: words.tooMany(MAX_LINES), tone: 'bad' });
    setLines([...lines, newLine(lines)]);
    setEditing({ row: lines.length, column: open[0]?.name ?? '' });
  };
  const remove = (line: LineDraft) => setLines(lines.filter((one) => one !== line));
  /** Goes on to the next or previous cell; behind the last one a new line begins. */
  const step = (at: LineAt, by: number) => {
    const index = at.row * open.length + open.findIndex((spec) => spec.name === at.column) + by;
    const row = Math.floor(index / open.length);
    const column = open[((index % open.length) + open.length) % open.length]?.name ?? '';
    if (row >= lines.length) add();
    else setEditing(row >= 0 ? { row, column } : undefined);
  };
  /** A chosen product offers its list price where none was typed yet. */
  const offerPrice = async (row: number, productId: string) => {
    if (!isPriced(specs) || !productId) return;
    const product = await queryClient.fetchQuery(recordQuery(ws, 'product', productId)).catch(() => undefined);
    const price = product?.['price'];
    if (typeof price !== 'number' || currencyOf(product, workspace.currency) !== currency) return;
    change(row, (line) => (line.drafts['productId'] === productId ? withPrice(line, price, context) : line));
  };
  const type = (at: LineAt, draft: string) => {
    change(at.row, (line) => withDraft(line, at.column, draft));
    if (at.column === 'productId') void offerPrice(at.row, draft);
  };
  /** Spreadsheets tell choices and people by their words; what names none stays, so that saving says so. */
  const named = (cell: PastedCell): PastedCell => {
    const spec = open.find((one) => one.name === cell.column);
    const draft = spec
      ? pastedDraft(cell.text, spec, (ref, title) =>
          ref === 'member' ? members.data?.find((one) => titleOf(one) === title)?.id : undefined,
        )
      : undefined;
    return typeof draft === 'string' ? { ...cell, text: draft } : cell;
  };
  const paste = async (event: ClipboardEvent, at: LineAt) => {
    const rows = parseClipboard(event.clipboardData.getData('text/plain'));
    // A single value goes into the cell itself.
    if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1) return;
    event.preventDefault();
    setEditing(undefined);
    const cells = placeCells(rows, open, at.column);
    const pasted = withPasted(lines, cells.map(named), at.row);
    if (pasted.length > MAX_LINES) return toast({ text: words.tooMany(MAX_LINES), tone: 'bad' });
    setFaults(new Map());
    setLines(pasted);
    const count = new Set(cells.map((cell) => cell.row)).size;
    toast({ text: words.pasted(count), action: { label: t.common.undo, run: () => setLines(lines) } });
    const codes = pasted.flatMap((line) => line.unknown ?? []);
    if (codes.length === 0) return;
    const found = await findProducts(ws, codes).catch(() => new Map<string, string>());
    setLines((now) => withProducts(now, found));
  };
  /** Saves the lines; where they are not everybody's to change, the reason is asked for first. */
  const save = async (reason?: string, from = base) => {
    const { body, rows, faults: wrong } = linesBody(lines, specs, context);
    setFaults(wrong);
    setProblem(undefined);
    if (wrong.size > 0 || busy) return;
    if (because && reason === undefined) return setAsking(true);
    setAsking(false);
    setBusy(true);
    try {
      const saved = await saveRecord(ws, from, { lines: body, ...(reason ? { reason } : {}) });
      start(saved);
      toast({ text: pendingOf(saved)['lines'] ? t.process.pending.lines : t.common.saved });
    } catch (error) {
      setFaults(faultsByRow(faultsByField(error), rows));
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const discard = () => start(record);
  /** Saves the lines typed here over those that somebody else saved meanwhile. */
  const keep = async () => {
    if (!(problem instanceof ClashError)) return;
    // What is asked for before saving must ask again on the present lines.
    setBase(problem.now);
    await save(undefined, problem.now);
  };
  const reload = () => reloadRecord(ws, record).then(start);
  return {
    specs,
    lines,
    editing,
    setEditing,
    faults,
    problem,
    busy,
    asking,
    stopAsking: () => setAsking(false),
    touched,
    currency,
    context,
    add,
    remove,
    step,
    type,
    paste,
    save,
    discard,
    keep,
    reload,
  };
};
