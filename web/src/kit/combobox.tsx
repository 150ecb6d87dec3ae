import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { focusNow } from '../lib/hooks.ts';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

export interface Option {
  value: string;
  /** Text that stands in the box when it is chosen. */
  text: string;
  face?: ReactNode;
}

interface Props {
  /** Text of the present choice. */
  text: string;
  options: readonly Option[];
  onPick: (option: Option | undefined) => void;
  /** What is being typed; the owner of the options finds them by it. */
  onType: (typed: string) => void;
  busy?: boolean;
  /** Keys beyond moving and choosing (Esc, Tab) go to the surrounding editor. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onBlur?: () => void;
  input?: {
    id?: string;
    /** Opened in order to choose: takes the focus and shows the choices. */
    opened?: boolean;
    placeholder?: string;
    invalid?: boolean;
    describedBy?: string | undefined;
    label?: string;
  };
}

/** A box that offers choices while one types; arrows move, Enter takes, an emptied box means no choice. */
export function Combobox({ text, options, onPick, onType, busy, onKeyDown, onBlur, input = {} }: Props) {
  const { t } = useI18n();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(input.opened ?? false);
  const [at, setAt] = useState<number>();
  // Enter came before the choices did: the first one is taken when they are there.
  const [eager, setEager] = useState(false);
  // Until somebody moves, the present choice is the active one.
  const present = Math.max(
    0,
    options.findIndex((option) => option.text === text),
  );
  const active = Math.min(at ?? (typed === undefined ? present : 0), options.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls whenever another choice becomes active
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, open]);

  const settle = () => {
    setOpen(false);
    setAt(undefined);
    setTyped(undefined);
    setEager(false);
    onType('');
  };
  const pick = (option: Option | undefined) => {
    settle();
    onPick(option);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what counts is that the choices have come
  useEffect(() => {
    if (!eager || busy) return;
    setEager(false);
    if (options[active]) pick(options[active]);
  }, [eager, busy]);
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      event.stopPropagation();
      if (open) setAt((active + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % Math.max(options.length, 1));
      else setOpen(true);
      return;
    }
    if (
      (event.key === 'Enter' || event.key === 'Tab') &&
      open &&
      typed !== undefined &&
      !event.ctrlKey &&
      !event.metaKey
    ) {
      if (typed.trim() === '') pick(undefined);
      else if (busy) setEager(event.key === 'Enter');
      else if (options[active]) pick(options[active]);
      if (event.key === 'Enter') event.preventDefault();
    } else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      pick(options[active]);
    } else if (event.key === 'Escape' && open && input.opened === undefined) {
      event.stopPropagation();
      event.preventDefault();
      settle();
      return;
    }
    onKeyDown?.(event);
  };
  return (
    <div className="combobox" ref={box}>
      <input
        id={input.id}
        className="input"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-label={input.label}
        aria-invalid={input.invalid}
        aria-describedby={input.describedBy}
        placeholder={input.placeholder}
        {...(open && options.length > 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        ref={input.opened ? focusNow : undefined}
        value={typed ?? text}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setAt(undefined);
          setEager(false);
          onType(event.target.value);
        }}
        onKeyDown={key}
        onBlur={() => {
          // Who has pressed Enter and goes on typing elsewhere still means what they chose.
          if (eager) return;
          // A text that was cleared by hand means that there is no choice any more.
          if (typed !== undefined && typed.trim() === '' && text !== '') onPick(undefined);
          settle();
          onBlur?.();
        }}
      />
      <Icon name="down" size={14} />
      {open ? (
        <Popover anchor={box} role="listbox" className="options" onClose={settle}>
          <div id={`${id}-list`} ref={list} role="none" onPointerDown={(event) => event.preventDefault()}>
            {options.length === 0 ? (
              <p className="quiet-text">{busy ? t.common.loading : t.nav.noHits((typed ?? '').trim())}</p>
            ) : null}
            {options.map((option, index) => (
              <button
                key={option.value}
                id={`${id}-${index}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className="hit"
                onPointerMove={() => setAt(index)}
                onClick={() => pick(option)}
              >
                {option.face ?? <span className="ellipsis">{option.text}</span>}
              </button>
            ))}
          </div>
        </Popover>
      ) : null}
    </div>
  );
}
