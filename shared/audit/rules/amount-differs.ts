import { lineAmount } from '../../kernel/money.ts';
import { defineRule } from '../../kernel/rule.ts';
import { amountText } from '../amounts.ts';
import { noSettings } from '../audited.ts';

const isPositive = (value: unknown): value is number => typeof value === 'number' && value > 0;

/**
 * A line whose amount is not quantity x unit price in minor units. Only lines on which all three are there and positive are
 * compared: a missing one is `required-missing`, one of zero or below is `not-positive`, and each faulty line is found once.
 */
export const amountDiffers = defineRule({
  id: 'amount-differs',
  area: 'documents',
  severity: 'high',
  types: ['order'],
  label: { en: 'Amount differs from quantity × price', zh: '金额不等于数量×单价' },
  explanation: {
    en: 'Either the customer is charged a wrong sum or one of the three figures is mistyped. The difference goes through to turnover and receivables.',
    zh: '要么多收少收了客户的钱，要么三个数里有一个输错，差额会一路带进销售额和应收账款。',
  },
  help: {
    en: 'Compare with the customer’s order. Correct the wrong figure; a discount belongs in the unit price or in a line of its own.',
    zh: '与客户订单核对，改正错的那个数。折扣应体现在单价上，或另列一行。',
  },
  settings: noSettings,
  dueDays: 7,
  evaluate: (record) =>
    (record.lines ?? []).flatMap(({ quantity, unitPrice, amount }, index) => {
      if (!isPositive(quantity) || !isPositive(unitPrice) || !isPositive(amount)) return [];
      const right = lineAmount(quantity, unitPrice);
      if (right === amount) return [];
      const currency = record.data['currency'];
      return [
        {
          locator: `lines.${index}.amount`,
          found: amountText(amount, currency),
          expected: `${amountText(right, currency)} = ${quantity} × ${amountText(unitPrice, undefined)}`,
        },
      ];
    }),
});
