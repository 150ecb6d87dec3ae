import * as z from 'zod';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { refusal } from '../kernel/process.ts';
import { processLabels } from '../processes.ts';

/** A departure from a process that passed under advisory: a fact, made in the step's own transaction. */
export const deviation = defineEntity({
  name: 'deviation',
  collection: 'deviations',
  label: { en: 'Deviation', zh: '流程偏离' },
  plural: { en: 'Deviations', zh: '流程偏离' },
  domain: 'processes',
  schemaVersion: 1,
  fields: {
    title: f.text({ en: 'Document', zh: '单据' }, { max: 200, computed: true }),
    processKey: f.choice(processLabels, { en: 'Process', zh: '流程' }, { computed: true }),
    processVersion: f.integer({ en: 'Version', zh: '版本' }, { computed: true }),
    documentType: f.text({ en: 'Document type', zh: '单据类型' }, { max: 40, computed: true }),
    documentId: f.text({ en: 'Document id', zh: '单据编号' }, { max: 60, computed: true }),
    step: f.integer({ en: 'Step', zh: '步骤序号' }, { computed: true }),
    action: f.text({ en: 'Action', zh: '操作' }, { max: 40, computed: true }),
    from: f.text({ en: 'From', zh: '原状态' }, { max: 40, computed: true }),
    to: f.text({ en: 'To', zh: '新状态' }, { max: 40, computed: true }),
    /** Ids of the rules, so that departures of one kind are counted together. */
    rules: f.tags({ en: 'Rules', zh: '规则' }, { computed: true }),
    refusals: z
      .array(refusal)
      .meta({ field: { type: 'tags', label: { en: 'What it departed from', zh: '偏离内容' }, computed: true } }),
    memberId: f.ref('member', { en: 'Person', zh: '人员' }, { computed: true }),
    comment: f.text({ en: 'Why', zh: '原因' }, { max: 1000, computed: true }).optional(),
  },
  keys: [],
  title: 'title',
  search: ['title', 'action'],
  defaultSort: '-createdAt',
  owned: true,
  operations: ['list', 'summary', 'get', 'history'],
  relation: (record) => ({ parentId: String(record.data['documentId']), kind: 'deviation', at: record.createdAt }),
  example: {},
});
