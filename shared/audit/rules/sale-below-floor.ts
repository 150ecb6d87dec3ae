import type { Rec } from '../../kernel/record.ts';
import type { RuleContext } from '../../kernel/rule.ts';
import { defineRule } from '../../kernel/rule.ts';
import { amountText } from '../amounts.ts';
import { noSettings } from '../audited.ts';
import { wasSigned } from '../deals.ts';

/** States in which an order binds the company or has gone out. */
const bound = ['approved', 'on-hold', 'pending-release', 'partially-shipped', 'shipped', 'completed', 'closed'];

/** The floor that stood on the line, or else the product's present one in the same currency. Minor units. */
const floorOf = (line: Record<string, unknown>, order: Rec, context: RuleContext): number | undefined => {
  if (typeof line['floorPrice'] === 'number') return line['floorPrice'];
  const product = typeof line['productId'] === 'string' ? context.row('product', line['productId']) : undefined;
  const floor = product?.['floorPrice'];
  return typeof floor === 'number' && product?.['currency'] === order.data['currency'] ? floor : undefined;
};

/** A sale below the floor price that nobody with the right has agreed to. It stands at the floor, which not everybody may see. */
export const saleBelowFloor = defineRule({
  id: 'sale-below-floor',
  area: 'documents',
  severity: 'high',
  types: ['order'],
  label: { en: 'Sold below the floor price without approval', zh: '低于底价出售且未经审批' },
  explanation: {
    en: 'Below the floor each piece costs more than it brings. Whether that is worth it is not decided by whoever wants the order.',
    zh: '低于底价，卖得越多亏得越多。值不值得，不应由想拿订单的人自己决定。',
  },
  help: {
    en: 'Open the order again and have the price approved by the level that may, or correct it. If the floor is out of date, ask for a price change.',
    zh: '重新打开订单，由有权限的层级审批价格，或改正价格；底价已不合时宜的，请申请调价。',
  },
  settings: noSettings,
  dueDays: 3,
  evaluate: (record, context) => {
    if (!bound.includes(String(record.data['status'])) || wasSigned(record)) return [];
    return (record.lines ?? []).flatMap((line, index) => {
      const floor = floorOf(line, record, context);
      const price = line['unitPrice'];
      // A price of nothing is the fault of another rule.
      if (floor === undefined || typeof price !== 'number' || price <= 0 || price >= floor) return [];
      const { currency } = record.data;
      return [
        {
          locator: `lines.${index}.floorPrice`,
          found: amountText(price, currency),
          expected: `≥ ${amountText(floor, currency)}`,
        },
      ];
    });
  },
});
