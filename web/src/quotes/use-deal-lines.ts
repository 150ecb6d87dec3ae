import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { Line } from '../../../shared/commerce/deal.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { MAX_LINES } from '../../../shared/kernel/entity.ts';
import type { LinePrice } from '../../../shared/pricing/pricing.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { fetchPage } from '../lib/records.ts';
import { parseClipboard } from '../records/clipboard.ts';
import type { DraftContext } from '../records/draft.ts';
import { currencyOf, lineSpecs } from '../records/fields.ts';
import type { LineDraft } from '../records/lines.ts';
import { faultsByRow, linesBody, newLine, withDraft, withPasted } from '../records/lines.ts';
import { reloadRecord, saveRecord } from '../records/save.ts';
import { followList, settled, withKnown } from './deal-lines.ts';
import type { Options, State } from './deal-state.ts';
import { begin, enteredOf, noFaults, noLines, productOf } from './deal-state.ts';
import { numberIn } from './line-view.ts';
import { placeDealCells } from './paste.ts';
import { askCodes, askPrice } from './price-book.ts';
import { registerUnsaved } from './unsaved.ts';

/** Milliseconds without a key until what was typed is saved. */
const PAUSE = 1500;

/** The lines of a quote or an order while they are worked on: typed, pasted, saved by themselves. */
export const useDealLines = (entity: Entity, record: WebRecord) => {
  const { t } = useI18n();
  const words = t.record.lines;
  const format = useFormat();
  const workspace = useWorkspace();
  const { workspaceId: ws, timeZone } = workspace;
  const specs = useMemo(() => (entity.lines ? lineSpecs(entity.lines, workspace) : []), [entity, workspace]);
  const currency = currencyOf(record, workspace.currency);
  const context: DraftContext = { currency, timeZone, today: format.today() };
  // Kept outside React's own state, so that a save which begins while the focus leaves sees the last key.
  const kept = useRef<State>(undefined);
  kept.current ??= begin(record);
  const state = kept.current;
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(undefined);
  const options = useRef<Options>(undefined);
  const latest = useLatest({ record, context });

  const put = (part: Partial<State>) => {
    kept.current = { ...kept.current!, ...part };
    draw();
  };
  const later = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save('quiet'), PAUSE);
  };
  const change = (lines: readonly LineDraft[]) => {
    // An undo that comes after the document was submitted changes nothing any more.
    if (!options.current?.editable) return;
    put({ lines, edits: kept.current!.edits + 1, faults: noFaults, problem: undefined });
    later();
  };
  const changeLine = (row: number, by: (line: LineDraft) => LineDraft) =>
    change(kept.current!.lines.map((line, index) => (index === row ? by(line) : line)));

  const send = async (how: 'quiet' | 'asked'): Promise<boolean> => {
    const now = kept.current!;
    if (now.edits === now.savedEdits) return true;
    if (now.collision) return false;
    const { body, rows, faults } = linesBody(now.lines, specs, latest.current.context);
    if (faults.size > 0) {
      // A number that is half typed is no mistake yet.
      if (how === 'asked') put({ faults });
      return false;
    }
    put({ busy: true, problem: undefined });
    try {
      const saved = await saveRecord(ws, latest.current.record, { lines: body });
      const answered = new Map<number, [LineDraft, Line]>();
      for (const [at, row] of rows.entries()) {
        const sent = now.lines[row];
        const line = saved.lines?.[at];
        if (sent && line) answered.set(sent.key, [sent, line]);
      }
      put({
        busy: false,
        before: saved.lines ?? noLines,
        savedEdits: now.edits,
        lines: kept.current!.lines.map((line) => {
          const one = answered.get(line.key);
          return one ? settled(line, ...one) : line;
        }),
      });
      return true;
    } catch (error) {
      put({ busy: false, faults: faultsByRow(faultsByField(error), rows), problem: error });
      // What somebody else did is read at once; it is settled below, and nothing typed is lost.
      if (isStale(error)) await reloadRecord(ws, latest.current.record).catch(() => undefined);
      return false;
    }
  };
  const save = async (how: 'quiet' | 'asked'): Promise<boolean> => {
    clearTimeout(timer.current);
    if (!options.current?.editable) return true;
    // One save after the other; the next one takes what was typed meanwhile.
    while (running.current) await running.current;
    running.current = send(how).finally(() => {
      running.current = undefined;
    });
    return running.current;
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new reading of the record counts
  useEffect(() => {
    const now = kept.current!;
    const read = record.lines ?? noLines;
    if (now.busy || read === now.before) return;
    if (now.edits === now.savedEdits) {
      if (JSON.stringify(read) !== JSON.stringify(now.before)) put(begin(record));
    } else if (enteredOf(read, specs) === enteredOf(now.before, specs)) {
      // The head was changed: the lines typed here are as right as before, what was looked up for them may be new.
      const place = new Map(now.before.map((line, index) => [line, read[index]]));
      put({
        before: read,
        lines: now.lines.map((line) => ({ ...line, original: place.get(line.original) ?? line.original })),
      });
      if (isStale(now.problem)) {
        put({ problem: undefined });
        later();
      }
    } else put({ problem: undefined, collision: { theirs: record, before: now.before } });
  }, [record.version]);

  const unsaved = state.edits !== state.savedEdits;
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);
  const saving = useLatest(save);
  useEffect(() => {
    const leave = registerUnsaved(record.id, () => saving.current('asked'));
    return () => {
      leave();
      // Whoever goes to another page meant what was typed.
      void saving.current('quiet');
    };
  }, [record.id, saving]);

  const type = (row: number, column: string, draft: string) =>
    changeLine(row, (line) => {
      const next = withDraft(line, column, draft);
      if (column !== 'quantity') return next;
      const info = options.current?.book.get(productOf(line) ?? '');
      const { context: place } = latest.current;
      const step = {
        price: numberIn(line, 'unitPrice', place),
        before: numberIn(line, 'quantity', place),
        after: numberIn(next, 'quantity', place),
      };
      return followList(next, info, step, place);
    });
  const know = (row: number, info: LinePrice) =>
    changeLine(row, (line) => withKnown(line, info, latest.current.context));
  const resolve = async () => {
    const codes = kept.current!.lines.flatMap((line) => line.unknown ?? []);
    const scope = options.current?.scope;
    if (codes.length === 0 || !scope) return;
    try {
      const found = await askCodes(ws, scope, codes, { prices: workspace.can('quotes:write') });
      for (const code of new Set(codes)) {
        if (found.get(code)?.productId) continue;
        // No code of anything: a name that only one product has is as good.
        const page = await fetchPage(ws, 'product', { q: code, filter: ['status:eq:active'], limit: 2 });
        const [only, another] = page.items;
        if (only && !another) found.set(code, { productId: only.id, breaks: [], given: [] });
      }
      const { context: place } = latest.current;
      const missing = codes.filter((code) => !found.get(code)?.productId);
      put({ missing: new Set([...kept.current!.missing, ...missing]) });
      change(
        kept.current!.lines.map((line) => {
          const info = line.unknown === undefined ? undefined : found.get(line.unknown);
          return info?.productId ? withKnown(line, info, place) : line;
        }),
      );
    } catch (error) {
      put({ problem: error });
    }
  };
  /** A text in the code column: empty for no product, else a code that is looked up. */
  const code = (row: number, text: string) => {
    if (text.trim() === '') return changeLine(row, (line) => withDraft(line, 'productId', ''));
    changeLine(row, (line) => ({ ...withDraft(line, 'productId', ''), unknown: text.trim() }));
    void resolve();
  };
  /** A product that was chosen; what it says of itself replaces what another product had left. */
  const choose = (row: number, productId: string, info: LinePrice | undefined) => {
    changeLine(row, (line) => {
      if (productOf(line) === productId) return line;
      const other = productOf(line) !== undefined;
      const cleared = other
        ? ['description', 'unit', 'unitPrice', 'customerCode', 'reason'].reduce(
            (now, name) => withDraft(now, name, ''),
            line,
          )
        : line;
      return withDraft(cleared, 'productId', productId);
    });
    if (info) know(row, info);
  };
  /** Asks what is known of a product that was just chosen, and fills in what is blank. */
  const learn = async (row: number, productId: string) => {
    const scope = options.current?.scope;
    if (!scope || !workspace.can('quotes:write')) return;
    const info = await queryClient
      .fetchQuery({
        queryKey: ['prices', ws, scope, productId],
        queryFn: () => askPrice(ws, scope, { productId }),
        staleTime: 30_000,
        retry: false,
      })
      .catch(() => undefined);
    const line = kept.current!.lines[row];
    if (info && line && productOf(line) === productId) know(row, info);
  };

  const add = (): number => {
    const { lines } = kept.current!;
    if (lines.length >= MAX_LINES) {
      toast({ text: words.tooMany(MAX_LINES), tone: 'bad' });
      return lines.length - 1;
    }
    put({ lines: [...lines, newLine(lines)] });
    return lines.length;
  };
  const remove = (row: number) => {
    const { lines } = kept.current!;
    const line = lines[row];
    if (!line) return;
    change(lines.filter((one) => one !== line));
    const back = () => {
      const now = kept.current!.lines;
      change([...now.slice(0, row), line, ...now.slice(row)]);
    };
    toast({ text: t.quotes.lines.removed(row + 1), action: { label: t.common.undo, run: back } });
  };
  const duplicate = (row: number) => {
    const { lines } = kept.current!;
    const line = lines[row];
    if (!line || lines.length >= MAX_LINES) return;
    const { context: place } = latest.current;
    const { body } = linesBody([{ ...line, key: 0 }], specs, place);
    const copy = { ...newLine(lines), drafts: { ...line.drafts }, original: body[0] ?? {} };
    change([...lines.slice(0, row + 1), copy, ...lines.slice(row + 1)]);
  };
  /** Takes rows from a spreadsheet; false when it is a single value, which goes into the cell itself. */
  const paste = (text: string, at: { row: number; column: string }): boolean => {
    const rows = parseClipboard(text);
    if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1) return false;
    const { lines } = kept.current!;
    const cells = placeDealCells(
      rows,
      specs.filter((spec) => !spec.computed),
      at.column,
    );
    const pasted = withPasted(lines, cells, at.row);
    if (pasted.length > MAX_LINES) {
      toast({ text: words.tooMany(MAX_LINES), tone: 'bad' });
      return true;
    }
    change(pasted);
    const count = new Set(cells.map((cell) => cell.row)).size;
    toast({ text: words.pasted(count), action: { label: t.common.undo, run: () => change(lines) } });
    void resolve();
    return true;
  };
  const keepMine = () => {
    const theirs = state.collision?.theirs;
    put({ collision: undefined, before: theirs?.lines ?? noLines });
    void save('asked');
  };
  const takeTheirs = () => put(begin(latest.current.record));
  return {
    ...state,
    specs,
    context,
    currency,
    unsaved,
    options,
    type,
    code,
    choose,
    learn,
    add,
    remove,
    duplicate,
    paste,
    save,
    keepMine,
    takeTheirs,
  };
};

export type DealLines = ReturnType<typeof useDealLines>;
