import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { addDays, localDate } from '../../kernel/time.ts';
import { owedStates } from '../../receivables/receivable.ts';
import { amountText } from '../amounts.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

/** States in which money of the customer is there. */
const there = ['received', 'approved'];

const isRest = (row: Row): boolean =>
  row['type'] !== 'receivable' && there.includes(String(row['status'])) && Number(row['unallocated'] ?? 0) > 0;
const isOwed = (row: Row): boolean => row['type'] === 'receivable' && owedStates.includes(String(row['status']));

/** Money of a customer that lies unallocated for days while the same customer owes in the same currency. */
export const paymentUnallocated = defineGroupRule({
  id: 'payment-unallocated',
  area: 'documents',
  severity: 'low',
  types: ['payment', 'creditNote', 'receivable'],
  label: { en: 'Money not allocated while bills are open', zh: '有未收账款但回款未分配' },
  explanation: {
    en: 'The customer has paid and is reminded all the same, and the ageing shows as overdue what is settled.',
    zh: '客户已经付款却仍被催款，账龄表上也把已付的算成逾期。',
  },
  help: {
    en: 'Ask the customer what the payment is for and allocate it; an advance is better kept with the order it belongs to.',
    zh: '向客户核实付款用途并分配到账单；属预付款的，注明对应订单。',
  },
  settings: z.strictObject({
    days: z.int().min(1).max(366).default(14).meta({ title: 'Days allowed / 允许的天数' }),
  }),
  dueDays: 7,
  byTime: true,
  keys: (row) => {
    const account = textIn(row, 'accountId');
    return account !== undefined && (isRest(row) || isOwed(row)) ? [`${account}|${textIn(row, 'currency') ?? ''}`] : [];
  },
  evaluateGroup: (_key, rows, { today, timeZone, settings }) => {
    const owed = rows.filter(isOwed);
    if (owed.length === 0) return undefined;
    const until = addDays(today, -settings.days);
    return rows.filter(isRest).flatMap((row): GroupFault[] => {
      const day = textIn(row, 'date') ?? localDate(String(row['enteredAt']), timeZone);
      if (day >= until) return [];
      return [
        {
          subjectId: row.id,
          subjectType: String(row['type']),
          locator: 'unallocated',
          found: `${amountText(Number(row['unallocated']), row['currency'])} (${day})`,
          expected: `≤ ${settings.days} d`,
          related: owed.slice(0, MAX_RELATED).map((one) => one.id),
        },
      ];
    });
  },
});
