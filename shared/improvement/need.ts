import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { beyondTime, ofTouched, outside } from '../kernel/problem.ts';
import { measuredBy } from './improvement.ts';
import { outcomeOf, outcomes, yardstickLabels, yardstickOf } from './yardsticks.ts';

export const departments = {
  sales: { en: 'Sales', zh: '销售' },
  marketing: { en: 'Marketing', zh: '市场' },
  service: { en: 'Service', zh: '客服' },
  finance: { en: 'Finance', zh: '财务' },
  shipping: { en: 'Shipping', zh: '仓储物流' },
  management: { en: 'Management', zh: '管理层' },
  other: { en: 'Other', zh: '其他' },
} as const;

export const needStages = {
  wish: { en: 'Wish', zh: '心愿' },
  analysed: { en: 'Analysed', zh: '已分析' },
  decided: { en: 'Decided', zh: '已决定' },
  pilot: { en: 'Pilot', zh: '试点' },
  released: { en: 'Released', zh: '已上线' },
  checked: { en: 'Checked', zh: '已核对' },
  rejected: { en: 'Rejected', zh: '不做' },
} as const;
export type NeedStage = keyof typeof needStages;

/** Bounds of a score. */
const SCORE: readonly [number, number] = [1, 5];
/** A wish is cut into needs before it has more interviews than this. */
export const MAX_INTERVIEWS = 50;

const num = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** What is to be done first: benefit counts double, urgency once, cost against it. 4 to 20; undefined while a score is missing. */
export const priorityOf = (data: Readonly<Record<string, unknown>>): number | undefined => {
  const [benefit, cost, urgency] = [num(data['benefitScore']), num(data['costScore']), num(data['urgencyScore'])];
  if (benefit === undefined || cost === undefined || urgency === undefined) return undefined;
  return 2 * benefit + urgency + (6 - cost);
};

const derive = ({ data: given, lines }: Content): Content => {
  const { priority: _priority, outcome: _outcome, ...data } = given;
  const priority = priorityOf(data);
  const measure = yardstickOf(data['measure']);
  const [before, target, actual] = [num(data['before']), num(data['target']), num(data['actual'])];
  const known = {
    ...(before === undefined ? {} : { before }),
    ...(target === undefined ? {} : { target }),
    ...(actual === undefined ? {} : { actual }),
  };
  return {
    data: {
      ...data,
      ...(priority === undefined ? {} : { priority }),
      ...(measure && data['actualAt'] !== undefined ? { outcome: outcomeOf(measure, known) } : {}),
    },
    ...(lines ? { lines } : {}),
  };
};

/** Days that there are: a clock that waits for one of the year 9999 waits for ever. */
const wrongDays = ({ data, lines }: Content): FieldFault[] => [
  ...beyondTime('checkOn', data['checkOn']),
  ...(lines ?? []).flatMap((line, index) => beyondTime(`lines.${index}.day`, line['day'])),
];

const check = (next: Content, previous?: Content): FieldFault[] => [
  ...ofTouched(wrongDays(next), next, previous),
  ...wrongValues(next),
];

const wrongValues = ({ data, lines }: Content): FieldFault[] => [
  ...(['benefitScore', 'costScore', 'urgencyScore'] as const).flatMap((name) => outside(name, data[name], SCORE)),
  ...outside('lines', lines?.length ?? 0, [0, MAX_INTERVIEWS]),
  ...measuredBy(data),
];

const score = (label: { en: string; zh: string }) => f.integer(label).optional();

/** Something that a department wants of the CRM (REV-8): the wish, who was asked, the decision, and what it brought in the end. */
export const need = defineEntity({
  name: 'need',
  collection: 'needs',
  label: { en: 'Need', zh: '需求' },
  plural: { en: 'Needs', zh: '需求' },
  domain: 'improvement',
  schemaVersion: 1,
  fields: {
    title: f.text({ en: 'Need', zh: '需求' }, { max: 120, example: '手机上看库存' }),
    department: f.choice(departments, { en: 'Department', zh: '部门' }).default('sales'),
    status: f.choice(needStages, { en: 'Stage', zh: '阶段' }).default('wish'),
    description: f.longText({ en: 'What is wanted, and what for', zh: '要什么、用来做什么' }, { max: 2000 }).optional(),
    benefit: f.longText({ en: 'Expected benefit', zh: '预期收益' }, { max: 1000 }).optional(),
    measure: f.choice(yardstickLabels, { en: 'Measured by', zh: '衡量指标' }).optional(),
    rule: f.text({ en: 'Audit rule', zh: '稽核规则' }, { max: 60 }).optional(),
    target: f.number({ en: 'Target', zh: '目标值' }).optional(),
    benefitScore: score({ en: 'Benefit (1–5)', zh: '收益（1–5）' }),
    costScore: score({ en: 'Cost (1–5)', zh: '成本（1–5）' }),
    urgencyScore: score({ en: 'Urgency (1–5)', zh: '紧迫（1–5）' }),
    priority: f.integer({ en: 'Priority', zh: '优先级' }, { computed: true }).optional(),
    before: f.number({ en: 'Before', zh: '实施前' }, { computed: true }).optional(),
    beforeAt: f.datetime({ en: 'Measured before', zh: '实施前取数时间' }, { computed: true }).optional(),
    releasedOn: f.date({ en: 'Released on', zh: '上线日期' }, { computed: true }).optional(),
    checkOn: f.date({ en: 'Check the benefit on', zh: '收益核对日期' }).optional(),
    actual: f.number({ en: 'Actual', zh: '实际值' }, { computed: true }).optional(),
    actualAt: f.datetime({ en: 'Measured after', zh: '实施后取数时间' }, { computed: true }).optional(),
    outcome: f.choice(outcomes, { en: 'Benefit reached', zh: '收益结果' }, { computed: true }).optional(),
    actualNote: f.longText({ en: 'What it brought', zh: '实际收益说明' }, { max: 1000 }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { max: 1000 }).optional(),
  },
  lines: {
    who: f.text({ en: 'Who was asked', zh: '访谈对象' }, { max: 80 }),
    day: f.date({ en: 'When', zh: '日期' }).optional(),
    said: f.longText({ en: 'What they said', zh: '说了什么' }, { max: 1000 }),
  },
  keys: [],
  title: 'title',
  search: ['title', 'description', 'benefit'],
  defaultSort: '-priority',
  owned: true,
  seenBy: 'improvement:read',
  process: { field: 'status', of: () => 'need' },
  attachments: true,
  check,
  derive,
  // What stood before is read once it is decided, while nothing has changed yet; what it brought on the day that was agreed on.
  alarm: ({ data, updatedAt }) => {
    if (yardstickOf(data['measure']) === undefined) return undefined;
    const status = String(data['status']);
    if (['decided', 'pilot'].includes(status) && data['beforeAt'] === undefined) return updatedAt;
    if (status !== 'released' || data['actualAt'] !== undefined) return undefined;
    return typeof data['checkOn'] === 'string' ? data['checkOn'] : undefined;
  },
  example: {
    title: '手机上看库存',
    department: 'sales',
    description: '拜访客户时当场能答复交期。',
    benefit: '少打电话问仓库，当天答复客户。',
    measure: 'first-contact',
    target: 80,
    benefitScore: 4,
    costScore: 2,
    urgencyScore: 3,
    lines: [{ who: '张伟（华东区销售）', day: '2026-11-18', said: '每天至少问仓库五次。' }],
  },
});
