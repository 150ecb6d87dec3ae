import { entityOf } from '../../entities.ts';
import type { TrailEntry } from '../../kernel/process.ts';
import { defineRule } from '../../kernel/rule.ts';
import { edgesOf } from '../../process/graph.ts';
import { skippedBetween } from '../../process/variants.ts';
import { defaultProcess } from '../../processes.ts';
import { noSettings } from '../audited.ts';
import { governedTypes } from '../entered.ts';

/** Steps of people and of connected systems; what an import or the clock did is not a habit. */
const isTaken = ({ by, action }: TrailEntry): boolean => !by.startsWith('job:') && action !== 'migrate';

/**
 * A document that leapt over states of its process, which advice let pass. The departure itself is recorded at once; this says of the
 * document which part of the way it never went, until it has gone there after all.
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
    const standing = record.process;
    const definition = standing && defaultProcess(standing.id);
    if (!definition) return [];
    const edges = edgesOf(definition);
    const leaps = standing.trail.flatMap((step) => {
      // Without a departure it is a way that the company's own version has.
      if ((step.deviations ?? 0) === 0 || !isTaken(step)) return [];
      const later = new Set(standing.trail.filter(({ n }) => n > step.n).map(({ to }) => to));
      const skipped = edges.some(({ from, to }) => from === step.from && to === step.to)
        ? []
        : skippedBetween(definition, step.from, step.to).filter((state) => !later.has(state));
      return skipped.length > 0 ? [{ step, skipped }] : [];
    });
    const last = leaps.at(-1);
    if (!last) return [];
    return [
      {
        locator: entityOf(record.type).process!.field,
        found: `${last.step.from} → ${last.step.to}: ${last.step.at}`,
        expected: [last.step.from, ...last.skipped, last.step.to].join(' → '),
      },
    ];
  },
});
