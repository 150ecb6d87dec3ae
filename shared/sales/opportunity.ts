import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import { origins } from '../leads/origins.ts';
import { closeReasons } from './close-reasons.ts';
import { isOpenStage, stageLabelIn, stages, stagesOf } from './pipeline.ts';
import { withStageTimes } from './stage-times.ts';

/** A deal stands in a stage that its pipeline has. Asked when its pipeline is entered; on its way the process asks (stage-in-pipeline). */
const pipelineFaults = ({ data }: Content, ref: (id: string) => Rec | undefined): FieldFault[] => {
  const lines = ref(String(data['pipelineId'] ?? ''))?.lines;
  const stage = data['stage'];
  if (lines === undefined || !isOpenStage(stage) || stagesOf(lines).includes(stage)) return [];
  return [
    fault(
      'pipelineId',
      'not-allowed-value',
      stagesOf(lines)
        .map((one) => stageLabelIn(lines, one).en)
        .join(', '),
    ),
  ];
};

/** A possible sale on its way through the funnel (SAL-3). */
export const opportunity = defineEntity({
  name: 'opportunity',
  collection: 'opportunities',
  label: { en: 'Opportunity', zh: '商机' },
  plural: { en: 'Opportunities', zh: '商机' },
  domain: 'opportunities',
  schemaVersion: 1,
  fields: {
    name: f.text(
      { en: 'Name', zh: '名称' },
      { max: 160, example: '二号车间设备更新', aliases: ['name', 'opportunity', 'deal', '商机名称'] },
    ),
    accountId: f
      .ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'customer', '客户编码'] })
      .optional(),
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }).optional(),
    pipelineId: f.ref('pipeline', { en: 'Pipeline', zh: '销售漏斗' }).optional(),
    stage: f.choice(stages, { en: 'Stage', zh: '阶段' }, { aliases: ['stage', '阶段'] }).default('prospecting'),
    amount: f
      .money({ en: 'Amount', zh: '金额' }, { example: 12500000, aliases: ['amount', 'value', '预计金额'] })
      .optional(),
    currency: f.currency().optional(),
    closeDate: f
      .date({ en: 'Expected close', zh: '预计成交日期' }, { aliases: ['close date', 'expected close'] })
      .optional(),
    nextStep: f.text({ en: 'Next step', zh: '下一步' }, { max: 300, aliases: ['next step'] }).optional(),
    nextStepDate: f.date({ en: 'Next step by', zh: '下一步日期' }).optional(),
    closeReason: f
      .choice(
        closeReasons,
        { en: 'Why won or lost', zh: '输赢原因' },
        { aliases: ['close reason', 'lost reason', '输单原因', '赢单原因'] },
      )
      .optional(),
    lostReason: f
      .text({ en: 'In their own words', zh: '原因说明' }, { max: 300, aliases: ['reason', '原因说明'] })
      .optional(),
    competitor: f
      .text({ en: 'Competitor', zh: '竞争对手' }, { max: 120, aliases: ['competitor', '竞争对手'] })
      .optional(),
    origin: f
      .choice(origins, { en: 'Heard of by', zh: '来源' }, { aliases: ['lead source', 'origin', '商机来源'] })
      .optional(),
    leadId: f.ref('lead', { en: 'From lead', zh: '来自线索' }, { computed: true }).optional(),
    stageSince: f.datetime({ en: 'In this stage since', zh: '进入阶段时间' }, { computed: true }).optional(),
    prospectedAt: f.datetime({ en: 'In prospecting from', zh: '首次接触时间' }, { computed: true }).optional(),
    qualifiedAt: f.datetime({ en: 'Qualified at', zh: '需求确认时间' }, { computed: true }).optional(),
    proposedAt: f.datetime({ en: 'Proposal at', zh: '方案报价时间' }, { computed: true }).optional(),
    negotiatedAt: f.datetime({ en: 'Negotiation at', zh: '商务谈判时间' }, { computed: true }).optional(),
    closedAt: f.datetime({ en: 'Closed at', zh: '关闭时间' }, { computed: true }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { aliases: ['note', 'remark'] }).optional(),
  },
  keys: [],
  title: 'name',
  search: ['name', 'nextStep'],
  defaultSort: 'closeDate',
  owned: true,
  process: { field: 'stage', of: () => 'opportunity' },
  derive: withStageTimes,
  checkRefs: (next, ref) => pipelineFaults(next, ref),
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  importable: true,
  example: {
    name: '二号车间设备更新',
    stage: 'proposal',
    amount: 12500000,
    currency: 'CNY',
    closeDate: '2027-01-31',
    nextStep: '提交方案',
  },
});
