import type { PackMeasure } from './measure.ts';
import { one, percent } from './measure.ts';

const served = { group: 'service', unit: 'count' } as const;
const share = { group: 'service', unit: 'percent', wish: 'more' } as const;
const score = { group: 'service', unit: 'score', weight: 3 } as const;

/** What customers brought. */
export const serviceMeasures: readonly PackMeasure[] = [
  {
    ...served,
    id: 'enquiries',
    wish: 'none',
    weight: 0,
    label: { en: 'Enquiries', zh: '咨询' },
    definition: { en: 'Enquiries by the time at which they came.', zh: '按接到时间统计的咨询。' },
    read: (pack) => one(pack.service?.enquiries),
  },
  {
    ...share,
    id: 'firstContact',
    weight: 4,
    label: { en: 'Solved at first contact', zh: '首次解决率' },
    definition: {
      en: 'Of the enquiries whose outcome the customer told those that were solved at once.',
      zh: '客户已反馈结果的咨询中，首次联系即解决的比例。',
    },
    read: (pack) => percent(pack.service?.firstContact),
  },
  {
    ...served,
    id: 'complaints.opened',
    wish: 'less',
    weight: 5,
    label: { en: 'New complaints', zh: '新增客诉' },
    definition: { en: 'Complaints by the time at which they were reported.', zh: '按客户反映时间统计的客诉。' },
    read: (pack) => one(pack.service?.complaints.opened),
  },
  {
    ...served,
    id: 'complaints.open',
    wish: 'less',
    weight: 4,
    label: { en: 'Open complaints', zh: '未关闭客诉' },
    definition: { en: 'Complaints neither closed nor rejected.', zh: '尚未关闭、也未判定不成立的客诉。' },
    read: (pack) => one(pack.service?.complaints.open),
  },
  {
    ...served,
    id: 'complaints.reopened',
    wish: 'less',
    weight: 4,
    label: { en: 'Complaints opened again', zh: '重开的客诉' },
    definition: { en: 'How often a closed complaint was opened again.', zh: '已关闭的客诉被重新打开的次数。' },
    read: (pack) => one(pack.service?.complaints.reopened),
  },
  {
    ...share,
    id: 'complaints.confirmed',
    weight: 3,
    label: { en: 'Closed with the customer’s word', zh: '客户确认解决率' },
    definition: {
      en: 'Of the complaints closed in the month those that the customer confirmed as solved.',
      zh: '本月关闭的客诉中，客户确认已解决的比例。',
    },
    read: (pack) => percent(pack.service?.complaints.confirmed),
  },
  {
    id: 'took',
    group: 'service',
    unit: 'minutes',
    wish: 'less',
    weight: 3,
    label: { en: 'Time from word to end of a complaint', zh: '客诉处理用时' },
    definition: {
      en: 'Business hours from the customer’s word to the end, on the average of the complaints closed in the month.',
      zh: '本月关闭的客诉，从客户反映到关闭的平均工作时长。',
    },
    read: (pack) => one(pack.service?.took),
  },
  {
    ...score,
    id: 'surveys.csat',
    wish: 'more',
    range: [1, 5],
    label: { en: 'Satisfaction (CSAT)', zh: '满意度（CSAT）' },
    definition: { en: 'Average of the answers, 1 to 5.', zh: '答卷平均分，1 至 5 分。' },
    read: (pack) => one(pack.service?.surveys.csat),
  },
  {
    ...score,
    id: 'surveys.ces',
    wish: 'none',
    weight: 0,
    label: { en: 'Ease (CES)', zh: '省力度（CES）' },
    definition: { en: 'Average of the answers, 1 to 7.', zh: '答卷平均分，1 至 7 分。' },
    read: (pack) => one(pack.service?.surveys.ces),
  },
  {
    ...score,
    id: 'surveys.nps',
    wish: 'more',
    range: [-100, 100],
    label: { en: 'Recommendation (NPS)', zh: '推荐值（NPS）' },
    definition: { en: 'Promoters less detractors, in percent of the answers.', zh: '推荐者与贬损者占答卷比例之差。' },
    read: (pack) => one(pack.service?.surveys.nps),
  },
  {
    ...served,
    id: 'lost',
    wish: 'less',
    weight: 5,
    label: { en: 'Customers lost', zh: '流失客户' },
    definition: { en: 'Customers by the day on which they were lost.', zh: '按流失日期统计的客户。' },
    read: (pack) => one(pack.service?.lost.count),
  },
];

