import { expect, it } from 'vitest';
import { standing } from '../process.fixture.ts';
import { faultsOf, locatorsOf, looksAgain, record } from '../testing.ts';
import { stepOverdue } from './step-overdue.ts';

const due = (at: string | undefined, parts = {}) =>
  record('order', { status: 'draft' }, { process: standing([], at ? { due: at } : {}), ...parts });

it.each([
  ['an hour ago', due('2026-11-21T01:00:00.000Z'), ['status']],
  ['now', due('2026-11-21T02:00:00.000Z'), []],
  ['in an hour', due('2026-11-21T03:00:00.000Z'), []],
  ['never', due(undefined), []],
  ['an hour ago, archived since', due('2026-11-21T01:00:00.000Z', { archivedAt: '2026-11-21T01:30:00.000Z' }), []],
  ['unknown: no process has touched it', record('order', { status: 'approved' }), []],
])('due %s', (_name, subject, locators) => {
  expect(locatorsOf(stepOverdue, subject)).toEqual(locators);
});

it('says the state and since when, and looks again when the time is over', () => {
  expect(faultsOf(stepOverdue, due('2026-11-21T01:00:00.000Z'))).toEqual([
    { locator: 'status', found: 'draft: 2026-11-21T01:00:00.000Z' },
  ]);
  expect(looksAgain(stepOverdue, due('2026-11-21T02:00:00.000Z'))).toBe('2026-11-21T02:00:01.000Z');
  expect(looksAgain(stepOverdue, due('2026-11-21T01:00:00.000Z'))).toBeUndefined();
});

it.each([
  ['while it waits for its date of verification', '2026-12-12T09:00:00.000Z', []],
  ['when nobody has looked since that date', '2026-11-20T09:00:00.000Z', ['status']],
])('speaks of complaints: %s', (_name, at, locators) => {
  const standingIn = { id: 'complaint', state: 'verifying', due: at };
  const waiting = record(
    'complaint',
    { status: 'verifying', verifyOn: at.slice(0, 10) },
    {
      process: standing([], standingIn),
    },
  );
  expect(locatorsOf(stepOverdue, waiting)).toEqual(locators);
});
