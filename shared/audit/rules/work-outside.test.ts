import { expect, it } from 'vitest';
import type { Way } from '../process.fixture.ts';
import { departed, instant, walked } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { workOutside } from './work-outside.ts';

const leap: Way = ['draft', 'shipped', departed];
/** An order that was made at the moment of its first step. */
const born = (...ways: Way[]) => walked(ways, { createdAt: instant(0) });

it.each([
  ['begun as a draft', born(), []],
  ['entered as shipped', born(leap), ['status']],
  ['entered as shipped through a key', born(['draft', 'shipped', { ...departed, by: 'key_1' }]), ['status']],
  ['entered as shipped by a job', born(['draft', 'shipped', { ...departed, by: 'job:x' }]), []],
  ['entered and submitted at once', born(['draft', 'pending-approval', { action: 'begin' }]), []],
  ['leapt later: skipped, not entered late', walked([leap]), []],
  ['put back to its beginning', born(leap, ['shipped', 'draft', departed]), []],
  ['moved on from there', born(leap, ['shipped', 'completed']), ['status']],
])('%s', (_name, subject, wanted) => {
  expect(locatorsOf(workOutside, subject)).toEqual(wanted);
});

it('says in which state it came, and the way that it did not go', () => {
  expect(faultsOf(workOutside, born(leap))).toEqual([
    {
      locator: 'status',
      found: `shipped: ${instant(0)}`,
      expected: 'draft → pending-approval → approved → shipped',
    },
  ]);
});

const imported = (data: Record<string, unknown>, parts = {}) =>
  record('order', { status: 'completed', orderDate: '2026-11-02', ...data }, { source: 'import:imp_1', ...parts });

it.each([
  ['finished, of a day before all work was done here', imported({ orderDate: '2026-10-31' }), []],
  ['finished, of the first day', imported({ orderDate: '2026-11-01' }), ['status']],
  ['brought over in its first state', imported({ status: 'draft' }), []],
  ['in a state that nobody knows', imported({ status: 'Versandt' }), []],
  ['without a day', imported({ orderDate: undefined }), []],
  ['led on here since', { ...walked([['approved', 'shipped']]), source: 'import:imp_1' }, []],
])('from a file: %s', (_name, subject, wanted) => {
  const setting = { settings: { liveSince: '2026-11-01' } };
  expect(locatorsOf(workOutside, subject, { setting })).toEqual(wanted);
  expect(locatorsOf(workOutside, subject)).toEqual([]);
});

it('takes a day or nothing for its first day', () => {
  expect(workOutside.settings.safeParse({ liveSince: '2026-11-01' }).success).toBe(true);
  expect(workOutside.settings.safeParse({ liveSince: 'soon' }).success).toBe(false);
});
