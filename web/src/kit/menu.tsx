import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import type { Side } from './popover.tsx';
import { Popover } from './popover.tsx';

export interface MenuItem {
  key: string;
  label: ReactNode;
  icon?: IconName;
  /** Text at the right end: a shortcut or a mark. */
  hint?: ReactNode;
  checked?: boolean;
  danger?: true;
  disabled?: boolean;
  onSelect: () => void;
}

/** A heading or a line between items. */
export type MenuEntry = MenuItem | { key: string; heading: string } | { key: string; divider: true };

interface Props {
  button: ReactNode;
  /** Name of the button for readers of the page aloud, where it holds no words. */
  label?: string;
  className?: string;
  side?: Side;
  items: readonly MenuEntry[];
  /** Reached by pointer only, where the keyboard has another way. */
  tabIndex?: -1;
}

const isItem = (entry: MenuEntry): entry is MenuItem => 'onSelect' in entry;

const step = (event: KeyboardEvent<HTMLElement>): void => {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!move) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([disabled])')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[(at + move + all.length) % all.length]?.focus();
};

function MenuList({ items, onDone }: { items: readonly MenuEntry[]; onDone: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={list} onKeyDown={step} role="none">
      {items.map((entry) => {
        if ('divider' in entry) return <hr key={entry.key} className="menu-line" />;
        if (!isItem(entry))
          return (
            <div key={entry.key} className="menu-heading">
              {entry.heading}
            </div>
          );
        return (
          <button
            key={entry.key}
            type="button"
            role={entry.checked === undefined ? 'menuitem' : 'menuitemradio'}
            {...(entry.checked === undefined ? {} : { 'aria-checked': entry.checked })}
            className={`menu-item${entry.danger ? ' danger' : ''}`}
            disabled={entry.disabled}
            onClick={() => {
              onDone();
              entry.onSelect();
            }}
          >
            <span className="menu-icon">
              {entry.checked ? <Icon name="check" /> : entry.icon ? <Icon name={entry.icon} /> : null}
            </span>
            <span className="menu-label">{entry.label}</span>
            {entry.hint ? <span className="menu-hint">{entry.hint}</span> : null}
          </button>
        );
      })}
    </div>
  );
}

/** A button that opens a list of choices; arrows move, Esc closes. */
export function Menu({ button, label, className = 'btn', side = 'start', items, tabIndex }: Props) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={className}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open ? (
        <Popover
          anchor={anchor}
          side={side}
          role="menu"
          className="menu"
          onClose={() => setOpen(false)}
          {...(label ? { label } : {})}
        >
          <MenuList items={items} onDone={() => setOpen(false)} />
        </Popover>
      ) : null}
    </>
  );
}
