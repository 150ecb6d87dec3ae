import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { DAY, localDate } from '../../kernel/time.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

/** Departures of one kind are one question to the process, however often they happen. */
const kindOf = (row: Row): string =>
  [
    textIn(row, 'action') ?? '',
    ...(Array.isArray(row['rules']) ? (row['rules'] as readonly string[]).toSorted() : []),
  ].join(' ');

/**
 * A kind of departure from a process of which nobody has made a proposal: adopted or rejected, it has to be decided upon. It
 * stands at the oldest departure of its kind.
 */
export const deviationUnhandled = defineGroupRule({
  id: 'deviation-unhandled',
  area: 'process',
  severity: 'low',
  types: ['deviation', 'proposal'],
  label: { en: 'Departure from the process not followed up', zh: '流程偏离无人跟进' },
  explanation: {
    en: 'Either the process is wrong there or the habit is. While nobody decides which, both go on side by side and the written process loses its meaning.',
    zh: '要么流程不合理，要么做法不对。没有人作判断，两种做法并存，成文的流程就失去意义。',
  },
  help: {
    en: 'Make a proposal out of the departure: analyse whether it is better and whom it harms, then adopt or reject it with the reason.',
    zh: '从该偏离发起流程建议：分析是否更好、对谁不利，再决定采纳，或写明理由不采纳。',
  },
  settings: z.strictObject({
    days: z.int().min(1).max(366).default(14).meta({ title: 'Days allowed / 允许的天数' }),
  }),
  dueDays: 14,
  byTime: true,
  keys: (row) => {
    const process = textIn(row, 'processKey');
    return process === undefined ? [] : [process];
  },
  evaluateGroup: (_key, rows, { now, timeZone, settings }) => {
    const until = new Date(Date.parse(now) - settings.days * DAY).toISOString();
    const named = new Set(rows.flatMap((row) => textIn(row, 'deviationId') ?? []));
    const kinds = Map.groupBy(
      rows.filter((row) => row['type'] === 'deviation'),
      kindOf,
    );
    return [...kinds].flatMap(([kind, some]): GroupFault[] => {
      const [oldest, ...others] = [...some].sort((a, b) => (a.id < b.id ? -1 : 1)) as [Row, ...Row[]];
      if (String(oldest['createdAt']) > until || some.some((row) => named.has(row.id))) return [];
      return [
        {
          subjectId: oldest.id,
          subjectType: 'deviation',
          locator: '',
          found: `${some.length}× ${kind} (${localDate(String(oldest['createdAt']), timeZone)})`.slice(0, 300),
          expected: `≤ ${settings.days} d`,
          related: others.slice(0, MAX_RELATED).map((row) => row.id),
        },
      ];
    });
  },
});
