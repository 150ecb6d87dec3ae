import type { FormEvent } from 'react';
import { useState } from 'react';
import { addDays, startOfDay } from '../../../shared/kernel/time.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { localParts } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { titleOf, useMembers, useTitles } from '../lib/titles.ts';
import type { Condition, Operator } from './conditions.ts';
import { needsValue, operatorsFor, valuesOf } from './conditions.ts';
import { draftOf, parseDraft } from './draft.ts';
import { FieldEditor } from './editors.tsx';
import type { FieldSpec } from './fields.ts';
import { operatorText } from './words.ts';

interface Props {
  spec: FieldSpec;
  condition: Condition | undefined;
  onApply: (condition: Condition) => void;
}

interface ChecksProps {
  choices: readonly { value: string; text: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function Checks({ choices, chosen, onChange }: ChecksProps) {
  return (
    <div className="checks">
      {choices.map(({ value, text }) => (
        <label key={value} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          <span className="ellipsis">{text}</span>
        </label>
      ))}
    </div>
  );
}

/** Records to choose, one after the other; each is a chip that can be taken away. */
function Refs({
  spec,
  chosen,
  onChange,
}: {
  spec: FieldSpec;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const { t } = useI18n();
  const title = useTitles();
  return (
    <div className="refs">
      {chosen.map((id) => (
        <span key={id} className="chip ref">
          <span className="ellipsis">{title(id) ?? id}</span>
          <button
            type="button"
            aria-label={t.common.remove}
            onClick={() => onChange(chosen.filter((one) => one !== id))}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <FieldEditor
        spec={spec}
        draft=""
        onDraft={(id) => (id && !chosen.includes(id) ? onChange([...chosen, id]) : undefined)}
      />
    </div>
  );
}

/** Operator and value of one condition. */
export function ConditionEditor({ spec, condition, onApply }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { memberId, currency, timeZone } = useWorkspace();
  const members = useMembers();
  const ops = operatorsFor(spec.type);
  const [op, setOp] = useState<Operator>(condition && ops.includes(condition.op) ? condition.op : (ops[0] ?? 'eq'));
  const [chosen, setChosen] = useState<string[]>(condition ? valuesOf(condition) : []);
  const context = { currency, timeZone, today: format.today() };
  const number = spec.type === 'money' || spec.type === 'number' || spec.type === 'integer';
  const first = condition?.value ?? '';
  const [draft, setDraft] = useState(() =>
    number && first
      ? draftOf(Number(first), spec, context)
      : spec.type === 'datetime' && first
        ? localParts(first, timeZone).date
        : spec.type === 'boolean' && !condition
          ? 'true'
          : first,
  );
  const [wrong, setWrong] = useState(false);
  const many = spec.type === 'enum' || spec.type === 'ref';
  // Instants are bounded by whole days of the workspace.
  const typed: FieldSpec =
    spec.type === 'datetime'
      ? { ...spec, type: 'date' }
      : spec.type === 'tags' || spec.type === 'longText'
        ? { ...spec, type: 'text' }
        : spec;

  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (!needsValue(op)) return onApply({ field: spec.name, op, value: '' });
    if (many) {
      if (chosen.length === 0) return setWrong(true);
      // "Is not" takes a single value.
      return onApply({ field: spec.name, op, value: op === 'in' ? chosen.join('|') : (chosen[0] ?? '') });
    }
    const parsed = parseDraft(draft, typed, context);
    if ('fault' in parsed || parsed.value === undefined) return setWrong(true);
    let value = String(parsed.value);
    if (spec.type === 'datetime') value = startOfDay(op === 'gt' || op === 'lte' ? addDays(value, 1) : value, timeZone);
    onApply({ field: spec.name, op, value });
  };
  const choices =
    spec.ref === 'member'
      ? (members.data ?? []).map((one) => ({
          value: one.id,
          text: one.id === memberId ? `${titleOf(one)} (${t.common.me})` : titleOf(one),
        }))
      : (spec.values ?? []).map((one) => ({ value: one.value, text: label(one.label) }));
  return (
    <form className="condition-editor" onSubmit={apply}>
      <strong>{label(spec.label)}</strong>
      <select
        className="input"
        aria-label={t.records.condition}
        value={op}
        onChange={(event) => setOp(event.target.value as Operator)}
      >
        {ops.map((one) => (
          <option key={one} value={one}>
            {operatorText(one, spec, format)}
          </option>
        ))}
      </select>
      {needsValue(op) ? (
        many ? (
          spec.type === 'enum' || spec.ref === 'member' ? (
            <Checks
              choices={choices}
              chosen={chosen}
              onChange={(next) => setChosen(op === 'in' ? next : next.slice(-1))}
            />
          ) : (
            <Refs spec={spec} chosen={chosen} onChange={setChosen} />
          )
        ) : (
          <FieldEditor
            spec={typed}
            draft={draft}
            opened={spec.type !== 'boolean' && spec.type !== 'date' && spec.type !== 'datetime'}
            invalid={wrong}
            onDraft={(next) => {
              setDraft(next);
              setWrong(false);
            }}
          />
        )
      ) : null}
      <button type="submit" className="btn primary">
        {t.records.apply}
      </button>
    </form>
  );
}
