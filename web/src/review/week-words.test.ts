import { expect, test } from 'vitest';
import { en } from '../i18n/en.ts';
import { zh } from '../i18n/zh.ts';
import { monthName, monthShort } from './period.ts';
import { wordsOfWeek } from './week-words.ts';

test('a review of a week does not speak of months', () => {
  const [english, chinese] = [wordsOfWeek(en).reviews, wordsOfWeek(zh).reviews];
  expect([english.before('3'), english.beforeColumn, english.figures.opened, english.of('week 47')]).toEqual([
    'week before 3',
    'Week before',
    'Found this week',
    'Weekly review · week 47',
  ]);
  expect([chinese.before('3'), chinese.figures.opened, chinese.cards.counts, chinese.barBefore]).toEqual([
    '上周 3',
    '本周新发现',
    '各周订单数',
    '细竖线表示上周。',
  ]);
  // The words of months stay as they are.
  expect(zh.reviews.before('3')).toBe('上月 3');
});

test('a week is named by its number and days', () => {
  expect([monthName('2026-W47', 'en'), monthName('2026-W47', 'zh-CN')]).toEqual([
    'week 47, 2026 (16–22 Nov)',
    '2026年第47周（11月16日–22日）',
  ]);
  expect([monthShort('2026-W05', 'en'), monthShort('2026-W05', 'zh-CN')]).toEqual(['w5', '5周']);
});
