import type { Label } from '../../../shared/kernel/field.ts';
import type { Refused } from '../../../shared/kernel/problem.ts';
import { guardOf } from '../../../shared/process/guards.ts';
import { isHard, refusalRules } from '../../../shared/process/refusals.ts';
import type { StepOption } from './api.ts';

/** A rule that objects, said once for all fields to which it objects. */
export interface Reason {
  rule: string;
  text: Label;
  /** How to get past it the right way. */
  way: Label | undefined;
  fields: readonly string[];
  help: string;
}

const wayOf = (rule: string): Label | undefined =>
  (refusalRules as Record<string, { help: Label }>)[rule]?.help ?? guardOf(rule)?.help;

/** Refusals as people read them: what is wrong once, with each field that it is about. */
export const reasonsOf = (refusals: readonly Refused[]): Reason[] => {
  const reasons = new Map<string, Reason & { fields: string[] }>();
  for (const refusal of refusals) {
    const id = `${refusal.rule} ${refusal.en}`;
    const known = reasons.get(id) ?? {
      rule: refusal.rule,
      text: { en: refusal.en, zh: refusal.zh },
      way: wayOf(refusal.rule),
      fields: [],
      help: refusal.help,
    };
    if (refusal.field !== undefined && !known.fields.includes(refusal.field)) known.fields.push(refusal.field);
    reasons.set(id, known);
  }
  return [...reasons.values()];
};

/** What a step objects to apart from its comment, which is asked for when it is taken. */
export const objectionsOf = (option: StepOption): StepOption['refusals'] =>
  option.refusals.filter((one) => one.rule !== 'comment-missing');

/** Whether a step is taken by an operation that stands elsewhere on the page: a button that only sends there is in the way. */
export const isTakenElsewhere = (option: StepOption): boolean =>
  option.refusals.some(({ rule }) => guardOf(rule)?.elsewhere === true);

/** How a step can be taken: at once, after a word about it, as a departure that is recorded, or not now. */
export type Way = 'go' | 'ask' | 'depart' | 'blocked';

export const wayOfStep = (option: StepOption, advisory: boolean): Way => {
  const objections = objectionsOf(option);
  if (objections.length > 0) return advisory && !objections.some(isHard) ? 'depart' : 'blocked';
  return option.comment === 'required' || option.caution ? 'ask' : 'go';
};
