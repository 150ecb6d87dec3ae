import type { FieldType } from '../../../shared/kernel/field.ts';
import type { Condition, Operator } from '../../../shared/search/query.ts';
import type { DaySpan } from './relative.ts';
import { daySpans, rangeOf, spanOf } from './relative.ts';

export type { Condition, Operator } from '../../../shared/search/query.ts';
export { conditionText, parseCondition } from '../../../shared/search/query.ts';

const textOps = ['contains', 'starts', 'eq', 'ne', 'empty', 'filled'] as const;
const numberOps = ['gte', 'lte', 'gt', 'lt', 'eq', 'ne', 'empty', 'filled'] as const;
const listOps = ['in', 'ne', 'empty', 'filled'] as const;

const byType: Record<FieldType, readonly Operator[]> = {
  text: textOps,
  longText: textOps,
  email: textOps,
  phone: textOps,
  url: textOps,
  country: textOps,
  integer: numberOps,
  number: numberOps,
  money: numberOps,
  date: ['gte', 'lte', 'gt', 'lt', 'eq', 'empty', 'filled'],
  // An instant is hardly ever equal to another; days bound it.
  datetime: ['gte', 'lt', 'empty', 'filled'],
  boolean: ['eq', 'ne', 'empty', 'filled'],
  enum: listOps,
  ref: listOps,
  tags: ['contains', 'empty', 'filled'],
};

/** The operators that make sense for a kind of field, the likeliest first. */
export const operatorsFor = (type: FieldType): readonly Operator[] => byType[type];

/** What is chosen for a condition: an operator, days that count from today, or two bounds. */
export type Choice = Operator | DaySpan | 'between';

/** The choices for a kind of field, the likeliest first. */
export const choicesFor = (type: FieldType): readonly Choice[] => {
  const ops = operatorsFor(type);
  if (type === 'date' || type === 'datetime') return [...daySpans, 'between', ...ops];
  return ops === numberOps ? ['between', ...ops] : ops;
};

export const isSpan = (choice: Choice): choice is DaySpan => daySpans.includes(choice as DaySpan);

/** The choice that a condition was made with. */
export const choiceOf = ({ op, value }: Condition): Choice => {
  if (op !== 'eq') return op;
  return spanOf(value) ?? (rangeOf(value) ? 'between' : op);
};

export const needsValue = (op: Operator): boolean => op !== 'empty' && op !== 'filled';

/** The values of a condition: several for `in`. */
export const valuesOf = ({ op, value }: Condition): string[] =>
  op === 'in' ? value.split('|').filter(Boolean) : [value];
