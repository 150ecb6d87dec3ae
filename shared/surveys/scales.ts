import { addMonths, localMonth } from '../kernel/time.ts';

/** What is measured: how content somebody is, how easy it was made for them, whether they would recommend us. */
export const surveyKinds = {
  csat: { en: 'Satisfaction (CSAT)', zh: '满意度（CSAT）' },
  ces: { en: 'Effort (CES)', zh: '省力度（CES）' },
  nps: { en: 'Recommendation (NPS)', zh: '推荐度（NPS）' },
} as const;
export type SurveyKind = keyof typeof surveyKinds;
export const kindNames = Object.keys(surveyKinds) as SurveyKind[];

export const isSurveyKind = (value: unknown): value is SurveyKind =>
  typeof value === 'string' && Object.hasOwn(surveyKinds, value);

interface Scale {
  least: number;
  most: number;
  /** A score below this one opens a follow-up, unless the survey says otherwise. */
  threshold: number;
}

/** The usual scales. On each of them more is better: CES asks how far somebody agrees that it was made easy. */
export const scales: Readonly<Record<SurveyKind, Scale>> = {
  csat: { least: 1, most: 5, threshold: 4 },
  ces: { least: 1, most: 7, threshold: 4 },
  nps: { least: 0, most: 10, threshold: 7 },
};

/** Every score that can be given, the least first. */
export const scoresOf = (kind: SurveyKind): number[] => {
  const { least, most } = scales[kind];
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
};

/** What an answer of NPS makes of a customer. */
export const npsGroupOf = (score: number): 'promoter' | 'passive' | 'detractor' =>
  score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor';

/** The share of promoters less that of detractors, -100 to 100, rounded; undefined without an answer. */
export const npsOf = (scores: readonly number[]): number | undefined => {
  if (scores.length === 0) return undefined;
  const of = (group: string) => scores.filter((score) => npsGroupOf(score) === group).length;
  return Math.round(((of('promoter') - of('detractor')) / scores.length) * 100);
};

/** The mean to two decimals; undefined without an answer. */
export const averageOf = (scores: readonly number[]): number | undefined =>
  scores.length === 0
    ? undefined
    : Math.round((scores.reduce((sum, score) => sum + score, 0) / scores.length) * 100) / 100;

/** Whether somebody has to call the customer. */
export const isLow = (kind: SurveyKind, score: number, threshold: unknown): boolean =>
  score < (typeof threshold === 'number' ? threshold : scales[kind].threshold);

/** What the customer is asked where the survey has no words of its own. */
export const usualQuestions: Readonly<Record<SurveyKind, { zh: string; en: string }>> = {
  csat: { zh: '对这次的处理结果，您满意吗？', en: 'How satisfied are you with how this was handled?' },
  ces: {
    zh: '“与我们打交道很省心。”您同意这句话吗？',
    en: '“They made it easy for me.” How far do you agree?',
  },
  nps: {
    zh: '您有多大可能把我们推荐给同行或朋友？',
    en: 'How likely are you to recommend us to a colleague or friend?',
  },
};

/** The quarter of a month (YYYY-MM), as `2026-Q4`. */
export const quarterOfMonth = (month: string): string =>
  `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

/** The quarter of an instant in a zone. */
export const quarterOf = (instant: string, timeZone: string): string => quarterOfMonth(localMonth(instant, timeZone));

/** The quarter before the one of an instant: what a survey of each quarter asks about. */
export const quarterBefore = (instant: string, timeZone: string): string =>
  quarterOfMonth(addMonths(localMonth(instant, timeZone), -3));
