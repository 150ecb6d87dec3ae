import { daysBetween, localDate } from '../../../shared/kernel/time.ts';
import type { Language } from '../i18n/index.tsx';

/** Language and time zone in which instants are shown. */
export interface DateStyle {
  lang: Language;
  timeZone: string;
}

const locale = (lang: Language): string => (lang === 'en' ? 'en-GB' : 'zh-CN');

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatter = (lang: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${lang} ${JSON.stringify(options)}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale(lang), options);
    formatters.set(key, made);
  }
  return made;
};

/** A calendar date: `21 Nov 2026`, `2026-11-21`. Chinese columns keep the numeric form, which lines up. */
export const formatDate = (date: string, lang: Language): string => {
  if (lang === 'zh-CN') return date;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time)
    ? date
    : formatter(lang, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(time);
};

/** The calendar date and clock (HH:MM) of an instant in a zone. */
export const localParts = (instant: string, timeZone: string): { date: string; clock: string } => {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
  return { date: localDate(instant, timeZone), clock };
};

/** An instant in the workspace's zone: `21 Nov 2026, 10:30`, `2026-11-21 10:30`. */
export const formatInstant = (instant: string, style: DateStyle): string => {
  if (Number.isNaN(Date.parse(instant))) return instant;
  const { date, clock } = localParts(instant, style.timeZone);
  return style.lang === 'zh-CN' ? `${date} ${clock}` : `${formatDate(date, style.lang)}, ${clock}`;
};

/** The calendar date of today in the workspace. */
export const todayIn = (timeZone: string): string => localDate(new Date().toISOString(), timeZone);

/** `today`, `yesterday`, `in 3 days`; further than a month away the date itself. */
export const formatRelativeDay = (date: string, style: DateStyle): string => {
  const days = daysBetween(todayIn(style.timeZone), date.slice(0, 10));
  if (Number.isNaN(days) || Math.abs(days) > 30) return formatDate(date.slice(0, 10), style.lang);
  return new Intl.RelativeTimeFormat(locale(style.lang), { numeric: 'auto' }).format(days, 'day');
};

/** `5 minutes ago` within a day, else day and clock. */
export const formatAgo = (instant: string, style: DateStyle): string => {
  const seconds = (Date.parse(instant) - Date.now()) / 1000;
  const relative = new Intl.RelativeTimeFormat(locale(style.lang), { numeric: 'auto' });
  if (Number.isNaN(seconds)) return instant;
  // “now” would be wrong of what is over: “reported now”, “现在反映”.
  if (Math.abs(seconds) < 60) return style.lang === 'en' ? 'just now' : '刚刚';
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (Math.abs(seconds) < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return formatInstant(instant, style);
};

/** The instant (ISO, UTC) of a date and clock in a zone. */
export const instantOf = (date: string, clock: string, timeZone: string): string => {
  const wanted = Date.parse(`${date}T${clock}:00Z`);
  let guess = wanted;
  // Two rounds reach the right offset even beside a change of daylight saving time.
  for (let round = 0; round < 2; round++) {
    const seen = localParts(new Date(guess).toISOString(), timeZone);
    guess += wanted - Date.parse(`${seen.date}T${seen.clock}:00Z`);
  }
  return new Date(guess).toISOString();
};

/** A date as people type it: `2026-11-21`, `2026/11/21`, `20261121`, `2026年11月21日`, `11-21` of this year; undefined otherwise. */
export const parseDate = (typed: string, today: string): string | undefined => {
  const text = typed.trim();
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const parts = full ? full.slice(1) : short ? [today.slice(0, 4), ...short.slice(1)] : undefined;
  if (!parts) return undefined;
  const [year, month, day] = parts as [string, string, string];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
};
