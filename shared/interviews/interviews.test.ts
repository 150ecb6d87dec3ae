import { describe, expect, it } from 'vitest';
import { may } from '../access/authorise.ts';
import { roleNames } from '../access/permissions.ts';
import { defineProcess } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { calendarFor, defaultCalendar } from '../process/calendar.ts';
import { entityOfProcess } from '../process/subject.ts';
import { processes } from '../processes.ts';
import { drawOf, rolesOfProcess, weightOf } from './draw.ts';
import { interview } from './interview.ts';
import { interviewers } from './people.ts';
import { interviewCounts } from './projection.ts';
import { MAX_QUESTIONS, questionSet } from './question-set.ts';
import { questionsOf } from './questions.ts';
import { lessonOf, standingOf, stepsMissed } from './result.ts';

const wordingOf = (definition: (typeof processes)[number]) => ({
  definition,
  entity: entityOfProcess(definition.id),
  currency: 'CNY',
});

describe('questions on a process', () => {
  it.each(processes.map((definition) => ({ id: definition.id, definition })))(
    '$id: a list that can be put to use as it is',
    ({ definition }) => {
      const lines = questionsOf(wordingOf(definition));
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.length).toBeLessThanOrEqual(MAX_QUESTIONS);
      const data = { name: 'x', processKey: definition.id, status: 'published', passMark: 80 };
      const next = questionSet.derive({ data, lines: lines.map((line) => ({ ...line })) }, undefined, '2026-11-21');
      expect(questionSet.check(next)).toEqual([]);
      for (const line of lines) {
        expect(line.questionZh, line.key).toMatch(/[\u4e00-\u9fff].*？$/);
        expect(line.questionEn, line.key).toMatch(/\?$/);
        expect(`${line.questionEn}${line.answerEn}`, line.key).not.toMatch(/[\u4e00-\u9fff]|undefined/);
      }
    },
  );

  it('ask for what the definition says: who, how soon, what is filled in, who signs', () => {
    const quote = processes.find(({ id }) => id === 'quote')!;
    const lines = questionsOf(wordingOf(quote));
    const of = (key: string) => lines.find((line) => line.key === key);
    expect(of('limit.pending-approval')).toMatchObject({
      step: 'quote#pending-approval',
      answerZh: '4 个工作小时；逾期上报高管',
      answerEn: '4 business hours; after that it goes to: Executive',
    });
    expect(of('sign.pending-approval.price-board')).toMatchObject({
      questionZh: '报价单：偏离标准价或上次批准价达到 20 % 时，第 2 级由谁审批？',
      questionEn: 'Quote: who approves it at level 2, with departure from list or last approved price of 20 % or more?',
      answerZh: '高管',
      critical: true,
    });
    expect(of('fields.submit')!.answerZh).toContain('客户');
    expect(of('who.draft')!.answerEn).toBe('The document’s owner');
    // Changed by the company, it is asked as it is now.
    const changed = defineProcess({
      ...quote,
      states: quote.states.map((state) => (state.id === 'draft' ? { ...state, limitHours: 2 } : state)),
    });
    expect(questionsOf(wordingOf(changed)).find(({ key }) => key === 'limit.draft')!.answerZh).toContain('2 个');
  });
});

