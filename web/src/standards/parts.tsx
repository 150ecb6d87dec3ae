import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import type { EntityStandard } from '../../../shared/standards/standard.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { readValues } from './draft.ts';

/** What the parts of the page need in order to show and change the standard of one kind of record. */
export interface Edit {
  entity: Entity;
  standard: EntityStandard;
  readOnly: boolean;
  change: (next: EntityStandard) => void;
  /** What is wrong at a place such as `fields.phone.pattern`, in words. */
  fault: (part: string) => string | undefined;
}

/** Attributes that tie a control to its label and remark. */
export interface Tied {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

interface LineProps {
  label: string;
  hint?: string;
  fault: string | undefined;
  children: (tied: Tied) => ReactNode;
}

/** A control with its label above it, and what is wrong or a hint below. */
export function Line({ label, hint, fault, children }: LineProps) {
  const id = useId();
  return (
    <div className="form-line">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-hint`, 'aria-invalid': fault !== undefined })}
      <div id={`${id}-hint`} className={fault ? 'form-fault' : 'quiet-hint'}>
        {fault ?? hint}
      </div>
    </div>
  );
}

interface ValuesProps {
  tied: Tied;
  values: readonly string[] | undefined;
  readOnly: boolean;
  onChange: (values: string[]) => void;
}

/** Values, one a line. What is typed stays as it is typed; only what it says is handed on. */
export function ValuesBox({ tied, values, readOnly, onChange }: ValuesProps) {
  const [text, setText] = useState(() => (values ?? []).join('\n'));
  return (
    <textarea
      {...tied}
      className="input"
      rows={Math.min(10, Math.max(3, text.split('\n').length + 1))}
      spellCheck={false}
      value={text}
      disabled={readOnly}
      onChange={(event) => {
        setText(event.target.value);
        onChange(readValues(event.target.value));
      }}
    />
  );
}

/** A verdict on something that was tried: mark, word and colour say the same. */
export function Verdict({ tone, children }: { tone: 'good' | 'bad'; children: ReactNode }) {
  return (
    <p className={`st-verdict ${tone}`} role="status">
      <Icon name={tone === 'good' ? 'check' : 'close'} size={14} />
      {children}
    </p>
  );
}

/** A part of the page with its heading. */
export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="st-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint ? <p className="st-hint">{hint}</p> : null}
      {children}
    </section>
  );
}

/** The button that takes one of several away. */
export function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className="btn quiet square" aria-label={label} title={label} onClick={onRemove}>
      <Icon name="close" />
    </button>
  );
}

/** The words of a field with the place it has in the record. */
export const useFieldName = () => {
  const { t, label } = useI18n();
  return (field: { label: { en: string; zh: string }; path: string }) =>
    field.path.startsWith('lines.') ? t.standards.inLine(label(field.label)) : label(field.label);
};
