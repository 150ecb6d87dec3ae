import { describe, expect, test } from 'vitest';
import { formatMoney, formatMoneyShort, formatSums, moneyDraft, parseMoney } from './money.ts';

const zh = { lang: 'zh-CN', own: 'CNY' } as const;
const en = { lang: 'en', own: 'CNY' } as const;

describe('formatMoney', () => {
  test('writes the own currency by its sign alone, others so that they cannot be mistaken', () => {
    expect(formatMoney(123456700, 'CNY', zh)).toBe('¥1,234,567.00');
    expect(formatMoney(123456700, 'CNY', en)).toBe('¥1,234,567.00');
    expect(formatMoney(100, 'USD', zh)).toBe('US$1.00');
    expect(formatMoney(100, 'CNY', { ...en, own: 'EUR' })).toBe('CN¥1.00');
  });
  test('knows currencies without and with three decimals', () => {
    expect(formatMoney(1500, 'JPY', { ...en, own: 'JPY' })).toBe('¥1,500');
    expect(formatMoney(1500, 'KWD', en)).toContain('1.500');
  });
  test('writes an imported currency that is none behind the number', () => {
    expect(formatMoney(12345, 'RMB?', en)).toBe('123.45 RMB?');
  });
});

describe('formatMoneyShort', () => {
  test('uses 万 and 亿 in Chinese, k and M in English', () => {
    expect(formatMoneyShort(123_456_700, 'CNY', zh)).toBe('¥123.46万');
    expect(formatMoneyShort(123_456_700, 'CNY', en)).toBe('¥1.23M');
    expect(formatMoneyShort(12_000_000_000, 'CNY', zh)).toBe('¥1.2亿');
    expect(formatMoneyShort(1_234_500, 'CNY', en)).toBe('¥12.35k');
  });
  test('leaves small amounts whole', () => {
    expect(formatMoneyShort(999_900, 'CNY', zh)).toBe('¥9,999');
    expect(formatMoneyShort(-2_000_000, 'CNY', zh)).toBe('-¥2万');
  });
});

test('sums stand side by side, the own currency first and nothing for zero', () => {
  expect(formatSums({ EUR: 5_700_000, CNY: 83_850_000, USD: 0 }, zh)).toBe('¥83.85万 + €5.7万');
  expect(formatSums({ '': 100, CNY: 100 }, zh)).toBe('¥2');
});

describe('parseMoney', () => {
  test.each([
    ['1,234.50', 123450],
    ['12.5万', 12500000],
    ['¥ 3,000', 300000],
    ['１２．５', 1250],
    ['1.2亿', 12000000000],
    ['(5)', -500],
    ['-0.01', -1],
    ['0.285', 29],
    ['3000元', 300000],
  ])('%s', (typed, minor) => expect(parseMoney(typed, 'CNY')).toBe(minor));
  test.each(['', 'abc', '1,23', '12,34,567', '1.2.3', '--1', '万'])('refuses %s', (typed) =>
    expect(parseMoney(typed, 'CNY')).toBeUndefined(),
  );
  test('keeps to the exponent of the currency', () => {
    expect(parseMoney('1500', 'JPY')).toBe(1500);
    expect(moneyDraft(1500, 'JPY')).toBe('1500');
    expect(moneyDraft(123450, 'CNY')).toBe('1234.50');
  });
  test('what an editor begins with reads back as the same amount', () => {
    for (const minor of [0, 1, -1, 99, 100, 123456789, -5050])
      expect(parseMoney(moneyDraft(minor, 'CNY'), 'CNY')).toBe(minor);
  });
});
