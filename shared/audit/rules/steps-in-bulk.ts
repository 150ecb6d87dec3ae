import * as z from 'zod';
import { entityOf } from '../../entities.ts';
import { defineRule } from '../../kernel/rule.ts';
import { densest, governedTypes, isPerson } from '../entered.ts';

/** Several steps of one document, taken by one person within a moment: what happened in between did not happen here. */
export const stepsInBulk = defineRule({
  id: 'steps-in-bulk',
  area: 'process',
  severity: 'medium',
  types: governedTypes,
  label: { en: 'Steps were clicked through at once', zh: '流程步骤被一次性点完' },
  explanation: {
    en: 'A process whose steps take seconds was not followed: the work was done elsewhere, and the steps were put in afterwards. Times and responsibilities on record are not the real ones.',
    zh: '几秒钟走完几步，说明流程没有真正执行：事情在线下做完，事后一次补点，记录的时间和责任都不真实。',
  },
  help: {
    en: 'Take each step when the work is done. If a step means nothing in practice, propose a process without it.',
    zh: '完成一项工作，就执行一步。如果某一步没有实际意义，请提交流程建议取消它。',
  },
  settings: z.strictObject({
    steps: z.int().min(2).max(20).default(3).meta({ title: 'Steps / 步骤数' }),
    seconds: z.int().min(1).max(3600).default(60).meta({ title: 'Within seconds / 秒数以内' }),
  }),
  dueDays: 14,
  evaluate: (record, { settings }) => {
    const trail = (record.process?.trail ?? []).filter((step) => isPerson(step.by));
    const bursts = [...Map.groupBy(trail, (step) => step.by).values()]
      .map((steps) => densest(steps, settings.seconds * 1000, (step) => step.at))
      .filter((steps) => steps.length >= settings.steps)
      .sort((a, b) => b.length - a.length);
    const [burst] = bursts;
    if (!burst) return [];
    const seconds = Math.round((Date.parse(burst.at(-1)!.at) - Date.parse(burst[0]!.at)) / 1000);
    return [
      {
        locator: entityOf(record.type).process!.field,
        found: `${burst.map((step) => step.action).join(' → ')} (${seconds} s)`.slice(0, 300),
        expected: `< ${settings.steps} / ${settings.seconds} s`,
      },
    ];
  },
});
