import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { processLabels } from '../processes.ts';

/** The company's former way beside the standard one, with what was decided (PRO-11). */
export const fitGap = defineEntity({
  name: 'fitGap',
  collection: 'fit-gaps',
  label: { en: 'Fit-gap entry', zh: '差异条目' },
  plural: { en: 'Fit-gap list', zh: '差异分析' },
  domain: 'processes',
  schemaVersion: 1,
  fields: {
    topic: f.text({ en: 'Topic', zh: '主题' }, { max: 160, example: '订单审批' }),
    processKey: f.choice(processLabels, { en: 'Process', zh: '流程' }, { example: 'order' }),
    former: f.longText({ en: 'Our former way', zh: '原来的做法' }, { example: '口头同意后直接下单' }).optional(),
    standard: f.longText({ en: 'The standard way', zh: '标准做法' }, { example: '系统内逐级审批' }).optional(),
    decision: f
      .choice(
        {
          open: { en: 'To be decided', zh: '待定' },
          standard: { en: 'We take the standard', zh: '采用标准' },
          adapt: { en: 'The process is adapted', zh: '调整流程' },
          outside: { en: 'Stays outside the system', zh: '系统外处理' },
        },
        { en: 'Decision', zh: '决定' },
      )
      .default('open'),
    why: f.longText({ en: 'Why', zh: '理由' }).optional(),
    decidedBy: f.ref('member', { en: 'Decided by', zh: '决定人' }).optional(),
    decidedOn: f.date({ en: 'Decided on', zh: '决定日期' }).optional(),
  },
  keys: [],
  title: 'topic',
  search: ['topic', 'former', 'standard'],
  defaultSort: 'processKey',
  owned: false,
  // The list is read as a report: with its texts.
  listExtras: ({ data }) => ({ former: data['former'], standard: data['standard'], why: data['why'] }),
  importable: true,
  example: {
    topic: '订单审批',
    processKey: 'order',
    former: '口头同意后直接下单',
    standard: '系统内逐级审批',
    decision: 'standard',
  },
});
