import { expect, it } from 'vitest';
import { faultsOf, looksAgain, record } from '../testing.ts';
import { orderNotApprovedInTime } from './order-not-approved-in-time.ts';

/** The tests run at ten on a Saturday in Shanghai; a working day has eight hours from nine on. */
const waiting = (submittedAt: string, parts = {}, status = 'pending-approval') =>
  record('order', { status, submittedAt }, parts);
const friday = '2026-11-20T02:00:00.000Z';
const thursday = '2026-11-19T02:00:00.000Z';

it.each([
  ['since Thursday morning', waiting(thursday), 1],
  ['since Friday morning: the week-end does not count', waiting(friday), 0],
  ['since Thursday, approved by now', waiting(thursday, {}, 'approved'), 0],
  [
    'since January, brought over from another system',
    waiting('2026-01-01T00:00:00.000Z', { source: 'import:imp_1' }),
    0,
  ],
  [
    'since nobody knows when: the last change counts',
    record('order', { status: 'pending-approval' }, { updatedAt: thursday }),
    1,
  ],
])('an order that waits %s', (_name, subject, count) => {
  expect(faultsOf(orderNotApprovedInTime, subject)).toHaveLength(count);
});

it('says since when, and looks again when the business hours of its settings are over', () => {
  const setting = { settings: { hours: 2 } };
  expect(faultsOf(orderNotApprovedInTime, waiting(friday), { setting })).toEqual([
    { locator: 'status', found: friday, expected: '≤ 2 h' },
  ]);
  const again = looksAgain(orderNotApprovedInTime, waiting('2026-11-20T09:00:00.000Z'), { setting });
  expect(again?.slice(0, 10)).toBe('2026-11-23');
});