const used = { group: 'people', wish: 'more' } as const;
const waits = { group: 'waiting', unit: 'count', wish: 'less', weight: 2 } as const;

/** How far the system is used, and what those who use it know. */
export const peopleMeasures: readonly PackMeasure[] = [
  {
    ...used,
    id: 'adoption.people',
    unit: 'percent',
    weight: 4,
    label: { en: 'Members who entered records', zh: '有录入的成员占比' },
    definition: {
      en: 'Of the active members those who typed at least one record in the month.',
      zh: '在职成员中，本月至少手工录入过一条记录的比例。',
    },
    read: (pack) => percent(pack.adoption?.people),
  },
  {
    ...used,
    id: 'adoption.entered',
    unit: 'count',
    weight: 2,
    label: { en: 'Records entered', zh: '录入的记录' },
    definition: {
      en: 'Customers, contacts, opportunities, orders, activities, quotes, shipments and complaints typed by members; imports left out.',
      zh: '成员手工录入的客户、联系人、商机、订单、跟进记录、报价、出货单和客诉，不含导入。',
    },
    read: (pack) => one(pack.adoption?.entered),
  },
  {
    ...used,
    id: 'adoption.tasks',
    unit: 'count',
    weight: 1,
    label: { en: 'Tasks done', zh: '完成的任务' },
    definition: {
      en: 'Tasks with a due time that were ticked off in the month.',
      zh: '本月勾选完成、设有期限的任务。',
    },
    read: (pack) => one(pack.adoption?.tasks),
  },
  {
    ...used,
    id: 'adoption.inTime',
    unit: 'percent',
    weight: 4,
    label: { en: 'Steps in time', zh: '流程步骤按时率' },
    definition: {
      en: 'Of the steps of processes taken in the month those that were not late.',
      zh: '本月完成的流程步骤中，未超时的比例。',
    },
    read: (pack) => percent(pack.adoption?.steps),
  },
  {
    ...used,
    id: 'interviews.passed',
    unit: 'percent',
    weight: 3,
    label: { en: 'Interviews passed', zh: '访谈通过率' },
    definition: {
      en: 'Interviews and spot checks held in the month that were passed.',
      zh: '本月进行的访谈与抽查中，通过的比例。',
    },
    read: (pack) => percent(pack.interviews?.passRate),
  },
  {
    group: 'people',
    id: 'probation.open',
    unit: 'count',
    wish: 'less',
    weight: 2,
    label: { en: 'Open findings of people on probation', zh: '试用期成员的未关闭问题' },
    definition: {
      en: 'Open findings that belong to members who were on probation at the end of the period.',
      zh: '期末仍在试用期的成员名下的未关闭问题。',
    },
    read: (pack) => one(pack.probation?.open),
  },
];

/** What waits for somebody's word. */
export const waitingMeasures: readonly PackMeasure[] = [
  {
    ...waits,
    id: 'waiting.tips',
    label: { en: 'Tips waiting', zh: '待评定的技巧' },
    definition: { en: 'Tips that nobody has judged yet.', zh: '尚未评定的技巧。' },
    read: (pack) => one(pack.waiting?.tips),
  },
  {
    ...waits,
    id: 'waiting.proposals',
    label: { en: 'Process proposals waiting', zh: '待决定的流程建议' },
    definition: { en: 'Process proposals neither adopted nor rejected.', zh: '尚未采纳或否决的流程建议。' },
    read: (pack) => one(pack.waiting?.proposals),
  },
  {
    ...waits,
    id: 'waiting.issues',
    label: { en: 'Complaints about the system waiting', zh: '待答复的系统意见' },
    definition: { en: 'Complaints about the system without an answer.', zh: '尚未答复的系统意见。' },
    read: (pack) => one(pack.waiting?.issues),
  },
  {
    ...waits,
    id: 'waiting.needs',
    label: { en: 'Needs waiting', zh: '待决定的需求' },
    definition: { en: 'Needs that are not decided yet.', zh: '尚未作出决定的需求。' },
    read: (pack) => one(pack.waiting?.needs),
  },
  {
    ...waits,
    id: 'waiting.changes',
    label: { en: 'Change requests waiting', zh: '待审批的变更申请' },
    definition: { en: 'Changes of critical fields that wait for approval.', zh: '等待审批的关键字段变更。' },
    read: (pack) => one(pack.waiting?.changes),
  },
];
