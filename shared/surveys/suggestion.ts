import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

export const suggestionStatuses = {
  new: { en: 'New', zh: '新建议' },
  considered: { en: 'Considered', zh: '研究中' },
  accepted: { en: 'Accepted', zh: '已采纳' },
  declined: { en: 'Declined', zh: '不采纳' },
  done: { en: 'Done', zh: '已落实' },
} as const;
export type SuggestionStatus = keyof typeof suggestionStatuses;

export const suggestionSources = {
  survey: { en: 'Survey', zh: '满意度调查' },
  phone: { en: 'Phone', zh: '电话' },
  email: { en: 'E-mail', zh: '邮件' },
  visit: { en: 'Visit', zh: '拜访' },
  chat: { en: 'Chat', zh: '在线聊天' },
  other: { en: 'Other', zh: '其他' },
} as const;

export const MAX_SUGGESTION = 2000;

/** What a customer would like us to do otherwise (SRV-5), and what became of it. */
export const suggestion = defineEntity({
  name: 'suggestion',
  collection: 'suggestions',
  label: { en: 'Suggestion', zh: '客户建议' },
  plural: { en: 'Suggestions', zh: '客户建议' },
  // Whoever hears a customer writes down what they wish for, as with an enquiry.
  domain: 'enquiries',
  schemaVersion: 1,
  fields: {
    text: f.text({ en: 'Suggestion', zh: '建议内容' }, { max: MAX_SUGGESTION, example: '希望送货前一天短信通知' }),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }).optional(),
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }).optional(),
    // Not `source`: the envelope has one, which says by what way the record came in.
    channel: f.choice(suggestionSources, { en: 'Source', zh: '来源' }).default('phone'),
    status: f.choice(suggestionStatuses, { en: 'Status', zh: '状态' }).default('new'),
    answer: f.text({ en: 'Our answer', zh: '我们的答复' }, { max: 300 }).optional(),
    surveyRequestId: f.ref('surveyRequest', { en: 'From survey', zh: '来自调查' }, { computed: true }).optional(),
  },
  keys: [],
  title: 'text',
  search: ['text', 'answer'],
  defaultSort: '-createdAt',
  owned: true,
  fills: { field: 'accountId', from: ['contactId'] },
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  example: { text: '希望送货前一天短信通知', channel: 'phone', status: 'new' },
});
