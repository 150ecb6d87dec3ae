import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Label } from '../../../shared/kernel/field.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { parseNumber } from '../lib/numbers.ts';

/** A control with its name above it. */
export function Line({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="form-line">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint ? <div className="quiet-hint">{hint}</div> : null}
    </div>
  );
}

/** A part of a form with its heading. */
export function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="ds-group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {hint ? <p className="quiet-hint">{hint}</p> : null}
      {children}
    </section>
  );
}

interface TextsProps {
  /** What the two texts are, e.g. "Name". */
  name: string;
  value: Label;
  readOnly: boolean;
  onChange: (next: Label) => void;
  max?: number;
  /** Several lines instead of one. */
  long?: true;
  /** A text that must not be empty. */
  required?: true;
}

/** The same words in both languages, side by side, the reader's own first. */
export function Texts({ name, value, readOnly, onChange, max = 80, long, required }: TextsProps) {
  const { t, lang } = useI18n();
  const order = lang === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
  return (
    <div className="ds-pair">
      {order.map((one) => (
        <Line key={one} label={t.designer.inLanguage(name, t.designer.languages[one])}>
          {(id) => {
            const common = {
              id,
              className: 'input',
              lang: one === 'en' ? 'en' : 'zh-CN',
              maxLength: max,
              value: value[one],
              disabled: readOnly,
              'aria-invalid': required === true && value[one].trim() === '',
            };
            return long ? (
              <textarea {...common} rows={2} onChange={({ target }) => onChange({ ...value, [one]: target.value })} />
            ) : (
              <input {...common} onChange={({ target }) => onChange({ ...value, [one]: target.value })} />
            );
          }}
        </Line>
      ))}
    </div>
  );
}

interface NumberProps {
  id?: string;
  label?: string;
  value: number | undefined;
  readOnly: boolean;
  onChange: (next: number | undefined) => void;
  /** How a number is read and written; plain when absent. */
  form?: { parse: (text: string) => number | undefined; show: (value: number) => string };
  unit?: string;
}

const plain = { parse: parseNumber, show: String };

/** A number as it is typed; what is not one is marked and not taken. */
export function NumberBox({ id, label, value, readOnly, onChange, form = plain, unit }: NumberProps) {
  const [text, setText] = useState(value === undefined ? '' : form.show(value));
  const read = (typed: string) => (typed.trim() === '' ? undefined : form.parse(typed));
  // An undo brings another value than the one that was typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a value from outside replaces what is being typed
  useEffect(() => {
    if (read(text) !== value) setText(value === undefined ? '' : form.show(value));
  }, [value]);
  return (
    <span className="ds-number">
      <input
        id={id}
        className="input"
        inputMode="decimal"
        aria-label={label}
        value={text}
        disabled={readOnly}
        aria-invalid={text.trim() !== '' && read(text) === undefined}
        onChange={({ target }) => {
          setText(target.value);
          const next = read(target.value);
          if (next !== undefined || target.value.trim() === '') onChange(next);
        }}
      />
      {unit ? <span className="quiet-hint">{unit}</span> : null}
    </span>
  );
}

export interface Choice {
  value: string;
  text: string;
}

interface SelectProps {
  id?: string;
  label?: string;
  value: string;
  options: readonly Choice[];
  readOnly: boolean;
  onChange: (value: string) => void;
}

/** One of several. A value that is not among them stands there all the same, so that nothing is hidden. */
export function Select({ id, label, value, options, readOnly, onChange }: SelectProps) {
  const known = options.some((option) => option.value === value);
  return (
    <select
      id={id}
      className="input"
      aria-label={label}
      value={value}
      disabled={readOnly}
      aria-invalid={!known}
      onChange={({ target }) => onChange(target.value)}
    >
      {known ? null : <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

const move = (event: KeyboardEvent<HTMLElement>): void => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')];
  all[(all.indexOf(document.activeElement as HTMLInputElement) + by + all.length) % all.length]?.focus();
};

interface MultiProps {
  id?: string;
  label: string;
  values: readonly string[];
  options: readonly Choice[];
  readOnly: boolean;
  /** Said when nothing is chosen. */
  none: string;
  onChange: (values: string[]) => void;
}

/** Several of a list: the choice is written out, and opens as ticks that arrows move between. */
export function MultiPick({ id, label, values, options, readOnly, none, onChange }: MultiProps) {
  const { t } = useI18n();
  const anchor = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) list.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [open]);
  const known = new Map(options.map((option) => [option.value, option.text]));
  const all = [
    ...options,
    ...values.filter((value) => !known.has(value)).map((value) => ({ value, text: t.designer.notKnown(value) })),
  ];
  const chosen = values.map((value) => known.get(value) ?? t.designer.notKnown(value));
  return (
    <>
      <button
        ref={anchor}
        id={id}
        type="button"
        className="ds-multi"
        disabled={readOnly}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${label}: ${chosen.length > 0 ? chosen.join(t.designer.comma) : none}`}
        title={chosen.join(t.designer.comma)}
        onClick={() => setOpen(!open)}
      >
        {chosen.length > 0 ? (
          chosen.map((text, index) => (
            <span key={values[index]} className="chip">
              <span className="ellipsis">{text}</span>
            </span>
          ))
        ) : (
          <span className="quiet-hint">{none}</span>
        )}
        {readOnly ? null : <Icon name="down" size={14} />}
      </button>
      {open ? (
        <Popover anchor={anchor} label={label} className="ds-ticks" onClose={() => setOpen(false)}>
          <div ref={list} onKeyDown={move} role="none">
            {all.map((option) => (
              <label key={option.value} className="ds-check">
                <input
                  type="checkbox"
                  checked={values.includes(option.value)}
                  onChange={({ target }) => {
                    const next = new Set(values);
                    if (target.checked) next.add(option.value);
                    else next.delete(option.value);
                    // In the order of the list, so that the same choice is the same definition.
                    onChange(all.map((one) => one.value).filter((value) => next.has(value)));
                  }}
                />
                {option.text}
              </label>
            ))}
          </div>
        </Popover>
      ) : null}
    </>
  );
}

/** A tick with its words. */
export function Check({
  label,
  hint,
  checked,
  readOnly,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  readOnly: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="ds-check">
      <input
        type="checkbox"
        checked={checked}
        disabled={readOnly}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        {label}
        {hint ? <span className="quiet-hint ds-block">{hint}</span> : null}
      </span>
    </label>
  );
}
