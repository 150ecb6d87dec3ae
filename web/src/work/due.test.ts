import { describe, expect, test } from 'vitest';
import { work as en } from '../i18n/en/work.ts';
import { work as zh } from '../i18n/zh/work.ts';
import { dueText, groupOf } from './due.ts';

// Friday, 20 November 2026, 10:00 in Shanghai.
const now = '2026-11-20T02:00:00.000Z';
const zone = 'Asia/Shanghai';

describe('where something stands in the work list', () => {
  test.each([
    ['2026-11-20T01:59:59.000Z', 'overdue', 'a second ago'],
    ['2026-11-20T02:00:00.000Z', 'today', 'this very instant'],
    ['2026-11-20T15:59:00.000Z', 'today', 'before the midnight of the workspace'],
    ['2026-11-20T16:00:00.000Z', 'week', 'tomorrow in the workspace, though still today in UTC'],
    ['2026-11-27T15:59:00.000Z', 'week', 'the same day a week later'],
    ['2026-11-27T16:00:00.000Z', 'later', 'the day after that'],
    [undefined, 'none', 'no deadline'],
  ] as const)('%s is %s: %s', (due, group, _why) => {
    expect(groupOf(due, now, zone)).toBe(group);
  });
});

describe('a deadline in words', () => {
  test.each([
    ['2026-11-20T01:59:30.000Z', 'overdue by 1 minute', '已超时 1 分钟'],
    ['2026-11-20T01:15:00.000Z', 'overdue by 45 minutes', '已超时 45 分钟'],
    ['2026-11-19T23:00:00.000Z', 'overdue by 3 hours', '已超时 3 小时'],
    ['2026-11-19T01:00:00.000Z', 'overdue by 25 hours', '已超时 25 小时'],
    ['2026-11-17T02:00:00.000Z', 'overdue by 3 days', '已超时 3 天'],
    ['2026-11-20T09:00:00.000Z', 'due today 17:00', '今天 17:00 前'],
    ['2026-11-21T01:00:00.000Z', 'due tomorrow 09:00', '明天 09:00 前'],
    ['2026-11-24T02:30:00.000Z', 'due Tue 10:30', '周二 10:30 前'],
    ['2026-12-24T02:30:00.000Z', 'due 24 Dec 2026 10:30', '2026-12-24 10:30 前'],
  ])('%s is “%s” and “%s”', (due, english, chinese) => {
    expect(dueText(due, now, { lang: 'en', timeZone: zone }, en)).toBe(english);
    expect(dueText(due, now, { lang: 'zh-CN', timeZone: zone }, zh)).toBe(chinese);
  });
});
