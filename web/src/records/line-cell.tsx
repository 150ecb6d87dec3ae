import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useState } from 'react';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { faultText } from '../lib/faults.ts';
import type { WebRecord } from '../lib/records.ts';
import type { Draft, DraftContext } from './draft.ts';
import { draftOf } from './draft.ts';
import { FieldEditor } from './editors.tsx';
import type { FieldSpec } from './fields.ts';
import { isBlank } from './fields.ts';
import { isPicker } from './grid-cell.tsx';
import type { LineDraft } from './lines.ts';
import { namesNothing } from './lines.ts';
import { FieldValue, ImportedMark } from './value.tsx';

interface Props {
  at: { row: number; column: string };
  spec: FieldSpec;
  line: LineDraft;
  value: unknown;
  record: WebRecord;
  context: DraftContext;
  editable: boolean;
  editing: boolean;
  fault: FieldFault | undefined;
  marked: boolean;
  imported: string | undefined;
  onEdit: () => void;
  /** `move`: how many cells to go on, 0 to stay. */
  onDone: (draft: Draft | undefined, move: number) => void;
  onPaste: (event: ClipboardEvent) => void;
}

function Editor({ spec, start, onDone }: { spec: FieldSpec; start: Draft; onDone: Props['onDone'] }) {
  const [draft, setDraft] = useState(start);
  const [done, setDone] = useState(false);
  const finish: Props['onDone'] = (value, move) => {
    if (done) return;
    setDone(true);
    onDone(value === start ? undefined : value, move);
  };
  const typed = isPicker(spec) ? undefined : draft;
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') finish(undefined, 0);
    else if (event.key === 'Enter' && !event.defaultPrevented) finish(typed, 1);
    else if (event.key === 'Tab') finish(typed, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <FieldEditor
      spec={spec}
      draft={draft}
      opened
      onKeyDown={key}
      onBlur={() => finish(typed, 0)}
      onDraft={(next, how) => {
        setDraft(next);
        if (how === 'picked') finish(next, 1);
      }}
    />
  );
}

const step = (event: KeyboardEvent<HTMLElement>, at: Props['at']): void => {
  const table = event.currentTarget.closest('table');
  const row = at.row + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0);
  const cells = [...(event.currentTarget.closest('tr')?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const target = sideways
    ? cells[cells.indexOf(event.currentTarget) + sideways]
    : table?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${at.column}"]`);
  if (!target) return;
  event.preventDefault();
  target.focus();
};

/** A cell of a document's line. */
export function LineCell({
  at,
  spec,
  line,
  value,
  record,
  context,
  editable,
  editing,
  fault,
  marked,
  imported,
  onEdit,
  onDone,
  onPaste,
}: Props) {
  const i18n = useI18n();
  const numeric = spec.type === 'money' || spec.type === 'number' || spec.type === 'integer';
  const draft = line.drafts[spec.name];
  const code = spec.name === 'productId' ? line.unknown : undefined;
  const unknown = code ?? (namesNothing(spec, draft) ? draft : undefined);
  const { unknownProduct, unknownName } = i18n.t.record.lines;
  const message =
    unknown !== undefined
      ? (code === undefined ? unknownName : unknownProduct)(unknown)
      : fault
        ? faultText(fault, i18n)
        : undefined;
  const classes = ['line-td', numeric ? 'number' : '', message ? 'faulty' : '', marked ? 'marked' : '']
    .filter(Boolean)
    .join(' ');
  const unread = draft !== undefined && draft !== '' && isBlank(value) ? draft : undefined;
  const face =
    unknown !== undefined ? (
      <ImportedMark text={unknown} />
    ) : !isBlank(value) ? (
      <FieldValue value={value} spec={spec} record={record} />
    ) : unread !== undefined ? (
      <span>{unread}</span>
    ) : imported !== undefined ? (
      <ImportedMark text={imported} />
    ) : null;
  if (editing) {
    const start = draft ?? (isBlank(value) ? (imported ?? '') : draftOf(value, spec, context));
    return (
      <td className={classes} data-label={i18n.label(spec.label)} onPaste={onPaste}>
        <Editor spec={spec} start={start} onDone={onDone} />
      </td>
    );
  }
  return (
    <td className={classes} data-label={i18n.label(spec.label)} title={message}>
      {editable ? (
        // biome-ignore lint/a11y/useSemanticElements: it may hold a link, which a button must not
        <div
          role="button"
          className="line-cell editable"
          tabIndex={0}
          data-row={at.row}
          data-column={at.column}
          aria-label={`${i18n.label(spec.label)}: ${i18n.t.record.lines.line(at.row + 1)}`}
          onClick={(event) => ((event.target as HTMLElement).closest('a') ? undefined : onEdit())}
          onPaste={onPaste}
          onKeyDown={(event) => {
            if (event.key.startsWith('Arrow')) step(event, at);
            else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'F2') {
              event.preventDefault();
              onEdit();
            } else if (event.key === 'Delete' || event.key === 'Backspace') {
              event.preventDefault();
              onDone('', 0);
            } else if (/^[\d.-]$/.test(event.key) && !event.ctrlKey && !event.metaKey) onEdit();
          }}
        >
          {face}
        </div>
      ) : (
        <div className="line-cell">{face}</div>
      )}
      {message ? (
        <span className="line-note" role="alert">
          {message}
        </span>
      ) : null}
    </td>
  );
}