describe('a list of questions', () => {
  const line = (parts = {}) => ({ questionZh: '谁？', answerZh: '我', ...parts });
  const faultsOf = (lines: Record<string, unknown>[], data = {}) =>
    questionSet
      .check({ data: { status: 'published', passMark: 80, ...data }, lines })
      .map((one) => `${one.field} ${one.code}`);

  it.each([
    ['nothing in it', [], {}, ['lines too-small']],
    ['a question without an answer', [line({ answerZh: ' ' })], {}, ['lines.0.answerZh required']],
    ['two of one key', [line({ key: 'a' }), line({ key: 'a' })], {}, ['lines.1.key duplicate']],
    ['a key that is none', [line({ key: 'a b' })], {}, ['lines.0.key bad-format']],
    ['too many points', [line({ key: 'a', points: 11 })], {}, ['lines.0.points too-large']],
    ['a pass mark beyond all points', [line({ key: 'a' })], { passMark: 101 }, ['passMark too-large']],
    ['one in English alone', [{ key: 'a', questionEn: 'Who?', answerEn: 'I' }], {}, []],
  ])('put to use with %s', (_name, lines, data, faults) => {
    expect(faultsOf(lines, data)).toEqual(faults);
  });

  it('keeps the keys of its questions, and gives new ones those that were never used in it', () => {
    const keys = (lines: Record<string, unknown>[]) =>
      questionSet.derive({ data: { status: 'draft' }, lines }, undefined, 'now').lines!.map((one) => one['key']);
    expect(keys([line(), line({ key: 'q1' }), line({ key: 'who' }), line()])).toEqual(['q2', 'q1', 'who', 'q3']);
  });

  it('is in use for its process for as long as it is published', () => {
    const at = (status: string, previous?: string) =>
      questionSet.derive(
        { data: { status, processKey: 'quote', publishedAt: 'before' }, lines: [] },
        previous === undefined ? undefined : { data: { status: previous } },
        'now',
      ).data;
    expect(at('published', 'draft')).toMatchObject({ inUseFor: 'quote', publishedAt: 'now' });
    expect(at('published', 'published')).toMatchObject({ inUseFor: 'quote', publishedAt: 'before' });
    expect(at('retired', 'published')).not.toHaveProperty('inUseFor');
  });
});

describe('the result', () => {
  const lines = (...judged: (string | undefined)[]) =>
    judged.map((judgement, place) => ({
      key: `q${place}`,
      points: place + 1,
      critical: place === 2,
      ...(judgement ? { judgement } : {}),
    }));
  it.each([
    ['nothing judged', [undefined, undefined, undefined], undefined, undefined],
    ['one to go', ['right', undefined, 'right'], 100, undefined],
    ['all right', ['right', 'right', 'right'], 100, 'passed'],
    ['just the mark: 5 of 6 points', ['wrong', 'right', 'right'], 83, 'passed'],
    ['one and a half missed', ['partly', 'partly', 'right'], 75, 'failed'],
    ['the critical one in part', ['right', 'right', 'partly'], 75, 'failed'],
    ['the critical one missed', ['right', 'right', 'wrong'], 50, 'failed'],
  ])('%s', (_name, judged, percent, result) => {
    const standing = standingOf(lines(...judged), 80);
    expect([standing.percent, standing.result]).toEqual([percent, result]);
  });

  it('is not passed by rounding, nor by points while a critical answer is wrong', () => {
    const three = ['right', 'right', 'wrong'].map((judgement) => ({ judgement }));
    expect(standingOf(three, 67)).toMatchObject({ percent: 66, result: 'failed' });
    expect(standingOf(three, 66)).toMatchObject({ result: 'passed' });
    expect(
      standingOf(
        [
          { judgement: 'wrong', critical: true, points: 1 },
          { judgement: 'right', points: 99 },
        ],
        80,
      ),
    ).toMatchObject({
      percent: 99,
      result: 'failed',
    });
  });

  it('teaches what was missed, the critical first, in the language of who learns it', () => {
    const missed = [
      {
        questionZh: '甲？',
        answerZh: '一',
        questionEn: 'A?',
        answerEn: 'One',
        judgement: 'partly',
        step: 'quote#draft',
      },
      { questionZh: '乙？', answerZh: '二', judgement: 'wrong', critical: true, step: 'quote/submit' },
      { questionZh: '丙？', answerZh: '三', judgement: 'right', step: 'quote#sent' },
      { questionZh: '丁？', answerZh: '四', judgement: 'wrong', step: 'quote/submit' },
    ];
    expect(lessonOf(missed, 'zh')).toBe('1. 乙？\n二\n2. 甲？\n一\n3. 丁？\n四');
    expect(lessonOf(missed, 'en')).toContain('2. A?\nOne');
    expect(stepsMissed(missed)).toEqual(['quote/submit', 'quote#draft']);
  });
});

