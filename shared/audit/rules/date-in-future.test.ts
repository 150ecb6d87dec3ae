import { expect, it } from 'vitest';
import { locatorsOf, looksAgain, record } from '../testing.ts';
import { dateInFuture } from './date-in-future.ts';

it.each([
  ['yesterday', { birthDate: '2026-11-20' }, []],
  ['today', { birthDate: '2026-11-21' }, []],
  ['tomorrow', { birthDate: '2026-11-22' }, ['birthDate']],
  ['a year mistyped', { birthDate: '2065-12-12' }, ['birthDate']],
  ['none', {}, []],
])('%s', (_name, data, locators) => {
  expect(locatorsOf(dateInFuture, record('account', data))).toEqual(locators);
});

it('an instant is compared with the run’s, and looked at again when it has come', () => {
  const call = (happenedAt: string) => record('activity', { subject: 'x', happenedAt });
  expect(locatorsOf(dateInFuture, call('2026-11-21T02:05:00.000Z'))).toEqual([]);
  const ahead = call('2026-11-21T02:06:00.000Z');
  expect(locatorsOf(dateInFuture, ahead)).toEqual(['happenedAt']);
  expect(looksAgain(dateInFuture, ahead)).toBe('2026-11-21T02:06:00.000Z');
});

it('looks again when the day has come, in the zone of the workspace', () => {
  expect(looksAgain(dateInFuture, record('account', { birthDate: '2026-11-25', customerSince: '2026-11-23' }))).toBe(
    '2026-11-22T16:00:00.000Z',
  );
  expect(looksAgain(dateInFuture, record('account', { birthDate: '1990-01-01' }))).toBeUndefined();
});
