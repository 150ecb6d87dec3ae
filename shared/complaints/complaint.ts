import type { Content, Task } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { beyondTime, fault, ofTouched, outside } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';

export const complaintStates = {
  received: { en: 'Received', zh: '已受理' },
  investigating: { en: 'Investigating', zh: '调查原因' },
  acting: { en: 'Acting', zh: '采取措施' },
  verifying: { en: 'Verifying', zh: '效果验证' },
  closed: { en: 'Closed', zh: '已关闭' },
  rejected: { en: 'Rejected', zh: '不成立' },
} as const;
export type ComplaintState = keyof typeof complaintStates;
/** States in which something is still to be done. */
export const openComplaintStates: readonly ComplaintState[] = ['received', 'investigating', 'acting', 'verifying'];

export const severities = {
  minor: { en: 'Minor', zh: '轻微' },
  major: { en: 'Major', zh: '严重' },
  critical: { en: 'Critical', zh: '危急' },
} as const;
export type ComplaintSeverity = keyof typeof severities;

export const complaintSources = {
  phone: { en: 'Phone', zh: '电话' },
  email: { en: 'E-mail', zh: '邮件' },
  visit: { en: 'Visit', zh: '拜访' },
  chat: { en: 'Chat', zh: '在线聊天' },
  survey: { en: 'Survey', zh: '满意度调查' },
  enquiry: { en: 'Enquiry', zh: '咨询转入' },
  other: { en: 'Other', zh: '其他' },
} as const;

export const confirmations = {
  yes: { en: 'Yes, it is solved', zh: '是，已解决' },
  no: { en: 'No, it is not', zh: '否，未解决' },
  unreached: { en: 'Could not be reached', zh: '联系不上' },
} as const;

/** Longest account of what happened, was found and was done, characters. */
const MAX_TEXT = 4000;

const instant = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

/** An event cannot be told before it happened, nor written down before it was told. */
const wrongValues = ({ data, lines }: Content): FieldFault[] => [
  ...['happenedAt', 'reportedAt', 'verifyOn'].flatMap((name) => beyondTime(name, data[name])),
  ...outside('quantity', data['quantity'], [0, 1e9]),
  ...outside('cost', data['cost'], [0, 1e13]),
  ...(lines ?? []).flatMap((line, index) =>
    ['dueDate', 'doneDate'].flatMap((name) => beyondTime(`lines.${index}.${name}`, line[name])),
  ),
  ...(lines ?? []).flatMap((line, index) =>
    line['action'] === undefined || String(line['action']).trim() === ''
      ? [fault(`lines.${index}.action`, 'required')]
      : [],
  ),
];

/** A word before its event, where one of the two times is what was changed. */
const wrongOrder = ({ data }: Content, previous: Content | undefined): FieldFault[] => {
  const touched = ['happenedAt', 'reportedAt'].some((name) => data[name] !== previous?.data[name]);
  return touched && instant(data['reportedAt']) < instant(data['happenedAt'])
    ? [fault('reportedAt', 'not-allowed-value', 'after happenedAt')]
    : [];
};

const check = (next: Content, previous?: Content): FieldFault[] => [
  ...wrongOrder(next, previous),
  ...ofTouched(wrongValues(next), next, previous),
];

/** Actions that somebody is to carry out by a day. */
const tasks = ({ lines }: Rec): Task[] =>
  (lines ?? []).flatMap(({ action, responsibleId, dueDate, doneDate }, index) =>
    typeof responsibleId === 'string' && typeof dueDate === 'string' && doneDate === undefined
      ? [{ slot: `${index + 1}.${dueDate}`, memberId: responsibleId, title: String(action ?? ''), due: dueDate }]
      : [],
  );

/**
 * A complaint (SRV-1, SRV-3): what happened, what the customer already told us, what was found and done, and whether it came back.
 * Its lines are the corrective and preventive actions.
 */
