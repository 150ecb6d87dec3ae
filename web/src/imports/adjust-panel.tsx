import { useId, useState } from 'react';
import { dateFormats } from '../../../shared/imports/dates.ts';
import type { FieldInfo } from '../../../shared/imports/mapping.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Mapping } from './api.ts';
import { PairsEditor } from './pairs-editor.tsx';

interface Props {
  entry: Mapping;
  field: FieldInfo;
  samples: readonly string[];
  onChange: (entry: Mapping) => void;
}

const whole = (text: string, most: number): number | undefined => {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= most ? value : undefined;
};

function Select({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="q-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  more?: { hint?: string; mode?: 'numeric'; max?: number };
}

function Text({ label, value, onChange, more = {} }: TextProps) {
  const id = useId();
  // What is typed stays as typed: "NAS, " is on its way to two pieces.
  const [typed, setTyped] = useState(value);
  return (
    <div className="q-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        value={typed}
        inputMode={more.mode ?? 'text'}
        maxLength={more.max ?? 200}
        {...(more.hint ? { placeholder: more.hint } : {})}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
      />
    </div>
  );
}

const joins = [' ', '-', ', ', '/', ''] as const;

/** How the text of a column becomes the value of its field; most columns need none of this. */
export function AdjustPanel({ entry, field, samples, onChange }: Props) {
  const { t, label } = useI18n();
  const words = t.imports.transforms;
  const set = (part: Partial<Mapping>) => onChange({ ...entry, ...part });
  const isDate = field.type === 'date' || field.type === 'datetime';
  const isNumber = field.type === 'money' || field.type === 'number' || field.type === 'integer';
  const meanings = field.values?.map((one) =>
    typeof one === 'string' ? { value: one, text: one } : { value: one.value, text: label(one.label) },
  );
  const joinable = !isDate && !isNumber && field.type !== 'enum' && field.type !== 'boolean';
  return (
    <div className="imp-adjust">
      {isDate ? (
        <Select
          label={words.dateFormat}
          value={entry.format ?? ''}
          onChange={(format) => set({ format: format || undefined })}
          options={[['', words.dateAuto], ...dateFormats.map((one) => [one, one] as const)]}
        />
      ) : null}
      {isNumber ? (
        <Select
          label={words.decimal}
          value={entry.format ?? ''}
          onChange={(format) => set({ format: format || undefined })}
          options={[
            ['', words.decimalPoint],
            ['decimal-comma', words.decimalComma],
          ]}
        />
      ) : null}
      <Text
        label={words.skipPrefix}
        value={String(entry.skipPrefix ?? '')}
        more={{ mode: 'numeric', max: 2 }}
        onChange={(text) => set({ skipPrefix: whole(text, 40) || undefined })}
      />
      <Text
        label={words.take}
        value={String(entry.take ?? '')}
        more={{ mode: 'numeric', max: 3 }}
        onChange={(text) => set({ take: whole(text, 200) || undefined })}
      />
      <Text
        label={words.stripText}
        value={(entry.stripText ?? []).join(', ')}
        more={{ hint: words.stripHint }}
        onChange={(text) => {
          const pieces = text
            .split(/[,，]/)
            .map((piece) => piece.trim())
            .filter(Boolean)
            .slice(0, 10);
          set({ stripText: pieces.length > 0 ? pieces : undefined });
        }}
      />
      <Text
        label={words.insertText}
        value={entry.insertText ?? ''}
        more={{ max: 20 }}
        onChange={(text) => set({ insertText: text || undefined })}
      />
      {joinable ? (
        <Select
          label={words.join}
          value={entry.join === undefined ? 'none' : `j${entry.join}`}
          onChange={(value) => set({ join: value === 'none' ? undefined : value.slice(1) })}
          options={[
            ['none', words.joinNone],
            ...joins.map(
              (one) => [`j${one}`, one === ' ' ? words.joinSpace : one === '' ? words.nothing : one] as const,
            ),
          ]}
        />
      ) : null}
      <label className="check" title={words.fillHint}>
        <input
          type="checkbox"
          checked={entry.fill === 'when-empty'}
          onChange={(event) => set({ fill: event.target.checked ? 'when-empty' : undefined })}
        />
        <span>{words.fill}</span>
      </label>
      <PairsEditor
        label={words.replaceText}
        pairs={entry.replaceText ?? {}}
        onChange={(replaceText) => set({ replaceText })}
      />
      <PairsEditor
        label={words.values}
        pairs={entry.values ?? {}}
        offers={samples}
        {...(meanings ? { meanings } : {})}
        onChange={(values) => set({ values })}
      />
    </div>
  );
}
