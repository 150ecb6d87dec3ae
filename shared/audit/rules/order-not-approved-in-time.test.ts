import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, looksAgain, record } from '../testing.ts';
import { orderNotApprovedInTime } from './order-not-approved-in-time.ts';

const waiting = (submittedAt: string, parts = {}) =>
  record('order', { status: 'pending-approval', submittedAt }, parts);

it.each([
  ['an hour ago', waiting('2026-11-21T01:00:00.000Z'), []],
  ['two days ago', waiting('2026-11-19T01:00:00.000Z'), ['status']],
  [
    'two days ago, approved since',
    record('order', { status: 'approved', submittedAt: '2026-11-19T01:00:00.000Z' }),
    [],
  ],
  ['imported orders are exempt', waiting('2026-01-01T00:00:00.000Z', { source: 'import:imp_1', via: 'import' }), []],
  [
    'without an instant the last change counts',
    record('order', { status: 'pending-approval' }, { updatedAt: '2026-11-19T00:00:00.000Z' }),
    ['status'],
  ],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(orderNotApprovedInTime, subject)).toEqual(locators);
});

it('counts the hours of its settings', () => {
  const setting = { settings: { hours: 2 } };
  expect(faultsOf(orderNotApprovedInTime, waiting('2026-11-20T23:00:00.000Z'), { setting })).toEqual([
    { locator: 'status', found: '2026-11-20T23:00:00.000Z', expected: '≤ 2 h' },
  ]);
  expect(looksAgain(orderNotApprovedInTime, waiting('2026-11-21T01:30:00.000Z'), { setting })).toBe(
    '2026-11-21T03:30:00.000Z',
  );
});
