import type { Row, Rule } from '../kernel/rule.ts';
import { DAY, localDate } from '../kernel/time.ts';
import type { OperatorPolicy } from './policy.ts';
import { defaultOperatorPolicy } from './policy.ts';
import type { WarningKind } from './warning.ts';
import { MAX_EVIDENCE, standing } from './warning.ts';

/** A notice or warning that the audit's record asks for; a person decides whether it is issued. */
export interface Proposed {
  memberId: string;
  rule: string;
  kind: WarningKind;
  times: number;
  /** Days that were looked back upon. */
  days: number;
  evidence: string[];
  /** Natural key: one message that comes twice proposes once. */
  origin: string;
}

const textOf = (row: Row, field: string): string => (typeof row[field] === 'string' ? String(row[field]) : '');

interface Occasions {
  days: Set<string>;
  back: number;
  findings: { id: string; at: string }[];
}

/**
 * Whose faults of one rule recur: found on several days, or fixed and back again. What one import or one new rule brings in a night is
 * one occasion, however many records it touches. Faults before the last notice of the kind were told already.
 */
export const proposals = (
  findings: Iterable<Row>,
  warnings: Iterable<Row>,
  { now, timeZone }: { now: string; timeZone: string },
  { noticeAfter, lookBackDays }: Pick<OperatorPolicy, 'noticeAfter' | 'lookBackDays'> = defaultOperatorPolicy,
): Proposed[] => {
  const since = new Date(Date.parse(now) - lookBackDays * DAY).toISOString();
  const told = new Map<string, { recently: boolean; stood: boolean }>();
  for (const row of warnings) {
    const key = `${textOf(row, 'memberId')}:${textOf(row, 'rule')}`;
    const known = told.get(key) ?? { recently: false, stood: false };
    told.set(key, {
      recently: known.recently || textOf(row, 'createdAt') >= since,
      stood: known.stood || standing.includes(textOf(row, 'status')),
    });
  }
  const records = new Map<string, Occasions>();
  for (const row of findings) {
    const at = textOf(row, 'openedAt');
    const owner = textOf(row, 'ownerId');
    if (owner === '' || row['removedAt'] !== undefined || row['state'] === 'accepted' || at < since) continue;
    const key = `${owner}:${textOf(row, 'rule')}`;
    const record = records.get(key) ?? { days: new Set(), back: 0, findings: [] };
    record.days.add(localDate(at, timeZone));
    record.back += Math.max(0, Number(row['times'] ?? 1) - 1);
    record.findings.push({ id: row.id, at });
    records.set(key, record);
  }
  return [...records]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, { days, back, findings: list }]): Proposed[] => {
      const times = days.size + back;
      if (times < noticeAfter || told.get(key)?.recently) return [];
      const cut = key.indexOf(':');
      return [
        {
          memberId: key.slice(0, cut),
          rule: key.slice(cut + 1),
          kind: told.get(key)?.stood ? 'warning' : 'notice',
          times,
          days: lookBackDays,
          evidence: list
            .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
            .slice(0, MAX_EVIDENCE)
            .map(({ id }) => id),
          origin: `auto:${key}:${localDate(now, timeZone).slice(0, 7)}`,
        },
      ];
    });
};

/** The draft's words in the person's language: what recurs and how it is done right. Its issuer completes them. */
export const wordsOf = ({ times, days }: Proposed, rule: Rule | undefined, id: string, language: 'en' | 'zh') => {
  const name = rule?.label[language] ?? id;
  const how = rule?.help[language] ?? '';
  return language === 'en'
    ? {
        subject: `Keeps coming back: ${name}`.slice(0, 120),
        text: `In the last ${days} days the audit found “${name}” in your records on ${times} occasions. How to do it right: ${how}`,
      }
    : {
        subject: `反复出现：${name}`.slice(0, 120),
        text: `近 ${days} 天内，稽核在您的记录中 ${times} 次发现“${name}”。正确做法：${how}`,
      };
};
