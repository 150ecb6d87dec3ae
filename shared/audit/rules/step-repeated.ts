import { entityOf } from '../../entities.ts';
import type { ProcessDefinition, TrailEntry } from '../../kernel/process.ts';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { defaultProcess } from '../../processes.ts';
import { noSettings } from '../audited.ts';
import { governedTypes } from '../entered.ts';
import { hasWay, isTaken } from '../leaps.ts';

/** Whether a step went past the process: advice let it pass, and no way of the process leads there. */
const strays = (step: TrailEntry, definition: ProcessDefinition): boolean =>
  (step.deviations ?? 0) > 0 && step.from !== step.to && isTaken(step) && !hasWay(definition, step);

/** The steps that were taken a second time after the document was put back past its process. */
const repeats = (record: Rec, definition: ProcessDefinition): TrailEntry[] => {
  const { trail } = record.process!;
  return trail.filter((step, index) => {
    if (step.from === step.to || !isTaken(step) || strays(step, definition)) return false;
    const before = trail.slice(0, index).findLastIndex((one) => one.from === step.from && one.to === step.to);
    return before >= 0 && trail.slice(before + 1, index).some((one) => strays(one, definition));
  });
};

/**
 * A step that was done once more although nobody had sent the document back: it was set to an earlier state by hand, and went the same
 * way again. A return, recall, revision or reopening is a way of the process and no fault.
 */
export const stepRepeated = defineRule({
  id: 'step-repeated',
  area: 'process',
  severity: 'medium',
  types: governedTypes,
  label: { en: 'Step done again without being sent back', zh: '未经退回重复办理' },
  explanation: {
    en: 'A document that was put back by hand and went through again has two approvals for two contents. Which of them holds is asked only when there is a dispute.',
    zh: '手工改回前面的状态再走一遍，同一张单据就有了两次审批、两种内容。到底以哪次为准，往往到发生争议时才有人问。',
  },
  help: {
    en: 'To change a document, have it sent back, recall it or reopen it: these are steps with a reason, and whoever signed hears of them. Show this one to the approver once more.',
    zh: '需要修改时，请审批人退回，或使用撤回、重新打开：这些步骤会留下原因，并通知审批人。本单据请再给审批人过目。',
  },
  settings: noSettings,
  dueDays: 7,
  evaluate: (record) => {
    const definition = record.process && defaultProcess(record.process.id);
    const again = definition ? repeats(record, definition) : [];
    const last = again.at(-1);
    if (!last) return [];
    return [
      {
        locator: entityOf(record.type).process!.field,
        found: `${last.from} → ${last.to}: ${last.at}`,
      },
    ];
  },
});
