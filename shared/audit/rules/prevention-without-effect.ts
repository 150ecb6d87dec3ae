import * as z from 'zod';
import type { Prevention } from '../../findings/prevention.ts';
import { effectOf, preventionsIn } from '../../findings/prevention.ts';
import { weekField } from '../../findings/weeks.ts';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { localDate, mondayOf } from '../../kernel/time.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

const openedOn = (row: Row, timeZone: string): string =>
  localDate(String(row['openedAt'] ?? row['createdAt']), timeZone);

/** How often the fault came up in each week: once for each finding, once more for each time that one came back. */
const weeksOf = (rule: string, rows: readonly Row[], timeZone: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows)
    for (const day of [openedOn(row, timeZone), ...((row['cameBack'] ?? []) as readonly string[])]) {
      const field = weekField(mondayOf(day), rule);
      counts[field] = (counts[field] ?? 0) + 1;
    }
  return counts;
};

const names = (row: Row, one: Prevention): boolean =>
  row['preventionType'] === one.type &&
  row['preventionRef'] === one.ref &&
  (row['preventionVersion'] ?? undefined) === one.version;

const rate = (faults: number | undefined): string => String(Math.round((faults ?? 0) * 10) / 10);

/** A change that was to keep a fault from coming back (AUD-9), and after weeks it comes back as often. It stands at the first finding that names the change. */
export const preventionWithoutEffect = defineGroupRule({
  id: 'prevention-without-effect',
  area: 'process',
  severity: 'medium',
  types: ['finding'],
  label: { en: 'Prevention changed nothing', zh: '预防措施没有效果' },
  explanation: {
    en: 'The matter counts as settled, and the fault goes on. Each new rule that changes nothing makes people believe in the next one a little less.',
    zh: '问题以为解决了，错误却照样发生。每多一条没有效果的规定，大家对下一条就少信一分。',
  },
  help: {
    en: 'Look at the findings since then and ask those who made them why. Replace the measure by one that works: a condition of the process rather than a reminder. Then name the new one here.',
    zh: '看一看措施生效后的问题，问当事人原因，换成真正管用的办法：与其再提醒一次，不如在流程里设一道条件。换好后，在此登记新的预防措施。',
  },
  settings: z.strictObject({
    least: z
      .number()
      .min(0)
      .max(1000)
      .default(0.5)
      .meta({ title: 'Faults a week from which it matters / 每周错误数达到多少才算' }),
  }),
  dueDays: 14,
  byTime: true,
  keys: (row) => {
    const rule = textIn(row, 'rule');
    return rule === undefined ? [] : [rule];
  },
  evaluateGroup: (rule, rows, { today, timeZone, started, settings }) => {
    const found = preventionsIn(rows);
    if (found.length === 0) return undefined;
    const known = started ?? rows.map((row) => openedOn(row, timeZone)).sort()[0]!;
    const span = { counts: weeksOf(rule, rows, timeZone), today, known };
    return found.flatMap((one): GroupFault[] => {
      const { withoutEffect, beforeRate, afterRate } = effectOf(one, span);
      if (!withoutEffect || (afterRate ?? 0) < settings.least) return [];
      const [subject, ...others] = rows.filter((row) => names(row, one)).sort((a, b) => (a.id < b.id ? -1 : 1));
      if (!subject) return [];
      return [
        {
          subjectId: subject.id,
          subjectType: 'finding',
          locator: 'prevention',
          found: rate(afterRate),
          expected: `< ${rate(beforeRate)}`,
          related: others.slice(0, MAX_RELATED).map((row) => row.id),
        },
      ];
    });
  },
});
