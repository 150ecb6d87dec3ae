import type { Format } from '../lib/format.ts';
import type { FieldSpec } from './fields.ts';

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const names = new Map<string, Intl.DisplayNames>();
const countryName = (code: string, lang: string): string => {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const known = names.get(lang) ?? new Intl.DisplayNames([lang], { type: 'region' });
  names.set(lang, known);
  try {
    return known.of(code) ?? code;
  } catch {
    return code;
  }
};

/** A value in words, for titles, filters and the change history; ids of records stay as they are. */
export const plainValue = (
  value: unknown,
  spec: Pick<FieldSpec, 'type' | 'values'> | undefined,
  format: Format,
  currency?: string,
): string => {
  const { t, label, lang } = format.i18n;
  if (isBlank(value)) return '';
  if (typeof value === 'boolean') return value ? t.common.yes : t.common.no;
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'number') return spec?.type === 'money' ? format.money(value, currency) : format.number(value);
  const text = String(value);
  switch (spec?.type) {
    case 'enum': {
      const known = spec.values?.find((one) => one.value === text);
      return known ? label(known.label) : text;
    }
    case 'date':
      return format.date(text);
    case 'datetime':
      return format.instant(text);
    case 'country':
      return countryName(text, lang);
    case 'boolean':
      return text === 'true' ? t.common.yes : t.common.no;
    default:
      return text;
  }
};
