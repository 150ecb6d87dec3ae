import type { KeyboardEvent } from 'react';
import { useId } from 'react';
import type { Label } from '../../../shared/kernel/field.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';

interface Props<V extends string> {
  /** The choices take digits and letters while one of them has the focus. */
  id: string;
  legend: string;
  hint?: string;
  values: Readonly<Record<V, Label>>;
  icons?: Readonly<Record<V, IconName>>;
  value: V | '';
  onChange: (value: V) => void;
  /** Enter, or a digit, went on from here. */
  onDone?: () => void;
  fault?: string | undefined;
}

/** A few choices as buttons in a row: digits choose, so do the first letters in either language; arrows move. */
export function Chips<V extends string>(props: Props<V>) {
  const { id, legend, hint, values, icons, value, onChange, onDone, fault } = props;
  const { label } = useI18n();
  const name = useId();
  const all = Object.keys(values) as V[];
  const key = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onDone?.();
      return;
    }
    const typed = event.key.toLowerCase();
    const byDigit = /^[1-9]$/.test(typed) ? all[Number(typed) - 1] : undefined;
    const starts = (one: V) =>
      [one, values[one].en.toLowerCase(), values[one].zh].some((text) => text.startsWith(typed));
    // The same letter again goes on to the next choice that begins with it.
    const from = value === '' ? 0 : all.indexOf(value) + 1;
    const byLetter =
      typed.length === 1 && typed !== ' ' ? [...all.slice(from), ...all.slice(0, from)].find(starts) : undefined;
    const chosen = byDigit ?? byLetter;
    if (!chosen) return;
    event.preventDefault();
    onChange(chosen);
    if (byDigit) onDone?.();
    else document.getElementById(`${id}-${chosen}`)?.focus();
  };
  return (
    <fieldset id={id} className="eq-chips" onKeyDown={key} aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend>
        {legend}
        {hint ? <span className="quiet-hint wide-only"> {hint}</span> : null}
      </legend>
      <div>
        {all.map((one, index) => (
          <label key={one} className="eq-chip">
            <input
              id={`${id}-${one}`}
              type="radio"
              name={name}
              checked={one === value}
              onChange={() => onChange(one)}
            />
            <span>
              {icons ? <Icon name={icons[one]} size={14} /> : <kbd className="wide-only">{index + 1}</kbd>}
              {label(values[one])}
            </span>
          </label>
        ))}
      </div>
      {fault ? (
        <p id={`${id}-fault`} className="form-fault" role="alert">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}

/** Puts the focus into a row of choices, on what is chosen. */
export const focusChips = (id: string): void =>
  (
    document.querySelector<HTMLElement>(`#${id} input:checked`) ?? document.querySelector<HTMLElement>(`#${id} input`)
  )?.focus();
