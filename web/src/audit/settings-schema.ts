import type { Language } from '../i18n/index.tsx';

/** One setting of a rule, as its JSON schema describes it. */
export interface SettingField {
  name: string;
  kind: 'boolean' | 'integer' | 'number' | 'text' | 'choice';
  /** In both languages: `Hours allowed / 允许的小时数`. */
  title: string;
  min?: number;
  max?: number;
  choices?: readonly string[];
  fallback?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (schema: Record<string, unknown>): SettingField['kind'] | undefined => {
  if (Array.isArray(schema['enum'])) return 'choice';
  const { type } = schema;
  if (type === 'boolean' || type === 'integer' || type === 'number') return type;
  return type === 'string' ? 'text' : undefined;
};

/** The settings that a form can offer; what is neither a number, a text, a choice nor a switch stays as it is. */
export const settingFields = (schema: unknown): SettingField[] => {
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!isObject(property)) return [];
    const kind = kindOf(property);
    if (!kind) return [];
    const { title, minimum, maximum, default: fallback } = property;
    return [
      {
        name,
        kind,
        title: typeof title === 'string' ? title : name,
        ...(typeof minimum === 'number' ? { min: minimum } : {}),
        ...(typeof maximum === 'number' ? { max: maximum } : {}),
        ...(kind === 'choice' ? { choices: (property['enum'] as unknown[]).map(String) } : {}),
        ...(fallback === undefined ? {} : { fallback }),
      },
    ];
  });
};

/** The part of a title in both languages that is in the reader's own. */
export const titleIn = (title: string, lang: Language): string => {
  const parts = title.split(' / ');
  if (parts.length !== 2) return title;
  const chinese = parts.find((part) => /\p{Script=Han}/u.test(part));
  const other = parts.find((part) => part !== chinese);
  return (lang === 'en' ? other : chinese) ?? title;
};

/** What was typed for a setting, or undefined where it does not fit. */
export const readSetting = (field: SettingField, typed: string): unknown => {
  if (field.kind === 'text') return typed;
  if (field.kind === 'choice') return field.choices?.includes(typed) ? typed : undefined;
  if (field.kind === 'boolean') return typed === 'true';
  const value = Number(typed);
  if (typed.trim() === '' || Number.isNaN(value) || (field.kind === 'integer' && !Number.isInteger(value)))
    return undefined;
  return value < (field.min ?? -Infinity) || value > (field.max ?? Infinity) ? undefined : value;
};
