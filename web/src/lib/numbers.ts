const wan = 10_000;
const yi = 100_000_000;
const units: Record<string, number> = { 千: 1000, 万: wan, 萬: wan, 亿: yi, 億: yi, k: 1000, m: 1_000_000, w: wan };

/** Full-width digits, signs and separators as people type them with a Chinese keyboard. */
const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[\u2212\u2013]/g, '-');

/**
 * A number as people type it: `1,234.5`, `12.5万`, `¥ 3,000`, `１２`, `(5)`; undefined for anything else. A comma groups thousands; one that
 * stands before anything but three digits is refused rather than guessed at.
 */
export const parseNumber = (typed: string): number | undefined => {
  let text = halfWidth(typed).trim().toLowerCase();
  const negative = /^\(.*\)$/.test(text);
  if (negative) text = text.slice(1, -1);
  text = text
    .replace(/^([-+]?)\s*(?:[¥$€£]|cn¥|us\$|rmb|cny|usd|eur)\s*/, '$1')
    .replace(/\s*(?:元|rmb|cny|usd|eur)$/, '');
  const match = /^([-+]?)(\d{1,3}(?:[, ]\d{3})+|\d*)(\.\d+|\.)?\s*([千万萬亿億kmw]?)$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', unit = ''] = match;
  const digits = `${whole.replace(/[, ]/g, '')}${fraction}`;
  if (!/\d/.test(digits)) return undefined;
  const value = Number((Number(digits) * (units[unit] ?? 1)).toPrecision(15));
  return (sign === '-') !== negative ? -value : value;
};
