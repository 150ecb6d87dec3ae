import type { Row } from '../kernel/rule.ts';
import { parseQuery, textMatches } from './words.ts';

export const operators = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'contains', 'starts', 'empty', 'filled'] as const;
export type Operator = (typeof operators)[number];

/** One condition of a list: `status:eq:customer`. */
export interface Condition {
  field: string;
  op: Operator;
  value: string;
}

/** Reads `field:op:value`; undefined when it is not of that form. The value may contain colons. */
export const parseCondition = (text: string): Condition | undefined => {
  const first = text.indexOf(':');
  if (first < 1) return undefined;
  const second = text.indexOf(':', first + 1);
  const op = (second < 0 ? text.slice(first + 1) : text.slice(first + 1, second)) as Operator;
  if (!operators.includes(op)) return undefined;
  const value = second < 0 ? '' : text.slice(second + 1);
  if (value === '' && op !== 'empty' && op !== 'filled') return undefined;
  return { field: text.slice(0, first), op, value };
};

export const conditionText = (condition: Condition): string =>
  condition.op === 'empty' || condition.op === 'filled'
    ? `${condition.field}:${condition.op}`
    : `${condition.field}:${condition.op}:${condition.value}`;

/** The value of a list column; `custom.x` reaches the workspace's own fields. */
export const columnValue = (row: Row, field: string): unknown =>
  field.startsWith('custom.') ? (row['custom'] as Record<string, unknown> | undefined)?.[field.slice(7)] : row[field];

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The form in which values are compared and sorted: text without regard to case, numbers and booleans as numbers. */
export const comparable = (value: unknown): string | number | undefined => {
  if (isEmpty(value)) return undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (Array.isArray(value)) return value.join(' ').toLowerCase();
  return String(value).toLowerCase();
};

const asSameKind = (sample: string | number, text: string): string | number => {
  if (typeof sample === 'string') return text.toLowerCase();
  if (text === 'true') return 1;
  if (text === 'false') return 0;
  return Number(text);
};

const matches = (value: unknown, condition: Condition): boolean => {
  const { op, value: wanted } = condition;
  if (op === 'empty') return isEmpty(value);
  if (op === 'filled') return !isEmpty(value);
  const own = comparable(value);
  if (own === undefined) return op === 'ne';
  if (Array.isArray(value) && (op === 'eq' || op === 'ne')) {
    const has = value.some((item) => String(item).toLowerCase() === wanted.toLowerCase());
    return op === 'eq' ? has : !has;
  }
  if (op === 'contains') return String(own).includes(wanted.toLowerCase());
  if (op === 'starts') return String(own).startsWith(wanted.toLowerCase());
  if (op === 'in') return wanted.split('|').some((one) => own === asSameKind(own, one));
  const other = asSameKind(own, wanted);
  if (op === 'eq') return own === other;
  if (op === 'ne') return own !== other;
  if (op === 'lt') return own < other;
  if (op === 'lte') return own <= other;
  if (op === 'gt') return own > other;
  return own >= other;
};

export type ArchivedFilter = 'no' | 'only' | 'all';

export interface Selection {
  conditions: readonly Condition[];
  /** Search words; all must occur, as they are or as pinyin. */
  q?: string | undefined;
  archived: ArchivedFilter;
}

/** Whether a row is selected. Losers of a merge are never shown. */
export const selects = (selection: Selection): ((row: Row) => boolean) => {
  const query = parseQuery(selection.q ?? '');
  return (row) => {
    if (row['aliasOf'] !== undefined || row['removedAt'] !== undefined) return false;
    if (selection.archived === 'no' && row['archivedAt'] !== undefined) return false;
    if (selection.archived === 'only' && row['archivedAt'] === undefined) return false;
    if (query.ways.length > 0 && !textMatches(row['_q'] as string, query)) return false;
    for (const condition of selection.conditions)
      if (!matches(columnValue(row, condition.field), condition)) return false;
    return true;
  };
};
