import type { FieldFault, FieldFaultCode } from '../../../shared/kernel/problem.ts';
import { fieldFaults, problemList } from '../../../shared/kernel/problem.ts';
import type { I18n } from '../i18n/index.tsx';
import { labelIn } from '../i18n/index.tsx';
import { ApiError } from './api-error.ts';
import { noteTold } from './last-failure.ts';

/** A bound that is said as a number: `10`, `>= 3`. */
const boundOf = (expected: string | undefined): string | undefined =>
  /^(?:[<>]=\s*)?(-?\d+(?:\.\d+)?)$/.exec(expected ?? '')?.[1];

/** Faults whose right value is one of many: what is named with them is an example. */
const exampled: ReadonlySet<string> = new Set<FieldFaultCode>([
  'bad-phone',
  'bad-email',
  'bad-country',
  'bad-tax-id',
  'bad-code',
]);

/** What is wrong with one value, in the user's language, with what would be right. */
export const faultText = (fault: FieldFault, { t, lang }: I18n): string => {
  const bound = boundOf(fault.expected);
  if (bound !== undefined && fault.code === 'too-large') return t.common.atMost(bound);
  if (bound !== undefined && fault.code === 'too-small') return t.common.atLeast(bound);
  const known = fieldFaults[fault.code] as (typeof fieldFaults)[keyof typeof fieldFaults] | undefined;
  const text = known ? labelIn(lang, known) : fault.message;
  // "Required" says all there is to say; an example of a value would not be what is right here.
  if (!fault.expected || fault.code === 'required') return text;
  const right = exampled.has(fault.code) ? t.common.example(fault.expected) : t.common.expected(fault.expected);
  return lang === 'en' ? `${text} ${right}` : `${text}${right}`;
};

/** What a fault without a place of its own means, in the user's language; a code that is not known stands for itself. */
export const codeText = (code: string, { lang }: I18n): string => {
  const known = Object.entries(fieldFaults).find(([one]) => one === code)?.[1];
  return known ? labelIn(lang, known) : code;
};

const textOfError = (error: unknown, i18n: I18n): string => {
  const { t, lang } = i18n;
  if (!(error instanceof ApiError)) return labelIn(lang, problemList.internal);
  if (error.code === 'offline') return t.common.offline;
  if (error.code === 'unreadable') return t.common.unreadable;
  // The process's reasons say more than that it refused; said once where several fields have the same.
  if (error.refusals.length > 0)
    return [...new Set(error.refusals.map((one) => labelIn(lang, one)))].join(lang === 'en' ? ' ' : '');
  const [only] = error.faults;
  // With a single fault and no field to stand beside, the fault says more than the general sentence.
  return only && error.faults.length === 1 ? faultText(only, i18n) : labelIn(lang, problemList[error.code]);
};

/** What went wrong with a request, in the user's language; whoever shows the text can ask what it was made of (`toldBy`). */
export const errorText = (error: unknown, i18n: I18n): string => {
  const text = textOfError(error, i18n);
  if (error instanceof ApiError) noteTold(text, error);
  return text;
};

/** The faults of a refused request by field: `phone`, `lines.2.quantity`. */
export const faultsByField = (error: unknown): ReadonlyMap<string, FieldFault> => {
  const map = new Map<string, FieldFault>();
  if (error instanceof ApiError)
    for (const fault of error.faults) if (!map.has(fault.field)) map.set(fault.field, fault);
  return map;
};
