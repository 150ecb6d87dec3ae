import type { FieldFaultCode } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import type { Fault, RuleContext } from '../kernel/rule.ts';
import { checkOf, expectedFor, standardPaths, valueFault } from '../standards/check.ts';
import type { EntityStandard } from '../standards/standard.ts';
import { shownText } from './audited.ts';

interface ValueFault extends Fault {
  code: FieldFaultCode;
}

interface Known {
  standard: EntityStandard;
  now: string;
  country: string;
  faults: readonly ValueFault[];
}

const none: readonly ValueFault[] = [];

/** Several rules ask for their share of the same check; a phone number is parsed once per record all the same. */
const memo = new WeakMap<Rec, Known>();

/** What is wrong with the values of a record under its data standard, at most one fault a value. */
export const valueFaults = (record: Rec, context: RuleContext): readonly ValueFault[] => {
  const { standard, now, today, country } = context;
  const known = memo.get(record);
  if (known && known.standard === standard && known.now === now && known.country === country) return known.faults;
  const own = checkOf(record.data, { now, today, defaultCountry: country });
  let faults: ValueFault[] | undefined;
  for (const { path, rule, value } of standardPaths(standard, record.data, record.lines)) {
    const code = valueFault(rule, value, own);
    if (!code) continue;
    const expected = expectedFor(rule, value);
    faults ??= [];
    faults.push({ locator: path, code, found: shownText(value), ...(expected === undefined ? {} : { expected }) });
  }
  memo.set(record, { standard, now, country, faults: faults ?? none });
  return faults ?? none;
};

/** Faults of the standard with one of these codes, as a rule reports them; `expected` where the standard gives nothing. */
export const faultsWith =
  (codes: readonly FieldFaultCode[], expected?: string) =>
  (record: Rec, context: RuleContext): Fault[] =>
    valueFaults(record, context).flatMap(({ code, ...fault }) =>
      codes.includes(code) ? [{ ...(expected === undefined ? {} : { expected }), ...fault }] : [],
    );
