import type { Label } from '../kernel/field.ts';
import { USUAL_PASS_MARK } from './question-set.ts';

export const judgements = {
  right: { en: 'Right', zh: '答对' },
  partly: { en: 'Partly', zh: '部分答对' },
  wrong: { en: 'Wrong', zh: '答错' },
} as const satisfies Record<string, Label>;
export type Judgement = keyof typeof judgements;

export const results = {
  passed: { en: 'Passed', zh: '通过' },
  failed: { en: 'Failed', zh: '未通过' },
} as const satisfies Record<string, Label>;
export type Result = keyof typeof results;

type Line = Readonly<Record<string, unknown>>;

/** What an answer is worth, of what the question is worth. */
const shares: Record<Judgement, number> = { right: 1, partly: 0.5, wrong: 0 };
const isJudgement = (value: unknown): value is Judgement =>
  typeof value === 'string' && Object.hasOwn(judgements, value);
const pointsOf = (line: Line): number =>
  typeof line['points'] === 'number' && line['points'] > 0 ? line['points'] : 1;

export interface Standing {
  /** Questions, and how many of them were judged. */
  asked: number;
  judged: number;
  /** Percent of the points, rounded down, so that nobody passes by rounding; of what was judged so far. */
  percent?: number;
  /** Known once all are judged. */
  result?: Result;
}

/** How an interview stands: passed with the pass mark (percent) and all critical questions right. */
export const standingOf = (lines: readonly Line[], passMark: unknown): Standing => {
  const judged = lines.filter((line) => isJudgement(line['judgement']));
  const standing = { asked: lines.length, judged: judged.length };
  if (judged.length === 0) return standing;
  const most = judged.reduce((sum, line) => sum + pointsOf(line), 0);
  const got = judged.reduce((sum, line) => sum + pointsOf(line) * shares[line['judgement'] as Judgement], 0);
  const percent = Math.floor((got * 100) / most);
  if (judged.length < lines.length) return { ...standing, percent };
  const mark = typeof passMark === 'number' ? passMark : USUAL_PASS_MARK;
  const known = lines.every((line) => line['critical'] !== true || line['judgement'] === 'right');
  return { ...standing, percent, result: known && got * 100 >= mark * most ? 'passed' : 'failed' };
};

const texts = (line: Line, part: 'question' | 'answer', language: 'en' | 'zh'): string => {
  const [own, other] = language === 'en' ? ['En', 'Zh'] : ['Zh', 'En'];
  return String(line[`${part}${own}`] || line[`${part}${other}`] || '');
};

/** A question or its right answer in a language; in the other one where it has none. */
export const wordsOf = texts;

/** Questions that were not answered right, the critical ones first. */
export const missed = (lines: readonly Line[]): Line[] =>
  lines
    .filter((line) => line['judgement'] === 'wrong' || line['judgement'] === 'partly')
    .toSorted((a, b) => Number(b['critical'] === true) - Number(a['critical'] === true));

/** Steps of the process that somebody did not know, each once. */
export const stepsMissed = (lines: readonly Line[]): string[] => [
  ...new Set(missed(lines).flatMap((line) => (typeof line['step'] === 'string' ? [line['step']] : []))),
];

/** Longest lesson, characters. */
export const MAX_LESSON = 2000;

/** The lesson that follows from the answers: each question that was missed, with its right answer. */
export const lessonOf = (lines: readonly Line[], language: 'en' | 'zh'): string =>
  missed(lines)
    .map((line, index) => `${index + 1}. ${texts(line, 'question', language)}\n${texts(line, 'answer', language)}`)
    .join('\n')
    .slice(0, MAX_LESSON);
