import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, looksAgain, record } from '../testing.ts';
import { opportunityStuck } from './opportunity-stuck.ts';

const deal = (stageSince: string | undefined, stage = 'proposal') =>
  record('opportunity', { stage, stageSince }, { createdAt: '2026-01-01T00:00:00.000Z' });

it.each([
  ['a week', deal('2026-11-14T00:00:00.000Z'), []],
  ['five weeks', deal('2026-10-17T00:00:00.000Z'), ['stage']],
  ['an imported one since it was made', deal(undefined), ['stage']],
  ['a closed one', deal('2026-01-01T00:00:00.000Z', 'lost'), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(opportunityStuck, subject)).toEqual(locators);
});

it('takes the days of the stage from its settings, and 0 as never', () => {
  const subject = deal('2026-11-14T00:00:00.000Z');
  expect(faultsOf(opportunityStuck, subject, { setting: { settings: { proposal: 5 } } })).toEqual([
    { locator: 'stage', found: 'proposal: 2026-11-14', expected: '≤ 5 d' },
  ]);
  expect(
    locatorsOf(opportunityStuck, deal('2020-01-01T00:00:00.000Z'), { setting: { settings: { proposal: 0 } } }),
  ).toEqual([]);
});

it('says when it will be stuck', () => {
  expect(looksAgain(opportunityStuck, deal('2026-11-14T08:00:00.000Z'))).toBe('2026-12-14T08:00:00.000Z');
  expect(looksAgain(opportunityStuck, deal('2026-10-01T00:00:00.000Z'))).toBeUndefined();
});
