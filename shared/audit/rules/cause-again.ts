import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { DAY } from '../../kernel/time.ts';
import { instantIn } from '../complaints.ts';
import { textIn } from '../duplicates.ts';

/** When it happened, as far as anybody said. */
const happened = (row: Row): number =>
  Date.parse(instantIn(row['happenedAt']) ?? instantIn(row['reportedAt']) ?? String(row['occurredAt']));

/** When an earlier complaint was over, ms; one that was opened again has no end. */
const endOf = (row: Row): number =>
  row['status'] === 'closed' ? Date.parse(instantIn(row['closedAt']) ?? '') : Number.NaN;

/** Whether one complaint shows that what was done about another one did not last. */
const cameBack = (row: Row, earlier: Row, days: number): boolean => {
  if (earlier.id === row.id) return false;
  // The process has joined the two and opened the earlier one: that has no end any more, and came back all the same.
  if (row['recurrenceOfId'] === earlier.id) return true;
  const passed = happened(row) - endOf(earlier);
  return passed > 0 && passed <= days * DAY;
};

/** A complaint whose cause had been removed: the same product had one of the same cause that ended not long before. */
export const causeAgain = defineGroupRule({
  id: 'cause-again',
  area: 'process',
  severity: 'high',
  types: ['complaint'],
  label: { en: 'The same cause again', zh: '同一原因再次发生' },
  explanation: {
    en: 'What was done the last time did not remove the cause. The next customer pays for it, and we pay twice.',
    zh: '上次的措施没有真正消除原因。下一个客户继续承受，我们也要付第二次代价。',
  },
  help: {
    en: 'Open the earlier complaint, look why its action did not last, and change the action rather than repeat it.',
    zh: '打开前一件客诉，查清当时的措施为什么没管住；要换办法，不要重复老办法。',
  },
  settings: z.strictObject({
    withinDays: z.int().min(1).max(1825).default(180).meta({ title: 'Within days / 天数以内' }),
  }),
  dueDays: 14,
  keys: (row) => {
    const [product, cause] = [textIn(row, 'productId'), textIn(row, 'causeId')];
    return product !== undefined && cause !== undefined && row['status'] !== 'rejected' ? [`${product}|${cause}`] : [];
  },
  evaluateGroup: (_key, rows, { settings }) => {
    if (rows.length < 2) return undefined;
    return rows.flatMap((row): GroupFault[] => {
      const [last] = rows
        .filter((earlier) => cameBack(row, earlier, settings.withinDays))
        .sort((a, b) => happened(b) - happened(a) || (a.id < b.id ? 1 : -1));
      if (!last) return [];
      return [
        {
          subjectId: row.id,
          subjectType: 'complaint',
          locator: 'causeId',
          found: textIn(last, 'number') ?? last.id,
          expected: `> ${settings.withinDays} d`,
          related: [last.id],
        },
      ];
    });
  },
});
