import { isValidPhoneNumber } from 'libphonenumber-js/max';
import type { CodeRule } from '../codes/code-rule.ts';
import { checksHold } from '../codes/code-rule.ts';
import type { FieldFault, FieldFaultCode } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import { countryCodeOf, countryStanding } from './countries.ts';
import type { EntityStandard, FieldStandard } from './standard.ts';
import { isWrongVatNumber } from './tax-id.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * What a check may know: the instant of the check (ISO UTC), its date in the workspace's zone, the workspace's country (local phone
 * numbers belong to it), and the country of the record, as its data has it.
 */
export interface CheckContext {
  now: string;
  today: string;
  defaultCountry?: string;
  country?: unknown;
}

/** The same check for the values of one record: what its country demands is not asked of other countries. */
export const checkOf = (data: Data, context: CheckContext): CheckContext => ({ ...context, country: data['country'] });

/** The country of a record: its own, written however; the workspace's where it says none. */
const countryIn = ({ country, defaultCountry = 'CN' }: CheckContext): string | undefined =>
  isBlank(country) ? defaultCountry : countryCodeOf(String(country));

const emailForm =
  /^[^\s@<>()[\],;:"\\]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** GB 32100-2015: 18 characters of a reduced alphabet, the last a weighted check character modulo 31. */
export const isUnifiedSocialCreditCode = (code: string): boolean => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const text = code.trim().toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let sum = 0;
  for (let index = 0, weight = 1; index < 17; index++, weight = (weight * 3) % 31)
    sum += alphabet.indexOf(text[index]!) * weight;
  return alphabet[(31 - (sum % 31)) % 31] === text[17];
};

/** China's code, the union's VAT number: what other countries call a tax id has other forms, which are not judged. */
const isTaxId = (text: string, context: CheckContext): boolean => {
  const country = countryIn(context);
  return country === 'CN' ? isUnifiedSocialCreditCode(text) : !isWrongVatNumber(text, country);
};

const patterns = new Map<string, RegExp | undefined>();
/** A pattern of the standard, anchored; undefined when it is not a regular expression (refused on saving the standard). */
export const patternOf = (source: string): RegExp | undefined => {
  if (!patterns.has(source)) {
    try {
      patterns.set(source, new RegExp(`^(?:${source})$`, 'u'));
    } catch {
      patterns.set(source, undefined);
    }
  }
  return patterns.get(source);
};

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const formatFault = (
  format: FieldStandard['format'],
  text: string,
  context: CheckContext,
): FieldFaultCode | undefined => {
  if (format === 'email') return emailForm.test(text) ? undefined : 'bad-email';
  if (format === 'phone')
    return isValidPhoneNumber(text, (context.defaultCountry ?? 'CN') as 'CN') ? undefined : 'bad-phone';
  if (format === 'country') return countryStanding(text) === 'unknown' ? 'bad-country' : undefined;
  if (format === 'tax-id') return isTaxId(text, context) ? undefined : 'bad-tax-id';
  return undefined;
};

/** The clock of whoever entered it may go ahead of ours by so much, ms. */
const CLOCKS_DIFFER = 5 * 60_000;

/** Whether a date lies after the workspace's day, or an instant after now: that has no day of its own, in whatever zone it is read. */
const isAhead = (value: string, { now, today }: CheckContext): boolean => {
  const instant = value.includes('T') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? value.slice(0, 10) > today : instant > Date.parse(now) + CLOCKS_DIFFER;
};

/** What is wrong with one value under a field standard: the first fault, or undefined. `required` is checked apart. */
export const valueFault = (
  standard: FieldStandard,
  value: unknown,
  context: CheckContext,
): FieldFaultCode | undefined => {
  if (isBlank(value)) return undefined;
  if (standard.positive && typeof value === 'number' && value <= 0) return 'too-small';
  if (typeof value !== 'string') return undefined;
  if (standard.notInFuture && isAhead(value, context)) return 'date-in-future';
  if (standard.allowed && !standard.allowed.includes(value))
    return standard.format === 'country' ? 'bad-country' : 'not-allowed-value';
  // A list of allowed values is the company's own word; the built-in check would only repeat or contradict it.
  if (standard.format && !standard.allowed) {
    const wrong = formatFault(standard.format, value, context);
    if (wrong) return wrong;
  }
  if (standard.pattern && patternOf(standard.pattern)?.test(value) === false) return 'bad-format';
  return undefined;
};

