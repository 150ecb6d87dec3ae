import type { WebRecord } from '../lib/records.ts';

/** Deviations of one kind: the same step of the same process departing from the same rules. */
export interface DeviationGroup {
  key: string;
  process: string;
  /** The newest version in which it happened; its words are used. */
  version: number;
  action: string;
  from: string;
  to: string;
  rules: readonly string[];
  rows: readonly WebRecord[];
  documents: number;
  people: readonly string[];
  last: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const rulesOf = (row: WebRecord): string[] =>
  Array.isArray(row['rules']) ? [...new Set(row['rules'].map(String))].sort() : [];

const distinct = (rows: readonly WebRecord[], field: string): string[] => [
  ...new Set(rows.map((row) => text(row[field])).filter((value) => value !== '')),
];

const groupOf = (key: string, rows: readonly WebRecord[]): DeviationGroup => {
  const newest = [...rows].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const first = newest[0]!;
  return {
    key,
    process: text(first['processKey']),
    version: Math.max(...rows.map((row) => (typeof row['processVersion'] === 'number' ? row['processVersion'] : 0))),
    action: text(first['action']),
    from: text(first['from']),
    to: text(first['to']),
    rules: rulesOf(first),
    rows: newest,
    documents: distinct(rows, 'documentId').length,
    people: distinct(newest, 'memberId'),
    last: first.createdAt,
  };
};

/** Deviations by kind, the most frequent first. */
export const groupDeviations = (rows: readonly WebRecord[]): DeviationGroup[] => {
  const groups = new Map<string, WebRecord[]>();
  for (const row of rows) {
    const key = [text(row['processKey']), text(row['action']), rulesOf(row).join(',')].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .map(([key, members]) => groupOf(key, members))
    .sort((a, b) => b.rows.length - a.rows.length || (a.last < b.last ? 1 : -1));
};
