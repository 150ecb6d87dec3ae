import * as z from 'zod';
import { defineRule } from '../../kernel/rule.ts';
import { openStages } from '../../sales/pipeline.ts';

const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

/** An open opportunity for which nobody has said what comes next. */
export const opportunityNoNextStep = defineRule({
  id: 'opportunity-no-next-step',
  area: 'process',
  severity: 'medium',
  types: ['opportunity'],
  label: { en: 'Opportunity without next step', zh: '商机没有下一步' },
  explanation: {
    en: 'A deal without a next step stands still until the customer calls, and often the customer calls somebody else.',
    zh: '没有下一步的商机只能等客户来找，而客户往往去找了别人。',
  },
  help: {
    en: 'Write what will be done next and by when. If there is nothing left to do, mark the deal as won or lost.',
    zh: '写明下一步做什么、什么时候做；如果已经没有可做的，就标为赢单或输单。',
  },
  settings: z.strictObject({
    requireDate: z.boolean().default(false).meta({ title: 'A date is asked for as well / 同时要求填写日期' }),
  }),
  dueDays: 3,
  evaluate: ({ data }, { settings }) => {
    if (!(openStages as readonly unknown[]).includes(data['stage'])) return [];
    if (isBlank(data['nextStep'])) return [{ locator: 'nextStep' }];
    return settings.requireDate && isBlank(data['nextStepDate']) ? [{ locator: 'nextStepDate' }] : [];
  },
});
