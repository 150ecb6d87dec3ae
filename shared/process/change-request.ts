import * as z from 'zod';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { processLabels } from '../processes.ts';

/** One field's change as it was asked for. */
export const fieldChange = z.object({
  field: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type FieldChange = z.infer<typeof fieldChange>;

/** A change of critical fields that waits for a second person (DQ-3). Made by whoever changes the record; the old values stand until it is approved. */
export const changeRequest = defineEntity({
  name: 'changeRequest',
  collection: 'change-requests',
  label: { en: 'Change request', zh: '变更申请' },
  plural: { en: 'Change requests', zh: '变更申请' },
  domain: 'changes',
  schemaVersion: 1,
  fields: {
    title: f.text({ en: 'Change', zh: '变更内容' }, { max: 300, computed: true }),
    status: f
      .choice(
        {
          pending: { en: 'Pending approval', zh: '待审批' },
          returned: { en: 'Sent back', zh: '已退回' },
          applied: { en: 'Carried out', zh: '已生效' },
          rejected: { en: 'Rejected', zh: '已驳回' },
          withdrawn: { en: 'Withdrawn', zh: '已撤回' },
        },
        { en: 'Status', zh: '状态' },
        { computed: true },
      )
      .default('pending'),
    processKey: f.choice(processLabels, { en: 'Process', zh: '流程' }, { computed: true }),
    subjectType: f.text({ en: 'Record type', zh: '记录类型' }, { max: 40, computed: true }),
    subjectId: f.text({ en: 'Record', zh: '记录' }, { max: 60, computed: true }),
    changes: z
      .array(fieldChange)
      .max(60)
      .meta({ field: { type: 'tags', label: { en: 'Changes', zh: '变更明细' }, computed: true } }),
    reason: f.longText({ en: 'Reason', zh: '原因' }, { max: 1000 }).optional(),
  },
  keys: [],
  title: 'title',
  search: ['title'],
  defaultSort: '-createdAt',
  // Everybody who may read changes sees all of them: the second person is rarely of the same team.
  owned: false,
  quotes: ['changes'],
  process: { field: 'status', of: (data) => String(data['processKey']) },
  operations: ['list', 'summary', 'get', 'update', 'history'],
  relation: (record) => ({ parentId: String(record.data['subjectId']), kind: 'change', at: record.createdAt }),
  example: { reason: 'Contract of 20 November' },
});
