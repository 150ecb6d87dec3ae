import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { documentOf, NOW, recOf } from '../process/testing.ts';
import { improvement } from './improvement.ts';
import { isJudge } from './judges.ts';
import { need, priorityOf } from './need.ts';
import { improvementEvents } from './notices.ts';
import { shortOf } from './system-issue.ts';
import { tip } from './tip.ts';

type Data = Record<string, unknown>;
const faults = (list: { field: string; code: string }[]) => list.map(({ field, code }) => `${field} ${code}`);

describe('an improvement', () => {
  const entered: Data = { change: 'x', day: '2026-11-20', measure: 'findings-open', weeks: 8 };
  const derived = (data: Data, previous?: Data): Data =>
    improvement.derive({ data }, previous && { data: previous }).data;

  it('is looked at again some weeks after the later of its day and its entry', () => {
    const read = { ...entered, before: 12, beforeAt: NOW };
    expect(derived(read)).toMatchObject({ measureOn: '2027-01-18' });
    expect(derived({ ...read, day: '2026-12-01' })).toMatchObject({ measureOn: '2027-01-26' });
  });

  it('says its effect once it was measured again, and not before', () => {
    const read = { ...entered, before: 12, beforeAt: NOW };
    expect(derived({ ...read, after: 3 })['effect']).toBeUndefined();
    expect(derived({ ...read, after: 3, afterAt: NOW })['effect']).toBe('better');
    expect(derived({ ...read, afterAt: NOW })['effect']).toBe('unknown');
  });

  it('with another measure is read anew, until its effect is known', () => {
    const read = { ...entered, before: 12, beforeAt: NOW };
    const other = { ...read, measure: 'tasks-overdue' };
    expect(derived(other, read)).not.toHaveProperty('before');
    const known = { ...read, after: 3, afterAt: NOW };
    expect(derived({ ...known, measure: 'tasks-overdue' }, known)['before']).toBe(12);
    expect(faults(improvement.check({ data: { ...known, measure: 'tasks-overdue' } }, { data: known }))).toEqual([
      'measure not-allowed-value',
    ]);
    expect(improvement.check({ data: { ...known, note: 'x' } }, { data: known })).toEqual([]);
  });

  it.each([
    ['no rule', { measure: 'findings-of-rule' }, ['rule required']],
    ['a rule', { measure: 'findings-of-rule', rule: 'bad-phone' }, []],
    ['what is no rule', { measure: 'findings-of-rule', rule: 'Bad phone' }, ['rule bad-format']],
    ['no week', { weeks: 0 }, ['weeks too-small']],
    ['more than a year', { weeks: 53 }, ['weeks too-large']],
  ])('with %s', (_case, changes, expected) => {
    expect(faults(improvement.check({ data: { ...entered, ...changes } }, undefined))).toEqual(expected);
  });

  it('is looked at by the clock: at once for what was before, then on its day, then never', () => {
    const at = (data: Data) => improvement.alarm(recOf('improvement', 'imv_1', data));
    expect(at(entered)).toBe(NOW);
    expect(at({ ...entered, beforeAt: NOW, measureOn: '2027-01-18' })).toBe('2027-01-18');
    expect(at({ ...entered, beforeAt: NOW, measureOn: '2027-01-18', afterAt: NOW })).toBeUndefined();
  });
});

describe('a need', () => {
  it.each([
    [{ benefitScore: 5, costScore: 1, urgencyScore: 5 }, 20],
    [{ benefitScore: 1, costScore: 5, urgencyScore: 1 }, 4],
    [{ benefitScore: 4, costScore: 2, urgencyScore: 3 }, 15],
    [{ benefitScore: 4, costScore: 2 }, undefined],
  ])('of the scores %j has the priority %s', (data, priority) => {
    expect(priorityOf(data)).toBe(priority);
    expect(need.derive({ data }).data['priority']).toBe(priority);
  });

  it('has scores from one to five', () => {
    const data = { benefitScore: 0, costScore: 6, urgencyScore: 3 };
    expect(faults(need.check({ data }))).toEqual(['benefitScore too-small', 'costScore too-large']);
  });

  it('is compared with what was expected once the system has measured it', () => {
    const data = { measure: 'first-contact', before: 60, target: 80, actual: 81 };
    expect(need.derive({ data }).data['outcome']).toBeUndefined();
    expect(need.derive({ data: { ...data, actualAt: NOW } }).data['outcome']).toBe('reached');
  });

  it.each([
    ['a wish is not measured', { status: 'wish' }, undefined],
    ['what stood before is read once it is decided', { status: 'decided' }, NOW],
    ['once alone', { status: 'pilot', beforeAt: NOW }, undefined],
    ['what it brought on the day of the check', { status: 'released', beforeAt: NOW }, '2026-12-23'],
    ['once alone', { status: 'released', actualAt: NOW }, undefined],
    ['nothing without a measure', { status: 'decided', measure: undefined }, undefined],
  ])('%s', (_case, data, alarm) => {
    const { actual: _actual, actualAt: _at, ...content } = documentOf('need').data;
    expect(need.alarm(recOf('need', 'ned_1', { ...content, ...data }))).toBe(alarm);
  });
});

describe('a tip', () => {
  it.each([
    ['by the expert who was asked', { expertId: 'mem_e', expertOpinion: 'yes' }, {}, 'mem_e', []],
    ['by somebody else', { expertId: 'mem_e', expertOpinion: 'yes' }, {}, 'mem_a', ['expertOpinion not-allowed-value']],
    ['by the author, with nobody asked', { expertOpinion: 'yes' }, {}, 'mem_a', ['expertOpinion not-allowed-value']],
    ['as it was', { expertId: 'mem_x', expertOpinion: 'yes' }, { expertOpinion: 'yes' }, 'mem_a', []],
  ])('with an opinion written %s', (_case, data, previous, actor, expected) => {
    expect(faults(tip.check({ data }, { data: previous }, { id: actor }))).toEqual(expected);
  });
});

describe('a complaint about the system', () => {
  const issue = (data: Data, parts: Partial<Rec> = {}): Rec =>
    recOf(
      'systemIssue',
      'sys_1',
      { subject: 'Slow', reporterId: 'mem_rep', ...data },
      { ownerId: 'mem_crm', ...parts },
    );
  const told = (before: Rec | undefined, after: Rec) =>
    improvementEvents(before, after).map(({ kind, to }) => `${kind} ${to.assignees}`);

  it('is told to its owner, its answer to whoever complained, and to its owner when it comes back', () => {
    const open = issue({ status: 'open' });
    const answered = issue({ status: 'answered', answer: 'Mended', answeredAt: NOW });
    const back = issue({ status: 'open', answer: 'Mended', answeredAt: NOW, notSettled: 'no' });
    expect(told(undefined, open)).toEqual(['issue-reported m:mem_crm']);
    expect(told(open, answered)).toEqual(['issue-answered m:mem_rep']);
    expect(told(answered, back)).toEqual(['issue-reported m:mem_crm']);
    expect(told(answered, issue({ status: 'closed', answer: 'Mended', answeredAt: NOW }))).toEqual([]);
  });

  it('is named by its first line', () => {
    expect(shortOf('  too slow\nreally')).toBe('too slow');
    expect(shortOf('长'.repeat(200))).toBe(`${'长'.repeat(79)}…`);
  });

  it.each([
    [['sales-rep', 'trainer'], true],
    [['administrator'], true],
    [['executive', 'auditor'], false],
    [[], false],
  ] as const)('is judged by %j: %s', (roles, expected) => {
    expect(isJudge([...roles])).toBe(expected);
  });
});
