import { currencyExponent } from '../kernel/money.ts';

const exponents = new Map<string, number>();
const exponentOf = (currency: string): number => {
  let known = exponents.get(currency);
  if (known === undefined) {
    try {
      known = currencyExponent(currency);
    } catch {
      // An imported text that is no currency: shown as most currencies are.
      known = 2;
    }
    exponents.set(currency, known);
  }
  return known;
};

/** An amount in minor units as it is shown in a finding: `35.00 USD`. */
export const amountText = (minor: number, currency: unknown): string => {
  const code = typeof currency === 'string' ? currency : '';
  const digits = code === '' ? 2 : exponentOf(code);
  return `${(minor / 10 ** digits).toFixed(digits)} ${code}`.trim();
};
