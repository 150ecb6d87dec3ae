import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** Longest question, and longest answer, characters. */
export const MAX_QUESTION = 1000;
export const MAX_ANSWER = 4000;

/** A question that somebody asked from where they stood, with what it was about (TRN-7). Made and answered by endpoints of its own. */
export const helpRequest = defineEntity({
  name: 'helpRequest',
  collection: 'help-requests',
  label: { en: 'Question', zh: '求助' },
  plural: { en: 'Questions', zh: '求助' },
  domain: 'help',
  schemaVersion: 1,
  fields: {
    subject: f.text({ en: 'In short', zh: '摘要' }, { computed: true }),
    question: f.longText({ en: 'Question', zh: '问题' }, { max: MAX_QUESTION }),
    askerId: f.ref('member', { en: 'Asked by', zh: '提问人' }, { computed: true }).optional(),
    page: f.text({ en: 'Page', zh: '页面' }, { max: 200 }).optional(),
    errorCode: f.text({ en: 'Error', zh: '错误代码' }, { max: 60 }).optional(),
    recordType: f.text({ en: 'Kind of record', zh: '记录类型' }, { max: 40 }).optional(),
    recordId: f.text({ en: 'Record', zh: '记录' }, { max: 60 }).optional(),
    context: f.longText({ en: 'Where it was asked', zh: '提问时的情况' }, { computed: true }).optional(),
    status: f
      .choice(
        { open: { en: 'Open', zh: '待答复' }, answered: { en: 'Answered', zh: '已答复' } },
        { en: 'Status', zh: '状态' },
        { computed: true },
      )
      .default('open'),
    answer: f.longText({ en: 'Answer', zh: '答复' }, { max: MAX_ANSWER }).optional(),
    answeredBy: f.ref('member', { en: 'Answered by', zh: '答复人' }, { computed: true }).optional(),
    answeredAt: f.datetime({ en: 'Answered at', zh: '答复时间' }, { computed: true }).optional(),
    entryId: f.ref('problemEntry', { en: 'Became the entry', zh: '已写成条目' }, { computed: true }).optional(),
  },
  keys: [],
  title: 'subject',
  search: ['subject', 'question', 'answer'],
  defaultSort: '-createdAt',
  owned: true,
  seenBy: 'problems:write',
  people: ['askerId'],
  operations: ['list', 'summary', 'get', 'history'],
  example: { question: '为什么这张订单提交不了？', page: '/orders/:id', errorCode: 'step-refused' },
});
