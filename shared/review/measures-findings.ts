import { entityOf, isEntity } from '../entities.ts';
import type { Label } from '../kernel/field.ts';
import { stages } from '../sales/pipeline.ts';
import type { PackMeasure } from './measure.ts';
import { money, one } from './measure.ts';

const isStage = (text: string): text is keyof typeof stages => text in stages;

/** The name of a kind of record. */
const kindOf = (key: string): Label => (isEntity(key) ? entityOf(key).plural : { en: key, zh: key });

const finding = { group: 'findings', unit: 'count' } as const;
const late = { group: 'overdue', unit: 'count', wish: 'less' } as const;

/** What the audit found, and what is overdue. */
export const findingMeasures: readonly PackMeasure[] = [
  {
    ...finding,
    id: 'findings.open',
    wish: 'less',
    weight: 4,
    label: { en: 'Open findings', zh: '未关闭问题' },
    definition: {
      en: 'Findings in state open or recurred when the figures were taken.',
      zh: '取数时状态为“待处理”或“再次发生”的稽核发现。',
    },
    read: (pack) => one(pack.findings.open),
  },
  {
    ...finding,
    id: 'findings.opened',
    wish: 'none',
    weight: 0,
    label: { en: 'Newly found', zh: '新发现的问题' },
    definition: { en: 'Findings that the audit first saw in the month.', zh: '稽核在本月首次发现的问题。' },
    read: (pack) => one(pack.findings.opened),
  },
  {
    ...finding,
    id: 'findings.closed',
    wish: 'more',
    weight: 2,
    label: { en: 'Findings closed', zh: '关闭的问题' },
    definition: {
      en: 'Findings that were fixed, explained or accepted in the month and have not come back since.',
      zh: '本月已修正、已说明或已接受，且之后没有再次发生的问题。',
    },
    read: (pack) => one(pack.findings.closed),
  },
  {
    ...finding,
    id: 'findings.recurred',
    wish: 'less',
    weight: 4,
    label: { en: 'Findings that came back', zh: '反复出现的问题' },
    definition: {
      en: 'Findings that were closed once and are open again.',
      zh: '曾经关闭、取数时又处于“再次发生”的问题。',
    },
    read: (pack) => one(pack.findings.recurred),
  },
  {
    ...late,
    id: 'overdue.findings',
    weight: 5,
    label: { en: 'Overdue findings', zh: '逾期问题' },
    definition: {
      en: 'Open findings whose due day was before the end of the period.',
      zh: '期限早于期末、仍未关闭的问题。',
    },
    read: (pack) => one(pack.overdue.findings),
  },
  {
    ...late,
    id: 'overdue.opportunities',
    weight: 3,
    label: { en: 'Opportunities past their close date', zh: '逾期商机' },
    definition: {
      en: 'Opportunities that are neither won nor lost although their close date has passed.',
      zh: '预计成交日已过、仍未赢单或丢单的商机。',
    },
    read: (pack) => one(pack.overdue.opportunities),
  },
  {
    ...late,
    id: 'overdue.orders',
    weight: 5,
    label: { en: 'Orders past their due date', zh: '逾期订单' },
    definition: {
      en: 'Orders not shipped in full although their due date has passed.',
      zh: '交期已过、尚未全部出货的订单。',
    },
    read: (pack) => one(pack.overdue.orders),
  },
  {
    ...late,
    id: 'overdue.tasks',
    weight: 3,
    label: { en: 'Tasks past their date', zh: '逾期任务' },
    definition: { en: 'Activities with a due time that are not done.', zh: '到期仍未完成的跟进任务。' },
    read: (pack) => one(pack.overdue.tasks),
  },
  {
    ...late,
    id: 'overdue.actions',
    weight: 4,
    label: { en: 'Agreed actions past their date', zh: '逾期行动项' },
    definition: {
      en: 'Actions of meetings and complaints, effects to be read, benefits to be checked and interviews to be held whose day has passed.',
      zh: '会议与客诉的行动项、待取数的改善效果、待核对的需求收益、待进行的访谈，日期已过仍未完成的合计。',
    },
    read: (pack) => one(pack.actions?.all),
  },
  {
    ...finding,
    id: 'rule',
    wish: 'less',
    weight: 2,
    aimless: true,
    label: { en: 'Open findings of a rule', zh: '某条规则的未关闭问题' },
    definition: { en: 'Open findings by audit rule.', zh: '按稽核规则统计的未关闭问题。' },
    read: (pack, names) =>
      pack.findings.byRule.map(({ key, value, before }) => ({ of: key, value, before, label: names.rule(key) })),
  },
];

