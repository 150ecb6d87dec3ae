import { addMonths, localDate } from '../../../shared/kernel/time.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { endOf, isPeriod, isWeek, periodName } from '../../../shared/review/week.ts';
import type { Language } from '../i18n/index.tsx';

export { isPeriod };

/** Months that can be asked for without typing; who wants an older one uses its address. */
const CHOICES = 24;

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatter = (lang: Language, month: 'long' | 'short', year: 'numeric' | undefined): Intl.DateTimeFormat => {
  const key = `${lang} ${month} ${year}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', { month, year, timeZone: 'UTC' });
    formatters.set(key, made);
  }
  return made;
};

/** Whether a text names a month, and no week. */
export const isMonth = (text: string): boolean => isPeriod(text) && !isWeek(text);

const write = (
  period: string,
  lang: Language,
  form: { month: 'long' | 'short'; year: 'numeric' | undefined },
): string =>
  isMonth(period) ? formatter(lang, form.month, form.year).format(Date.parse(`${period}-01T00:00:00Z`)) : period;

/** A period as people say it: `October 2026`, `2026年10月`, `week 47, 2026 (16–22 Nov)`. */
export const monthName = (period: string, lang: Language): string =>
  isPeriod(period) && isWeek(period)
    ? periodName(period, lang === 'en' ? 'en' : 'zh')
    : write(period, lang, { month: 'long', year: 'numeric' });

const weekShort = (period: string, lang: Language): string =>
  lang === 'en' ? `w${Number(period.slice(6))}` : `${Number(period.slice(6))}周`;

/** Under a column of a chart: `Oct`, `10月`, `w47`. */
export const monthShort = (period: string, lang: Language): string =>
  isPeriod(period) && isWeek(period)
    ? weekShort(period, lang)
    : write(period, lang, { month: 'short', year: undefined });

/** The day before which a date counts as past in a pack: the first after the period, or the day on which a running one was looked at. */
export const asOfDay = (pack: Pick<ReviewPack, 'period' | 'provisional' | 'frozenAt'>, timeZone: string): string =>
  pack.provisional ? localDate(pack.frozenAt, timeZone) : endOf(pack.period);

/** Months that have begun and have no review yet, newest first. */
export const openMonths = (current: string, made: readonly string[]): string[] =>
  Array.from({ length: CHOICES }, (_, back) => addMonths(current, -back)).filter((period) => !made.includes(period));

/** What is offered first: the month that is over, else the newest one that is missing. */
export const likelyMonth = (current: string, open: readonly string[]): string | undefined =>
  open.find((period) => period < current) ?? open[0];
