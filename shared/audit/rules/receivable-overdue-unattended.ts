import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { addDays, localDate } from '../../kernel/time.ts';
import { owedStates } from '../../receivables/receivable.ts';
import { amountText } from '../amounts.ts';
import { textIn } from '../duplicates.ts';
import { isPerson } from '../entered.ts';

/** The latest of some days; '' for none. */
const latest = (days: readonly string[]): string => [...days].sort().at(-1) ?? '';

const isDone = (activity: Row): boolean => activity['done'] !== false;

/** Money that is overdue while for days nobody has talked to the customer nor touched the receivable. */
export const receivableOverdueUnattended = defineGroupRule({
  id: 'receivable-overdue-unattended',
  area: 'process',
  severity: 'medium',
  types: ['receivable', 'activity'],
  label: { en: 'Overdue receivable that nobody follows up', zh: '逾期应收无人跟进' },
  explanation: {
    en: 'Who is not asked pays last. The older a bill is, the less of it comes in.',
    zh: '没有人催的款总是最后才付；拖得越久，收回来的越少。',
  },
  help: {
    en: 'Call the customer and record what was agreed, with the next date. If a complaint stands behind it, settle that first.',
    zh: '联系客户，记录约定和下次跟进日期；如因客诉未付，先处理客诉。',
  },
  settings: z.strictObject({
    days: z.int().min(1).max(366).default(14).meta({ title: 'Days without attention / 无人跟进的天数' }),
  }),
  dueDays: 3,
  byTime: true,
  keys: (row) => {
    const account = textIn(row, 'accountId');
    if (account === undefined) return [];
    return row['type'] === 'activity' || owedStates.includes(String(row['status'])) ? [account] : [];
  },
  evaluateGroup: (_key, rows, { today, timeZone, settings }) => {
    const since = addDays(today, -settings.days);
    const late = rows.filter((row) => row['type'] === 'receivable' && (textIn(row, 'dueDate') ?? '9') < since);
    if (late.length === 0) return undefined;
    const talks = rows
      .filter((row) => row['type'] === 'activity' && isDone(row))
      .map((row) => localDate(String(row['occurredAt']), timeZone));
    return late.flatMap((row): GroupFault[] => {
      const due = textIn(row, 'dueDate')!;
      // Making it is no attention of its own: a reminder by the clock must not change what is said of it.
      const isTouched = isPerson(row['updatedBy']) && Number(row['version']) > 1;
      const touched = isTouched ? [localDate(String(row['updatedAt']), timeZone)] : [];
      const attended = latest([...talks, ...touched].filter((day) => day <= today));
      if (attended >= since) return [];
      const balance = typeof row['balance'] === 'number' ? amountText(row['balance'], row['currency']) : '';
      return [
        {
          subjectId: row.id,
          subjectType: 'receivable',
          locator: 'dueDate',
          found: `${due}: ${balance}${attended > due ? ` (${attended})` : ''}`.trim(),
          expected: `≤ ${settings.days} d`,
        },
      ];
    });
  },
});
