import { useMemo } from 'react';
import type { I18n } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import type { DateStyle } from './dates.ts';
import { formatAgo, formatDate, formatInstant, formatRelativeDay, todayIn } from './dates.ts';
import { useWorkspace } from './me.tsx';
import type { MoneyStyle } from './money.ts';
import { formatMoney, formatMoneyShort, formatSums } from './money.ts';

export interface Format {
  i18n: I18n;
  money: (minor: number, currency: string | undefined) => string;
  moneyShort: (minor: number, currency: string | undefined) => string;
  /** Sums by currency in one line. */
  sums: (sums: Readonly<Record<string, number>>) => string;
  number: (value: number) => string;
  date: (date: string) => string;
  instant: (instant: string) => string;
  day: (date: string) => string;
  ago: (instant: string) => string;
  /** Today's date in the workspace. */
  today: () => string;
  style: DateStyle & MoneyStyle;
}

/** All formatters for a language and workspace; pure, so that tests and workers can make one. */
export const makeFormat = (i18n: I18n, place: { timeZone: string; currency: string }): Format => {
  const style = { lang: i18n.lang, timeZone: place.timeZone, own: place.currency };
  const plain = new Intl.NumberFormat(i18n.lang === 'en' ? 'en-GB' : 'zh-CN', { maximumFractionDigits: 6 });
  return {
    i18n,
    money: (minor, currency) => formatMoney(minor, currency ?? place.currency, style),
    moneyShort: (minor, currency) => formatMoneyShort(minor, currency ?? place.currency, style),
    sums: (sums) => formatSums(sums, style),
    number: (value) => plain.format(value),
    date: (date) => formatDate(date, i18n.lang),
    instant: (instant) => formatInstant(instant, style),
    day: (date) => formatRelativeDay(date, style),
    ago: (instant) => formatAgo(instant, style),
    today: () => todayIn(place.timeZone),
    style,
  };
};

/** Formatters of the page's language and workspace. */
export const useFormat = (): Format => {
  const i18n = useI18n();
  const { timeZone, currency } = useWorkspace();
  return useMemo(() => makeFormat(i18n, { timeZone, currency }), [i18n, timeZone, currency]);
};
