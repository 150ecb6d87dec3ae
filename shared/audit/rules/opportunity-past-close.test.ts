import { expect, it } from 'vitest';
import { locatorsOf, looksAgain, record } from '../testing.ts';
import { opportunityPastClose } from './opportunity-past-close.ts';

const deal = (closeDate: string | undefined, stage = 'negotiation') => record('opportunity', { stage, closeDate });

it.each([
  ['in the future', deal('2026-12-01'), []],
  ['today', deal('2026-11-21'), []],
  ['yesterday', deal('2026-11-20'), ['closeDate']],
  ['yesterday, but won', deal('2026-11-20', 'won'), []],
  ['a day that is in no calendar: another rule says so', deal('2026-99-99'), []],
  ['no date: another rule asks for it', deal(undefined), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(opportunityPastClose, subject)).toEqual(locators);
});

it('looks again when the day after begins in the workspace’s zone', () => {
  expect(looksAgain(opportunityPastClose, deal('2026-11-21'))).toBe('2026-11-21T16:00:00.000Z');
  expect(looksAgain(opportunityPastClose, deal('2026-11-20'))).toBeUndefined();
});

it('gives the days of grace of its setting', () => {
  const setting = { settings: { graceDays: 3 } };
  expect(locatorsOf(opportunityPastClose, deal('2026-11-18'), { setting })).toEqual([]);
  expect(looksAgain(opportunityPastClose, deal('2026-11-18'), { setting })).toBe('2026-11-21T16:00:00.000Z');
  expect(locatorsOf(opportunityPastClose, deal('2026-11-17'), { setting })).toEqual(['closeDate']);
});
