import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { DAY, localDate } from '../../kernel/time.ts';
import { MAX_RELATED } from '../duplicates.ts';
import { governedTypes, isPerson } from '../entered.ts';

interface Signed {
  id: string;
  at: string;
}

/** Signatures in the last steps of a document, by a person or by anyone. */
const signaturesIn = (row: Row): (Signed & { by: string })[] =>
  ((row['steps'] ?? []) as readonly (readonly string[])[]).flatMap(([at, by, action]) =>
    action === 'approve' && at !== undefined && isPerson(by) ? [{ id: row.id, at, by }] : [],
  );

/** The longest run of signatures on different documents of which each follows the one before within `seconds`. */
const longestRun = (signatures: readonly Signed[], seconds: number): Signed[] => {
  const sorted = [...signatures].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  let [run, best]: [Signed[], Signed[]] = [[], []];
  for (const one of sorted) {
    const last = run.at(-1);
    // Two levels of one document that the same person signs are one look.
    if (last?.id === one.id) continue;
    run = last && Date.parse(one.at) - Date.parse(last.at) <= seconds * 1000 ? [...run, one] : [one];
    if (run.length > best.length) best = run;
  }
  return best;
};

/** One approver who signed several documents, each within seconds of the one before: none of them can have been read. One finding a day. */
export const rubberStamped = defineGroupRule({
  id: 'rubber-stamped',
  area: 'process',
  severity: 'medium',
  types: [...governedTypes, 'member'],
  label: { en: 'Approvals given within seconds of each other', zh: '几秒一张连续审批' },
  explanation: {
    en: 'A document cannot be read in a few seconds. A signature that follows the one before at once says that somebody clicked, not that somebody looked.',
    zh: '几秒钟看不完一张单据。一张接一张地点“通过”，只能说明有人点过，不能说明有人看过。',
  },
  help: {
    en: 'Look at price, date and what is owed before each signature, and go over these documents once more. What needs no look needs no approval: propose a higher amount from which one is asked for.',
    zh: '逐张核对价格、交期和欠款后再签批，并对这些单据补看一遍。确实不必看的，就不该要求审批：可建议调高需要审批的金额。',
  },
  settings: z.strictObject({
    documents: z.int().min(2).max(100).default(5).meta({ title: 'Documents in a row / 连续单据数' }),
    seconds: z.int().min(1).max(600).default(10).meta({ title: 'Seconds each / 每张秒数' }),
    lookBackDays: z.int().min(1).max(366).default(62).meta({ title: 'Days looked back / 回溯天数' }),
  }),
  dueDays: 14,
  byTime: true,
  keys: (row) => (row['type'] === 'member' ? [row.id] : [...new Set(signaturesIn(row).map(({ by }) => by))]),
  evaluateGroup: (key, rows, { now, timeZone, settings }) => {
    if (!rows.some((row) => row.id === key)) return undefined;
    const since = new Date(Date.parse(now) - settings.lookBackDays * DAY).toISOString();
    const mine = rows.flatMap(signaturesIn).filter(({ by, at }) => by === key && at >= since);
    if (mine.length < settings.documents) return undefined;
    return [...Map.groupBy(mine, ({ at }) => localDate(at, timeZone))].flatMap(([day, signed]): GroupFault[] => {
      const run = longestRun(signed, settings.seconds);
      if (run.length < settings.documents) return [];
      return [
        {
          subjectId: key,
          subjectType: 'member',
          locator: day,
          found: `${run.length}: ${run[0]!.at} – ${run.at(-1)!.at}`,
          expected: `< ${settings.documents} / ${settings.seconds} s`,
          related: [...new Set(run.map(({ id }) => id))].sort().slice(0, MAX_RELATED),
        },
      ];
    });
  },
});
