import type { Contribution } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import { governedEntities } from './documents.contract.ts';

/** Counter items of a process in a month: one for each person, so that an item stays small however many people there are. */
export const processItemPrefix = 'process#';
export const processItem = (process: string, memberId: string): string => `${processItemPrefix}${process}#${memberId}`;

/** What a counter field of such an item counts: `team|action|steps`. */
export type TallyField = 'steps' | 'deviations' | 'late';
const fields: readonly TallyField[] = ['steps', 'deviations', 'late'];

/** A counter field taken apart; undefined for what is none. */
export const readTallyField = (field: string): { team: string; action: string; what: TallyField } | undefined => {
  const parts = field.split('|');
  const what = parts.at(-1) as TallyField;
  if (parts.length < 3 || !fields.includes(what)) return undefined;
  return { team: parts.slice(0, -2).join('|'), action: parts.at(-2)!, what };
};

/** `month|member|team|action`, where the team's name may hold the sign itself. */
const readTallyKey = (key: string) => {
  const parts = key.split('|');
  if (parts.length < 4) return undefined;
  return { month: parts[0]!, memberId: parts[1]!, team: parts.slice(2, -1).join('|'), action: parts.at(-1)! };
};

/**
 * Steps by month, person, team and action, out of the tally that each document carries. Steps of jobs and keys are nobody's habit.
 * They count for an archived document too: they were taken.
 */
export const processSteps = defineProjection({
  id: 'process-steps',
  types: governedEntities.map((entity) => entity.name),
  contribute: (rec) => {
    const standing = rec.process;
    if (!standing || rec.removedAt) return [];
    return Object.entries(standing.tally).flatMap(([key, counts]): Contribution[] => {
      const named = readTallyKey(key);
      if (!named?.memberId.startsWith('mem_')) return [];
      return fields.flatMap((what, index) => {
        const amount = counts[index]!;
        if (amount === 0) return [];
        return [
          {
            period: named.month,
            item: processItem(standing.id, named.memberId),
            field: `${named.team}|${named.action}|${what}`,
            amount,
          },
        ];
      });
    });
  },
});
