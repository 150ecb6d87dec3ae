import type { FieldInfo, FieldType } from '../kernel/field.ts';
import { isCalendarDate } from '../kernel/field.ts';
import { kindOfId } from '../kernel/id.ts';
import { MAX_AMOUNT } from '../kernel/money.ts';
import type { FieldFault, FieldFaultCode } from '../kernel/problem.ts';
import { fault, outside } from '../kernel/problem.ts';
import type { CustomField, CustomType, EntityStandard } from './standard.ts';

/** The built-in type that shows, reads and compares values of a field of the workspace's own. */
const builtIn: Record<CustomType, FieldType> = {
  text: 'text',
  longText: 'longText',
  number: 'number',
  money: 'money',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  enum: 'enum',
  multiEnum: 'tags',
  email: 'email',
  phone: 'phone',
  url: 'url',
  ref: 'ref',
};

/** A field of the workspace's own as a list, an import or an export knows fields; its name begins with `custom.`. */
export const customInfo = (field: CustomField): FieldInfo => ({
  name: `custom.${field.name}`,
  type: builtIn[field.type],
  label: field.label,
  required: field.required === true,
  ...(field.aliases ? { aliases: field.aliases } : {}),
  ...(field.values ? { values: field.values.map((value) => ({ value, label: { en: value, zh: value } })) } : {}),
  ...(field.ref ? { ref: field.ref } : {}),
});

/** A line of text has no more letters than this; a long one may have what the record's own bound allows. */
const LINE = 200;
/** An instant as it is stored: UTC to the millisecond, so that text sorts by time. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

const isInstant = (text: string): boolean =>
  instant.test(text) && isCalendarDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));

/** Addresses of pages alone: one that runs something would run it in the reader's browser. */
const isPage = (text: string): boolean => /^(?:https?:\/\/)?[^\s:/?#]+\.[^\s/?#]+(?:[/?#]\S*)?$/iu.test(text);

type Wrong = readonly [FieldFaultCode, expected?: string];

const text = (value: unknown, longest: number): Wrong | undefined => {
  if (typeof value !== 'string') return ['type', 'text'];
  return [...value].length > longest ? ['too-long', `<= ${longest}`] : undefined;
};

/** What is wrong with the form of a value; bounds are looked at apart. */
const checks: Record<CustomType, (value: unknown, field: CustomField) => Wrong | undefined> = {
  text: (value) => (/[\t\n\r]/.test(String(value)) ? ['control-character'] : text(value, 1000)),
  longText: (value) => text(value, 1000),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? undefined : ['type', 'number']),
  money: (value, { currency }) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return ['type', `1234 ${currency ?? ''}`.trim()];
    return Math.abs(value) > MAX_AMOUNT ? ['too-large', String(MAX_AMOUNT)] : undefined;
  },
  boolean: (value) => (typeof value === 'boolean' ? undefined : ['type', 'boolean']),
  date: (value) => (typeof value === 'string' && isCalendarDate(value) ? undefined : ['not-a-date', '2026-11-21']),
  datetime: (value) =>
    typeof value === 'string' && isInstant(value) ? undefined : ['not-a-date', '2026-11-21T02:00:00.000Z'],
  enum: (value, { values = [] }) =>
    typeof value === 'string' && values.includes(value) ? undefined : ['not-allowed-value', values.join(', ')],
  multiEnum: (value, { values = [] }) => {
    if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) return ['type', values.join(', ')];
    if (new Set(value).size < value.length) return ['duplicate'];
    return value.every((one) => values.includes(one as string)) ? undefined : ['not-allowed-value', values.join(', ')];
  },
  // Whether they can be right is asked by the standard's built-in check of the same name.
  email: (value) => text(value, LINE),
  phone: (value) => text(value, 60),
  url: (value) => {
    const wrong = text(value, 300);
    return wrong ?? (isPage(value as string) ? undefined : ['bad-format', 'https://example.com']);
  },
  ref: (value, { ref }) =>
    typeof value === 'string' && kindOfId(value) === ref ? undefined : ['type', `id of ${ref ?? 'a record'}`],
};

/** A value outside the bounds that its field sets. */
const boundFaults = (field: CustomField, path: string, value: unknown): FieldFault[] => {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  if (field.type === 'number' || field.type === 'money') return outside(path, value, [min, max]);
  if (field.type !== 'text' && field.type !== 'longText' && field.type !== 'multiEnum') return [];
  const length = typeof value === 'string' ? [...value].length : (value as unknown[]).length;
  if (length > max) return [fault(path, 'too-long', `<= ${max}`)];
  return length > 0 && length < min ? [fault(path, 'too-small', `>= ${min}`)] : [];
};

/** Faults of the workspace's own fields: one that is not declared, a value of another type, one out of bounds. */
export const customFaults = (standard: EntityStandard, custom: unknown): FieldFault[] =>
  Object.entries((custom ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '') return [];
    const path = `custom.${name}`;
    const field = standard.custom.find((one) => one.name === name);
    if (!field) return [fault(path, 'unknown')];
    const wrong = checks[field.type](value, field);
    return wrong ? [fault(path, ...wrong)] : boundFaults(field, path, value);
  });

/** Ids of other records that values of a body may be; which of them are meant as such, only the standard knows. */
export const idsInCustom = (custom: unknown): string[] =>
  Object.values((custom ?? {}) as Record<string, unknown>).flatMap((value) =>
    typeof value === 'string' && /^[a-z]{2,3}_[0-9A-Za-z]{1,40}$/.test(value) && kindOfId(value) ? [value] : [],
  );

/** Fields that point to nothing. `kindAt` tells the kind of record that stands at an id, undefined where there is none. */
export const customRefFaults = (
  standard: EntityStandard,
  custom: unknown,
  kindAt: (id: string) => string | undefined,
): FieldFault[] =>
  Object.entries((custom ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    const field = standard.custom.find((one) => one.name === name);
    if (field?.type !== 'ref' || typeof value !== 'string') return [];
    return kindAt(value) === field.ref ? [] : [fault(`custom.${name}`, 'no-such-record')];
  });
