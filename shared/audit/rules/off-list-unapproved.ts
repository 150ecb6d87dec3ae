import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { wasSigned } from '../deals.ts';

/** States that show that the prices were agreed to. */
const agreed: Readonly<Record<string, readonly string[]>> = {
  order: ['approved', 'on-hold', 'pending-release', 'partially-shipped', 'shipped', 'completed', 'closed'],
  quote: ['approved', 'sent', 'accepted', 'declined', 'expired', 'superseded'],
};

/** The largest departure of a line, percent. One below floor on an order has a rule of its own. */
const departure = (record: Rec): number =>
  Math.max(
    0,
    ...(record.lines ?? []).map((line) =>
      typeof line['deviation'] === 'number' && !(record.type === 'order' && line['belowFloor'] === true)
        ? line['deviation']
        : 0,
    ),
  );

/** A quote or order off the price that it is measured by, which nobody has signed. Lines without such a price are not judged. */
export const offListUnapproved = defineRule({
  id: 'off-list-unapproved',
  area: 'process',
  severity: 'high',
  types: ['order', 'quote'],
  label: { en: 'Price off the list without approval', zh: '偏离标准价且未经审批' },
  explanation: {
    en: 'A discount that nobody agreed to becomes the next customer’s price, and the list is worth nothing.',
    zh: '没有人批准的折扣，会变成下一次的价格，标准价也就形同虚设。',
  },
  help: {
    en: 'Open the document again and submit it, so that the level that may looks at the price; or sell at the list or last approved price.',
    zh: '重新打开单据并提交，由有权限的层级审批；或改按标准价、上次批准价执行。',
  },
  settings: noSettings,
  dueDays: 3,
  evaluate: (record) => {
    if (!agreed[record.type]?.includes(String(record.data['status']))) return [];
    const percent = departure(record);
    return percent > 0 && !wasSigned(record)
      ? [{ locator: 'deviation', found: `${Math.round(percent * 100) / 100} %`, expected: '0 %' }]
      : [];
  },
});
