import * as z from 'zod';
import { entityOf } from '../../entities.ts';
import { defineRule } from '../../kernel/rule.ts';
import { governedTypes } from '../entered.ts';

/** Answers of an approver that give a document back. Who takes it back themselves has noticed in time. */
const returns: readonly string[] = ['send-back', 'reject'];

/** A document that approvers gave back again and again: what is asked for was not understood, or is not said. */
export const bouncedOften = defineRule({
  id: 'bounced-often',
  area: 'process',
  severity: 'low',
  types: governedTypes,
  label: { en: 'Sent back again and again', zh: '多次被退回' },
  explanation: {
    en: 'Each round costs two people’s time and the customer’s patience. Several rounds mean that the reason was not read, not written, or not settled between the two.',
    zh: '每退一次，两个人多花时间，客户也多等一天。反复退回，说明退回原因没有看、没有写清，或者双方没有谈妥。',
  },
  help: {
    en: 'Talk to the approver before you submit again, and settle all points at once. If the same point comes up with many documents, propose a condition that asks for it before submission.',
    zh: '再次提交前，先与审批人当面谈清，一次改到位。如果很多单据都因同一点被退，请建议在提交前增设条件。',
  },
  settings: z.strictObject({
    times: z.int().min(2).max(20).default(3).meta({ title: 'Times sent back / 退回次数' }),
  }),
  dueDays: 7,
  evaluate: (record, { settings }) => {
    const back = (record.process?.trail ?? []).filter((step) => returns.includes(step.action) && step.from !== step.to);
    if (back.length < settings.times) return [];
    return [
      {
        locator: entityOf(record.type).process!.field,
        found: `${back.length}×: ${back[0]!.at} – ${back.at(-1)!.at}`,
        expected: `< ${settings.times}×`,
      },
    ];
  },
});
