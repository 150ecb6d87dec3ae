import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { toldBy } from '../lib/last-failure.ts';
import type { WebRecord } from '../lib/records.ts';
import { WhyLink } from '../problems/why-link.tsx';
import { ClashNote } from './clash-note.tsx';
import type { Draft } from './draft.ts';
import { FieldEditor } from './editors.tsx';
import { asImported, type FieldSpec, isBlank, readField } from './fields.ts';
import type { Other } from './save.ts';
import type { Clash } from './together.ts';
import { FieldValue, ImportedMark } from './value.tsx';

/** Why a cell's value was not taken, with what was typed. */
export interface CellFault {
  text: string;
  draft: Draft;
  /** Somebody else changed the record meanwhile. */
  stale: boolean;
  /** What the other one made of this field, where both changed it. */
  clash?: Clash & Other;
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

interface MessageProps {
  fault: CellFault;
  record: WebRecord;
  spec: FieldSpec;
  /** Reads the record anew and lets go of what was typed. */
  onReload: () => void;
  /** Saves what was typed over what the other one entered. */
  onKeep: () => void;
  /** Lets go of what was typed: what the other one entered stands there already. */
  onTake: () => void;
}

/** The message under a refused cell. */
export function CellMessage({ fault, record, spec, onReload, onKeep, onTake }: MessageProps) {
  const { t } = useI18n();
  const code = toldBy(fault.text);
  if (fault.clash)
    return (
      <div className="cell-message clash" role="alert">
        <ClashNote clash={fault.clash} spec={spec} record={record} onKeep={onKeep} onTake={onTake} />
      </div>
    );
  return (
    <div className="cell-message" role="alert">
      <span>{fault.stale ? t.records.stale : fault.text}</span>
      {code ? <WhyLink code={code} compact /> : null}
      {fault.stale ? (
        <button type="button" className="link" onClick={onReload}>
          {t.common.reload}
        </button>
      ) : null}
    </div>
  );
}
