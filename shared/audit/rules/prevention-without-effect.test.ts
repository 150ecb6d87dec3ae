import { expect, it } from 'vitest';
import { addDays } from '../../kernel/time.ts';
import { groupFaults, record } from '../testing.ts';
import { preventionWithoutEffect } from './prevention-without-effect.ts';

/** The Monday on which a prevention began; the tests run on Saturday, 21 November, so that six whole weeks have passed. */
const SINCE = '2026-10-05';
const link = { preventionType: 'lesson', preventionRef: 'Phone numbers', preventionSince: SINCE };

const finding = (openedOn: string, data: Record<string, unknown> = {}) =>
  record('finding', { rule: 'bad-phone', state: 'fixed', openedAt: `${openedOn}T02:00:00.000Z`, ...data });
/** So many findings a week for some weeks. */
const weekly = (from: string, weeks: number, count: number) =>
  Array.from({ length: weeks * count }, (_, index) => finding(addDays(from, 7 * Math.floor(index / count) + 1)));
const before = (count: number) => weekly(addDays(SINCE, -56), 8, count);
const after = (count: number, weeks = 6) => weekly(addDays(SINCE, 7), weeks, count);
const named = (data: Record<string, unknown> = {}) => finding(SINCE, { ...link, ...data });

it.each([
  ['as many as before', [...before(2), named(), ...after(2)], 1],
  ['more than before', [...before(2), named(), ...after(4)], 1],
  ['half as many', [...before(4), named(), ...after(2)], 0],
  ['none any more', [...before(2), named()], 0],
  ['nothing was changed', [...before(2), finding(SINCE), ...after(2)], 0],
  ['too early to say', [...before(2), named({ preventionSince: '2026-10-26' }), ...after(2)], 0],
  ['another rule’s findings', [...before(2), named({ rule: 'bad-email' }), ...after(2)], 0],
  ['hardly any, before and after', [finding('2026-08-12'), named(), finding('2026-10-14')], 0],
])('%s', (_name, findings, count) => {
  expect(groupFaults(preventionWithoutEffect, findings)).toHaveLength(count);
});

it('stands at the first finding that names the change, and says the rates', () => {
  const [first, second] = [named(), named()];
  expect(groupFaults(preventionWithoutEffect, [...before(2), second, first, ...after(3)])).toEqual([
    { subjectId: first.id, locator: 'prevention', found: '3', expected: '< 2', related: [second.id] },
  ]);
});

it('counts a fault that came back, and leaves rare ones out by its setting', () => {
  const back = finding('2026-08-12', { cameBack: ['2026-10-13', '2026-10-20', '2026-10-27', '2026-11-03'] });
  const findings = [back, ...weekly('2026-08-17', 3, 1), named()];
  const setting = (least: number) => ({ setting: { settings: { least } } });
  expect(groupFaults(preventionWithoutEffect, findings, setting(0.1))).toHaveLength(1);
  expect(groupFaults(preventionWithoutEffect, findings, setting(2))).toHaveLength(0);
});
