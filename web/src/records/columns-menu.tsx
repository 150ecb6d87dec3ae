import { useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import type { FieldSpec } from './fields.ts';
import { iconOfField } from './grid-head.tsx';

interface Props {
  specs: readonly FieldSpec[];
  shown: readonly FieldSpec[];
  /** Name of the column that always stands first. */
  title: string;
  onChange: (names: readonly string[] | undefined) => void;
}

const swap = (names: readonly string[], at: number, by: number): string[] => {
  const next = [...names];
  const other = at + by;
  const [a, b] = [next[at], next[other]];
  if (a !== undefined && b !== undefined) [next[at], next[other]] = [b, a];
  return next;
};

/** Which columns a table shows, and in which order. */
export function ColumnsMenu({ specs, shown, title, onChange }: Props) {
  const { t, label } = useI18n();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const names = shown.map((spec) => spec.name);
  const others = specs.filter((spec) => !names.includes(spec.name));
  const line = (spec: FieldSpec, at: number) => (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way beside the buttons of the line
    <div
      key={spec.name}
      className="column-line"
      draggable={at > 0}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', spec.name)}
      onDragOver={(event) => (at > 0 ? event.preventDefault() : undefined)}
      onDrop={(event) => {
        event.preventDefault();
        const moved = event.dataTransfer.getData('text/plain');
        const rest = names.filter((name) => name !== moved);
        if (names.includes(moved) && moved !== spec.name) onChange(rest.toSpliced(at, 0, moved));
      }}
    >
      <label className="check">
        <input
          type="checkbox"
          checked={at >= 0}
          disabled={spec.name === title}
          onChange={() => onChange(at >= 0 ? names.filter((name) => name !== spec.name) : [...names, spec.name])}
        />
        <Icon name={iconOfField(spec)} size={14} />
        <span className="ellipsis">{label(spec.label)}</span>
      </label>
      {at >= 0 ? (
        <>
          <button
            type="button"
            className="btn quiet small square"
            disabled={at < 1}
            aria-label={t.records.moveUp(label(spec.label))}
            onClick={() => onChange(swap(names, at, -1))}
          >
            <Icon name="up" size={14} />
          </button>
          <button
            type="button"
            className="btn quiet small square"
            disabled={at === names.length - 1}
            aria-label={t.records.moveDown(label(spec.label))}
            onClick={() => onChange(swap(names, at, 1))}
          >
            <Icon name="down" size={14} />
          </button>
        </>
      ) : null}
    </div>
  );
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="btn quiet"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="columns" />
        <span className="wide-only">{t.records.columns}</span>
      </button>
      {open ? (
        <Popover
          anchor={anchor}
          side="end"
          className="columns-panel"
          label={t.records.columns}
          onClose={() => setOpen(false)}
        >
          {shown.map(line)}
          <hr className="menu-line" />
          {others.map((spec) => line(spec, -1))}
          <button type="button" className="btn quiet small" onClick={() => onChange(undefined)}>
            {t.records.resetColumns}
          </button>
        </Popover>
      ) : null}
    </>
  );
}
