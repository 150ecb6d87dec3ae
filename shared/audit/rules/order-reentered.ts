import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import type { SoldLine } from '../deals.ts';
import { isLedHere, lastStepAt, soldLines, withinDays } from '../deals.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

/** Quantity and lowest price of each product of an order. */
const productsOf = (row: Row): Map<string, Pick<SoldLine, 'quantity' | 'unitPrice'>> => {
  const out = new Map<string, Pick<SoldLine, 'quantity' | 'unitPrice'>>();
  for (const { productId, quantity, unitPrice } of soldLines(row)) {
    const known = out.get(productId);
    out.set(productId, {
      quantity: quantity + (known?.quantity ?? 0),
      unitPrice: Math.min(unitPrice, known?.unitPrice ?? unitPrice),
    });
  }
  return out;
};

/** Whether an order ended with nothing shipped. */
const wasDropped = (row: Row): boolean =>
  row['status'] === 'cancelled' || (row['status'] === 'closed' && !(Number(row['shippedTotal'] ?? 0) > 0));

interface Pair {
  old: Row;
  next: Row;
  /** How much of both orders is the same: 0 to 1. */
  share: number;
  cheaper: boolean;
}

/** @param near quantities that differ by no more than this share count as the same */
const compare = (old: Row, next: Row, near: number): Pair => {
  const [a, b] = [productsOf(old), productsOf(next)];
  let same = 0;
  let cheaper = false;
  for (const [id, was] of a) {
    const is = b.get(id);
    if (!is) continue;
    if (is.unitPrice < was.unitPrice) cheaper = true;
    if (is.quantity >= was.quantity * near && is.quantity * near <= was.quantity) same++;
  }
  const all = new Set([...a.keys(), ...b.keys()]).size;
  return { old, next, share: all === 0 ? 0 : same / all, cheaper };
};

/** An order that was dropped and entered anew within days, cheaper or by the same person: the way to another price, approval or credit check. */
export const orderReentered = defineGroupRule({
  id: 'order-reentered',
  area: 'process',
  severity: 'medium',
  types: ['order'],
  label: { en: 'Order dropped and entered anew', zh: '订单取消后重新录入' },
  explanation: {
    en: 'A new order begins with a clean sheet: what was sent back, held or refused on the old one is no longer seen by whoever signs.',
    zh: '重开一张就像白纸一样：原订单上的退回、冻结、驳回意见，审批人都看不到了。',
  },
  help: {
    en: 'Open the old order again and change it, so that its history stays with it. If it really was another order, say so in the finding.',
    zh: '请重新打开原订单修改，让记录连续；确属另一笔订单的，在本条稽核发现中说明。',
  },
  settings: z.strictObject({
    days: z.int().min(1).max(90).default(7).meta({ title: 'Within days / 天数以内' }),
    samePercent: z
      .int()
      .min(10)
      .max(100)
      .default(70)
      .meta({ title: 'Same lines from this percentage on / 相同明细比例（%）' }),
  }),
  dueDays: 7,
  keys: (row) => {
    const account = textIn(row, 'accountId');
    return account !== undefined && isLedHere(row) ? [account] : [];
  },
  evaluateGroup: (_key, rows, { settings }) => {
    const dropped = rows.filter(wasDropped);
    if (dropped.length === 0) return undefined;
    const near = settings.samePercent / 100;
    return rows.flatMap((next): GroupFault[] => {
      if (next['status'] === 'cancelled') return [];
      const found = dropped
        .filter(
          (old) =>
            old.id !== next.id &&
            String(old['createdAt']) < String(next['createdAt']) &&
            withinDays(String(next['createdAt']), lastStepAt(old), settings.days),
        )
        .map((old) => compare(old, next, near))
        .filter(({ old, share, cheaper }) => share >= near && (cheaper || old['createdBy'] === next['createdBy']));
      if (found.length === 0) return [];
      const numbers = found.map(({ old, cheaper }) => `${textIn(old, 'number') ?? old.id}${cheaper ? ' ↓' : ''}`);
      return [
        {
          subjectId: next.id,
          subjectType: 'order',
          locator: 'lines',
          found: numbers.slice(0, 5).join(', ').slice(0, 300),
          related: found.slice(0, MAX_RELATED).map(({ old }) => old.id),
        },
      ];
    });
  },
});
