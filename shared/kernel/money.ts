const exponents = new Map<string, number>();

/**
 * Minor units of a currency per major unit as a power of ten (ISO 4217 by Intl): 2 for CNY, 0 for JPY, 3 for KWD. Making a format
 * costs more than all else that is done with an amount. @throws RangeError for what is no code
 */
export const currencyExponent = (currency: string): number => {
  let known = exponents.get(currency);
  if (known === undefined) {
    known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    // The codes are some hundreds, and in any spelling of theirs.
    if (exponents.size < 1_000) exponents.set(currency, known);
  }
  return known;
};

/**
 * One amount at most, minor units: a product of quantity and price is worked out to the last unit up to here, and a customer's sums
 * stay numbers.
 */
export const MAX_AMOUNT = 9_999_999_999_999;

/** Half away from zero, the one rounding rule of the product. `value` in any unit; the result is an integer. */
export const roundHalfUp = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** A product of numbers, corrected for binary fractions. */
const exact = (value: number): number => Number(value.toPrecision(15));

/** Quantity (a decimal) x unit price (minor units) in minor units. The product is corrected for binary fractions. */
export const lineAmount = (quantity: number, unitPrice: number): number => roundHalfUp(exact(quantity * unitPrice));

/** An amount with its tax, minor units. `net + tax = gross`. */
export interface Taxed {
  net: number;
  tax: number;
  gross: number;
}

/** A tax rate in percent as it is counted with: what is none (an import brings anything) is none. */
export const taxRateOf = (rate: number): number => (rate >= 0 && rate <= 100 ? rate : 0);

/**
 * Net, tax and gross of an amount in minor units. The tax is rounded once a line; with `included` the amount holds the tax already.
 * @param percent from 0 to 100
 */
export const taxed = (amount: number, percent: number, priced: 'net' | 'included'): Taxed => {
  const rate = taxRateOf(percent);
  if (priced === 'included') {
    const tax = roundHalfUp(exact((amount * rate) / (100 + rate)));
    return { net: amount - tax, tax, gross: amount };
  }
  const tax = roundHalfUp(exact((amount * rate) / 100));
  return { net: amount, tax, gross: amount + tax };
};

/**
 * The part of an amount (minor units) that falls to the step of a quantity from `before` to `after` of `whole`. All steps from 0 to
 * `whole` add up to the amount, whatever they are.
 */
export const portion = (amount: number, step: { before: number; after: number; whole: number }): number => {
  const upTo = (quantity: number) =>
    step.whole === 0 ? 0 : quantity === step.whole ? amount : roundHalfUp(exact((amount * quantity) / step.whole));
  return upTo(step.after) - upTo(step.before);
};

/** Decimals of quantities at most. */
export const QUANTITY_DECIMALS = 6;

/** A sum of quantities without binary dust. */
export const quantitySum = (...quantities: number[]): number =>
  Number(quantities.reduce((sum, one) => sum + one, 0).toFixed(QUANTITY_DECIMALS));

/** How many decimals a quantity has. */
export const decimalsOf = (quantity: number): number => {
  const [, decimals = ''] = quantity.toFixed(QUANTITY_DECIMALS).split('.');
  return decimals.replace(/0+$/, '').length;
};
