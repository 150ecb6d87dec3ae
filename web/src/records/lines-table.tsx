import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { LinesLock } from '../process/lines-lock.tsx';
import { pendingOf } from '../process/lock.ts';
import type { DocumentState } from '../process/use-document.ts';
import { LinesClash } from './clash-note.tsx';
import type { FieldSpec } from './fields.ts';
import { isBlank } from './fields.ts';
import { LineCell } from './line-cell.tsx';
import type { LineDraft } from './lines.ts';
import { cellValue, isPriced, totalOf } from './lines.ts';
import type { Wanted } from './record-page.tsx';
import { ClashError } from './save.ts';
import type { LineAt } from './use-lines.ts';
import { useLines } from './use-lines.ts';

const ReasonDialog = part(() => import('../process/reason-dialog.tsx'));

interface Props {
  entity: Entity;
  record: WebRecord;
  wanted: Wanted | undefined;
  findings: readonly WebRecord[];
  document: DocumentState;
  /** What a company calls these lines, where they are not a document's lines. */
  words?: { save: string; empty: string };
}

const numeric = (spec: FieldSpec): boolean =>
  spec.type === 'money' || spec.type === 'number' || spec.type === 'integer';

/** Columns that share the width of the page; more of them take what they need and are scrolled. */
const MANY = 7;

/** The lines of a document: typed, or pasted from a spreadsheet; saved together. */
export default function LinesTable({ entity, record, wanted, findings, document, words: own }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = { ...t.record.lines, ...own };
  const format = useFormat();
  const { canWrite } = useWorkspace();
  const locked = document.lock !== undefined && !document.lock.open.includes('lines');
  const because = entity.changes?.['lines'] ? 'critical' : locked ? 'locked' : undefined;
  const state = useLines(entity, record, because);
  const { lines, editing, setEditing, context, currency } = state;
  // What the system fills in has a column where it filled something in.
  const specs = state.specs.filter(
    (spec) => !spec.computed || lines.some((line) => !isBlank(line.original[spec.name])),
  );
  const table = useRef<HTMLTableElement>(null);
  const save = useLatest(() => state.save());
  const updates = (entity.operations ?? allOperations).includes('update');
  const may = updates && canWrite(entity.domain) && !record.archivedAt;
  const waits = pendingOf(record)['lines'];
  const writes = may && waits === undefined && !(locked && document.lock?.edits === 'refused');
  const marked = new Set(findings.map((one) => String(one['locator'] ?? '')));

  useEffect(() => {
    const place = /^lines\.(\d+)\.(.+)$/.exec(wanted?.field ?? '');
    if (place) setEditing({ row: Number(place[1]), column: place[2] ?? '' });
  }, [wanted, setEditing]);

  const finish = (at: LineAt, draft: string | undefined, move: number) => {
    setEditing(undefined);
    if (draft !== undefined) state.type(at, draft);
    if (move) return state.step(at, move);
    const cell = `[data-row="${at.row}"][data-column="${at.column}"]`;
    requestAnimationFrame(() => {
      // Who left by pressing something else (another line) is there already.
      if (window.document.activeElement?.tagName === 'INPUT') return;
      table.current?.querySelector<HTMLElement>(cell)?.focus();
    });
  };
  const keys = (event: KeyboardEvent) => {
    if ((event.key !== 'Enter' && event.key.toLowerCase() !== 's') || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // What is being typed is taken first.
    (window.document.activeElement as HTMLElement | null)?.blur();
    setTimeout(() => void save.current(), 0);
  };
  const row = (line: LineDraft, index: number) => (
    <tr key={line.key}>
      <td className="line-no">{index + 1}</td>
      {specs.map((spec) => {
        const at = { row: index, column: spec.name };
        const path = `lines.${index}.${spec.name}`;
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
            editing={editing?.row === index && editing.column === spec.name}
            fault={state.faults.get(path)}
            marked={marked.has(path)}
            imported={line.drafts[spec.name] === undefined ? record.asImported?.[path] : undefined}
            onEdit={() => setEditing(at)}
            onDone={(draft, move) => finish(at, draft, move)}
            onPaste={(event) => void state.paste(event, at)}
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
            onClick={() => state.remove(line)}
          >
            <Icon name="close" size={14} />
          </button>
        </td>
      ) : null}
    </tr>
  );
  const footOf = (spec: FieldSpec, index: number): string =>
    spec.name === 'amount' ? format.money(totalOf(lines, specs, context), currency) : index === 0 ? words.total : '';

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter anywhere in the table saves
    <div className="lines-box" onKeyDown={keys}>
      {state.problem instanceof ClashError ? (
        <LinesClash error={state.problem} onKeep={() => void state.keep()} onTake={() => void state.reload()} />
      ) : state.problem ? (
        <p className="form-problem" role="alert">
          {errorText(state.problem, i18n)}{' '}
          {isStale(state.problem) ? (
            <button type="button" className="link" onClick={() => void state.reload()}>
              {t.common.reload}
            </button>
          ) : null}
        </p>
      ) : null}
      {may && (locked || waits) ? <LinesLock document={document} request={waits} /> : null}
      {lines.length === 0 ? <p className="quiet-text">{words.empty}</p> : null}
      {state.asking && because ? (
        <ReasonDialog
          field={t.record.tabs[entity.name === 'product' ? 'prices' : 'lines']}
          because={because}
          onSend={(reason) => void state.save(reason)}
          onClose={state.stopAsking}
        />
      ) : null}
      <div className="lines-scroll">
        <table className={specs.length > MANY ? 'lines many' : 'lines'} ref={table}>
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
          <tbody>{lines.map(row)}</tbody>
          {isPriced(specs) ? (
            <tfoot>
              <tr>
                <td className="line-no" />
                {specs.map((spec, index) => (
                  <td key={spec.name} className={numeric(spec) ? 'number' : ''}>
                    <span className="line-cell">{footOf(spec, index)}</span>
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
          <button type="button" className="btn" onClick={state.add}>
            <Icon name="plus" />
            {words.add}
          </button>
          {state.touched ? (
            <>
              <button
                type="button"
                className="btn primary"
                disabled={state.busy}
                title="Ctrl+Enter"
                onClick={() => void state.save()}
              >
                {state.busy ? t.common.saving : words.save}
              </button>
              <button type="button" className="btn quiet" onClick={state.discard}>
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