/** Whether a code has the rule's pattern and, where it has check digits, the right ones. */
export const followsRule = (rule: CodeRule, code: string): boolean =>
  patternOf(rule.pattern)?.test(code) !== false && checksHold(rule, code);

/** What would be right for a value that has a fault, as shown beside it. */
export const expectedFor = (standard: FieldStandard, value: unknown): string | undefined => {
  const known = typeof value === 'string' ? standard.corrections?.[value] : undefined;
  if (known) return known;
  if (standard.allowed) return standard.allowed.slice(0, 12).join(', ');
  return standard.example ?? standard.pattern;
};

/** The value at a standard's path in a record: `phone`, `custom.size`; `lines.x` is resolved per line by the caller. */
export const valueAt = (data: Data, path: string): unknown =>
  path.startsWith('custom.') ? (data['custom'] as Data | undefined)?.[path.slice(7)] : data[path];

/** The paths of a record that a standard speaks of, with lines spelled out: path, standard, value. */
export const standardPaths = (
  standard: EntityStandard,
  data: Data,
  lines: readonly Data[] = [],
): { path: string; rule: FieldStandard; value: unknown }[] =>
  Object.entries(standard.fields).flatMap(([path, rule]) =>
    path.startsWith('lines.')
      ? lines.map((line, index) => ({ path: `lines.${index}.${path.slice(6)}`, rule, value: line[path.slice(6)] }))
      : [{ path, rule, value: valueAt(data, path) }],
  );

/** Pairs of dates in an impossible order: path of the later one, with both values. */
export const sequenceFaults = (
  standard: EntityStandard,
  data: Data,
  lines: readonly Data[] = [],
): { path: string; first: string; second: string }[] =>
  standard.sequences.flatMap(([a, b]) => {
    const inLines = a.startsWith('lines.') && b.startsWith('lines.');
    const pairs = inLines
      ? lines.map((line, index) => ({
          path: `lines.${index}.${b.slice(6)}`,
          first: line[a.slice(6)],
          second: line[b.slice(6)],
        }))
      : [{ path: b, first: valueAt(data, a), second: valueAt(data, b) }];
    return pairs.flatMap(({ path, first, second }) =>
      typeof first === 'string' && typeof second === 'string' && second.slice(0, 10) < first.slice(0, 10)
        ? [{ path, first, second }]
        : [],
    );
  });

/** Whether a change touches a path. Of the workspace's own fields each is one of its own, where the change names them. */
export const isTouched = (only: ReadonlySet<string> | undefined, path: string): boolean => {
  if (only === undefined || only.has(path)) return true;
  const [head] = path.split('.');
  if (!only.has(head!)) return false;
  return head !== 'custom' || ![...only].some((one) => one.startsWith('custom.'));
};

/**
 * Everything that entry refuses: required, formats, code rule, order of dates. `only` limits the check to the fields that a
 * change touches, so that a record with an old fault can still be worked on.
 */
export const entryFaults = (
  input: {
    standard: EntityStandard;
    data: Data;
    lines?: readonly Data[] | undefined;
    only?: ReadonlySet<string> | undefined;
  },
  context: CheckContext,
): FieldFault[] => {
  const { standard, data, lines, only } = input;
  const touched = (path: string) => isTouched(only, path);
  const own = checkOf(data, context);
  const faults: FieldFault[] = [];
  for (const { path, rule, value } of standardPaths(standard, data, lines)) {
    if (!touched(path)) continue;
    if (rule.required && isBlank(value)) faults.push(fault(path, 'required', rule.example));
    const wrong = valueFault(rule, value, own);
    if (wrong) faults.push(fault(path, wrong, expectedFor(rule, value)));
  }
  const code = standard.codeRule;
  if (code && touched(code.field)) {
    const value = valueAt(data, code.field);
    if (!isBlank(value) && !followsRule(code, String(value))) faults.push(fault(code.field, 'bad-code', code.example));
  }
  for (const { path, first } of sequenceFaults(standard, data, lines)) {
    if (touched(path)) faults.push(fault(path, 'out-of-order', `>= ${first}`));
  }
  return faults;
};

export { isBlank };
