import { describe, expect, test } from 'vitest';
import { formatDate, formatInstant, instantOf, localParts, parseDate } from './dates.ts';

test('dates stand in local order', () => {
  expect(formatDate('2026-11-21', 'en')).toBe('21 Nov 2026');
  expect(formatDate('2026-11-21', 'zh-CN')).toBe('2026-11-21');
  expect(formatDate('32/13/2020', 'en')).toBe('32/13/2020');
});

test('instants are shown in the zone of the workspace', () => {
  const instant = '2026-11-20T17:30:00.000Z';
  expect(formatInstant(instant, { lang: 'zh-CN', timeZone: 'Asia/Shanghai' })).toBe('2026-11-21 01:30');
  expect(formatInstant(instant, { lang: 'en', timeZone: 'Europe/Berlin' })).toBe('20 Nov 2026, 18:30');
});

describe('instantOf', () => {
  test.each([
    ['2026-11-21', '01:30', 'Asia/Shanghai', '2026-11-20T17:30:00.000Z'],
    ['2026-03-29', '03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '12:00', 'Europe/Berlin', '2026-10-25T11:00:00.000Z'],
    ['2026-01-01', '00:00', 'America/New_York', '2026-01-01T05:00:00.000Z'],
  ])('%s %s in %s', (date, clock, zone, instant) => {
    expect(instantOf(date, clock, zone)).toBe(instant);
    expect(localParts(instant, zone)).toEqual({ date, clock });
  });
});

describe('parseDate', () => {
  test.each([
    ['2026-11-21', '2026-11-21'],
    ['2026/1/2', '2026-01-02'],
    ['20261121', '2026-11-21'],
    ['2026年11月21日', '2026-11-21'],
    ['11-21', '2026-11-21'],
    ['3月5日', '2026-03-05'],
    ['2026.11.21', '2026-11-21'],
  ])('%s', (typed, date) => expect(parseDate(typed, '2026-06-01')).toBe(date));
  test.each(['2026-02-30', '2026-13-01', 'tomorrow', '', '21.11.2026'])('refuses %s', (typed) =>
    expect(parseDate(typed, '2026-06-01')).toBeUndefined(),
  );
});
