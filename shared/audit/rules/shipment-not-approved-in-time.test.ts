import { expect, it } from 'vitest';
import { locatorsOf, looksAgain, record } from '../testing.ts';
import { shipmentNotApprovedInTime } from './shipment-not-approved-in-time.ts';

const waiting = (submittedAt: string, status = 'pending-approval') => record('shipment', { status, submittedAt });

it.each([
  ['waits for two working days', waiting('2026-11-18T02:00:00.000Z'), ['status']],
  ['was submitted on the evening before the week-end', waiting('2026-11-20T09:00:00.000Z'), []],
  ['is approved', waiting('2026-11-18T02:00:00.000Z', 'approved'), []],
  ['is still a draft', waiting('2026-11-18T02:00:00.000Z', 'draft'), []],
])('a shipment that %s', (_name, subject, locators) => {
  expect(locatorsOf(shipmentNotApprovedInTime, subject)).toEqual(locators);
});

it('looks again at the end of the hours', () => {
  expect(looksAgain(shipmentNotApprovedInTime, waiting('2026-11-20T09:00:00.000Z'))).toBeDefined();
  expect(looksAgain(shipmentNotApprovedInTime, waiting('2026-11-20T09:00:00.000Z', 'approved'))).toBeUndefined();
});
