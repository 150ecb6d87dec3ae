import type { FieldFaultCode } from '../../../shared/kernel/problem.ts';
import { instantOf, localParts, parseDate } from '../lib/dates.ts';
import { moneyDraft, parseMoney } from '../lib/money.ts';
import { parseNumber } from '../lib/numbers.ts';
import type { FieldSpec } from './fields.ts';

/** What stands in an editor while somebody types. Tags are one text, parted by commas. */
export type Draft = string;

/** What reading and writing of drafts depends on. */
export interface DraftContext {
  currency: string;
  timeZone: string;
  today: string;
}

/** A read value, or what is wrong with the text. `undefined` stands for an emptied field. */
export type Parsed = { value: unknown } | { fault: FieldFaultCode };

type Typed = Pick<FieldSpec, 'type' | 'values' | 'currency'>;

/** The text with which an editor of a value begins. */
export const draftOf = (value: unknown, spec: Typed, context: DraftContext): Draft => {
  if (value === undefined || value === null) return '';
  if (spec.type === 'money' && typeof value === 'number') return moneyDraft(value, spec.currency ?? context.currency);
  if (spec.type === 'datetime' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
    const { date, clock } = localParts(value, context.timeZone);
    return `${date} ${clock}`;
  }
  if (Array.isArray(value)) return value.join(', ');
  return String(value);
};

const parseInstant = (text: string, context: DraftContext): Parsed => {
  const [day = '', clock = '00:00'] = text.split(/[\sT]+/);
  const date = parseDate(day, context.today);
  const time = /^(\d{1,2})[:：](\d{2})$/.exec(clock);
  if (!date || !time || Number(time[1]) > 23 || Number(time[2]) > 59) return { fault: 'not-a-date' };
  return { value: instantOf(date, `${time[1]?.padStart(2, '0')}:${time[2]}`, context.timeZone) };
};

const parseWhole = (text: string): Parsed => {
  const value = parseNumber(text);
  return value !== undefined && Number.isInteger(value) ? { value } : { fault: 'type' };
};

const orFault = (value: unknown, fault: FieldFaultCode): Parsed => (value === undefined ? { fault } : { value });

/** Reads what was typed into a field. */
export const parseDraft = (draft: Draft, spec: Typed, context: DraftContext): Parsed => {
  const text = draft.trim();
  if (text === '') return { value: undefined };
  switch (spec.type) {
    case 'money':
      return orFault(parseMoney(text, spec.currency ?? context.currency), 'type');
    case 'number':
      return orFault(parseNumber(text), 'type');
    case 'integer':
      return parseWhole(text);
    case 'date':
      return orFault(parseDate(text, context.today), 'not-a-date');
    case 'datetime':
      return parseInstant(text, context);
    case 'boolean':
      return { value: text === 'true' };
    case 'tags':
      return {
        value: [
          ...new Set(
            text
              .split(/[,，;；、]/)
              .map((tag) => tag.trim())
              .filter(Boolean),
          ),
        ],
      };
    case 'longText':
      return { value: draft };
    case 'enum':
      return spec.values && !spec.values.some((one) => one.value === text)
        ? { fault: 'not-allowed-value' }
        : { value: text };
    default:
      return { value: text };
  }
};
