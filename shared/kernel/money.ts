/** Minor units of a currency per major unit as a power of ten (ISO 4217 by Intl): 2 for CNY, 0 for JPY, 3 for KWD. */
export const currencyExponent = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Half away from zero, the one rounding rule of the product. `value` in any unit; the result is an integer. */
export const roundHalfUp = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** Quantity (a decimal) x unit price (minor units) in minor units. The product is corrected for binary fractions. */
export const lineAmount = (quantity: number, unitPrice: number): number =>
  roundHalfUp(Number((quantity * unitPrice).toPrecision(15)));
