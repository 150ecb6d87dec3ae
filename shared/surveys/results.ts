import type { Row } from '../kernel/rule.ts';
import { localMonth } from '../kernel/time.ts';
import type { SurveyKind } from './scales.ts';
import { averageOf, isSurveyKind, npsGroupOf, npsOf, scoresOf } from './scales.ts';

export interface SurveyFigures {
  surveyId: string;
  kind: SurveyKind;
  /** Whom a link reached. */
  sent: number;
  answered: number;
  /** Answers below the threshold: each has a follow-up. */
  low: number;
  skipped: number;
  failed: number;
  average?: number;
  /** -100 to 100; of NPS alone. */
  nps?: number;
  promoters?: number;
  passives?: number;
  detractors?: number;
}

const scoreOf = (row: Row): number | undefined =>
  row['status'] === 'answered' && typeof row['score'] === 'number' ? row['score'] : undefined;
const scores = (rows: readonly Row[]): number[] => rows.flatMap((row) => scoreOf(row) ?? []);
const count = (rows: readonly Row[], holds: (row: Row) => unknown): number => rows.filter(holds).length;

/** What came of one survey. `rows` are its requests. */
export const figuresOf = (surveyId: string, kind: SurveyKind, rows: readonly Row[]): SurveyFigures => {
  const given = scores(rows);
  const average = averageOf(given);
  const nps = kind === 'nps' ? npsOf(given) : undefined;
  const group = (name: string): number => given.filter((score) => npsGroupOf(score) === name).length;
  return {
    surveyId,
    kind,
    sent: count(rows, (row) => row['sentAt']),
    answered: given.length,
    low: count(rows, (row) => scoreOf(row) !== undefined && row['followUpId']),
    skipped: count(rows, (row) => row['status'] === 'skipped'),
    failed: count(rows, (row) => row['status'] === 'failed'),
    ...(average === undefined ? {} : { average }),
    ...(nps === undefined
      ? {}
      : { nps, promoters: group('promoter'), passives: group('passive'), detractors: group('detractor') }),
  };
};

/** How often each score of the scale was given, also those that nobody gave. */
export const distributionOf = (kind: SurveyKind, rows: readonly Row[]): { score: number; count: number }[] => {
  const given = scores(rows);
  return scoresOf(kind).map((score) => ({ score, count: given.filter((one) => one === score).length }));
};

export interface MonthFigures {
  /** YYYY-MM in the workspace's zone. */
  month: string;
  answered: number;
  average: number;
  nps?: number;
}

/** The answers by the month in which they came, the earliest first; a month without one is left out. */
export const monthsOf = (kind: SurveyKind, rows: readonly Row[], timeZone: string): MonthFigures[] => {
  const months = new Map<string, Row[]>();
  for (const row of rows) {
    if (scoreOf(row) === undefined || typeof row['answeredAt'] !== 'string') continue;
    const month = localMonth(row['answeredAt'], timeZone);
    months.set(month, [...(months.get(month) ?? []), row]);
  }
  return [...months]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([month, answers]) => {
      const given = scores(answers);
      const nps = kind === 'nps' ? npsOf(given) : undefined;
      return { month, answered: given.length, average: averageOf(given)!, ...(nps === undefined ? {} : { nps }) };
    });
};

/** Requests by their survey, in no order. Rows without a kind are nobody's. */
export const bySurvey = (rows: Iterable<Row>): Map<string, { kind: SurveyKind; rows: Row[] }> => {
  const groups = new Map<string, { kind: SurveyKind; rows: Row[] }>();
  for (const row of rows) {
    const { surveyId, kind } = row as { surveyId?: unknown; kind?: unknown };
    if (typeof surveyId !== 'string' || !isSurveyKind(kind)) continue;
    const group = groups.get(surveyId);
    if (group) group.rows.push(row);
    else groups.set(surveyId, { kind, rows: [row] });
  }
  return groups;
};