/** How good the data are. */
export const qualityMeasures: readonly PackMeasure[] = [
  {
    id: 'errors.per100',
    group: 'quality',
    unit: 'score',
    wish: 'less',
    weight: 4,
    range: [0, 1_000_000],
    label: { en: 'Findings per 100 records entered', zh: '每百条录入的问题数' },
    definition: {
      en: 'Findings opened in the month on owned records of the kinds that people enter, late steps of theirs among them, per 100 records that members typed in it. What concerns no such record, an unused access for one, is left out.',
      zh: '本月在有负责人的业务记录（即成员手工录入的各类记录）上新发现的问题数（含这些记录的办理超时），除以本月成员手工录入的记录数，再乘以 100。与录入无关的问题（如闲置账号）不计。',
    },
    read: ({ quality }) =>
      quality?.errors.per100 === undefined ? [] : [{ value: quality.errors.per100, before: quality.errors.before }],
  },
  {
    id: 'complete',
    group: 'quality',
    unit: 'percent',
    wish: 'more',
    weight: 3,
    label: { en: 'Completeness', zh: '完整度' },
    definition: {
      en: 'Share of the fields a colleague needs that are filled, over all records of the kind.',
      zh: '同事协作所需字段的填写比例，按该类全部记录计算。',
    },
    read: (pack) =>
      pack.completeness.map(({ entity, percent, before }) => {
        const { en, zh } = kindOf(entity);
        const label = { en: `Completeness of ${en.toLowerCase()}`, zh: `${zh}完整度` };
        return { of: entity, value: percent, before, label };
      }),
  },
  {
    id: 'affected',
    group: 'quality',
    unit: 'percent',
    wish: 'less',
    weight: 2,
    label: { en: 'Records with open findings', zh: '有未关闭问题的记录占比' },
    definition: {
      en: 'Share of the records of a kind that have at least one open finding.',
      zh: '该类记录中至少有一个未关闭问题的比例。',
    },
    read: ({ quality }) =>
      (quality?.affected ?? []).map(({ entity, percent, before }) => {
        const { en, zh } = kindOf(entity);
        return {
          of: entity,
          value: percent,
          before,
          label: { en: `${en} with open findings`, zh: `有未关闭问题的${zh}占比` },
        };
      }),
  },
];

/** Orders and the work on customers. */
export const orderMeasures: readonly PackMeasure[] = [
  {
    id: 'orders.count',
    group: 'orders',
    unit: 'count',
    wish: 'more',
    weight: 4,
    label: { en: 'Orders', zh: '订单' },
    definition: { en: 'Orders by their order date, without cancelled ones.', zh: '按下单日期统计，不含已取消的订单。' },
    read: (pack) => one(pack.orders.count),
  },
  {
    id: 'orders.amount',
    group: 'orders',
    unit: 'money',
    wish: 'more',
    weight: 5,
    label: { en: 'Order amount', zh: '订单金额' },
    definition: {
      en: 'Amount of these orders, by currency.',
      zh: '上述订单的金额，按币种分别统计。',
    },
    read: (pack) => money(pack.orders.amounts),
  },
  {
    id: 'activities',
    group: 'orders',
    unit: 'count',
    wish: 'more',
    weight: 2,
    label: { en: 'Activities', zh: '跟进记录' },
    definition: { en: 'Activities by the time at which they happened.', zh: '按发生时间统计的跟进记录。' },
    read: (pack) => one(pack.activities),
  },
];

/** What there is, by stage and kind: compared, and nobody's goal. */
export const stockMeasures: readonly PackMeasure[] = [
  {
    id: 'funnel',
    group: 'funnel',
    unit: 'count',
    wish: 'none',
    weight: 0,
    aimless: true,
    label: { en: 'Funnel', zh: '漏斗' },
    definition: { en: 'Opportunities by stage.', zh: '按阶段统计的商机。' },
    read: (pack) =>
      pack.funnel.map(({ stage, count, before }) => {
        const { en, zh } = isStage(stage) ? stages[stage] : { en: stage, zh: stage };
        return { of: stage, value: count, before, label: { en: `Funnel: ${en.toLowerCase()}`, zh: `漏斗：${zh}` } };
      }),
  },
  {
    id: 'records',
    group: 'records',
    unit: 'count',
    wish: 'none',
    weight: 0,
    aimless: true,
    label: { en: 'Records', zh: '记录' },
    definition: { en: 'Records that are neither archived nor merged.', zh: '未归档、未合并的记录。' },
    read: (pack) => pack.records.map(({ key, value, before }) => ({ of: key, value, before, label: kindOf(key) })),
  },
];
