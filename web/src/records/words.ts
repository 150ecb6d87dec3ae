import { localParts } from '../lib/dates.ts';
import type { Format } from '../lib/format.ts';
import type { Title } from '../lib/titles.ts';
import type { Condition, Operator } from './conditions.ts';
import { needsValue, valuesOf } from './conditions.ts';
import type { FieldSpec } from './fields.ts';
import { plainValue } from './plain-value.ts';
import { ME, rangeOf, spanOf } from './relative.ts';

/** The operator in words that fit the kind of field. */
export const operatorText = (op: Operator, spec: Pick<FieldSpec, 'type'> | undefined, format: Format): string => {
  const words = format.i18n.t.records.ops;
  if (spec?.type === 'date' || spec?.type === 'datetime') return { ...words.plain, ...words.dates }[op];
  if (spec?.type === 'money' || spec?.type === 'number' || spec?.type === 'integer')
    return { ...words.plain, ...words.numbers }[op];
  return words.plain[op];
};

/** Days stand in a condition on instants as their first moment; people see the day. */
const instantDay = (value: string, format: Format): string =>
  /^\d{4}-\d{2}-\d{2}T/.test(value)
    ? format.date(localParts(value, format.style.timeZone).date)
    : format.date(value.slice(0, 10));

const oneValue = (
  value: string,
  spec: FieldSpec | undefined,
  format: Format,
  titleOf: (id: string) => Title | undefined,
): string => {
  if (value === ME) return format.i18n.t.common.me;
  if (spec?.type === 'ref') return titleOf(value) ?? value;
  if (spec?.type === 'datetime') return instantDay(value, format);
  const number = spec && ['money', 'number', 'integer'].includes(spec.type) ? Number(value) : undefined;
  return plainValue(number ?? value, spec, format);
};

/** A condition as a sentence: `Status is Customer or Prospect`. */
export const conditionWords = (
  condition: Condition,
  spec: FieldSpec | undefined,
  format: Format,
  titleOf: (id: string) => Title | undefined,
): string => {
  const { t, label } = format.i18n;
  const name = spec ? label(spec.label) : condition.field;
  const span = condition.op === 'eq' ? spanOf(condition.value) : undefined;
  if (span) return t.records.sentence(name, t.views.spans[span], '');
  const range = condition.op === 'eq' ? rangeOf(condition.value) : undefined;
  if (range) {
    const ends = range.map((end) => (end === '' ? '…' : oneValue(end, spec, format, titleOf)));
    return t.records.sentence(name, t.views.between, ends.join(t.views.and));
  }
  const op = operatorText(condition.op, spec, format);
  if (!needsValue(condition.op)) return t.records.sentence(name, op, '');
  const values = valuesOf(condition).map((value) => oneValue(value, spec, format, titleOf));
  return t.records.sentence(name, op, values.join(t.records.or));
};

/** The order in words: `Name, A to Z`. */
export const sortWords = (sort: string, spec: FieldSpec | undefined, format: Format): string => {
  const { t, label } = format.i18n;
  const down = sort.startsWith('-');
  const kind =
    spec?.type === 'date' || spec?.type === 'datetime'
      ? t.records.sortDate
      : spec?.type === 'money' || spec?.type === 'number' || spec?.type === 'integer'
        ? t.records.sortNumber
        : t.records.sortText;
  return t.records.sorted(spec ? label(spec.label) : sort.replace(/^-/, ''), down ? kind.down : kind.up);
};
