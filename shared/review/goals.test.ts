import { describe, expect, it } from 'vitest';
import type { Frozen } from './figures.ts';
import { aimOf, goalFaults, stateOf, tidyGoals } from './goals.ts';
import { canAim, measures } from './measures.ts';
import { narrativeOf } from './narrative.ts';
import { buildPack } from './pack.ts';

const names = { rule: (id: string) => ({ en: id, zh: id }) };
const frozen = (period: string, gauges: Frozen['gauges'], parts: Partial<Frozen> = {}): Frozen => ({
  period,
  workspaceId: 'ws_test',
  workspaceName: 'Ocean',
  frozenAt: `${period}-28T00:00:00.000Z`,
  asOf: `${period}-28`,
  provisional: false,
  gauges,
  flows: { [period]: {} },
  owners: {},
  ...parts,
});

describe('the list of measures', () => {
  it('names each once, in both languages, with its definition', () => {
    expect(new Set(measures.map(({ id }) => id)).size).toBe(measures.length);
    for (const { id, label, definition } of measures) {
      expect(id).not.toContain('|');
      for (const text of [label.en, label.zh, definition.en, definition.zh]) expect(text.trim()).not.toBe('');
      expect(`${label.zh}${definition.zh}`).toMatch(/[一-鿿]/);
    }
  });
  it('lets a goal be set where there is a wanted way and a value is known beforehand', () => {
    const able = measures.filter(canAim).map(({ id }) => id);
    expect(able).toEqual(expect.arrayContaining(['findings.open', 'orders.amount', 'complete', 'waiting.tips']));
    for (const id of ['rule', 'funnel', 'records', 'findings.opened', 'receivables.open', 'enquiries'])
      expect(able).not.toContain(id);
  });
});

describe('keys of goals', () => {
  it.each([
    ['findings.open', true],
    ['findings.open|x', false],
    ['findings.opened', false],
    ['orders.amount', false],
    ['orders.amount|CNY', true],
    ['orders.amount|cny', false],
    ['orders.amount|CNY|x', false],
    ['complete|account', true],
    ['complete|toString', false],
    ['complete|ship', false],
    ['rule|bad-phone', false],
    ['__proto__', false],
    ['', false],
  ])('%s: %s', (key, taken) => expect(aimOf(key) !== undefined).toBe(taken));
});

describe('what is typed as a goal', () => {
  it.each<[string, Parameters<typeof goalFaults>[0], [string, string][]]>([
    ['nothing', {}, []],
    ['a whole number of a count', { 'findings.open': { goal: 10, goalBy: '2026-12-31' } }, []],
    ['half a finding', { 'findings.open': { goal: 10.5 } }, [['goals.findings.open.goal', 'too-fine']]],
    ['less than nothing', { 'findings.open': { goal: -1 } }, [['goals.findings.open.goal', 'too-small']]],
    ['a share with one decimal', { 'shipments.onTime': { baseline: 70.1, goal: 95.5 } }, []],
    ['a share with two', { 'shipments.onTime': { goal: 95.55 } }, [['goals.shipments.onTime.goal', 'too-fine']]],
    ['more than all', { 'shipments.onTime': { goal: 100.1 } }, [['goals.shipments.onTime.goal', 'too-large']]],
    ['minor units', { 'orders.amount|CNY': { goal: 1 } }, []],
    ['parts of a minor unit', { 'orders.amount|CNY': { goal: 0.5 } }, [['goals.orders.amount|CNY.goal', 'too-fine']]],
    ['a score out of its scale', { 'surveys.csat': { goal: 5.5 } }, [['goals.surveys.csat.goal', 'too-large']]],
    ['a score below nothing', { 'surveys.nps': { goal: -100 } }, []],
    ['no day', { took: { goal: 60, goalBy: '2026-02-30' } }, [['goals.took.goalBy', 'not-a-date']]],
    ['a day without its value', { took: { baselineOn: '2026-02-20' } }, [['goals.took.baseline', 'required']]],
    ['no measure', { nothing: { goal: 1 } }, [['goals.nothing', 'not-allowed-value']]],
  ])('%s', (_name, goals, wrong) => {
    expect(goalFaults(goals).map(({ field, code }) => [field, code])).toEqual(wrong);
  });
  it('is bounded in number', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`x${n}`, { goal: 1 }]));
    expect(goalFaults(many)).toMatchObject([{ field: 'goals', code: 'too-large' }]);
  });
  it('is kept in one order, without what says nothing', () => {
    expect(Object.keys(tidyGoals({ took: { goal: 1 }, lost: {}, enquiries: { owner: 'mem_1' } }))).toEqual([
      'enquiries',
      'took',
    ]);
  });
});

