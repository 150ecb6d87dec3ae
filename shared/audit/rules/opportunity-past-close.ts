import * as z from 'zod';
import { isCalendarDate } from '../../kernel/field.ts';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { addDays, startOfDay } from '../../kernel/time.ts';
import { openStages } from '../../sales/pipeline.ts';

const closeDate = ({ data }: Rec): string | undefined => {
  const date = data['closeDate'];
  if (!(openStages as readonly unknown[]).includes(data['stage'])) return undefined;
  return typeof date === 'string' && isCalendarDate(date) ? date : undefined;
};

/** An open opportunity whose expected close has passed. On the day itself, and in its days of grace, it may still close. */
export const opportunityPastClose = defineRule({
  id: 'opportunity-past-close',
  area: 'process',
  severity: 'medium',
  types: ['opportunity'],
  label: { en: 'Opportunity is past its close date', zh: '商机已过预计成交日期' },
  explanation: {
    en: 'The forecast still counts the deal in a month that is over. Production and purchasing plan by figures that will not come.',
    zh: '预测仍把它算在已经过去的月份里，生产和采购会按不会兑现的数字安排。',
  },
  help: {
    en: 'Ask the customer when the decision will be made and set the new date, or mark the deal as won or lost.',
    zh: '向客户确认何时决定，更新预计日期；或者标为赢单、输单。',
  },
  settings: z.strictObject({
    graceDays: z.int().min(0).max(90).default(0).meta({ title: 'Days of grace / 宽限天数' }),
  }),
  dueDays: 7,
  evaluate: (record, { today, settings }) => {
    const date = closeDate(record);
    return date !== undefined && addDays(date, settings.graceDays) < today
      ? [{ locator: 'closeDate', found: date, expected: '≥ today / 今天' }]
      : [];
  },
  checkAgain: (record, { today, timeZone, settings }) => {
    const date = closeDate(record);
    if (date === undefined) return undefined;
    const last = addDays(date, settings.graceDays);
    return last >= today ? startOfDay(addDays(last, 1), timeZone) : undefined;
  },
});
