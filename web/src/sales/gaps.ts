import type { Refused } from '../../../shared/kernel/problem.ts';
import { guardOf } from '../../../shared/process/guards.ts';
import { isHard, refuse } from '../../../shared/process/refusals.ts';
import type { DocumentProcess } from '../process/api.ts';

/** What a step still asks for before it is taken. */
export interface Gaps {
  /** Fields to fill. */
  fields: readonly string[];
  /** Fields that may be filled besides. */
  optional?: readonly string[];
  /** It wants a reason. */
  reason: boolean;
  /** What it departs from and filling does not help; it passes with a reason, and is recorded. */
  departs: readonly Refused[];
  /** Departures pass: a field may stay empty when a reason is given. */
  advisory: boolean;
}

/** Conditions that name a field whose filling is no way past them. */
const notByFilling: readonly string[] = ['stage-in-pipeline'];

const fillable = (one: Refused): boolean =>
  one.field !== undefined &&
  !notByFilling.includes(one.rule) &&
  (one.rule === 'field-missing' || guardOf(one.rule) !== undefined);

/** What would have to be given for a step with these objections; undefined when nothing helps, as with a role that may not take it. */
export const gapsOf = (refusals: readonly Refused[], advisory: boolean): Gaps | undefined => {
  const rest = refusals.filter((one) => one.rule !== 'comment-missing' && !fillable(one));
  if (rest.length > 0 && (!advisory || rest.some((one) => isHard(one as Parameters<typeof isHard>[0]))))
    return undefined;
  return {
    fields: [...new Set(refusals.filter(fillable).map((one) => one.field!))],
    reason: rest.length > 0 || refusals.some((one) => one.rule === 'comment-missing'),
    departs: rest,
    advisory,
  };
};

/** Fields that tell how a deal ended, in the order in which they are asked. */
const closing = { won: ['closeReason', 'lostReason'], lost: ['closeReason', 'competitor', 'lostReason'] } as const;

const nothing: Gaps = { fields: [], reason: false, departs: [], advisory: false };

/** What is asked when a deal goes to a stage: at its end why, besides what the process asks for. */
export const closingGaps = (stage: string, gaps: Gaps = nothing): Gaps => {
  if (!(stage in closing)) return gaps;
  const optional = closing[stage as keyof typeof closing].filter((name) => !gaps.fields.includes(name));
  return { ...gaps, optional };
};

/** How a document would come into a state: at once, after something was given, or not, and why. */
export type Move = { how: 'go' } | { how: 'ask'; gaps: Gaps } | { how: 'refused'; refusals: readonly Refused[] };

export const moveTo = (process: DocumentProcess, state: string): Move => {
  const way = process.options
    .filter((option) => option.to === state)
    .sort((a, b) => a.refusals.length - b.refusals.length)[0];
  const refusals: Refused[] = way
    ? [...way.refusals, ...(way.comment === 'required' ? [refuse('comment-missing', { field: 'comment' })] : [])]
    : [refuse('no-such-step')];
  if (refusals.length === 0) return { how: 'go' };
  const gaps = gapsOf(refusals, process.enforcement === 'advisory');
  return gaps ? { how: 'ask', gaps } : { how: 'refused', refusals };
};
