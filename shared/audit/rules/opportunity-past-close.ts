import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { addDays, startOfDay } from '../../kernel/time.ts';
import { openStages } from '../../sales/pipeline.ts';
import { noSettings } from '../audited.ts';

const closeDate = ({ data }: Rec): string | undefined => {
  const date = data['closeDate'];
  if (!(openStages as readonly unknown[]).includes(data['stage'])) return undefined;
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined;
};

/** An open opportunity whose expected close has passed. On the day itself it may still close. */
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
  settings: noSettings,
  dueDays: 7,
  evaluate: (record, { today }) => {
    const date = closeDate(record);
    return date !== undefined && date < today
      ? [{ locator: 'closeDate', found: date, expected: '≥ today / 今天' }]
      : [];
  },
  checkAgain: (record, { today, timeZone }) => {
    const date = closeDate(record);
    return date !== undefined && date >= today ? startOfDay(addDays(date, 1), timeZone) : undefined;
  },
});
