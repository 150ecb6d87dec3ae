import { expect, it } from 'vitest';
import { instantAt, monthPattern, startOfDay } from './time.ts';

it.each([
  ['an ordinary day', '2026-11-21', 'Asia/Shanghai', '2026-11-20T16:00:00.000Z'],
  ['a day of 23 hours', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['a day of 25 hours', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['a day without midnight, west of Greenwich', '2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['a day without midnight, east of it', '2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ['a day with two midnights', '2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ['a day behind one that there was not', '2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('%s begins where its clock begins', (_name, date, zone, instant) => {
  expect(startOfDay(date, zone)).toBe(instant);
});

it.each([
  ['once', 'America/New_York', '2026-10-31 02:00:00', '2026-10-31T06:00:00.000Z'],
  ['twice: the first time', 'America/New_York', '2026-11-01 01:30:00', '2026-11-01T05:30:00.000Z'],
  ['twice: the first time', 'Pacific/Auckland', '2027-04-04 02:00:00', '2027-04-03T13:00:00.000Z'],
  ['never: as much later', 'America/New_York', '2027-03-14 02:00:00', '2027-03-14T07:00:00.000Z'],
  ['never: as much later', 'Pacific/Auckland', '2026-09-27 02:15:00', '2026-09-26T14:15:00.000Z'],
  ['never: as much later, by half an hour', 'Australia/Lord_Howe', '2026-10-04 02:10:00', '2026-10-03T15:40:00.000Z'],
])('a clock shows a time %s (%s, %s)', (_times, zone, shown, instant) => {
  expect(instantAt(shown.slice(0, 10), shown.slice(11), zone)).toBe(instant);
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
