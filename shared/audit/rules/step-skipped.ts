import { entityOf } from '../../entities.ts';
import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { governedTypes } from '../entered.ts';
import { leapsOf } from '../leaps.ts';

/**
 * A document that leapt over states of its process, which advice let pass. The departure itself is recorded at once; this says of the
 * document which part of the way it never went. One that has gone there after all is `step-out-of-order`, one that was entered late
 * `work-outside`.
 */
export const stepSkipped = defineRule({
  id: 'step-skipped',
  area: 'process',
  severity: 'medium',
  types: governedTypes,
  label: { en: 'Steps of the process were skipped', zh: '跳过流程步骤' },
  explanation: {
    en: 'What lies between was not done, or was done elsewhere and left no trace: nobody signed, checked or dated it, and the next person relies on it all the same.',
    zh: '中间的环节要么没做，要么在线下做了却没有留痕：没有人签字、核对、记时间，而下一个人仍然以为都做过了。',
  },
  help: {
    en: 'Do what was skipped now, in its order, or have whoever would have signed look at the document. If the step is never needed in such cases, propose a process without it.',
    zh: '请按顺序补做跳过的环节，或请本应签字的人补看单据。如果这类情况确实不需要该环节，请提交流程建议取消它。',
  },
  settings: noSettings,
  dueDays: 7,
  evaluate: (record) => {
    const last = leapsOf(record)
      .map(({ step, skipped, later }) => ({ step, left: skipped.filter((state) => !later.has(state)) }))
      .findLast(({ left }) => left.length > 0);
    if (!last) return [];
    return [
      {
        locator: entityOf(record.type).process!.field,
        found: `${last.step.from} → ${last.step.to}: ${last.step.at}`,
        expected: [last.step.from, ...last.left, last.step.to].join(' → '),
      },
    ];
  },
});