export const complaint = defineEntity({
  name: 'complaint',
  collection: 'complaints',
  label: { en: 'Complaint', zh: '客诉' },
  plural: { en: 'Complaints', zh: '客诉' },
  domain: 'complaints',
  schemaVersion: 1,
  fields: {
    number: f
      .text(
        { en: 'Complaint number', zh: '客诉编号' },
        {
          max: 60,
          dataClass: 'controlled',
          example: 'CP2026-00017',
          aliases: ['number', 'complaint number', '客诉单号'],
        },
      )
      .optional(),
    subject: f.text(
      { en: 'Subject', zh: '主题' },
      { max: 200, example: '车架焊缝开裂', aliases: ['subject', 'title', '投诉主题'] },
    ),
    description: f
      .longText({ en: 'What happened', zh: '情况描述' }, { max: MAX_TEXT, aliases: ['description', '投诉内容'] })
      .optional(),
    status: f.choice(complaintStates, { en: 'Status', zh: '状态' }).default('received'),
    severity: f.choice(severities, { en: 'Severity', zh: '严重程度' }, { aliases: ['severity'] }).default('minor'),
    // Not `source`: the envelope has one, which says by what way the record came in.
    channel: f
      .choice(complaintSources, { en: 'Source', zh: '来源' }, { aliases: ['source', 'channel'] })
      .default('phone'),
    happenedAt: f
      .datetime({ en: 'Happened at', zh: '发生时间' }, { aliases: ['happened', 'date of event', '发生日期'] })
      .optional(),
    reportedAt: f
      .datetime({ en: 'Reported at', zh: '客户反映时间' }, { aliases: ['reported', 'date reported', '反映日期'] })
      .optional(),
    accountId: f
      .ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'customer', '客户编码'] })
      .optional(),
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }).optional(),
    salesId: f.ref('member', { en: 'Salesperson', zh: '业务负责人' }).optional(),
    productId: f.ref('product', { en: 'Product', zh: '产品' }, { aliases: ['product', '料号'] }).optional(),
    batch: f.text({ en: 'Batch', zh: '批号' }, { max: 60, aliases: ['batch', 'lot', '批次'] }).optional(),
    quantity: f.number({ en: 'Quantity concerned', zh: '涉及数量' }).optional(),
    orderId: f.ref('order', { en: 'Order', zh: '订单' }).optional(),
    shipmentId: f.ref('shipment', { en: 'Shipment', zh: '出货单' }).optional(),
    enquiryId: f.ref('enquiry', { en: 'From enquiry', zh: '来自咨询' }, { computed: true }).optional(),
    containment: f
      .longText({ en: 'Containment', zh: '临时措施' }, { max: MAX_TEXT, aliases: ['containment'] })
      .optional(),
    investigatorId: f.ref('member', { en: 'Finds the cause', zh: '原因调查人' }).optional(),
    causeId: f.ref('cause', { en: 'Root cause', zh: '根本原因' }, { aliases: ['cause', 'root cause'] }).optional(),
    whys: f.tags({ en: 'Why, and why again', zh: '逐层追问' }, { max: 200 }).optional(),
    causeNote: f.longText({ en: 'How it came about', zh: '原因说明' }, { max: MAX_TEXT }).optional(),
    othersAffected: f
      .choice(
        { no: { en: 'No', zh: '否' }, yes: { en: 'Yes', zh: '是' } },
        { en: 'Are others affected?', zh: '是否影响其他客户' },
      )
      .optional(),
    affectedNote: f.longText({ en: 'What they were told', zh: '对其他客户的处理' }, { max: MAX_TEXT }).optional(),
    actionOwnerId: f.ref('member', { en: 'Carries out the actions', zh: '措施负责人' }).optional(),
    verifierId: f.ref('member', { en: 'Verifies', zh: '验证人' }).optional(),
    verifyOn: f.date({ en: 'Verify from', zh: '验证日期' }).optional(),
    verifyResult: f.longText({ en: 'Result of the verification', zh: '验证结果' }, { max: MAX_TEXT }).optional(),
    confirmed: f.choice(confirmations, { en: 'Solved, by the customer’s word', zh: '客户确认已解决' }).optional(),
    rejectReason: f.longText({ en: 'Why it is rejected', zh: '不成立原因' }, { max: MAX_TEXT }).optional(),
    cost: f.money({ en: 'Cost', zh: '处理成本' }).optional(),
    currency: f.currency().optional(),
    note: f.longText({ en: 'Note', zh: '备注' }).optional(),
    // What the system keeps: contacts by their own endpoint, times by the steps, recurrence by the cause that was found.
    contacts: f.integer({ en: 'Contacts', zh: '联系次数' }, { computed: true }).optional(),
    firstContactAt: f.datetime({ en: 'First contact', zh: '首次联系' }, { computed: true }).optional(),
    lastContactAt: f.datetime({ en: 'Last contact', zh: '最近联系' }, { computed: true }).optional(),
    // Complaints of another system bring their end along, or nobody knows from when on a cause is back.
    closedAt: f
      .datetime(
        { en: 'Closed', zh: '关闭时间' },
        { computed: true, imported: true, aliases: ['closed', 'closed at', 'date closed', '关闭日期'] },
      )
      .optional(),
    closedBy: f.ref('member', { en: 'Closed by', zh: '关闭人' }, { computed: true }).optional(),
    reopened: f.integer({ en: 'Times reopened', zh: '重开次数' }, { computed: true }).optional(),
    recurrenceOfId: f.ref('complaint', { en: 'Recurrence of', zh: '同因前诉' }, { computed: true }).optional(),
    recurredById: f.ref('complaint', { en: 'Came back as', zh: '再次发生' }, { computed: true }).optional(),
  },
  lines: {
    kind: f
      .choice(
        { corrective: { en: 'Corrective', zh: '纠正' }, preventive: { en: 'Preventive', zh: '预防' } },
        { en: 'Kind', zh: '类型' },
      )
      .default('corrective'),
    action: f.text({ en: 'Action', zh: '措施' }, { max: 500 }).optional(),
    responsibleId: f.ref('member', { en: 'Responsible', zh: '责任人' }).optional(),
    dueDate: f.date({ en: 'Due', zh: '期限' }).optional(),
    doneDate: f.date({ en: 'Done on', zh: '完成日期' }).optional(),
    result: f.text({ en: 'Result', zh: '结果' }, { max: 500 }).optional(),
  },
  keys: [{ field: 'number' }],
  title: 'subject',
  search: ['subject', 'number', 'batch', 'description'],
  defaultSort: '-reportedAt',
  owned: true,
  people: ['salesId', 'investigatorId', 'actionOwnerId', 'verifierId', 'lines.responsibleId'],
  attachments: true,
  occurred: 'happenedAt',
  numbering: { field: 'number', prefix: 'CP' },
  process: { field: 'status', of: () => 'complaint' },
  tasks,
  fills: { field: 'accountId', from: ['contactId', 'orderId', 'shipmentId'] },
  namesOwner: { field: 'salesId', of: 'accountId' },
  check,
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  importable: true,
  example: {
    subject: '车架焊缝开裂',
    severity: 'major',
    channel: 'phone',
    happenedAt: '2026-11-19T02:00:00.000Z',
    reportedAt: '2026-11-20T01:30:00.000Z',
    batch: 'B2611',
    lines: [{ kind: 'corrective', action: '更换车架' }],
  },
});
