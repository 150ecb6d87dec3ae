import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** Longest complaint, and longest answer to one, characters. */
export const MAX_ISSUE = 1000;
export const MAX_REPLY = 2000;

export const issueKinds = {
  fault: { en: 'Fault of the system', zh: '系统缺陷' },
  error: { en: 'Wrong operation', zh: '操作错误' },
  question: { en: 'Question', zh: '疑问' },
} as const;

export const issueOutcomes = {
  fix: { en: 'A fix', zh: '修复' },
  lesson: { en: 'A lesson', zh: '补课' },
  answer: { en: 'An answer', zh: '答复' },
} as const;

export const issueStatuses = {
  open: { en: 'Open', zh: '待答复' },
  answered: { en: 'Answered', zh: '已答复' },
  closed: { en: 'Closed', zh: '已关闭' },
} as const;
export type IssueStatus = keyof typeof issueStatuses;

/**
 * What somebody says is wrong with the system (REV-4): sorted into fault, wrong operation or question by whoever answers, and ended by
 * a fix, a lesson or an answer. Reported, answered and settled by endpoints of its own.
 */
export const systemIssue = defineEntity({
  name: 'systemIssue',
  collection: 'system-issues',
  label: { en: 'Complaint about the system', zh: '系统意见' },
  plural: { en: 'Complaints about the system', zh: '系统意见' },
  domain: 'improvement',
  schemaVersion: 1,
  fields: {
    subject: f.text({ en: 'In short', zh: '摘要' }, { computed: true }),
    text: f.longText({ en: 'What is wrong', zh: '哪里不对' }, { max: MAX_ISSUE }),
    reporterId: f.ref('member', { en: 'Reported by', zh: '提出人' }, { computed: true }).optional(),
    page: f.text({ en: 'Page', zh: '页面' }, { max: 200 }).optional(),
    errorCode: f.text({ en: 'Error', zh: '错误代码' }, { max: 60 }).optional(),
    wantsPaper: f.boolean({ en: 'Asks to go back to paper', zh: '希望改回纸质' }).optional(),
    status: f.choice(issueStatuses, { en: 'Status', zh: '状态' }, { computed: true }).default('open'),
    kind: f.choice(issueKinds, { en: 'Judged as', zh: '判定' }, { computed: true }).optional(),
    outcome: f.choice(issueOutcomes, { en: 'Ended in', zh: '处理方式' }, { computed: true }).optional(),
    answer: f.longText({ en: 'Answer', zh: '答复' }, { max: MAX_REPLY, computed: true }).optional(),
    answeredBy: f.ref('member', { en: 'Answered by', zh: '答复人' }, { computed: true }).optional(),
    answeredAt: f.datetime({ en: 'Answered at', zh: '答复时间' }, { computed: true }).optional(),
    entryId: f
      .ref('problemEntry', { en: 'Lesson in the problem book', zh: '教科书条目' }, { computed: true })
      .optional(),
    improvementId: f.ref('improvement', { en: 'Fixed by', zh: '对应改善' }, { computed: true }).optional(),
    needId: f.ref('need', { en: 'Became the need', zh: '转为需求' }, { computed: true }).optional(),
    notSettled: f
      .longText({ en: 'Why it is not settled', zh: '未解决的原因' }, { max: MAX_ISSUE, computed: true })
      .optional(),
    times: f.integer({ en: 'Times brought back', zh: '重提次数' }, { computed: true }).optional(),
    closedAt: f.datetime({ en: 'Closed at', zh: '关闭时间' }, { computed: true }).optional(),
  },
  keys: [],
  title: 'subject',
  search: ['subject', 'text', 'answer'],
  defaultSort: '-createdAt',
  owned: true,
  seenBy: 'problems:write',
  people: ['reporterId'],
  operations: ['list', 'summary', 'get', 'history'],
  example: { text: '提交订单要点三次，不如以前写在本子上快。', page: '/orders/:id', wantsPaper: true },
});

/** Letters of a complaint that name it in lists. */
const SHORT = 80;

/** The first line of a text, cut to what a list shows. */
export const shortOf = (text: string): string => {
  const line = text
    .trim()
    .split(/[\r\n\t]+/)[0]!
    .trim();
  return line.length > SHORT ? `${line.slice(0, SHORT - 1).toWellFormed()}…` : line;
};
