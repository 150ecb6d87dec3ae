import type { Rec } from '../kernel/record.ts';
import type { Row, Rule } from '../kernel/rule.ts';
import { MAX_ENTRY_TEXT } from './entry.ts';
import { pageOfAddress } from './help.ts';

// Drafts of entries: the product's words and what people wrote, in fixed sentences. Nothing is made up; a person completes them.

type Body = Record<string, unknown>;

/** A draft with what it comes from; the origin makes it one for ever. */
export interface Draft {
  origin: string;
  body: Body;
}

const MAX_TITLE = 200;
const cut = (text: string, max = MAX_ENTRY_TEXT): string => text.slice(0, max).toWellFormed();

/** A text under the field of the language that it is written in. */
const inItsLanguage = (part: string, text: string | undefined, max?: number): Body =>
  text === undefined || text.trim() === ''
    ? {}
    : { [`${part}${/\p{Script=Han}/u.test(text) ? 'Zh' : 'En'}`]: cut(text.trim(), max) };

/** The text that was written most often; of equal ones the first. */
export const mostFrequent = (texts: readonly unknown[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const text of texts)
    if (typeof text === 'string' && text.trim() !== '') counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + 1);
  return [...counts].reduce<[string, number] | undefined>(
    (best, one) => (best && best[1] >= one[1] ? best : one),
    undefined,
  )?.[0];
};

/** What entries there are say that they come from, or are linked to: whatever became of them, nothing is drafted twice. */
export const spokenFor = (entries: Iterable<Row>): ReadonlySet<string> => {
  const out = new Set<string>();
  for (const row of entries) {
    if (row['removedAt'] !== undefined) continue;
    if (typeof row['origin'] === 'string') out.add(row['origin']);
    for (const rule of (row['auditRules'] as string[] | undefined) ?? []) out.add(`rule:${rule}`);
  }
  return out;
};

/** Findings of a rule that came back after they were fixed, and how often that was in all. */
export interface Recurring {
  rule: string;
  times: number;
  /** Those that came back, the most often first. */
  findings: string[];
}

/** The rules whose faults came back at least so often, by the rows of the findings. */
export const recurringRules = (findings: Iterable<Row>, atLeast: number): Recurring[] => {
  const byRule = new Map<string, { id: string; back: number }[]>();
  for (const row of findings) {
    const back = Number(row['times'] ?? 1) - 1;
    if (back < 1 || row['removedAt'] !== undefined) continue;
    const rule = String(row['rule']);
    byRule.set(rule, [...(byRule.get(rule) ?? []), { id: row.id, back }]);
  }
  return [...byRule]
    .map(([rule, list]) => ({
      rule,
      times: list.reduce((sum, { back }) => sum + back, 0),
      findings: list.sort((a, b) => b.back - a.back || (a.id < b.id ? -1 : 1)).map(({ id }) => id),
    }))
    .filter(({ times }) => times >= atLeast)
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
};

/** The entry of a rule whose faults recur. `findings`: the records of those that did. */
export const draftOfRule = (rule: Rule, { times }: Recurring, findings: readonly Rec[]): Draft => {
  const wrote = (field: string) => mostFrequent(findings.map(({ data }) => data[field]));
  const prevention = wrote('prevention');
  const own = inItsLanguage('rightWay', prevention);
  const also = (words: string, language: 'Zh' | 'En', before: string): string => {
    const more = own[`rightWay${language}`];
    return cut(more === undefined ? words : `${words}\n${before}${more}`);
  };
  return {
    origin: `rule:${rule.id}`,
    body: {
      kind: 'problem',
      titleZh: cut(rule.label.zh, MAX_TITLE),
      titleEn: cut(rule.label.en, MAX_TITLE),
      symptomZh: cut(`稽核发现“${rule.label.zh}”，改正后又出现 ${times} 次。`),
      symptomEn: cut(`The audit finds “${rule.label.en}”; put right, it came back ${times} times.`),
      consequenceZh: cut(rule.explanation.zh),
      consequenceEn: cut(rule.explanation.en),
      ...inItsLanguage('cause', wrote('cause')),
      rightWayZh: also(rule.help.zh, 'Zh', '预防：'),
      rightWayEn: also(rule.help.en, 'En', 'To prevent it: '),
      auditRules: [rule.id],
    },
  };
};

const alive = (row: Row): boolean => row['removedAt'] === undefined && row['archivedAt'] === undefined;

/** A cause of complaints that recurs, with the complaints of it, the latest first. */
export interface RecurringCause {
  causeId: string;
  complaints: string[];
}

/** The causes of at least so many complaints that happened since an instant (ISO UTC), by the rows of the complaints. */
export const recurringCauses = (complaints: Iterable<Row>, since: string, atLeast: number): RecurringCause[] => {
  const byCause = new Map<string, Row[]>();
  for (const row of complaints) {
    const { causeId, status } = row;
    const happened = String(row['happenedAt'] ?? row['occurredAt']);
    if (typeof causeId !== 'string' || !alive(row) || status === 'rejected' || happened < since) continue;
    const known = byCause.get(causeId);
    if (known) known.push(row);
    else byCause.set(causeId, [row]);
  }
  return [...byCause]
    .filter(([, rows]) => rows.length >= atLeast)
    .map(([causeId, rows]) => ({
      causeId,
      complaints: rows.sort((a, b) => (String(a['occurredAt']) > String(b['occurredAt']) ? -1 : 1)).map(({ id }) => id),
    }))
    .sort((a, b) => (a.causeId < b.causeId ? -1 : 1));
};

const linesOf = (complaints: readonly Rec[], kind: string): unknown[] =>
  complaints.flatMap(({ lines = [] }) => lines.filter((line) => line['kind'] === kind).map((line) => line['action']));

/** The entry of a cause of which complaints keep coming. `complaints`: records of some of them; `count`: how many there are. */
export const draftOfCause = (cause: Row, count: number, complaints: readonly Rec[]): Draft => {
  const name = String(cause['name']);
  const nameEn = String(cause['nameEn'] ?? name);
  const preventive = mostFrequent(linesOf(complaints, 'preventive')) ?? mostFrequent(linesOf(complaints, 'corrective'));
  return {
    origin: `cause:${cause.id}`,
    body: {
      kind: 'problem',
      titleZh: cut(`客诉反复出现：${name}`, MAX_TITLE),
      titleEn: cut(`Complaints that keep coming: ${nameEn}`, MAX_TITLE),
      symptomZh: cut(`同一原因“${name}”的客诉有 ${count} 起。`),
      symptomEn: cut(`${count} complaints have the same cause “${nameEn}”.`),
      ...inItsLanguage('cause', mostFrequent(complaints.map(({ data }) => data['causeNote'])) ?? name),
      ...inItsLanguage('rightWay', preventive),
      pages: ['/complaints/:id'],
    },
  };
};

/** The entry of a question that was answered. */
export const draftOfQuestion = (asked: Rec): Draft => {
  const { question, answer, page, errorCode } = asked.data;
  const title = String(question).split('\n')[0]!;
  const code = typeof errorCode === 'string' && errorCode.length <= 40 ? [errorCode] : [];
  const address = typeof page === 'string' ? pageOfAddress(page) : '';
  return {
    origin: `question:${asked.id}`,
    body: {
      kind: 'answer',
      ...inItsLanguage('title', title, MAX_TITLE),
      ...inItsLanguage('symptom', String(question)),
      ...inItsLanguage('rightWay', String(answer)),
      ...(code.length > 0 ? { errorCodes: code } : {}),
      ...(/^\/[\w:/-]{0,79}$/.test(address) ? { pages: [address] } : {}),
    },
  };
};
