import { currencyExponent, roundHalfUp } from '../../../shared/kernel/money.ts';
import type { Language } from '../i18n/index.tsx';
import { parseNumber } from './numbers.ts';

/** How money is written: the language, and the currency that needs no naming because it is the workspace's own. */
export interface MoneyStyle {
  lang: Language;
  own: string;
}

const locale = (lang: Language): string => (lang === 'en' ? 'en-GB' : 'zh-CN');

const formatters = new Map<string, Intl.NumberFormat>();
const formatter = (style: MoneyStyle, currency: string, digits: number | undefined): Intl.NumberFormat => {
  const key = `${style.lang} ${style.own} ${currency} ${digits}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.NumberFormat(locale(style.lang), {
      style: 'currency',
      currency,
      currencyDisplay: currency === style.own ? 'narrowSymbol' : 'symbol',
      ...(digits === undefined ? {} : { minimumFractionDigits: 0, maximumFractionDigits: digits }),
    });
    formatters.set(key, made);
  }
  return made;
};

/** Major units of an amount in minor units. */
export const majorUnits = (minor: number, currency: string): number => minor / 10 ** currencyExponent(currency);

const valid = (currency: string): boolean => /^[A-Z]{3}$/.test(currency);

/** `¥1,234,567.00`; `minor` in minor units of `currency`. A currency that is none is written behind a plain number. */
export const formatMoney = (minor: number, currency: string, style: MoneyStyle): string =>
  valid(currency)
    ? formatter(style, currency, undefined).format(majorUnits(minor, currency))
    : `${new Intl.NumberFormat(locale(style.lang)).format(minor / 100)} ${currency}`.trim();

/** For sums and headings: `¥123.46万`, `¥1.2亿` in Chinese from ten thousand up, `¥1.23M` in English. */
export const formatMoneyShort = (minor: number, currency: string, style: MoneyStyle): string => {
  if (!valid(currency)) return formatMoney(minor, currency, style);
  const value = majorUnits(minor, currency);
  const size = Math.abs(value);
  const [unit, text] =
    style.lang === 'zh-CN'
      ? size >= 1e8
        ? [1e8, '亿']
        : size >= 1e4
          ? [1e4, '万']
          : [1, '']
      : size >= 1e9
        ? [1e9, 'B']
        : size >= 1e6
          ? [1e6, 'M']
          : size >= 1e4
            ? [1e3, 'k']
            : [1, ''];
  if (unit === 1) return formatter(style, currency, currencyExponent(currency)).format(value);
  const scaled = value / unit;
  return `${formatter(style, currency, Math.abs(scaled) >= 1000 ? 0 : 2).format(scaled)}${text}`;
};

/** Minor units of what was typed (`1,234.50`, `12.5万`); undefined when it is no amount. */
export const parseMoney = (typed: string, currency: string): number | undefined => {
  const value = parseNumber(typed);
  if (value === undefined) return undefined;
  const minor = roundHalfUp(Number((value * 10 ** (valid(currency) ? currencyExponent(currency) : 2)).toPrecision(15)));
  return Number.isSafeInteger(minor) ? minor : undefined;
};

/** The text that an editor begins with: major units without sign or grouping. */
export const moneyDraft = (minor: number, currency: string): string => {
  const exponent = valid(currency) ? currencyExponent(currency) : 2;
  return (minor / 10 ** exponent).toFixed(exponent);
};

/** Sums of several currencies side by side, the own one first. Amounts without a currency count as the own one. */
export const formatSums = (sums: Readonly<Record<string, number>>, style: MoneyStyle): string => {
  const named = new Map<string, number>();
  for (const [currency, value] of Object.entries(sums))
    named.set(currency || style.own, (named.get(currency || style.own) ?? 0) + value);
  return [...named]
    .filter(([, value]) => value !== 0)
    .sort(([a], [b]) => Number(b === style.own) - Number(a === style.own) || a.localeCompare(b))
    .map(([currency, value]) => formatMoneyShort(value, currency, style))
    .join(' + ');
};
