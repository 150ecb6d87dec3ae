import { expect, it } from 'vitest';
import { startOfDay } from './time.ts';

it.each([
  ['an ordinary day', '2026-11-21', 'Asia/Shanghai', '2026-11-20T16:00:00.000Z'],
  ['a day of 23 hours', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['a day of 25 hours', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['a day without midnight, west of Greenwich', '2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['a day without midnight, east of it', '2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
])('%s begins where its clock begins', (_name, date, zone, instant) => {
  expect(startOfDay(date, zone)).toBe(instant);
});
