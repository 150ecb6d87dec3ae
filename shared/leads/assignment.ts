import type { AssignmentRule, LeadPolicy } from './policy.ts';
import { meets } from './policy.ts';

/** A member as assignment sees them. */
export interface Colleague {
  id: string;
  teamId?: string | undefined;
}

/** The members among whom a rule's leads go round, in an order that does not change; empty for the pool. */
export const takersOf = (rule: AssignmentRule, colleagues: readonly Colleague[]): string[] => {
  const { to } = rule;
  if (to.kind === 'pool') return [];
  if (to.kind === 'team')
    return colleagues
      .filter((one) => one.teamId === to.team)
      .map((one) => one.id)
      .sort();
  const active = new Set(colleagues.map((one) => one.id));
  return to.members.filter((id) => active.has(id));
};

/**
 * The rule that says whose a new lead is: the first that it meets and that has anybody left. Undefined where none does: the pool.
 */
export const ruleFor = (
  data: Readonly<Record<string, unknown>>,
  { assignment }: Pick<LeadPolicy, 'assignment'>,
  colleagues: readonly Colleague[],
): { rule: AssignmentRule; takers: string[] } | undefined => {
  for (const rule of assignment) {
    if (!meets(data, rule.when)) continue;
    const takers = takersOf(rule, colleagues);
    if (takers.length > 0 || rule.to.kind === 'pool') return { rule, takers };
  }
  return undefined;
};

/** Whose turn it is. @param count how many leads the rule gave out, this one included */
export const turnOf = (takers: readonly string[], count: number): string => takers[(count - 1) % takers.length]!;
