import { expect, it } from 'vitest';
import { monthPattern, startOfDay } from './time.ts';

it.each([
  ['an ordinary day', '2026-11-21', 'Asia/Shanghai', '2026-11-20T16:00:00.000Z'],
  ['a day of 23 hours', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['a day of 25 hours', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['a day without midnight, west of Greenwich', '2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['a day without midnight, east of it', '2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
])('%s begins where its clock begins', (_name, date, zone, instant) => {
  expect(startOfDay(date, zone)).toBe(instant);
});

it.each([
  '0000-01',
  '0999-12',
  '1899-12',
  '2200-01',
  '9999-12',
  '2026-00',
  '2026-13',
  '2026-1',
  '12026-01',
  ' 2026-01',
])('nobody asks for the month %j', (month) => expect(monthPattern.test(month)).toBe(false));
it.each(['1900-01', '2026-11', '2199-12'])('%s is a month that is asked for', (month) =>
  expect(monthPattern.test(month)).toBe(true),
);
