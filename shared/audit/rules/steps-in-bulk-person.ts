import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { DAY, localDate } from '../../kernel/time.ts';
import { MAX_RELATED } from '../duplicates.ts';
import { densest, governedTypes, isPerson } from '../entered.ts';

interface Taken {
  id: string;
  at: string;
  by: string;
}

const stepsIn = (row: Row): Taken[] =>
  ((row['steps'] ?? []) as readonly (readonly [string, string])[]).map(([at, by]) => ({ id: row.id, at, by }));

/** One person who took very many steps, or signed very many documents, within minutes. One finding a day. */
export const stepsInBulkPerson = defineGroupRule({
  id: 'steps-in-bulk-person',
  area: 'process',
  severity: 'medium',
  types: [...governedTypes, 'member'],
  label: { en: 'Many documents processed within minutes', zh: '短时间内集中处理大量单据' },
  explanation: {
    en: 'Who signs fifteen documents in five minutes has read none of them. The approval is a stamp, and the risk it should stop passes through.',
    zh: '五分钟审批十几张单据，不可能逐张看过。审批成了盖章，本应拦住的风险就放过去了。',
  },
  help: {
    en: 'Decide during the day as documents come in; name a deputy when away. If there are too many, raise the amount from which an approval is asked for.',
    zh: '单据随到随审，外出时指定代理人；如果数量过多，可调高需要审批的金额。',
  },
  settings: z.strictObject({
    steps: z.int().min(2).max(500).default(15).meta({ title: 'Steps / 步骤数' }),
    minutes: z.int().min(1).max(60).default(5).meta({ title: 'Within minutes / 分钟数以内' }),
    lookBackDays: z.int().min(1).max(366).default(62).meta({ title: 'Days looked back / 回溯天数' }),
  }),
  dueDays: 14,
  byTime: true,
  keys: (row) =>
    row['type'] === 'member' ? [row.id] : [...new Set(stepsIn(row).flatMap(({ by }) => (isPerson(by) ? [by] : [])))],
  evaluateGroup: (key, rows, { now, timeZone, settings }) => {
    if (!rows.some((row) => row.id === key)) return undefined;
    const since = new Date(Date.parse(now) - settings.lookBackDays * DAY).toISOString();
    const mine = rows.flatMap(stepsIn).filter(({ by, at }) => by === key && at >= since);
    if (mine.length < settings.steps) return undefined;
    return [...Map.groupBy(mine, ({ at }) => localDate(at, timeZone))].flatMap(([day, steps]): GroupFault[] => {
      const burst = densest(steps, settings.minutes * 60_000, ({ at }) => at);
      if (burst.length < settings.steps) return [];
      return [
        {
          subjectId: key,
          subjectType: 'member',
          locator: day,
          found: `${burst.length}: ${burst[0]!.at} – ${burst.at(-1)!.at}`,
          expected: `< ${settings.steps} / ${settings.minutes} min`,
          related: [...new Set(burst.map(({ id }) => id))].sort().slice(0, MAX_RELATED),
        },
      ];
    });
  },
});
