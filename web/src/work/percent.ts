import type { Format } from '../lib/format.ts';

/** `+12.5%`, `-8%`; one digit behind the point. @param percent 12.5 for twelve and a half */
export const percentText = (percent: number, { i18n }: Pick<Format, 'i18n'>): string =>
  new Intl.NumberFormat(i18n.lang === 'en' ? 'en-GB' : 'zh-CN', {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(percent / 100);
