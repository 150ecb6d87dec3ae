import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { processLabels } from '../processes.ts';

/** A proposal to change a process, by whoever works with it, often out of a deviation (PRO-7). */
export const proposal = defineEntity({
  name: 'proposal',
  collection: 'proposals',
  label: { en: 'Process proposal', zh: '流程建议' },
  plural: { en: 'Process proposals', zh: '流程建议' },
  domain: 'proposals',
  schemaVersion: 1,
  fields: {
    title: f.text({ en: 'Proposal', zh: '建议' }, { max: 200, example: '小额订单免财务审批' }),
    processKey: f.choice(processLabels, { en: 'Process', zh: '流程' }, { example: 'order' }),
    status: f
      .choice(
        {
          open: { en: 'Open', zh: '待分析' },
          analysed: { en: 'Analysed', zh: '已分析' },
          adopted: { en: 'Adopted', zh: '已采纳' },
          rejected: { en: 'Rejected', zh: '未采纳' },
        },
        { en: 'Status', zh: '状态' },
      )
      .default('open'),
    deviationId: f.ref('deviation', { en: 'Out of the deviation', zh: '来自偏离' }).optional(),
    description: f.longText({ en: 'What should change, and why', zh: '建议内容与理由' }).optional(),
    better: f.longText({ en: 'What would be better', zh: '有何改善' }).optional(),
    harms: f.longText({ en: 'Whom or what it would harm', zh: '对谁或什么不利' }).optional(),
    adoptedVersion: f.integer({ en: 'Adopted as version', zh: '采纳为版本' }).optional(),
  },
  keys: [],
  title: 'title',
  search: ['title'],
  defaultSort: '-createdAt',
  owned: true,
  process: { field: 'status', of: () => 'proposal' },
  example: { title: '小额订单免财务审批', processKey: 'order', description: '五万元以下由销售经理审批即可。' },
});
