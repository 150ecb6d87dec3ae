import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, looksAgain, record } from '../testing.ts';
import { staleRecord } from './stale-record.ts';

const touched = (type: string, updatedAt: string, data: Record<string, unknown> = {}) =>
  record(type, data, { updatedAt });

it.each([
  ['touched this year', touched('account', '2026-01-01T00:00:00.000Z'), []],
  ['not touched for a year', touched('account', '2025-11-20T00:00:00.000Z'), ['']],
  ['an opportunity goes stale sooner', touched('opportunity', '2026-09-01T00:00:00.000Z', { stage: 'proposal' }), ['']],
  ['a won one does not', touched('opportunity', '2025-01-01T00:00:00.000Z', { stage: 'won' }), []],
  ['a lost customer does not', touched('account', '2020-01-01T00:00:00.000Z', { status: 'lost' }), []],
  ['no limit in the standard', touched('product', '2010-01-01T00:00:00.000Z'), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(staleRecord, subject)).toEqual(locators);
});

it('is due exactly when the days are over', () => {
  const subject = touched('account', '2025-11-21T02:00:00.000Z');
  expect(looksAgain(staleRecord, subject, { now: '2026-11-21T01:59:59.999Z' })).toBe('2026-11-21T02:00:00.000Z');
  expect(faultsOf(staleRecord, subject, { now: '2026-11-21T01:59:59.999Z' })).toEqual([]);
  expect(faultsOf(staleRecord, subject)).toEqual([{ locator: '', found: '2025-11-21', expected: '≤ 365 d' }]);
  expect(looksAgain(staleRecord, subject)).toBeUndefined();
});

it('lets a lead be that came to an end', () => {
  const parts = { updatedAt: '2026-01-01T00:00:00.000Z' };
  expect(locatorsOf(staleRecord, record('lead', { name: '陈静', status: 'working' }, parts))).toEqual(['']);
  expect(locatorsOf(staleRecord, record('lead', { name: '陈静', status: 'dead' }, parts))).toEqual([]);
});
