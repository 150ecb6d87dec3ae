import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

export const activityKinds = {
  call: { en: 'Call', zh: '电话' },
  meeting: { en: 'Meeting', zh: '会议' },
  visit: { en: 'Visit', zh: '拜访' },
  task: { en: 'Task', zh: '任务' },
  note: { en: 'Note', zh: '记录' },
  email: { en: 'E-mail', zh: '邮件' },
} as const;

/** Something done with or for a customer, or to be done (SAL-4). */
export const activity = defineEntity({
  name: 'activity',
  collection: 'activities',
  label: { en: 'Activity', zh: '跟进记录' },
  plural: { en: 'Activities', zh: '跟进记录' },
  domain: 'activities',
  schemaVersion: 1,
  fields: {
    kind: f.choice(activityKinds, { en: 'Kind', zh: '类型' }, { aliases: ['kind', 'activity type', '方式'] }),
    subject: f.text(
      { en: 'Subject', zh: '主题' },
      { max: 200, example: '电话确认交期', aliases: ['subject', 'title', '内容'] },
    ),
    note: f.longText({ en: 'Note', zh: '内容' }, { aliases: ['note', 'text', 'body', '备注'] }).optional(),
    accountId: f
      .ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'customer', '客户编码'] })
      .optional(),
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }).optional(),
    opportunityId: f.ref('opportunity', { en: 'Opportunity', zh: '商机' }).optional(),
    happenedAt: f.datetime({ en: 'Happened at', zh: '发生时间' }, { aliases: ['date', 'time', '日期'] }).optional(),
    dueAt: f.datetime({ en: 'Due at', zh: '截止时间' }, { aliases: ['due', 'deadline'] }).optional(),
    done: f.boolean({ en: 'Done', zh: '已完成' }).optional(),
  },
  keys: [],
  title: 'subject',
  search: ['subject', 'note'],
  defaultSort: '-occurredAt',
  owned: true,
  occurred: 'happenedAt',
  relation: (record) => {
    const parent = record.data['accountId'] ?? record.data['opportunityId'] ?? record.data['contactId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  importable: true,
  example: { kind: 'call', subject: '电话确认交期', happenedAt: '2026-11-20T02:30:00.000Z' },
});
