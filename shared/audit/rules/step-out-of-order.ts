import { entityOf } from '../../entities.ts';
import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { governedTypes } from '../entered.ts';
import { leapsOf } from '../leaps.ts';

/**
 * A document that leapt over a state of its process and went there afterwards: everything was done, but not in its order. What was never
 * made up for is `step-skipped`.
 */
export const stepOutOfOrder = defineRule({
  id: 'step-out-of-order',
  area: 'process',
  severity: 'low',
  types: governedTypes,
  label: { en: 'Steps were taken out of order', zh: '流程步骤次序颠倒' },
  explanation: {
    en: 'A check that comes after the thing it should have stopped is a formality. Whoever signs finds out that it has been done already, and signs.',
    zh: '该拦的事已经做了，事后再补检查只是走形式：审批人发现木已成舟，只好签字。',
  },
  help: {
    en: 'Take the steps in the order of the process, and ask for a quick signature rather than going ahead. If the order makes no sense in practice, propose another one. Explain here why it was needed this time.',
    zh: '按流程顺序办理；时间紧可以请审批人加急，不要先办后补。如果次序本身不合理，请提交流程建议。这一次请写明原因。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: (record) => {
    const last = leapsOf(record)
      .map(({ step, skipped, later }) => ({ step, late: skipped.filter((state) => later.has(state)) }))
      .findLast(({ late }) => late.length > 0);
    if (!last) return [];
    const { step, late } = last;
    return [
      {
        locator: entityOf(record.type).process!.field,
        found: `${[step.from, step.to, ...late].join(' → ')}: ${step.at}`,
        expected: [step.from, ...late, step.to].join(' → '),
      },
    ];
  },
});
