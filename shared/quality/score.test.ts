import { describe, expect, it } from 'vitest';
import { staleRecord } from '../audit/rules/stale-record.ts';
import { account } from '../customers/account.ts';
import type { Rec } from '../kernel/record.ts';
import type { RuleContext } from '../kernel/rule.ts';
import type { EntityStandard } from '../standards/standard.ts';
import { freshnessOf, staleAt, touchedAt } from './freshness.ts';
import { reportOf } from './report.ts';
import { completenessOf, countedFields, scoreOf, together } from './score.ts';

const NOW = '2026-11-21T02:00:00.000Z';
const ago = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
const standard: EntityStandard = {
  fields: {
    country: { required: true, format: 'country' },
    email: { wanted: true, format: 'email', example: 'info@example.com' },
    'custom.size': { wanted: true },
  },
  sequences: [],
  custom: [{ name: 'size', type: 'text', label: { en: 'Size', zh: '规模' } }],
  staleAfterDays: 100,
};
const counted = countedFields(account, standard);
const score = (values: Record<string, unknown>, touched: object = {}) =>
  scoreOf(
    { type: 'account', values, updatedAt: NOW, updatedBy: 'mem_1', ...touched },
    { counted, standard },
    { today: '2026-11-21', defaultCountry: 'CN', now: NOW },
  );
const full = { name: 'Ocean', country: 'CN', email: 'a@b.cn', custom: { size: 'L' } };

describe('completeness', () => {
  it('asks for what is demanded, by the product or the standard, and for what is wanted', () => {
    expect(counted.map((one) => [one.field, one.weight])).toEqual([
      ['name', 2],
      ['country', 2],
      ['email', 1],
      ['custom.size', 1],
    ]);
  });
  it('asks for the usual fields where the standard wants none, and for none that the reader does not see', () => {
    const bare = { ...standard, fields: {}, custom: [] };
    expect(countedFields(account, bare, ['industry']).map((one) => one.field)).toEqual([
      'name',
      'code',
      'phone',
      'email',
      'country',
      'city',
      'address',
    ]);
  });
  it.each([
    ['all of it', full, 100, {}],
    ['without a wanted field', { ...full, email: undefined }, 83, { email: 'missing' }],
    ['without a demanded field', { ...full, country: '' }, 67, { country: 'missing' }],
    ['with a wrong value, which counts half', { ...full, email: 'nobody' }, 92, { email: 'wrong' }],
    ['without a field of the company’s own', { ...full, custom: {} }, 83, { 'custom.size': 'missing' }],
    ['nothing', {}, 0, { name: 'missing', country: 'missing', email: 'missing', 'custom.size': 'missing' }],
  ])('%s', (_name, values, completeness, states) => {
    const found = score(values);
    expect(found.completeness).toBe(completeness);
    const faulty = found.fields.filter((one) => one.state !== 'right').map((one) => [one.field, one.state]);
    expect(Object.fromEntries(faulty)).toEqual(states);
  });
  it('says what is wrong, and what would be right', () => {
    const [, , email] = score({ ...full, email: 'nobody' }).fields;
    expect(email).toMatchObject({ state: 'wrong', code: 'bad-email', expected: 'info@example.com' });
  });
  it('of what nothing is asked of is whole', () => {
    expect(completenessOf([])).toBe(100);
  });
});

describe('freshness', () => {
  it.each([
    ['today', 0, 100],
    ['half the time', 50, 50],
    ['the whole time', 100, 0],
    ['longer', 400, 0],
  ])('of what was touched %s ago', (_name, days, expected) => {
    expect(
      freshnessOf(staleAt({ type: 'account', values: {}, updatedAt: ago(days), updatedBy: 'mem_1' }, 100)!, 100, NOW),
    ).toBe(expected);
  });
  it.each([
    ['a change by a person', { updatedAt: ago(5), updatedBy: 'mem_1' }, 5],
    ['a verification after the last change', { updatedAt: ago(50), updatedBy: 'mem_1', verifiedAt: ago(5) }, 5],
    ['a change after the last verification', { updatedAt: ago(5), updatedBy: 'mem_1', verifiedAt: ago(50) }, 5],
    ['a verification before a job’s change', { updatedAt: ago(5), updatedBy: 'job:x', verifiedAt: ago(50) }, 50],
    ['a job’s change where nothing else is known', { updatedAt: ago(5), updatedBy: 'job:x' }, 5],
  ])('counts %s', (_name, touched, days) => {
    expect(touchedAt(touched)).toBe(ago(days));
  });
  it('makes three tenths of the score, and nothing where it is not asked for', () => {
    expect(together(100, 0)).toBe(70);
    expect(together(0, 100)).toBe(30);
    expect(together(80, undefined)).toBe(80);
    expect(score({ ...full, status: 'lost' })).not.toHaveProperty('freshness');
  });
  it.each([
    [99, undefined, 0],
    [100, undefined, 1],
    [200, 10, 0],
    [200, 100, 1],
  ])(
    'finds the same records stale as the audit: changed %s days ago, verified %s ago',
    (changed, verified, findings) => {
      const touched = {
        updatedAt: ago(changed),
        updatedBy: 'mem_1',
        ...(verified === undefined ? {} : { verifiedAt: ago(verified) }),
      };
      const rec = { type: 'account', data: full, ...touched } as unknown as Rec;
      const context = { now: NOW, standard, timeZone: 'Asia/Shanghai' } as unknown as RuleContext<
        Record<string, never>
      >;
      expect(staleRecord.evaluate(rec, context)).toHaveLength(findings);
      const { staleAt: stale } = score(full, touched);
      expect(stale !== undefined && stale <= NOW ? 1 : 0).toBe(findings);
    },
  );
});

it('a report adds records up, by field, owner and team', () => {
  const mark = (id: string, ownerId: string | undefined, completeness: number, states: string, stale = false) => ({
    id,
    ownerId,
    teamId: 'east',
    completeness,
    stale,
    states,
  });
  const marks = [mark('1', 'a', 100, 'rrrr'), mark('2', 'a', 50, 'rmwr', true), mark('3', undefined, 15, 'mmmr')];
  expect(reportOf(marks, counted)).toEqual({
    records: 3,
    score: 55,
    completeness: 55,
    stale: 1,
    distribution: [1, 0, 1, 0, 1],
    fields: [
      { field: 'name', weight: 2, right: 2, wrong: 0, missing: 1 },
      { field: 'country', weight: 2, right: 1, wrong: 0, missing: 2 },
      { field: 'email', weight: 1, right: 1, wrong: 1, missing: 1 },
      { field: 'custom.size', weight: 1, right: 3, wrong: 0, missing: 0 },
    ],
    owners: [
      { records: 1, score: 15, stale: 0 },
      { id: 'a', records: 2, score: 75, stale: 1 },
    ],
    teams: [{ id: 'east', records: 3, score: 55, stale: 1 }],
  });
});
