import { useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useFormat } from '../lib/format.ts';
import { focusNow } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useTitles } from '../lib/titles.ts';
import { ConditionEditor } from './condition-editor.tsx';
import type { Condition } from './conditions.ts';
import { conditionText } from './conditions.ts';
import type { FieldSpec } from './fields.ts';
import { iconOfField } from './grid-head.tsx';
import { conditionWords } from './words.ts';

interface ChipProps {
  condition: Condition;
  spec: FieldSpec | undefined;
  onChange: (condition: Condition | undefined) => void;
}

function ConditionChip({ condition, spec, onChange }: ChipProps) {
  const { t } = useI18n();
  const format = useFormat();
  const title = useTitles();
  const anchor = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const words = conditionWords(condition, spec, format, title);
  return (
    <span className="filter-chip" ref={anchor}>
      <button
        type="button"
        className="filter-words"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        disabled={!spec}
      >
        <span className="ellipsis">{words}</span>
      </button>
      <button
        type="button"
        className="filter-remove"
        aria-label={t.records.removeFilter(words)}
        onClick={() => onChange(undefined)}
      >
        <Icon name="close" size={12} />
      </button>
      {open && spec ? (
        <Popover anchor={anchor} className="panel" label={t.records.filter} onClose={() => setOpen(false)}>
          <ConditionEditor
            spec={spec}
            condition={condition}
            onApply={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </Popover>
      ) : null}
    </span>
  );
}

/** The button that adds a condition: first the field, then what about it. */
export function AddFilter({ specs, onAdd }: { specs: readonly FieldSpec[]; onAdd: (condition: Condition) => void }) {
  const { t, label } = useI18n();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [spec, setSpec] = useState<FieldSpec>();
  const [typed, setTyped] = useState('');
  usePageKeys({ f: () => setOpen(true) });
  const close = () => {
    setOpen(false);
    setSpec(undefined);
    setTyped('');
  };
  // Long texts are no part of a list's rows.
  const found = specs.filter(
    (one) =>
      one.type !== 'longText' && `${one.label.en} ${one.label.zh}`.toLowerCase().includes(typed.trim().toLowerCase()),
  );
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="btn quiet"
        aria-haspopup="dialog"
        aria-expanded={open}
        title={`${t.records.addFilter} (F)`}
        onClick={() => (open ? close() : setOpen(true))}
      >
        <Icon name="filter" />
        <span className="wide-only">{t.records.filter}</span>
      </button>
      {open ? (
        <Popover
          anchor={anchor}
          side="end"
          className={spec ? 'panel' : 'field-list'}
          label={t.records.addFilter}
          onClose={close}
        >
          {spec ? (
            <ConditionEditor
              spec={spec}
              condition={undefined}
              onApply={(condition) => {
                close();
                onAdd(condition);
              }}
            />
          ) : (
            <>
              <input
                className="input"
                ref={focusNow}
                placeholder={t.records.field}
                aria-label={t.records.field}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && found[0]) {
                    event.preventDefault();
                    setSpec(found[0]);
                  }
                }}
              />
              <div className="field-choices">
                {found.map((one) => (
                  <button key={one.name} type="button" className="menu-item" onClick={() => setSpec(one)}>
                    <span className="menu-icon">
                      <Icon name={iconOfField(one)} />
                    </span>
                    <span className="menu-label">{label(one.label)}</span>
                  </button>
                ))}
              </div>
            </>
          )}
        </Popover>
      ) : null}
    </>
  );
}

interface BarProps {
  conditions: readonly Condition[];
  specs: readonly FieldSpec[];
  onChange: (conditions: readonly Condition[]) => void;
}

/** The conditions of the list, each as a sentence. */
export function FilterChips({ conditions, specs, onChange }: BarProps) {
  const { t } = useI18n();
  if (conditions.length === 0) return null;
  return (
    <div className="filter-chips">
      {conditions.map((condition, index) => (
        <ConditionChip
          key={conditionText(condition)}
          condition={condition}
          spec={specs.find((one) => one.name === condition.field)}
          onChange={(next) => onChange(conditions.flatMap((one, at) => (at === index ? (next ?? []) : one)))}
        />
      ))}
      {conditions.length > 1 ? (
        <button type="button" className="btn quiet small" onClick={() => onChange([])}>
          {t.records.clearAll}
        </button>
      ) : null}
    </div>
  );
}
