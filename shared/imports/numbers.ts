import { currencyExponent } from '../kernel/money.ts';

/** Which sign parts whole from fraction: `1,234.50` or `1.234,50`. */
export type DecimalMark = '.' | ',';

/** A decimal number as it was written: its digits, so that money never passes through a binary fraction. */
export interface Decimal {
  negative: boolean;
  /** Digits before the mark, without group separators. */
  whole: string;
  /** Digits behind the mark, may be empty. */
  fraction: string;
  /** Power of ten of the scientific form, else 0. */
  exponent: number;
}

const forms: Record<DecimalMark, RegExp> = {
  '.': /^(?<whole>\d+|\d{1,3}(?:(?<sep>[,'’_ ])\d{3})(?:\k<sep>\d{3})*)?(?:\.(?<fraction>\d*))?(?:[eE](?<exponent>[+-]?\d{1,3}))?$/,
  ',': /^(?<whole>\d+|\d{1,3}(?:(?<sep>[.'’_ ])\d{3})(?:\k<sep>\d{3})*)?(?:,(?<fraction>\d*))?(?:[eE](?<exponent>[+-]?\d{1,3}))?$/,
};

/** Full-width digits and signs as ASCII, every kind of space and of minus sign as the plain one. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, ' ').replace(/[−–—]/g, '-').trim();

/** Removes the sign in any of its places: `-1`, `1-`, `(1)`, `+1`. Undefined where there are two. */
const unsigned = (text: string): { negative: boolean; rest: string } | undefined => {
  const bracketed = /^\((.*)\)$/.exec(text);
  const inner = bracketed?.[1]?.trim() ?? text;
  const signed = /^([+-]?)\s*(.*?)\s*(-?)$/.exec(inner);
  const signs = `${bracketed ? '(' : ''}${signed?.[1] ?? ''}${signed?.[3] ?? ''}`;
  if (signs.length > 1) return undefined;
  return { negative: signs !== '' && signs !== '+', rest: signed?.[2] ?? '' };
};

/**
 * A decimal number with optional groups of three (`,` space `'`), full-width digits, and the sign in front, behind or as
 * brackets. Undefined where the text is no such number: `1,23` is refused, not guessed.
 */
export const readDecimal = (text: string, mark: DecimalMark = '.'): Decimal | undefined => {
  const signed = unsigned(plain(text));
  const groups = signed && forms[mark].exec(signed.rest)?.groups;
  if (!groups) return undefined;
  const whole = (groups['whole'] ?? '').replace(/\D/g, '');
  const fraction = groups['fraction'] ?? '';
  if (whole === '' && fraction === '') return undefined;
  return { negative: signed.negative, whole: whole || '0', fraction, exponent: Number(groups['exponent'] ?? 0) };
};

/** The number itself; may be beyond the safe integers or infinite, which the caller judges. */
export const toNumber = (decimal: Decimal): number => {
  const size = Number(`${decimal.whole}.${decimal.fraction || '0'}e${decimal.exponent}`);
  // `-0` would be stored and compared as something else than 0.
  return decimal.negative && size !== 0 ? -size : size;
};

interface CurrencyWriting {
  exponent: number;
  /** What may stand beside an amount of this currency, in upper case. */
  signs: readonly string[];
}

const writings = new Map<string, CurrencyWriting>();

/** More ways to write a currency than Intl knows. */
const furtherSigns: Record<string, readonly string[]> = {
  CNY: ['RMB', '元', '人民币', '¥'],
  USD: ['US$'],
  HKD: ['HK$'],
};

const writingOf = (currency: string): CurrencyWriting => {
  const known = writings.get(currency);
  if (known) return known;
  const sign = (currencyDisplay: 'symbol' | 'narrowSymbol'): string =>
    new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
      .formatToParts(1)
      .find(({ type }) => type === 'currency')?.value ?? currency;
  const signs = [currency, sign('symbol'), sign('narrowSymbol'), ...(furtherSigns[currency] ?? [])];
  const made = {
    exponent: currencyExponent(currency),
    // Longest first, so that `US$` is not cut to `US`.
    signs: [...new Set(signs.map((text) => text.toUpperCase()))].sort((a, b) => b.length - a.length),
  };
  writings.set(currency, made);
  return made;
};

const withoutSign = (text: string, signs: readonly string[]): string => {
  for (const sign of signs) {
    const upper = text.toUpperCase();
    // The sign may stand before the digits (behind a minus or bracket) or after them.
    const front = /^[-+(]?\s*/.exec(text)?.[0].length ?? 0;
    if (upper.startsWith(sign, front)) return text.slice(0, front) + text.slice(front + sign.length).trimStart();
    const end = /\s*\)?$/.exec(text)?.index ?? text.length;
    if (upper.slice(0, end).endsWith(sign)) return text.slice(0, end - sign.length).trimEnd() + text.slice(end).trim();
  }
  return text;
};

/** What became of an amount: minor units, or why there are none. */
export type MoneyReading = { minor: number } | { fault: 'type' | 'bad-format' | 'too-large' };

/**
 * An amount in major units of `currency` (`1,234.50`, `¥12`, `100 元`) as integer minor units. Exact: no rounding. Faults:
 * `type` (no number, or another currency's sign), `bad-format` (a fraction finer than the currency has), `too-large`.
 * @throws RangeError for a currency that is not three letters
 */
export const readMoney = (text: string, currency: string, mark: DecimalMark = '.'): MoneyReading => {
  const { exponent, signs } = writingOf(currency);
  const decimal = readDecimal(withoutSign(plain(text), signs), mark);
  if (decimal?.exponent !== 0) return { fault: 'type' };
  const fraction = decimal.fraction.replace(/0+$/, '');
  if (fraction.length > exponent) return { fault: 'bad-format' };
  const minor = Number(decimal.whole + fraction.padEnd(exponent, '0'));
  if (!Number.isSafeInteger(minor)) return { fault: 'too-large' };
  return { minor: decimal.negative && minor !== 0 ? -minor : minor };
};
