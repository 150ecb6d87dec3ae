import { expect, it } from 'vitest';
import { mondayOf } from '../../../shared/kernel/time.ts';
import { putOff, remindAt, snoozeDate, weekFrom } from './planning.ts';

it.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-22', '2026-11-16'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on Monday %s', (date, monday) => {
  expect(mondayOf(date)).toBe(monday);
  expect(weekFrom(monday)).toHaveLength(7);
  expect(weekFrom(monday)).toContain(date);
});

it('what is put off keeps its clock, through a change of daylight saving time too, and its reminder', () => {
  const planned = { dueAt: '2027-03-26T08:00:00.000Z', remindAt: '2027-03-26T07:45:00.000Z' };
  expect(putOff(planned, '2027-03-29', 'Europe/Berlin')).toEqual({
    dueAt: '2027-03-29T07:00:00.000Z',
    remindAt: '2027-03-29T06:45:00.000Z',
  });
  expect(putOff({ dueAt: planned.dueAt }, '2027-03-27', 'Europe/Berlin')).toEqual({
    dueAt: '2027-03-27T08:00:00.000Z',
  });
  expect(putOff({}, '2027-03-27', 'Europe/Berlin')).toBeUndefined();
});

it('tomorrow and next week are seen from today', () => {
  expect(snoozeDate('tomorrow', '2026-11-30')).toBe('2026-12-01');
  expect(snoozeDate('week', '2026-11-22')).toBe('2026-11-23');
  expect(snoozeDate('week', '2026-11-23')).toBe('2026-11-30');
});

it('a reminder comes so long before', () => {
  const due = '2026-11-23T01:00:00.000Z';
  expect(remindAt(due, 'quarter')).toBe('2026-11-23T00:45:00.000Z');
  expect(remindAt(due, 'at')).toBe(due);
  expect(remindAt(due, 'none')).toBeUndefined();
});
