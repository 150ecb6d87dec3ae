import { currencyExponent } from '../kernel/money.ts';

/** An amount in minor units as a sentence has it: CNY 12,000.00. */
export const figureOf = (minor: number, currency: string): string => {
  const digits = currencyExponent(currency);
  const figure = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${currency} ${figure.format(minor / 10 ** digits)}`;
};
