import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault, outside } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import { rhythms } from './recurrence.ts';
import { succession } from './series.ts';

export const activityKinds = {
  call: { en: 'Call', zh: '电话' },
  meeting: { en: 'Meeting', zh: '会议' },
  visit: { en: 'Visit', zh: '拜访' },
  task: { en: 'Task', zh: '任务' },
  note: { en: 'Note', zh: '记录' },
  email: { en: 'E-mail', zh: '邮件' },
} as const;

/** Longest text of an activity, characters. An e-mail beyond it is cut. */
export const MAX_NOTE = 10_000;
/** Longest planned duration, minutes: a fortnight. */
const MAX_MINUTES = 14 * 24 * 60;

const instant = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

/** When somebody has to be reminded: until it is done, and once for each time that is asked for. ISO UTC. */
const reminderDue = (record: Rec): string | undefined => {
  const { remindAt, remindedAt, done } = record.data;
  const at = instant(remindAt);
  if (done === true || Number.isNaN(at) || instant(remindedAt) >= at) return undefined;
  return new Date(at).toISOString();
};

/**
 * When it was done, and from which day on its series counts: that of the first one, or of the one whose rhythm was changed. Putting
 * off a later one does not move those after it.
 */
const derive = (next: Content, previous: Content | undefined, now: string): Content => {
  const { doneAt: _done, seriesFrom, ...data } = next.data;
  const kept = previous?.data ?? {};
  const repeats = typeof data['repeat'] === 'string' && typeof data['dueAt'] === 'string';
  const goesOn = data['seriesId'] !== undefined && data['repeat'] === kept['repeat'];
  const from = goesOn ? (seriesFrom ?? data['dueAt']) : data['dueAt'];
  return {
    ...next,
    data: {
      ...data,
      ...(data['done'] === true ? { doneAt: kept['done'] === true ? (kept['doneAt'] ?? now) : now } : {}),
      ...(repeats ? { seriesFrom: from } : {}),
    },
  };
};

const check = ({ data }: Content): FieldFault[] => [
  ...outside('durationMinutes', data['durationMinutes'], [1, MAX_MINUTES]),
  ...(data['repeat'] !== undefined && data['dueAt'] === undefined ? [fault('dueAt', 'required')] : []),
  ...(data['repeatUntil'] !== undefined && data['repeat'] === undefined ? [fault('repeat', 'required')] : []),
];

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
    note: f
      .longText({ en: 'Note', zh: '内容' }, { max: MAX_NOTE, aliases: ['note', 'text', 'body', '备注'] })
      .optional(),
    accountId: f
      .ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'customer', '客户编码'] })
      .optional(),
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }).optional(),
    opportunityId: f.ref('opportunity', { en: 'Opportunity', zh: '商机' }).optional(),
    leadId: f.ref('lead', { en: 'Lead', zh: '线索' }).optional(),
    /** A contact about a complaint is logged there: `complaints.logContact` counts it in the same transaction. */
    complaintId: f.ref('complaint', { en: 'Complaint', zh: '客诉' }, { computed: true }).optional(),
    asked: f.longText({ en: 'What was asked', zh: '问了什么' }, { max: MAX_NOTE, computed: true }).optional(),
    answered: f.longText({ en: 'What was answered', zh: '客户怎么说' }, { max: MAX_NOTE, computed: true }).optional(),
    happenedAt: f.datetime({ en: 'Happened at', zh: '发生时间' }, { aliases: ['date', 'time', '日期'] }).optional(),
    dueAt: f
      .datetime({ en: 'Planned for', zh: '计划时间' }, { aliases: ['due', 'due at', 'deadline', '截止时间'] })
      .optional(),
    durationMinutes: f
      .integer({ en: 'Minutes', zh: '时长（分钟）' }, { aliases: ['duration', 'minutes', '时长'], example: 30 })
      .optional(),
    place: f.text({ en: 'Place', zh: '地点' }, { max: 200, aliases: ['place', 'location', '地址'] }).optional(),
    outcome: f.text({ en: 'Outcome', zh: '结果' }, { max: 500, aliases: ['outcome', 'result', '跟进结果'] }).optional(),
    remindAt: f.datetime({ en: 'Remind me at', zh: '提醒时间' }, { aliases: ['reminder'] }).optional(),
    repeat: f.choice(rhythms, { en: 'Repeats', zh: '重复' }).optional(),
    repeatUntil: f.date({ en: 'Repeats until', zh: '重复至' }).optional(),
    done: f.boolean({ en: 'Done', zh: '已完成' }).optional(),
    doneAt: f.datetime({ en: 'Done at', zh: '完成时间' }, { computed: true }).optional(),
    remindedAt: f.datetime({ en: 'Reminded at', zh: '已提醒时间' }, { computed: true }).optional(),
    seriesId: f.ref('activity', { en: 'First of the series', zh: '系列首次' }, { computed: true }).optional(),
    seriesFrom: f.datetime({ en: 'Series from', zh: '系列起点' }, { computed: true }).optional(),
    nextId: f.ref('activity', { en: 'Next of the series', zh: '系列下一次' }, { computed: true }).optional(),
    mailFrom: f.text({ en: 'From', zh: '发件人' }, { computed: true, max: 300 }).optional(),
    mailTo: f.text({ en: 'To', zh: '收件人' }, { computed: true, max: 300 }).optional(),
    mailId: f.text({ en: 'Message id', zh: '邮件标识' }, { computed: true, max: 250 }).optional(),
  },
  // The same message comes by several ways (pasted, copies of two colleagues) and is one entry.
  keys: [{ field: 'mailId' }],
  title: 'subject',
  search: ['subject', 'note'],
  defaultSort: '-occurredAt',
  owned: true,
  occurred: 'happenedAt',
  // So that the account's timeline has what was noted on a contact, a lead or a deal.
  fills: { field: 'accountId', from: ['opportunityId', 'contactId', 'leadId'] },
  derive,
  check,
  alarm: reminderDue,
  succession,
  relation: (record) => {
    const { accountId, leadId, opportunityId, contactId } = record.data;
    const parent = accountId ?? leadId ?? opportunityId ?? contactId;
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  importable: true,
  example: {
    kind: 'call',
    subject: '电话确认交期',
    happenedAt: '2026-11-20T02:30:00.000Z',
    dueAt: '2026-11-20T02:00:00.000Z',
  },
});
