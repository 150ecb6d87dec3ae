import { lineAmount } from '../../kernel/money.ts';
import { defineRule } from '../../kernel/rule.ts';
import { amountText } from '../amounts.ts';
import { auditedTypes, fieldAt, noSettings } from '../audited.ts';
import { valueFaults } from '../standard-faults.ts';

/** An amount that is what a quantity or price of zero or below makes of it: the fault is the other figure. */
const follows = (line: Record<string, unknown> | undefined): boolean => {
  const { quantity, unitPrice, amount } = line ?? {};
  if (typeof quantity !== 'number' || typeof unitPrice !== 'number' || typeof amount !== 'number') return false;
  return (quantity <= 0 || unitPrice <= 0) && lineAmount(quantity, unitPrice) === amount;
};

/** A quantity, price or amount of zero or below where the data standard asks for more than nothing. */
export const notPositive = defineRule({
  id: 'not-positive',
  area: 'documents',
  severity: 'high',
  types: auditedTypes,
  label: { en: 'Quantity, price or amount is not positive', zh: '数量、单价或金额不是正数' },
  explanation: {
    en: 'A sale of nothing or of less than nothing lowers turnover and averages without anyone seeing it. Returns are documents of their own.',
    zh: '零或负数的销售会悄悄拉低销售额和均价。退货应另开单据，不能用负数冲减。',
  },
  help: {
    en: 'Correct the figure by the customer’s order. For a return make a return document; for a free item give a price and a discount as agreed.',
    zh: '按客户订单改正。退货请开退货单；赠品按约定写明单价和折扣。',
  },
  settings: noSettings,
  dueDays: 7,
  evaluate: (record, context) =>
    valueFaults(record, context).flatMap(({ code, locator, found }) => {
      if (code !== 'too-small') return [];
      const [head, index, field] = locator.split('.');
      if (head === 'lines' && field === 'amount' && follows(record.lines?.[Number(index)])) return [];
      const isMoney = fieldAt(record.type, locator)?.type === 'money';
      return [
        { locator, found: isMoney ? amountText(Number(found), record.data['currency']) : found!, expected: '> 0' },
      ];
    }),
});
