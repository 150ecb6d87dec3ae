import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, looksAgain, record } from '../testing.ts';
import { helpEntryStale } from './help-entry-stale.ts';

const entry = (data: Record<string, unknown>, parts: Record<string, unknown> = {}) =>
  record('problemEntry', { status: 'published', ...data }, { ownerId: 'mem_1', ...parts });

it.each([
  ['fresh until today', entry({ reviewOn: '2026-11-21' }), []],
  ['fresh until yesterday', entry({ reviewOn: '2026-11-20' }), ['reviewOn']],
  ['with no date', entry({}), ['reviewOn']],
  ['with nobody who answers for it', entry({ reviewOn: '2027-01-01' }, { ownerId: undefined }), ['ownerId']],
  ['with neither', entry({}, { ownerId: undefined }), ['reviewOn', 'ownerId']],
  ['of last year, a draft', entry({ status: 'draft', reviewOn: '2025-01-01' }), []],
  [
    'of last year, revised while its edition is in the book',
    entry({ status: 'draft', publishedAt: '2025-01-01T00:00:00.000Z', reviewOn: '2025-07-01' }),
    ['reviewOn'],
  ],
  ['of last year, withdrawn', entry({ status: 'withdrawn', reviewOn: '2025-01-01' }), []],
  ['of last year, archived', entry({ reviewOn: '2025-01-01' }, { archivedAt: '2026-01-01T00:00:00.000Z' }), []],
])('an entry %s', (_name, subject, locators) => {
  expect(locatorsOf(helpEntryStale, subject)).toEqual(locators);
});

it('looks again on the day after its date, and takes the days of grace of its settings', () => {
  const setting = { settings: { graceDays: 7 } };
  const old = entry({ reviewOn: '2026-11-14' });
  expect(locatorsOf(helpEntryStale, old, { setting })).toEqual([]);
  expect(faultsOf(helpEntryStale, old)).toEqual([{ locator: 'reviewOn', found: '2026-11-14' }]);
  expect(looksAgain(helpEntryStale, old, { setting })).toBe('2026-11-21T16:00:00.000Z');
  expect(looksAgain(helpEntryStale, entry({ reviewOn: '2026-12-01' }))).toBe('2026-12-01T16:00:00.000Z');
  expect(looksAgain(helpEntryStale, old)).toBeUndefined();
});
