import { defineGroupRule } from '../../kernel/rule.ts';
import { codeWithoutZeros } from '../../matching/text-form.ts';
import { noSettings } from '../audited.ts';
import { duplicateFault, textIn } from '../duplicates.ts';

/**
 * Two orders with one number in different spellings; the table itself refuses the same spelling twice. A dash between two
 * digits may part a line or revision from the number, so it is taken for a mere spelling only within one customer's orders.
 */
export const duplicateOrderNumber = defineGroupRule({
  id: 'duplicate-order-number',
  area: 'documents',
  severity: 'high',
  types: ['order'],
  label: { en: 'Order number used twice', zh: '订单号重复' },
  explanation: {
    en: 'Most likely one order was entered twice: it is produced, shipped and invoiced twice, or one of the two is never carried out.',
    zh: '多半是同一张订单录了两次：会重复生产、出货、开票，或者其中一张始终没人处理。',
  },
  help: {
    en: 'Compare both with the customer’s order. Cancel the second entry; if they are two orders, give one of them a number of its own.',
    zh: '与客户订单核对。重复录入的取消后一张；确实是两张订单的，给其中一张换新号。',
  },
  settings: noSettings,
  dueDays: 3,
  keys: (row) => {
    const form = codeWithoutZeros(textIn(row, 'number') ?? '');
    if (!/\p{Nd}/u.test(form)) return [];
    const account = textIn(row, 'accountId');
    const bare = codeWithoutZeros((textIn(row, 'number') ?? '').replace(/[\s\p{Pd}_]+/gu, ''));
    return [`number:${form}`, ...(account === undefined ? [] : [`bare:${bare}|${account}`])];
  },
  evaluateGroup: (_key, rows) => duplicateFault(rows, 'number'),
});
