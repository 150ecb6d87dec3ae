import { entityOf } from '../../entities.ts';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { governedTypes } from '../entered.ts';

const dueOf = ({ process }: Rec): string | undefined => process?.due;

/** A document whose next step is past the time limit of its process. Limits are business hours, and final states have none. */
export const stepOverdue = defineRule({
  id: 'step-overdue',
  area: 'process',
  severity: 'medium',
  types: governedTypes,
  label: { en: 'Next step is overdue', zh: '流程步骤已超时' },
  explanation: {
    en: 'A document that stands still keeps the next person waiting, and at the end the customer. Who waits does not see why.',
    zh: '单据停在一步上，后面的人都在等，最后是客户在等，而且不知道在等什么。',
  },
  help: {
    en: 'Take the step, send the document back with a reason, or cancel it. If the limit is too short in practice, propose another one.',
    zh: '执行这一步，或写明原因退回、取消；如果时限本身不合理，请提交流程建议。',
  },
  settings: noSettings,
  dueDays: 3,
  evaluate: (record, { now }) => {
    const due = dueOf(record);
    if (due === undefined || due >= now) return [];
    const { field } = entityOf(record.type).process!;
    return [{ locator: field, found: `${record.process!.state}: ${due}` }];
  },
  checkAgain: (record, { now }) => {
    const due = dueOf(record);
    // The moment itself is still in time.
    return due !== undefined && due >= now ? new Date(Date.parse(due) + 1000).toISOString() : undefined;
  },
});
