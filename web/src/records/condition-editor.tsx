import type { FormEvent } from 'react';
import { useState } from 'react';
import { addDays, startOfDay } from '../../../shared/kernel/time.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { localParts } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { titleOf, useMembers, useTitles } from '../lib/titles.ts';
import type { Choice, Condition } from './conditions.ts';
import { choiceOf, choicesFor, isSpan, needsValue, valuesOf } from './conditions.ts';
import { draftOf, parseDraft } from './draft.ts';
import { FieldEditor } from './editors.tsx';
import type { FieldSpec } from './fields.ts';
import { isRelative, ME, rangeOf, rangeText } from './relative.ts';
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
  const choices = choicesFor(spec.type);
  const begun = condition ? choiceOf(condition) : undefined;
  const [choice, setChoice] = useState<Choice>(begun && choices.includes(begun) ? begun : (choices[0] ?? 'eq'));
  const op = isSpan(choice) || choice === 'between' ? 'eq' : choice;
  const range = condition ? rangeOf(condition.value) : undefined;
  const [chosen, setChosen] = useState<string[]>(condition ? valuesOf(condition) : []);
  const context = { currency, timeZone, today: format.today() };
  const number = spec.type === 'money' || spec.type === 'number' || spec.type === 'integer';
  const first = condition && !isRelative(condition.value) ? condition.value : '';
  const [draft, setDraft] = useState(() =>
    number && first
      ? draftOf(Number(first), spec, context)
      : spec.type === 'datetime' && first
        ? localParts(first, timeZone).date
        : spec.type === 'boolean' && !condition
          ? 'true'
          : first,
  );
  const boundDraft = (end: string | undefined): string =>
    end && number ? draftOf(Number(end), spec, context) : (end ?? '');
  const [least, setLeast] = useState(() => boundDraft(range?.[0]));
  const [most, setMost] = useState(() => boundDraft(range?.[1]));
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
    if (isSpan(choice)) return onApply({ field: spec.name, op, value: `@${choice}` });
    if (choice === 'between') {
      const ends = [least, most].map((end) => parseDraft(end, typed, context));
      const [from, to] = ends.map((end) => ('fault' in end || end.value === undefined ? '' : String(end.value)));
      if (ends.some((end) => 'fault' in end) || (!from && !to)) return setWrong(true);
      return onApply({ field: spec.name, op, value: rangeText(from ?? '', to ?? '') });
    }
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
  // Whoever looks at a shared view means themselves by "me".
  const values =
    spec.ref === 'member'
      ? [
          { value: ME, text: t.common.me },
          ...(members.data ?? []).map((one) => ({
            value: one.id,
            text: one.id === memberId ? `${titleOf(one)} (${t.common.me})` : titleOf(one),
          })),
        ]
      : (spec.values ?? []).map((one) => ({ value: one.value, text: label(one.label) }));
  return (
    <form className="condition-editor" onSubmit={apply}>
      <strong>{label(spec.label)}</strong>
      <select
        className="input"
        aria-label={t.records.condition}
        value={choice}
        onChange={(event) => setChoice(event.target.value as Choice)}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {isSpan(one) ? t.views.spans[one] : one === 'between' ? t.views.between : operatorText(one, spec, format)}
          </option>
        ))}
      </select>
      {choice === 'between' ? (
        <div className="condition-range">
          {(
            [
              [t.views.from, least, setLeast],
              [t.views.to, most, setMost],
            ] as const
          ).map(([name, end, setEnd]) => (
            <fieldset key={name}>
              <legend>{name}</legend>
              <FieldEditor
                spec={typed}
                draft={end}
                invalid={wrong}
                onDraft={(next) => {
                  setEnd(next);
                  setWrong(false);
                }}
              />
            </fieldset>
          ))}
        </div>
      ) : isSpan(choice) ? null : needsValue(op) ? (
        many ? (
          spec.type === 'enum' || spec.ref === 'member' ? (
            <Checks
              choices={values}
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
