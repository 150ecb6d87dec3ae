import { lineAmount } from '../../../shared/kernel/money.ts';
import type { FieldStandard } from '../../../shared/standards/standard.ts';
import type { FieldSpec } from '../records/fields.ts';

interface Found {
  rule: string;
  found?: string | undefined;
  expected?: string | undefined;
}

/**
 * The text that a person may take over as it stands: only where the finding names the one right value. Examples (`+86 21 5888
 * 1234`), lists and bounds (`≥ 2026-01-01`) are help, not values.
 */
export const takeable = (
  finding: Found,
  spec: Pick<FieldSpec, 'values' | 'allowed' | 'type'>,
  standard: FieldStandard | undefined,
): string | undefined => {
  const { rule, found, expected } = finding;
  if (expected === undefined || expected === '') return undefined;
  // `35.00 USD = 10 × 3.50`
  if (rule === 'amount-differs') return /^-?\d+(?:\.\d+)?(?= |$)/.exec(expected)?.[0];
  if (found !== undefined && standard?.corrections?.[found] === expected) return expected;
  const choices = standard?.allowed ?? spec.allowed ?? spec.values?.map((one) => one.value);
  return choices?.includes(expected) && !expected.includes(', ') && (spec.type === 'enum' || choices.length === 1)
    ? expected
    : undefined;
};

const positive = (value: unknown): value is number => typeof value === 'number' && value > 0;

/**
 * What one figure of a document's line has to be when the other two are right: amount = quantity × unit price. Undefined where
 * it does not come out even, for then nobody can say which figure is wrong.
 */
export const rightInLine = (field: string, line: Readonly<Record<string, unknown>>): number | undefined => {
  const { quantity, unitPrice, amount } = line;
  if (field === 'amount' && positive(quantity) && positive(unitPrice)) return lineAmount(quantity, unitPrice);
  if (field === 'unitPrice' && positive(quantity) && positive(amount)) {
    const price = Math.round(amount / quantity);
    return lineAmount(quantity, price) === amount ? price : undefined;
  }
  if (field === 'quantity' && positive(unitPrice) && positive(amount))
    return amount % unitPrice === 0 ? amount / unitPrice : undefined;
  return undefined;
};
