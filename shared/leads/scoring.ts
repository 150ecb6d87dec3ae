import type { LeadPolicy, ScoringRule } from './policy.ts';
import { meets } from './policy.ts';

/** A rule as it turned out for a lead. */
export interface ScorePoint {
  rule: ScoringRule;
  met: boolean;
}

/** The score of a lead, 0 to 100, with every rule and whether it is met. */
export const scoreOf = (
  data: Readonly<Record<string, unknown>>,
  { scoring }: Pick<LeadPolicy, 'scoring'>,
): { score: number; points: ScorePoint[] } => {
  const points = scoring.map((rule) => ({ rule, met: meets(data, rule.when) }));
  const sum = points.reduce((total, { rule, met }) => total + (met ? rule.points : 0), 0);
  return { score: Math.min(100, Math.max(0, sum)), points };
};