describe('a draw', () => {
  const crowd = Array.from({ length: 30 }, (_, place) => ({
    id: `mem_${place}`,
    onProbation: place < 3,
    openFindings: place >= 27 ? 9 : 0,
  }));
  const ids = (seed: string, from = crowd) => drawOf(from, 3, seed).map(({ id }) => id);

  it('is repeated by its seed, whatever the order of the people, and another by another seed', () => {
    expect(ids('a', [...crowd].reverse())).toEqual(ids('a'));
    expect(new Set(['a', 'b', 'c', 'd'].map((seed) => ids(seed).join())).size).toBeGreaterThan(2);
    expect(drawOf(crowd, 99, 'a')).toHaveLength(30);
  });

  it('finds those on probation, and with open findings, as much more often as they weigh', () => {
    expect(crowd.slice(0, 1).concat(crowd.slice(29), crowd.slice(9, 10)).map(weightOf)).toEqual([3, 5, 1]);
    const first = { probation: 0, findings: 0, others: 0 };
    for (let n = 0; n < 4000; n++) {
      const [one] = drawOf(crowd, 1, `seed ${n}`);
      first[one!.onProbation ? 'probation' : one!.openFindings > 0 ? 'findings' : 'others']++;
    }
    // Weights 3 x 3, 3 x 5 and 24 x 1: of 4,000 draws 750, 1,250 and 2,000.
    expect(Math.abs(first.probation - 750)).toBeLessThan(100);
    expect(Math.abs(first.findings - 1250)).toBeLessThan(125);
    expect(Math.abs(first.others - 2000)).toBeLessThan(150);
  });

  it('asks those who answer for a step, sign, or take it; not who steps in everywhere', () => {
    const of = (id: string) => rolesOfProcess(processes.find((one) => one.id === id)!);
    expect(of('quote')).toEqual(['sales-rep', 'sales-manager', 'executive']);
    for (const { id } of processes) expect(of(id).length, id).toBeGreaterThan(0);
  });
});

describe('an interview', () => {
  it('is held by whoever has the right, and by nobody else', () => {
    expect(roleNames.filter((role) => may([role], 'interviews:write')).sort()).toEqual([...interviewers].sort());
  });

  const calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');
  const counted = (data: Record<string, unknown>, parts: Partial<Rec> = {}) =>
    interviewCounts
      .contribute(
        { id: 'itv_1', type: 'interview', data: { kind: 'interview', processKey: 'quote', ...data }, ...parts } as Rec,
        { timeZone: 'Asia/Shanghai', calendar },
      )
      .map(({ period, item, field, amount }) => `${period} ${item} ${field} ${amount}`);

  it('counts by the day it is due, then in the month in which it was held at the company', () => {
    expect(counted({ status: 'planned', dueOn: '2026-12-01' })).toEqual(['now interviews.due 2026-12-01 1']);
    expect(counted({ status: 'cancelled', dueOn: '2026-12-01' })).toEqual([]);
    const held = { status: 'failed', result: 'failed', heldAt: '2026-10-31T16:30:00.000Z', memberTeam: 'east' };
    const lines = [
      { key: 'a', judgement: 'wrong' },
      { key: 'b', judgement: 'partly' },
    ];
    expect(counted(held, { lines })).toEqual([
      '2026-11 interviews held 1',
      '2026-11 interviews failed 1',
      '2026-11 interviews kind|interview 1',
      '2026-11 interviews.by#quote held|east 1',
      '2026-11 interviews.wrong#quote q|a 1',
    ]);
    expect(counted(held, { archivedAt: 'x' })).toEqual([]);
  });

  it('shows its person the questions once it was held, not before', () => {
    const shownTo = (status: string) =>
      interview.derive({ data: { status, memberId: 'mem_1' }, lines: [] }).data['shownTo'];
    expect(['planned', 'cancelled', 'passed', 'failed', 'learnt'].map(shownTo)).toEqual([
      undefined,
      undefined,
      'mem_1',
      'mem_1',
      'mem_1',
    ]);
  });
});
