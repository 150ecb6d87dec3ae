import { describe, expect, it } from 'vitest';
import { campaign, yearLater } from './campaign.ts';
import { nextCampaignId, portionId, portionsOf, takesOver } from './portions.ts';

const members = new Map([
  ['mem_a', { teamId: 'east' }],
  ['mem_b', {}],
  ['mem_s', {}],
]);
const people = { members, steward: 'mem_s' };
const records = (count: number, ownerId?: string) =>
  Array.from({ length: count }, (_, index) => ({
    id: `acc_${ownerId ?? 'x'}${String(index).padStart(3, '0')}`,
    ownerId,
  }));

describe('the portions of a campaign', () => {
  it.each([
    [0, 25, []],
    [1, 25, [1]],
    [25, 25, [25]],
    [26, 25, [13, 13]],
    [101, 50, [33, 34, 34]],
  ])('of %i records, %i at most in one, are about as large as each other', (count, size, sizes) => {
    expect(portionsOf(records(count, 'mem_a'), size, people).map((one) => one.records.length)).toEqual(sizes);
  });

  it('hold each record once, whoever owns it, in the same place each time', () => {
    const all = [...records(30, 'mem_b'), ...records(60, 'mem_a'), ...records(7), ...records(5, 'mem_gone')];
    const portions = portionsOf(all, 25, people);
    const held = portions.flatMap((one) => one.records);
    expect(held.length).toBe(all.length);
    expect(new Set(held)).toEqual(new Set(all.map((one) => one.id)));
    expect(portionsOf([...all].reverse(), 25, people)).toEqual(portions);
    expect(portions.map((one) => [one.seq, one.ownerId, one.teamId, one.n, one.records.length])).toEqual([
      [1, 'mem_a', 'east', 1, 20],
      [2, 'mem_a', 'east', 2, 20],
      [3, 'mem_a', 'east', 3, 20],
      [4, 'mem_b', undefined, 1, 15],
      [5, 'mem_b', undefined, 2, 15],
      // Nobody's, and those of one who has left, are the steward's.
      [6, 'mem_s', undefined, 1, 12],
    ]);
  });

  it('are nobody’s where there is no steward', () => {
    const [only] = portionsOf(records(2), 25, { members, steward: undefined });
    expect(only).toEqual({ seq: 1, n: 1, records: ['acc_x000', 'acc_x001'] });
  });

  it('have ids made from the campaign, which fit', () => {
    expect(portionId('cmp_01ARZ3NDEKTSV4RRFFQ69G5FAV', 4000)).toBe('ver_01ARZ3NDEKTSV4RRFFQ69G5FAV004000');
    const next = nextCampaignId('cmp_01ARZ3NDEKTSV4RRFFQ69G5FAV', '2027');
    expect(nextCampaignId(next, '2028')).toBe('cmp_01ARZ3NDEKTSV4RRFFQ69G5FAVy2028');
    expect(portionId(next, 4000)).toMatch(/^ver_[0-9A-Za-z]{1,40}$/);
  });
});

it.each([
  ['the team’s own manager', 'east', 'mem_2'],
  ['one who reaches everybody, for a team without a manager', 'west', 'mem_1'],
  ['one who reaches everybody, for nobody’s', undefined, 'mem_1'],
] as const)('what was left undone goes to %s', (_name, team, id) => {
  const managers = [
    { id: 'mem_2', teamId: 'east', reachesAll: false },
    { id: 'mem_3', teamId: 'north', reachesAll: false },
    { id: 'mem_1', reachesAll: true },
  ];
  expect(takesOver(managers, team)?.id).toBe(id);
});

it.each([
  ['2026-12-01', '2027-12-01'],
  ['2028-02-29', '2029-03-01'],
])('a year after %s is %s', (date, later) => {
  expect(yearLater(date)).toBe(later);
});

describe('a campaign', () => {
  const data = { ...campaign.example, remindDays: 7, state: 'draft' };
  const faults = (next: Record<string, unknown>, previous?: Record<string, unknown>) =>
    campaign
      .check({ data: { ...data, ...next } }, previous && { data: { ...data, ...previous } })
      .map((one) => one.field);
  it.each([
    ['as it should be', {}, undefined, []],
    ['that ends before it begins', { dueOn: '2026-11-30' }, undefined, ['dueOn']],
    ['with portions too large to work through', { portionSize: 51 }, undefined, ['portionSize']],
    ['with a condition that is none', { filter: ['status:eq:customer', 'status'] }, undefined, ['filter.1']],
    [
      'whose records change while it runs',
      { state: 'running', filter: ['city:eq:x'] },
      { state: 'running' },
      ['filter'],
    ],
    ['that gets another name while it runs', { state: 'running', name: 'X', yearly: false }, { state: 'running' }, []],
  ])('%s', (_name, next, previous, expected) => {
    expect(faults(next, previous)).toEqual(expected);
  });
});
