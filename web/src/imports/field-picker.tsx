import { useMemo } from 'react';
import type { FieldInfo } from '../../../shared/imports/mapping.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';

type Group = 'fields' | 'lines' | 'own' | 'envelope';

/** To which part of a record a field of an import belongs. */
export const groupOf = (name: string, entity: Entity): Group => {
  if (name.startsWith('lines.')) return 'lines';
  if (name.startsWith('custom.')) return 'own';
  return name in entity.fields ? 'fields' : 'envelope';
};

const groups: readonly Group[] = ['fields', 'lines', 'own', 'envelope'];

/** A field's name as people read it. */
export const useFieldName = (fields: readonly FieldInfo[]): ((name: string) => string) => {
  const { t, label } = useI18n();
  return (name) => {
    const field = fields.find((one) => one.name === name);
    if (!field) return name;
    return name.startsWith('lines.') ? t.imports.line(label(field.label)) : label(field.label);
  };
};

interface Props {
  entity: Entity;
  fields: readonly FieldInfo[];
  value: string | null;
  label: string;
  onChange: (field: string | null) => void;
}

/** The field that a column goes to, or none. */
export function FieldPicker({ entity, fields, value, label: name, onChange }: Props) {
  const { t, label } = useI18n();
  const parts = useMemo(
    () =>
      groups
        .map((group) => ({ group, own: fields.filter((field) => groupOf(field.name, entity) === group) }))
        .filter(({ own }) => own.length > 0),
    [entity, fields],
  );
  return (
    <select
      className="input"
      aria-label={name}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{t.imports.leaveOut}</option>
      {parts.map(({ group, own }) => (
        <optgroup key={group} label={t.imports.groups[group]}>
          {own.map((field) => (
            <option key={field.name} value={field.name}>
              {group === 'lines' ? t.imports.line(label(field.label)) : label(field.label)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
