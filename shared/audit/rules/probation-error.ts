import * as z from 'zod';
import { openStates } from '../../findings/finding.ts';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { localDate } from '../../kernel/time.ts';
import { MAX_RELATED } from '../duplicates.ts';
import { isPerson } from '../entered.ts';

const ID = 'probation-error';
/** Findings that say nothing of how their owner works: this rule's own, those about rules and measures, what others left or broke. */
const notTheirs: readonly unknown[] = [
  ID,
  'rule-failed',
  'prevention-without-effect',
  'owner-inactive',
  'unused-access',
  'history-chain-broken',
  'exposure-differs',
];

const isOpen = (row: Row): boolean => (openStates as readonly unknown[]).includes(row['state']);

/**
 * Open findings at the records of somebody on probation, one for each rule: what the trainer has to go through with them. They count
 * for as long as they are open, when probation is over too; what opens later does not. So the answer changes with the data alone.
 */
export const probationError = defineGroupRule({
  id: ID,
  area: 'process',
  severity: 'low',
  // The member first: the group of somebody who is not on probation is told at a glance.
  types: ['member', 'finding'],
  label: { en: 'Mistakes of a person on probation', zh: '试用期人员出错' },
  explanation: {
    en: 'What is not shown in the first weeks becomes a habit. A mistake during probation is a lesson that the trainer owes, not a fault to be counted.',
    zh: '头几周没人指出的错，就会变成习惯。试用期出的错，是带教人该补的一课，而不是要记的一笔账。',
  },
  help: {
    en: 'Sit down with the person, open the records named here, read the help of the rule together and let them mend the data. When the findings are settled, this one closes by itself.',
    zh: '与本人一起打开所列记录，对照规则的正确做法讲一遍，由本人改正数据。都处理好后，本条自动关闭。',
  },
  settings: z.strictObject({
    times: z.int().min(1).max(50).default(1).meta({ title: 'Open findings of one rule / 同一规则下未处理的发现数' }),
  }),
  dueDays: 7,
  keys: (row) => {
    if (row['type'] === 'member') return [row.id];
    return isPerson(row['ownerId']) && !notTheirs.includes(row['rule']) ? [row['ownerId']] : [];
  },
  evaluateGroup: (key, rows, { timeZone, settings }) => {
    const until = rows.find((row) => row['type'] === 'member')?.['probationUntil'];
    if (typeof until !== 'string') return undefined;
    const mistakes = rows.filter(
      (row) => row['type'] === 'finding' && isOpen(row) && localDate(String(row['openedAt']), timeZone) <= until,
    );
    return [...Map.groupBy(mistakes, (row) => String(row['rule']))].flatMap(([rule, own]): GroupFault[] => {
      if (own.length < settings.times) return [];
      return [
        {
          subjectId: key,
          subjectType: 'member',
          locator: rule,
          found: `${own.length}×`,
          ...(settings.times > 1 ? { expected: `< ${settings.times}×` } : {}),
          related: [...new Set(own.map((row) => String(row['subjectId'])))].sort().slice(0, MAX_RELATED),
        },
      ];
    });
  },
});
