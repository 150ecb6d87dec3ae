import type { Content, Entering } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { beyondTime, fault, ofTouched } from '../kernel/problem.ts';
import { processLabels } from '../processes.ts';
import { copiedQuestion } from './question-set.ts';
import { judgements, MAX_LESSON, results, standingOf } from './result.ts';

export const interviewKinds = {
  interview: { en: 'Interview', zh: '访谈' },
  'spot-check': { en: 'Spot check', zh: '抽查' },
} as const satisfies Record<string, Label>;
export type InterviewKind = keyof typeof interviewKinds;

export const interviewStates = {
  planned: { en: 'Planned', zh: '待访谈' },
  passed: { en: 'Passed', zh: '通过' },
  failed: { en: 'Failed, lesson open', zh: '未通过，待学习' },
  learnt: { en: 'Failed, lesson learnt', zh: '未通过，已学习' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
} as const satisfies Record<string, Label>;

/** States in which it was held: the person sees it from then on, for the questions come with their answers. */
export const heldStates: readonly string[] = ['passed', 'failed', 'learnt'];
/** Days until a failed one is repeated, and until its lesson is learnt, where nobody says otherwise. */
export const REPEAT_DAYS = 14;
export const LESSON_DAYS = 7;
/** Most findings that one is linked to. */
export const MAX_FINDINGS = 30;

const computed = { computed: true } as const;

const derive = (next: Content): Content => {
  const { percent: _percent, result: _result, judged: _judged, shownTo: _shown, ...data } = next.data;
  const { asked, judged, percent, result } = standingOf(next.lines ?? [], data['passMark']);
  return {
    ...next,
    data: {
      ...data,
      asked,
      judged,
      ...(percent === undefined ? {} : { percent }),
      ...(result === undefined ? {} : { result }),
      ...(heldStates.includes(String(data['status'])) ? { shownTo: data['memberId'] } : {}),
    },
  };
};

/** Nobody asks, or judges, themselves; what is asked stays as it was copied. */
const check = (next: Content, previous: Content | undefined, { id }: Pick<Entering, 'id'>): FieldFault[] => [
  ...(next.data['interviewerId'] === next.data['memberId']
    ? [fault('interviewerId', 'not-allowed-value', 'another person')]
    : []),
  ...(previous && id === next.data['memberId'] ? [fault('memberId', 'not-allowed-value', 'another person')] : []),
  ...(previous && (previous.lines?.length ?? 0) !== (next.lines?.length ?? 0)
    ? [fault('lines', 'not-allowed-value', String(previous.lines?.length ?? 0))]
    : []),
  ...ofTouched(
    ['dueOn', 'lessonDue'].flatMap((name) => beyondTime(name, next.data[name])),
    next,
    previous,
  ),
];

/**
 * Somebody is asked what they know of a process (AUD-6): the questions as they stood, what was answered, the result, and what came of
 * it. Made by endpoints of its own. The person sees it once it was held; of others',
 * those who hold interviews, as far as their scope reaches: its team is that of the person asked.
 */
export const interview = defineEntity({
  name: 'interview',
  collection: 'interviews',
  label: { en: 'Interview', zh: '流程访谈' },
  plural: { en: 'Interviews', zh: '流程访谈' },
  domain: 'improvement',
  schemaVersion: 1,
  fields: {
    subject: f.text({ en: 'Interview', zh: '访谈' }, { ...computed, max: 200 }).optional(),
    subjectEn: f.text({ en: 'Interview (English)', zh: '访谈（英文）' }, { ...computed, max: 200 }).optional(),
    kind: f.choice(interviewKinds, { en: 'Kind', zh: '类型' }).default('interview'),
    status: f.choice(interviewStates, { en: 'Status', zh: '状态' }).default('planned'),
    memberId: f.ref('member', { en: 'Person asked', zh: '被访谈人' }, computed).optional(),
    memberTeam: f.text({ en: 'Their team', zh: '所在团队' }, { ...computed, max: 60 }).optional(),
    processKey: f.choice(processLabels, { en: 'Process', zh: '流程' }, computed).optional(),
    interviewerId: f.ref('member', { en: 'Interviewer', zh: '访谈人' }),
    dueOn: f.date({ en: 'To be held by', zh: '计划日期' }),
    questionSetId: f.ref('questionSet', { en: 'Question list', zh: '题单' }, computed).optional(),
    questionSetVersion: f.integer({ en: 'Version of the list', zh: '题单版本' }, computed).optional(),
    passMark: f.integer({ en: 'Pass mark, percent', zh: '及格线（%）' }, computed).optional(),
    asked: f.integer({ en: 'Questions', zh: '题数' }, computed).optional(),
    judged: f.integer({ en: 'Judged', zh: '已评判' }, computed).optional(),
    percent: f.integer({ en: 'Percent', zh: '得分（%）' }, computed).optional(),
    result: f.choice(results, { en: 'Result', zh: '结果' }, computed).optional(),
    heldAt: f.datetime({ en: 'Held', zh: '访谈时间' }, computed).optional(),
    heldBy: f.ref('member', { en: 'Held by', zh: '实际访谈人' }, computed).optional(),
    attempt: f.integer({ en: 'Attempt', zh: '第几次' }, computed).optional(),
    repeatOf: f.ref('interview', { en: 'Repeats', zh: '复访自' }, computed).optional(),
    repeatId: f.ref('interview', { en: 'Repeated by', zh: '复访' }, computed).optional(),
    repeatOn: f.date({ en: 'To be repeated by', zh: '复访日期' }, computed).optional(),
    lessonText: f.longText({ en: 'Lesson', zh: '学习内容' }, { max: MAX_LESSON }).optional(),
    lessonEntryId: f.ref('problemEntry', { en: 'Problem-book entry', zh: '问题教科书条目' }).optional(),
    lessonDue: f.date({ en: 'Lesson to be learnt by', zh: '学习期限' }).optional(),
    findings: f.tags({ en: 'Findings', zh: '相关稽核发现' }, computed).optional(),
    drawId: f.text({ en: 'Draw', zh: '抽取批次' }, computed).optional(),
    drawSeed: f.text({ en: 'Seed of the draw', zh: '抽取种子' }, { ...computed, max: 100 }).optional(),
    drawnFrom: f.integer({ en: 'Drawn from', zh: '抽取范围（人）' }, computed).optional(),
    shownTo: f.ref('member', { en: 'Shown to', zh: '可见人' }, computed).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { max: 2000 }).optional(),
  },
  lines: {
    ...copiedQuestion,
    answer: f.longText({ en: 'What was answered', zh: '回答记录' }, { max: 1000 }).optional(),
    judgement: f.choice(judgements, { en: 'Judged', zh: '评判' }).optional(),
  },
  keys: [],
  title: 'subject',
  titleEn: 'subjectEn',
  search: ['subject', 'subjectEn'],
  defaultSort: '-dueOn',
  owned: true,
  seenBy: 'interviews:write',
  seenWithin: 'scope',
  people: ['interviewerId', 'shownTo'],
  personal: true,
  process: { field: 'status', of: () => 'interview' },
  operations: ['list', 'summary', 'get', 'update', 'history'],
  check,
  derive,
  example: { kind: 'spot-check', dueOn: '2026-12-04', interviewerId: 'mem_1' },
});
