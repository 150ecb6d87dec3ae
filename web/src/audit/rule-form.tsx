import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import type { RuleSetting, RuleView } from '../../../shared/audit/audit.contract.ts';
import { useSeverity } from '../findings/marks.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { SettingField } from './settings-schema.ts';
import { readSetting, settingFields, titleIn } from './settings-schema.ts';

const severities = ['high', 'medium', 'low'] as const;

interface FieldProps {
  field: SettingField;
  typed: string;
  locked: boolean;
  onType: (typed: string) => void;
}

function Setting({ field, typed, locked, onType }: FieldProps) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const id = useId();
  const name = titleIn(field.title, lang);
  if (field.kind === 'boolean') {
    return (
      <label className="check">
        <input
          type="checkbox"
          checked={typed === 'true'}
          disabled={locked}
          onChange={(event) => onType(String(event.target.checked))}
        />
        <span>{name}</span>
      </label>
    );
  }
  const wrong = readSetting(field, typed) === undefined;
  return (
    <div className="q-field">
      <label htmlFor={id}>{name}</label>
      {field.kind === 'choice' ? (
        <select
          id={id}
          className="input"
          value={typed}
          disabled={locked}
          onChange={(event) => onType(event.target.value)}
        >
          {field.choices?.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          className="input aud-number"
          inputMode={field.kind === 'text' ? 'text' : 'decimal'}
          value={typed}
          disabled={locked}
          aria-invalid={wrong}
          aria-describedby={`${id}-range`}
          onChange={(event) => onType(event.target.value)}
        />
      )}
      {field.min !== undefined && field.max !== undefined ? (
        <span id={`${id}-range`} className={wrong ? 'q-fault' : 'quiet-hint'}>
          {t.audit.range(format.number(field.min), format.number(field.max))}
        </span>
      ) : null}
    </div>
  );
}

interface Props {
  rule: RuleView;
  /** Absent for those who may only look. */
  onSave: ((setting: RuleSetting) => void) | undefined;
  busy: boolean;
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

/** Severity, time to act and the settings that a rule has of its own. */
export function RuleForm({ rule, onSave, busy }: Props) {
  const { t } = useI18n();
  const severity = useSeverity();
  const id = useId();
  const fields = settingFields(rule.settingsSchema);
  const before = Object.fromEntries(
    fields.map((field) => [field.name, textOf(rule.settings[field.name] ?? field.fallback)]),
  );
  const [grave, setGrave] = useState(rule.severity);
  const [days, setDays] = useState(String(rule.dueDays));
  const [typed, setTyped] = useState(before);
  const locked = onSave === undefined;
  const dueDays = Number(days);
  const badDays = days.trim() === '' || !Number.isInteger(dueDays) || dueDays < 0 || dueDays > 365;
  const wrong = badDays || fields.some((field) => readSetting(field, typed[field.name] ?? '') === undefined);
  const same =
    grave === rule.severity &&
    days === String(rule.dueDays) &&
    fields.every((field) => typed[field.name] === before[field.name]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong || same) return;
    const settings = {
      ...rule.settings,
      ...Object.fromEntries(fields.map((field) => [field.name, readSetting(field, typed[field.name] ?? '')])),
    };
    onSave?.({ severity: grave, dueDays, ...(fields.length > 0 ? { settings } : {}) });
  };
  return (
    <form className="aud-form" onSubmit={submit}>
      <div className="q-field">
        <label htmlFor={`${id}-severity`}>{t.audit.severity}</label>
        <select
          id={`${id}-severity`}
          className="input"
          value={grave}
          disabled={locked}
          onChange={(event) => setGrave(severities.find((one) => one === event.target.value) ?? grave)}
        >
          {severities.map((one) => (
            <option key={one} value={one}>
              {severity(one)}
            </option>
          ))}
        </select>
      </div>
      <div className="q-field">
        <label htmlFor={`${id}-days`}>{t.audit.dueDays}</label>
        <input
          id={`${id}-days`}
          className="input aud-number"
          inputMode="numeric"
          value={days}
          disabled={locked}
          aria-invalid={badDays}
          aria-describedby={`${id}-range`}
          onChange={(event) => setDays(event.target.value)}
        />
        <span id={`${id}-range`} className={badDays ? 'q-fault' : 'quiet-hint'}>
          {t.audit.range('0', '365')}
        </span>
      </div>
      {fields.map((field) => (
        <Setting
          key={field.name}
          field={field}
          typed={typed[field.name] ?? ''}
          locked={locked}
          onType={(text) => setTyped({ ...typed, [field.name]: text })}
        />
      ))}
      {locked ? null : (
        <div className="aud-form-foot">
          <button type="submit" className="btn primary" disabled={busy || wrong || same}>
            {busy ? t.common.saving : t.audit.save}
          </button>
        </div>
      )}
    </form>
  );
}