describe('where a measure stands', () => {
  it.each<[string, Parameters<typeof stateOf>[0], Parameters<typeof stateOf>[1], string | undefined]>([
    ['at a goal of less', { value: 3, wish: 'less' }, { goal: 3 }, 'met'],
    ['beyond a goal of less, though it grew', { value: 2, before: 1, wish: 'less' }, { goal: 3 }, 'met'],
    ['short of it, and nearer', { value: 4, before: 6, wish: 'less' }, { goal: 3 }, 'better'],
    ['short of it, and farther', { value: 7, before: 6, wish: 'less' }, { goal: 3, baseline: 9 }, 'worse'],
    ['at a goal of more', { value: 95, wish: 'more' }, { goal: 95 }, 'met'],
    ['short of a goal of more', { value: 94.9, before: 95, wish: 'more' }, { goal: 95 }, 'worse'],
    ['against its baseline where nothing else is known', { value: 7, wish: 'less' }, { baseline: 9 }, 'better'],
    ['as before', { value: 7, before: 7, wish: 'less' }, {}, 'same'],
    ['with nothing to hold it against', { value: 7, wish: 'less' }, { goal: 3 }, undefined],
  ])('%s', (_name, figure, goal, state) => expect(stateOf(figure, goal)).toBe(state));
});

describe('a pack with goals', () => {
  const gauges = { findings: { open: 5 }, 'due.finding': { '2026-11-01': 3 } };
  const people = { active: 1, recording: 1, teams: {}, probation: [] };
  const told = (goals: Frozen['goals'], period = '2026-11') =>
    narrativeOf(
      buildPack(frozen(period, gauges, goals ? { goals, people } : {}), frozen('2026-10', { findings: { open: 9 } })),
      names,
    );

  it('carries each measure once with its baseline, goal and state, and only where goals were frozen', () => {
    const goals = { 'findings.open': { baseline: 20, goal: 4, goalBy: '2026-12-31', owner: 'mem_1' } };
    const { measures: held } = buildPack(
      frozen('2026-11', gauges, { goals, goalOwners: { mem_1: '李娜' } }),
      undefined,
    );
    expect(held?.[0]).toEqual({
      key: 'findings.open',
      value: 5,
      ...goals['findings.open'],
      ownerName: '李娜',
      state: 'better',
    });
    expect(new Set(held?.map(({ key }) => key)).size).toBe(held?.length);
    expect(buildPack(frozen('2026-11', gauges), undefined)).not.toHaveProperty('measures');
  });

  it.each<[string, Frozen['goals'], string, string, string]>([
    [
      'met',
      { 'findings.open': { goal: 5 } },
      'good',
      'Open findings: 5, 4 less than the month before (9, −44 %). The goal of 5 is met.',
      '未关闭问题：5，比上月（9）减少 4，−44%。已达到目标 5。',
    ],
    [
      'still ahead',
      { 'findings.open': { goal: 2, goalBy: '2026-12-31' } },
      'good',
      'Open findings: 5, 4 less than the month before (9, −44 %). The goal is 2 by 2026-12-31.',
      '未关闭问题：5，比上月（9）减少 4，−44%。目标为 2，期限 2026-12-31。',
    ],
    [
      'missed',
      { 'findings.open': { goal: 2, goalBy: '2026-11-15' } },
      'bad',
      'Open findings: 5, 4 less than the month before (9, −44 %). The goal of 2 was due on 2026-11-15 and is not met.',
      '未关闭问题：5，比上月（9）减少 4，−44%。目标 2 应于 2026-11-15 达成，尚未达到。',
    ],
  ])('says of a goal that it is %s', (_name, goals, tone, en, zh) => {
    expect(told(goals).find(({ key }) => key === 'findings.open')).toEqual({ key: 'findings.open', tone, en, zh });
  });

  it('tells of a missed goal though its figure stood still', () => {
    const line = told({ 'complaints.open': { goal: 1 }, 'waiting.tips': { goal: 0 } }).find(
      ({ key }) => key === 'waiting.tips',
    );
    expect(line).toMatchObject({ tone: 'good', en: 'Tips waiting: 0. The goal of 0 is met.' });
  });
});
