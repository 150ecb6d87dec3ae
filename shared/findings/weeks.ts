import type { Contribution } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localDate, mondayOf } from '../kernel/time.ts';

/** The counter item of a month: findings that opened, by the Monday of their week and their rule. */
export const WEEKS = 'findings.week';

/** Days on which a finding came back that are kept with it, the latest: more than the weeks that are ever compared. */
export const MOST_RETURNS = 20;

/** The counter of a rule in a week; the month of its Monday has it. @param monday YYYY-MM-DD */
export const weekField = (monday: string, rule: string): string => `${monday}|${rule}`;

const returnsOf = (data: Rec['data']): readonly string[] =>
  Array.isArray(data['cameBack']) ? (data['cameBack'] as readonly string[]) : [];

/** What a finding counts in its rule's weeks: once for the week in which it opened, and once for each time that it came back. */
export const weekFlows = (rec: Rec, timeZone: string): Contribution[] => {
  const rule = String(rec.data['rule'] ?? '');
  const opened = localDate(String(rec.data['openedAt'] ?? rec.createdAt), timeZone);
  return [opened, ...returnsOf(rec.data)].map((day) => {
    const monday = mondayOf(day);
    return { period: monday.slice(0, 7), item: WEEKS, field: weekField(monday, rule), amount: 1 };
  });
};

/** The fields of a finding whose fault is there again: what was settled about the earlier one holds no more. @param today YYYY-MM-DD */
export const reopened = (data: Rec['data'], today: string): Rec['data'] => {
  const { closedAt: _closed, acceptedUntil: _until, acceptedAt: _accepted, ...kept } = data;
  return { ...kept, state: 'recurred', cameBack: [...returnsOf(data), today].slice(-MOST_RETURNS) };
};
