import { describe, expect, it } from 'vitest';
import type { Role } from '../access/permissions.ts';
import type { Content } from '../kernel/entity.ts';
import type { Rec } from '../kernel/record.ts';
import { localDate } from '../kernel/time.ts';
import { finding } from './finding.ts';

const NOW = '2026-11-21T02:00:00.000Z';
const open = { rule: 'bad-phone', severity: 'medium', state: 'open', times: 1 };
const said = { causeKind: 'data-from-outside' };

/** What entry makes of a change, and what it has against it. */
const change = (before: Content['data'], part: Content['data'], roles: readonly Role[] = ['auditor'], now = NOW) => {
  const data = Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined));
  const next = finding.derive({ data }, { data: before }, now);
  const faults = finding.check(
    next,
    { data: before },
    { id: 'mem_one', roles, today: localDate(now, 'Asia/Shanghai') },
  );
  return { data: next.data, faults: faults.map(({ field, code }) => `${field} ${code}`) };
};
const accepted = (until?: string) => ({ ...said, state: 'accepted', acceptedUntil: until });

describe('who may accept a fault as it is', () => {
  it.each<[Role, string, boolean]>([
    ['auditor', 'medium', true],
    ['sales-manager', 'low', true],
    ['executive', 'medium', true],
    ['administrator', 'medium', true],
    ['data-steward', 'low', false],
    ['sales-rep', 'low', false],
    ['auditor', 'high', false],
    ['sales-manager', 'high', false],
    ['executive', 'high', true],
    ['administrator', 'high', true],
  ])('%s, a %s one: %s', (role, severity, may) => {
    const { faults } = change({ ...open, severity }, accepted('2026-12-31'), [role]);
    expect(faults).toEqual(may ? [] : ['state not-allowed-value']);
  });

  it('or put its last day off', () => {
    const stands = change(open, accepted('2026-12-31')).data;
    expect(change(stands, { acceptedUntil: '2027-03-31' }, ['sales-rep']).faults).toEqual(['state not-allowed-value']);
    expect(change(stands, { correction: 'told the customer' }, ['sales-rep']).faults).toEqual([]);
  });
});

it.each<[string, string | undefined, string[]]>([
  ['without a last day', undefined, ['acceptedUntil required']],
  ['until yesterday', '2026-11-20', ['acceptedUntil too-small']],
  ['until today', '2026-11-21', []],
  ['for a year', '2027-11-21', []],
  ['for longer than a year', '2027-11-23', ['acceptedUntil too-large']],
])('accepted %s', (_, until, expected) => {
  expect(change(open, accepted(until)).faults).toEqual(expected);
});

it('is accepted by the day of the company, though it is still yesterday by UTC', () => {
  const early = '2026-11-20T17:00:00.000Z';
  const until = (day: string) => change(open, accepted(day), ['auditor'], early).faults;
  expect([until('2026-11-20'), until('2026-11-21'), until('2027-11-22'), until('2027-11-23')]).toEqual([
    ['acceptedUntil too-small'],
    [],
    [],
    ['acceptedUntil too-large'],
  ]);
});

it('an acceptance that is put off is counted from the day on which it was put off', () => {
  const first = change(open, accepted('2027-11-01')).data;
  const later = '2027-10-20T02:00:00.000Z';
  expect(change(first, { acceptedUntil: '2028-10-01' }, ['auditor'], later).faults).toEqual([]);
  expect(change(first, { correction: 'x' }, ['auditor'], later).data['acceptedAt']).toBe(NOW);
});

it.each([['critical-change-unreviewed'], ['duplicate-account'], ['product-several-codes']])(
  '%s asks a question: whoever works on it answers, for good',
  (rule) => {
    expect(change({ ...open, rule, severity: 'high' }, accepted(), ['sales-rep']).faults).toEqual([]);
  },
);

it.each<[string, Content['data'], string[]]>([
  ['nothing', {}, ['cause required']],
  ['a cause of the list', { causeKind: 'no-time' }, []],
  ['a cause in words', { cause: 'typed from a fax' }, []],
  ['something else, without words', { causeKind: 'other' }, ['cause required']],
  ['something else, in words', { causeKind: 'other', cause: 'a power cut' }, []],
])('explained with %s', (_, part, expected) => {
  expect(change(open, { state: 'explained', ...part }).faults).toEqual(expected);
});

it.each<[string, Content['data'], string, boolean]>([
  ['fixed is the audit’s word', open, 'fixed', false],
  ['a fault that never came back cannot be set to have come back', open, 'recurred', false],
  [
    'one that came back can be opened as such again',
    { ...open, ...said, state: 'explained', times: 2 },
    'recurred',
    true,
  ],
  ['nor can one be that is put right', { ...open, state: 'fixed', times: 2 }, 'recurred', false],
])('%s', (_, before, state, may) => {
  expect(change(before, { state }).faults).toEqual(may ? [] : ['state not-allowed-value']);
});

it('is looked at by the clock the day after its acceptance ends, and forgets it when it is opened', () => {
  const { data } = change(open, accepted('2026-12-31'));
  expect(finding.alarm({ data } as Rec)).toBe('2027-01-01');
  const again = change(data, { state: 'open' }).data;
  expect(again).not.toHaveProperty('acceptedUntil');
  expect(again).not.toHaveProperty('acceptedAt');
  expect(finding.alarm({ data: again } as Rec)).toBeUndefined();
});
