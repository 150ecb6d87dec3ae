import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';

/** A customer who is gone and nobody wrote down why or when: the company cannot learn from it. */
export const lostWithoutReason = defineRule({
  id: 'lost-without-reason',
  area: 'master-data',
  severity: 'medium',
  types: ['account'],
  label: { en: 'Customer lost without a reason or date', zh: '流失客户缺少原因或日期' },
  explanation: {
    en: 'Customers lost are counted by their reason and month, beside what service cost. One without either is left out.',
    zh: '流失客户按原因和月份统计，并与同期服务成本对照。缺少原因或日期的客户无法计入。',
  },
  help: {
    en: 'Ask whoever knew the customer, and choose the reason and the day.',
    zh: '向熟悉该客户的同事了解情况，选择流失原因并填写日期。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: ({ data }) =>
    data['status'] === 'lost'
      ? ['lostReason', 'lostOn'].flatMap((locator) => (data[locator] === undefined ? [{ locator }] : []))
      : [],
});
