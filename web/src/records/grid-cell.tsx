import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { Draft } from './draft.ts';
import { FieldEditor } from './editors.tsx';
import { asImported, type FieldSpec, isBlank, readField } from './fields.ts';
import { FieldValue, ImportedMark } from './value.tsx';

/** Why a cell's value was not taken, with what was typed. */
export interface CellFault {
  text: string;
  draft: Draft;
  /** Somebody else changed the record meanwhile. */
  stale: boolean;
}

/** Where the person goes after an edit. */
export type After = 'stay' | 'down' | 'right' | 'left';

interface EditorProps {
  spec: FieldSpec;
  start: Draft;
  onDone: (draft: Draft | undefined, after: After) => void;
}

/** Fields that are chosen from a list: what was typed to find the choice is no value. */
export const isPicker = (spec: Pick<FieldSpec, 'type'>): boolean =>
  spec.type === 'enum' || spec.type === 'boolean' || spec.type === 'ref';

/** The editor inside a cell: Enter and Tab take the value, Esc leaves it, a click elsewhere takes it. */
export function CellEditor({ spec, start, onDone }: EditorProps) {
  const [draft, setDraft] = useState(start);
  const [done, setDone] = useState(false);
  const finish = (value: Draft | undefined, after: After) => {
    if (done) return;
    setDone(true);
    onDone(value, after);
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') finish(undefined, 'stay');
    else if (event.key === 'Enter' && !(spec.type === 'longText' && event.shiftKey) && !event.defaultPrevented)
      finish(isPicker(spec) ? undefined : draft, 'down');
    else if (event.key === 'Tab') finish(isPicker(spec) ? undefined : draft, event.shiftKey ? 'left' : 'right');
    else return;
    event.preventDefault();
  };
  return (
    <FieldEditor
      spec={spec}
      draft={draft}
      opened
      onKeyDown={key}
      onBlur={() => finish(isPicker(spec) ? undefined : draft, 'stay')}
      onDraft={(next, how) => {
        setDraft(next);
        if (how === 'picked') finish(next, 'stay');
      }}
    />
  );
}

interface Props {
  record: WebRecord;
  spec: FieldSpec;
  /** Page of the record, in the cell of its title. */
  href: string | undefined;
}

/** A cell at rest. */
export function CellFace({ record, spec, href }: Props) {
  const value = readField(record, spec);
  const imported = asImported(record, spec.name);
  if (imported !== undefined && isBlank(value)) return <ImportedMark text={imported} />;
  if (href === undefined) return <FieldValue value={value} spec={spec} record={record} />;
  return (
    <Link href={href} className="grid-title ellipsis" tabIndex={-1} draggable={false}>
      {isBlank(value) ? '—' : String(value)}
    </Link>
  );
}

/** The message under a refused cell. */
export function CellMessage({ fault, onReload }: { fault: CellFault; onReload: () => void }) {
  const { t } = useI18n();
  return (
    <div className="cell-message" role="alert">
      <span>{fault.stale ? t.records.stale : fault.text}</span>
      {fault.stale ? (
        <button type="button" className="link" onClick={onReload}>
          {t.common.reload}
        </button>
      ) : null}
    </div>
  );
}
