import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { amountText } from '../amounts.ts';
import { isLedHere, linesOf, priceKeys, productIn } from '../deals.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

const idle = ['draft', 'cancelled'];
/** States of a document whose prices were agreed to. */
const agreed = [
  'approved',
  'sent',
  'accepted',
  'declined',
  'expired',
  'superseded',
  'on-hold',
  'pending-release',
  'partially-shipped',
  'shipped',
  'completed',
  'closed',
];

/** A price that a level approved for a quantity. */
interface Grant {
  row: Row;
  at: string;
  unitPrice: number;
  quantity: number;
}

const grantsOf = (rows: readonly Row[], product: string): Grant[] =>
  rows.flatMap((row) => {
    const at = textIn(row, 'approvedAt');
    if (row['lane'] !== 'deviation' || at === undefined || !agreed.includes(String(row['status']))) return [];
    return linesOf(row, product).map(({ unitPrice, quantity }) => ({ row, at, unitPrice, quantity }));
  });

/**
 * A price below the list that was approved for a large quantity and went through the fast lane for a small one: as the last approved
 * price, on a copy, a part of it or a new document.
 */
export const approvedPriceStretched = defineGroupRule({
  id: 'approved-price-stretched',
  area: 'process',
  severity: 'medium',
  types: ['quote', 'order'],
  label: { en: 'Quantity price used for a small quantity', zh: '大批量审批价用于小批量' },
  explanation: {
    en: 'A discount for a thousand pieces is given for ten, and because it was approved once nobody is asked again.',
    zh: '一千件批下来的折扣用在十件上，因为“批过一次”，系统不再要求审批。',
  },
  help: {
    en: 'Have the price approved for this quantity, or sell at the price of the list. Name the quantity that a price is for when asking for it.',
    zh: '就现有数量重新申请价格审批，或按标准价执行；申请折扣时写明适用数量。',
  },
  settings: z.strictObject({
    percent: z
      .int()
      .min(1)
      .max(100)
      .default(50)
      .meta({ title: 'Fewer than this percentage of the approved quantity / 低于审批数量的比例（%）' }),
  }),
  dueDays: 7,
  keys: (row) => (isLedHere(row) && !idle.includes(String(row['status'])) ? priceKeys(row) : []),
  evaluateGroup: (key, rows, { settings }) => {
    if (rows.length < 2) return undefined;
    const product = productIn(key);
    const grants = grantsOf(rows, product);
    if (grants.length === 0) return undefined;
    return rows.flatMap((row) => {
      const asked = textIn(row, 'submittedAt');
      if (row['lane'] !== 'fast' || asked === undefined) return [];
      return linesOf(row, product).flatMap((line): GroupFault[] => {
        if (line.listPrice === undefined || line.unitPrice >= line.listPrice) return [];
        const own = grants.filter(
          (one) => one.row.id !== row.id && one.unitPrice === line.unitPrice && one.at <= asked,
        );
        const least = Math.min(...own.map((one) => one.quantity));
        if (own.length === 0 || line.quantity >= (least * settings.percent) / 100) return [];
        return [
          {
            subjectId: row.id,
            subjectType: String(row['type']),
            locator: `lines.${line.index}.unitPrice`,
            found: `${line.quantity} × ${amountText(line.unitPrice, row['currency'])}`,
            expected: `${least} × ${amountText(line.unitPrice, row['currency'])}`,
            related: own.slice(0, MAX_RELATED).map((one) => one.row.id),
          },
        ];
      });
    });
  },
});
