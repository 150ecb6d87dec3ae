import { describe, expect, it } from 'vitest';
import { rules } from '../audit/catalogue.ts';
import type { Row } from '../kernel/rule.ts';
import { recOf } from '../process/testing.ts';
import {
  draftOfCause,
  draftOfQuestion,
  draftOfRule,
  mostFrequent,
  recurringCauses,
  recurringRules,
  spokenFor,
} from './draft.ts';

const rule = rules.find((one) => one.id === 'bad-phone')!;
const finding = (id: string, of: string, times: number, parts: object = {}): Row => ({ id, rule: of, times, ...parts });

describe('faults that recur', () => {
  it('count each time that they came back, over all findings of the rule', () => {
    const rows = [finding('a', 'r1', 3), finding('b', 'r1', 2), finding('c', 'r2', 3), finding('d', 'r1', 1)];
    expect(recurringRules(rows, 3)).toEqual([{ rule: 'r1', times: 3, findings: ['a', 'b'] }]);
    expect(recurringRules(rows, 2).map((one) => one.rule)).toEqual(['r1', 'r2']);
  });
  it('do not count where the finding was removed', () => {
    expect(recurringRules([finding('a', 'r1', 9, { removedAt: 'x' })], 1)).toEqual([]);
  });
});

describe('the draft of a rule', () => {
  const written = (cause: string, prevention = '') => recOf('finding', 'fnd_1', { cause, prevention });
  const draft = draftOfRule(rule, { rule: rule.id, times: 4, findings: [] }, [
    written('手工录入', 'Use the picker'),
    written('旧系统带来'),
    written('手工录入', 'Use the picker'),
  ]);

  it('says what the rule says, and the cause and prevention that people wrote most often', () => {
    expect(draft.origin).toBe('rule:bad-phone');
    expect(draft.body).toMatchObject({
      titleZh: rule.label.zh,
      consequenceEn: rule.explanation.en,
      causeZh: '手工录入',
      rightWayZh: rule.help.zh,
      rightWayEn: `${rule.help.en}\nTo prevent it: Use the picker`,
      auditRules: ['bad-phone'],
    });
    expect(draft.body['symptomZh']).toContain('4 次');
    expect(draft.body).not.toHaveProperty('causeEn');
  });

  it('makes nothing up where nobody wrote anything', () => {
    const { body } = draftOfRule(rule, { rule: rule.id, times: 3, findings: [] }, [written('')]);
    expect(Object.keys(body).filter((name) => name.startsWith('cause'))).toEqual([]);
    expect(body['rightWayEn']).toBe(rule.help.en);
  });
});

it('the text that was written most often is the first of equal ones', () => {
  expect(mostFrequent(['b', 'a', ' a ', 'b', '', undefined])).toBe('b');
  expect(mostFrequent(['', 7])).toBeUndefined();
});

it('a rule has its entry once one comes from it or is linked to it, whatever became of that', () => {
  const rows = [
    { id: '1', origin: 'rule:a', archivedAt: 'x' },
    { id: '2', auditRules: ['b'] },
    { id: '3', origin: 'rule:c', removedAt: 'x' },
  ] as Row[];
  expect([...spokenFor(rows)].sort()).toEqual(['rule:a', 'rule:b']);
});

describe('causes of complaints', () => {
  const row = (id: string, parts: object = {}): Row => ({
    id,
    causeId: 'cau_1',
    status: 'closed',
    occurredAt: `2026-11-0${id}T00:00:00.000Z`,
    ...parts,
  });
  it.each([
    ['enough of them', [row('1'), row('2')], 1],
    ['one too few', [row('1')], 0],
    ['rejected', [row('1'), row('2', { status: 'rejected' })], 0],
    ['archived', [row('1'), row('2', { archivedAt: 'x' })], 0],
    ['too long ago', [row('1'), row('2', { happenedAt: '2026-10-31T23:59:59.999Z' })], 0],
    ['just not too long ago', [row('1'), row('2', { happenedAt: '2026-11-01T00:00:00.000Z' })], 1],
    ['of different causes', [row('1'), row('2', { causeId: 'cau_2' })], 0],
  ])('recur: %s', (_, rows, found) => {
    expect(recurringCauses(rows, '2026-11-01T00:00:00.000Z', 2)).toHaveLength(found);
  });

  it('make a draft of what was found and done', () => {
    const complaint = (causeNote: string, action: string) =>
      recOf(
        'complaint',
        'cpl_1',
        { causeNote },
        {
          lines: [
            { kind: 'corrective', action: 'x' },
            { kind: 'preventive', action },
          ],
        },
      );
    const draft = draftOfCause({ id: 'cau_1', name: '焊接温度低', nameEn: 'Welded too cold' }, 3, [
      complaint('冬天车间冷', 'Warm the hall'),
      complaint('冬天车间冷', 'Warm the hall'),
    ]);
    expect(draft).toMatchObject({
      origin: 'cause:cau_1',
      body: {
        titleEn: 'Complaints that keep coming: Welded too cold',
        causeZh: '冬天车间冷',
        rightWayEn: 'Warm the hall',
      },
    });
  });
});

describe('the draft of a question', () => {
  const asked = (data: object) =>
    draftOfQuestion(recOf('helpRequest', 'hrq_1', { question: 'Why?', answer: '先填日期', ...data }));
  it('has question and answer in the language of each, and where it was asked', () => {
    expect(asked({ page: '/ws_demo/orders/ord_1', errorCode: 'locked' })).toEqual({
      origin: 'question:hrq_1',
      body: {
        kind: 'answer',
        titleEn: 'Why?',
        symptomEn: 'Why?',
        rightWayZh: '先填日期',
        errorCodes: ['locked'],
        pages: ['/orders/:id'],
      },
    });
  });
  it('leaves out an address that is none', () => {
    expect(asked({ page: '/a b' }).body).not.toHaveProperty('pages');
  });
});
