import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import { surveyKinds } from './scales.ts';

export const requestStatuses = {
  waiting: { en: 'To be sent', zh: '待发送' },
  sent: { en: 'Sent', zh: '已发送' },
  answered: { en: 'Answered', zh: '已回答' },
  expired: { en: 'Expired', zh: '已过期' },
  failed: { en: 'Could not be sent', zh: '发送失败' },
  skipped: { en: 'Not asked', zh: '未发送' },
} as const;
export type RequestStatus = keyof typeof requestStatuses;

export const skipReasons = {
  quiet: { en: 'Was asked a short while ago', zh: '近期已调查过' },
  'no-address': { en: 'Has no e-mail address', zh: '没有邮箱' },
  stopped: { en: 'The survey was stopped', zh: '调查已停用' },
} as const;
export type SkipReason = keyof typeof skipReasons;

/** How often a mail is tried. As many secrets are kept, so that the link of each of them works. */
export const MAX_TRIES = 3;
export const MAX_COMMENT = 2000;

/** States in which an answer is taken, while the link holds. A mail that is held to have failed may have arrived. */
export const openRequestStates: readonly RequestStatus[] = ['waiting', 'sent', 'failed'];

const alarm = ({ data }: Rec): string | undefined => {
  const at =
    data['status'] === 'waiting' ? data['nextTryAt'] : data['status'] === 'sent' ? data['expiresAt'] : undefined;
  return typeof at === 'string' ? at : undefined;
};

const computed = { computed: true } as const;

/** One customer asked once: made by a rule or by hand, answered at a secret link. All of it is set by the system. */
export const surveyRequest = defineEntity({
  name: 'surveyRequest',
  collection: 'survey-requests',
  label: { en: 'Survey answer', zh: '调查回执' },
  plural: { en: 'Survey answers', zh: '调查回执' },
  domain: 'surveys',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Survey', zh: '调查' }, { max: 120, ...computed }).optional(),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }, computed).optional(),
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }, computed).optional(),
    status: f.choice(requestStatuses, { en: 'Status', zh: '状态' }, computed).optional(),
    skipReason: f.choice(skipReasons, { en: 'Why not asked', zh: '未发送原因' }, computed).optional(),
    score: f.integer({ en: 'Score', zh: '评分' }, computed).optional(),
    comment: f.longText({ en: 'Comment', zh: '意见' }, { max: MAX_COMMENT, ...computed }).optional(),
    answeredAt: f.datetime({ en: 'Answered', zh: '回答时间' }, computed).optional(),
    followUpId: f.ref('activity', { en: 'Follow-up', zh: '回访任务' }, computed).optional(),
    suggestionId: f.ref('suggestion', { en: 'Suggestion', zh: '建议' }, computed).optional(),
    kind: f.choice(surveyKinds, { en: 'Kind', zh: '类型' }, computed).optional(),
    surveyId: f.ref('survey', { en: 'Survey record', zh: '所属调查' }, computed).optional(),
    subjectType: f.text({ en: 'About a', zh: '关于' }, { max: 40, ...computed }).optional(),
    subjectId: f.text({ en: 'About', zh: '关于（记录）' }, { max: 60, ...computed }).optional(),
    period: f.text({ en: 'Period', zh: '期间' }, { max: 20, ...computed }).optional(),
    way: f
      .choice(
        { mail: { en: 'E-mail', zh: '邮件' }, link: { en: 'Link by hand', zh: '手工链接' } },
        { en: 'Sent by', zh: '发送方式' },
        computed,
      )
      .optional(),
    language: f
      .choice(
        { 'zh-CN': { en: 'Chinese', zh: '中文' }, en: { en: 'English', zh: '英文' } },
        { en: 'Language', zh: '语言' },
        computed,
      )
      .optional(),
    sentAt: f.datetime({ en: 'Sent at', zh: '发送时间' }, computed).optional(),
    expiresAt: f.datetime({ en: 'Link holds until', zh: '链接有效至' }, computed).optional(),
    tries: f.integer({ en: 'Tries', zh: '发送次数' }, computed).optional(),
    nextTryAt: f.datetime({ en: 'Next try', zh: '下次发送' }, computed).optional(),
    /** What this was asked about, by which survey: nobody is asked the same twice. */
    key: f.text({ en: 'Asked once for', zh: '防重标识' }, { max: 200, ...computed }).optional(),
  },
  keys: [{ field: 'key', normalise: (value) => value }],
  title: 'name',
  search: ['name'],
  defaultSort: '-createdAt',
  owned: true,
  alarm,
  // The customer's story has what they said, not that they were asked.
  relation: (record) => {
    const parent = record.data['status'] === 'answered' ? record.data['accountId'] : undefined;
    return typeof parent === 'string'
      ? { parentId: parent, kind: 'timeline', at: String(record.data['answeredAt']) }
      : undefined;
  },
  // What long texts say is read with the record; that there is one is known to the list.
  listExtras: (record) => (record.data['comment'] ? { commented: true } : {}),
  operations: ['list', 'summary', 'get', 'history'],
  example: { name: '客诉关闭后满意度', kind: 'csat', status: 'sent' },
});
