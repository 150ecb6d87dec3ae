import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { beyondTime, fault, outside } from '../kernel/problem.ts';
import { lineKey } from './callers.ts';
import { costOf } from './cost.ts';

export const channels = {
  call: { en: 'Call', zh: '电话' },
  email: { en: 'E-mail', zh: '邮件' },
  visit: { en: 'Visit', zh: '来访' },
  chat: { en: 'Chat', zh: '在线聊天' },
} as const;
export type Channel = keyof typeof channels;

/** What it is about: few enough to be chosen by a digit key while the customer speaks. */
export const topics = {
  product: { en: 'Product', zh: '产品' },
  price: { en: 'Price', zh: '价格' },
  order: { en: 'Order', zh: '订单' },
  delivery: { en: 'Delivery', zh: '交货' },
  invoice: { en: 'Invoice', zh: '发票' },
  repair: { en: 'Repair', zh: '维修' },
  use: { en: 'Use', zh: '使用方法' },
  other: { en: 'Other', zh: '其他' },
} as const;
export type Topic = keyof typeof topics;

/** Whether it was solved, by the customer’s word alone. */
export const resolutions = {
  yes: { en: 'Yes', zh: '已解决' },
  no: { en: 'No', zh: '未解决' },
  unasked: { en: 'Not asked', zh: '未询问' },
} as const;
export type Resolution = keyof typeof resolutions;

/** Longest question or answer, characters. */
export const MAX_TEXT = 4000;
/** Longest handling of one enquiry, seconds: a day. */
export const MAX_HANDLE = 86_400;
/** Longest time that a customer waited, seconds: ninety days. */
export const MAX_WAIT = 90 * 86_400;
/** Characters of a question that stand for its subject. */
const MAX_SUBJECT = 80;
/** Characters of an answer that the list index keeps. */
const MAX_SAID = 300;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The first line of the question names an enquiry for which nobody wrote a subject. */
export const subjectOf = (question: string): string => {
  const line = question
    .trim()
    .split(/[\n\r]/u)[0]!
    .replace(/\t/gu, ' ')
    .trim();
  const letters = [...line];
  return letters.length > MAX_SUBJECT ? `${letters.slice(0, MAX_SUBJECT - 1).join('')}…` : line;
};

const complete = (next: Content): Content => {
  const subject = text(next.data['subject']) === '' ? subjectOf(text(next.data['question'])) : '';
  return subject === '' ? next : { ...next, data: { ...next.data, subject } };
};

/** The cost follows the handle time by the rate that held when the enquiry was first priced (functions/runtime/enquiry-marks.ts). */
const derive = (next: Content): Content => {
  const { cost: _cost, ...data } = next.data;
  const cost = costOf(data['handleSeconds'], data['hourCost']);
  return { ...next, data: cost === undefined ? data : { ...data, cost } };
};

const check = ({ data }: Content): FieldFault[] => [
  ...(text(data['subject']) === '' ? [fault('question', 'required')] : []),
  ...beyondTime('receivedAt', data['receivedAt']),
  ...outside('handleSeconds', data['handleSeconds'], [0, MAX_HANDLE]),
  ...outside('waitingSeconds', data['waitingSeconds'], [0, MAX_WAIT]),
];

/** Something a customer wanted to know (SRV-4): a light record, taken down while they speak. */
export const enquiry = defineEntity({
  name: 'enquiry',
  collection: 'enquiries',
  label: { en: 'Enquiry', zh: '咨询' },
  plural: { en: 'Enquiries', zh: '咨询' },
  domain: 'enquiries',
  schemaVersion: 1,
  fields: {
    number: f
      .text(
        { en: 'Enquiry number', zh: '咨询编号' },
        { max: 60, dataClass: 'controlled', example: 'EQ2026-00042', aliases: ['number', 'ticket', '咨询单号'] },
      )
      .optional(),
    subject: f
      .text({ en: 'Subject', zh: '主题' }, { max: 200, example: '交期确认', aliases: ['subject', 'title', '标题'] })
      .optional(),
    channel: f.choice(channels, { en: 'Channel', zh: '渠道' }, { aliases: ['channel', 'source', '来源'] }),
    topic: f.choice(topics, { en: 'Topic', zh: '咨询类别' }, { aliases: ['topic', 'category', '类别'] }),
    question: f
      .longText({ en: 'Question', zh: '客户问题' }, { max: MAX_TEXT, aliases: ['question', '问题'] })
      .optional(),
    answer: f.longText({ en: 'Answer', zh: '答复' }, { max: MAX_TEXT, aliases: ['answer', '回复'] }).optional(),
    resolved: f
      .choice(resolutions, { en: 'Solved, by the customer’s word', zh: '客户确认已解决' }, { aliases: ['resolved'] })
      .default('unasked'),
    phone: f.phone({ en: 'Phone', zh: '来电号码' }, { aliases: ['phone', 'caller', '电话'] }).optional(),
    accountId: f
      .ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'customer', '客户编码'] })
      .optional(),
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }).optional(),
    receivedAt: f
      .datetime({ en: 'Received', zh: '咨询时间' }, { aliases: ['received', 'date', 'time', '日期'] })
      .optional(),
    waitingSeconds: f
      .integer({ en: 'Waited (s)', zh: '等待时长（秒）' }, { aliases: ['waiting', 'wait', '等待'], example: 20 })
      .optional(),
    handleSeconds: f
      .integer(
        { en: 'Handled in (s)', zh: '处理时长（秒）' },
        { aliases: ['handle time', 'duration', '时长'], example: 180 },
      )
      .optional(),
    repeatOfId: f.ref('enquiry', { en: 'Asked before as', zh: '重复咨询自' }, { computed: true }).optional(),
    repeated: f.boolean({ en: 'Had to ask again', zh: '客户再次询问' }, { computed: true }).optional(),
    complaintId: f.ref('complaint', { en: 'Became complaint', zh: '转为客诉' }, { computed: true }).optional(),
    cost: f.money({ en: 'Cost', zh: '处理成本' }, { computed: true }).optional(),
    hourCost: f.money({ en: 'Cost of an hour', zh: '每小时成本' }, { computed: true }).optional(),
    currency: f.currency({ computed: true, aliases: [] }).optional(),
  },
  keys: [{ field: 'number' }],
  title: 'subject',
  search: ['subject', 'number', 'phone', 'question'],
  defaultSort: '-receivedAt',
  owned: true,
  occurred: 'receivedAt',
  numbering: { field: 'number', prefix: 'EQ' },
  fills: { field: 'accountId', from: ['contactId'] },
  complete,
  derive,
  check,
  // The line by which calls of one number are found, and what was said: whoever calls again is not asked twice.
  listExtras: ({ data }) => {
    const line = lineKey(data['phone']);
    const said = text(data['answer']).slice(0, MAX_SAID);
    return { ...(line === undefined ? {} : { line }), ...(said === '' ? {} : { said }) };
  },
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  importable: true,
  example: {
    channel: 'call',
    topic: 'delivery',
    question: '11 月底的订单能按时到吗？',
    answer: '25 日发货，27 日前到。',
    phone: '+86 21 5888 1234',
    resolved: 'yes',
    receivedAt: '2026-11-20T02:30:00.000Z',
    waitingSeconds: 20,
    handleSeconds: 180,
  },
});
