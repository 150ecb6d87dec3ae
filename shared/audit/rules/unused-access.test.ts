import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, looksAgain, record } from '../testing.ts';
import { unusedAccess } from './unused-access.ts';

// The tests run on 21 November in Shanghai.
const grant = { role: 'sales-rep', basis: 'appointment', from: '2026-01-01T00:00:00.000Z' };
const member = (data: Record<string, unknown>, parts = {}) =>
  record('member', { name: '李娜', status: 'active', grants: [grant], ...data }, parts);
const long = { createdAt: '2026-01-01T00:00:00.000Z' };

it.each([
  ['here today', member({ lastSeenOn: '2026-11-21' }, long), []],
  ['here thirty days ago', member({ lastSeenOn: '2026-10-22' }, long), []],
  ['here thirty-one days ago', member({ lastSeenOn: '2026-10-21' }, long), ['lastSeenOn']],
  ['invited lately, never here', member({}), []],
  ['invited in January, never here', member({}, long), ['lastSeenOn']],
  [
    'invited in the evening of the last day, by our clock the next',
    member({}, { createdAt: '2026-10-21T16:30:00Z' }),
    [],
  ],
  ['disabled', member({ status: 'disabled', lastSeenOn: '2026-01-01' }, long), []],
  ['archived', member({ lastSeenOn: '2026-01-01' }, { ...long, archivedAt: 'x' }), []],
  ['whose roles have ended', member({ grants: [{ ...grant, until: '2026-02-01T00:00:00.000Z' }] }, long), []],
  ['from before roles had dates', member({ grants: undefined, lastSeenOn: '2026-10-01' }, long), ['lastSeenOn']],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(unusedAccess, subject)).toEqual(locators);
});

it('says since when, and counts the days of its setting', () => {
  const subject = member({ lastSeenOn: '2026-11-11' });
  expect(faultsOf(unusedAccess, subject, { setting: { settings: { days: 9 } } })).toEqual([
    { locator: 'lastSeenOn', found: '2026-11-11', expected: '≤ 9 d' },
  ]);
  expect(faultsOf(unusedAccess, subject, { setting: { settings: { days: 10 } } })).toEqual([]);
});

it.each([
  ['when the days are over', member({ lastSeenOn: '2026-11-01' }), '2026-12-01T16:00:00.000Z'],
  ['every day while the access is unused', member({ lastSeenOn: '2026-01-01' }), '2026-11-21T16:00:00.000Z'],
  ['never at a disabled member', member({ status: 'disabled' }), undefined],
])('looks again %s', (_name, subject, at) => {
  expect(looksAgain(unusedAccess, subject)).toBe(at);
});
