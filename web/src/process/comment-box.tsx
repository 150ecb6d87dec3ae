import type { KeyboardEvent } from 'react';
import { useId } from 'react';
import { useI18n } from '../i18n/index.tsx';

interface Props {
  value: string;
  onChange: (value: string) => void;
  onSubmit: () => void;
  need: 'required' | 'optional';
  /** Whether it is all that is asked, and so the first to be typed into. */
  place?: 'alone' | 'last';
  /** What is wrong with it. */
  fault?: string | undefined;
}

/** The words that go with a step: Enter sends them, Shift+Enter begins a new line. */
export function CommentBox({ value, onChange, onSubmit, need, place = 'alone', fault }: Props) {
  const { t } = useI18n();
  const id = useId();
  const press = (event: KeyboardEvent) => {
    // Enter also ends the choice of a Chinese word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className={`form-line${fault ? ' faulty' : ''}`}>
      <label htmlFor={id}>
        {need === 'required' ? t.process.reason : t.process.reasonOptional}
        {need === 'required' ? <span className="required"> *</span> : null}
      </label>
      <textarea
        id={id}
        className="input"
        rows={3}
        maxLength={1000}
        data-autofocus={place === 'alone' ? true : undefined}
        value={value}
        aria-required={need === 'required'}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={press}
      />
      <div id={`${id}-note`} className={fault ? 'form-fault' : 'quiet-hint'} role={fault ? 'alert' : undefined}>
        {fault ?? t.process.reasonKeys}
      </div>
    </div>
  );
}
