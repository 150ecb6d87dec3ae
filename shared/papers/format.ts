import { currencyExponent, QUANTITY_DECIMALS } from '../kernel/money.ts';
import type { PaperLanguage } from './paper.ts';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** Written out by hand rather than by Intl, whose data changes with the runtime: a reprint in ten years is the same. */
const decimal = (value: number, decimals: number): string => {
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.');
  return `${value < 0 ? '-' : ''}${grouped(whole)}${fraction ? `.${fraction}` : ''}`;
};

/** Decimals of a currency; two for what an import left there that is none. */
const decimalsOf = (currency: string): number => (/^[A-Z]{3}$/.test(currency) ? currencyExponent(currency) : 2);

/** An amount in minor units, without its currency: 39,538.70. Empty for what is no number. */
export const amountText = (minor: unknown, currency: string): string => {
  if (typeof minor !== 'number') return '';
  const exponent = decimalsOf(currency);
  const digits = String(Math.abs(Math.round(minor))).padStart(exponent + 1, '0');
  const whole = grouped(digits.slice(0, digits.length - exponent));
  return `${minor < 0 ? '-' : ''}${whole}${exponent > 0 ? `.${digits.slice(-exponent)}` : ''}`;
};

/** An amount with its currency as it is written in the language. */
export const moneyText = (minor: unknown, currency: string, language: PaperLanguage): string => {
  const text = amountText(minor, currency);
  if (text === '') return '';
  if (language === 'zh-CN' && currency === 'CNY') return text.startsWith('-') ? `-¥${text.slice(1)}` : `¥${text}`;
  return `${currency} ${text}`.trim();
};

const currencyNames: Readonly<Record<string, string>> = {
  CNY: '人民币',
  USD: '美元',
  EUR: '欧元',
  JPY: '日元',
  GBP: '英镑',
  HKD: '港元',
  TWD: '新台币',
};

/** The name of a currency beside its code, where the language has one of its own for it. */
export const currencyText = (currency: string, language: PaperLanguage): string => {
  const name = language === 'zh-CN' ? currencyNames[currency] : undefined;
  return name ? `${name} ${currency}` : currency;
};

/** A quantity with no more decimals than it has. */
export const quantityText = (quantity: unknown): string => {
  if (typeof quantity !== 'number') return '';
  const [whole = '', fraction = ''] = decimal(quantity, QUANTITY_DECIMALS).split('.');
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
};

/** Percent. */
export const rateText = (rate: unknown): string => (typeof rate === 'number' ? `${quantityText(rate)}%` : '');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar date (YYYY-MM-DD) in the custom of the language; other text stays as it is. */
export const dateText = (date: unknown, language: PaperLanguage): string => {
  if (typeof date !== 'string') return '';
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!parts) return date;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return language === 'zh-CN' ? `${year}年${month}月${day}日` : `${day} ${months[month - 1]} ${year}`;
};
