import type { Role } from '../access/permissions.ts';
import type { ApprovalLevel, ProcessDefinition, Refusal, TrailEntry, Transition } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { objections } from './engine.ts';
import { measureOf } from './measures.ts';
import { refuse } from './refusals.ts';
import type { Governed, StepActor, StepWorld } from './standing.ts';
import { standingOf, stateOf } from './standing.ts';

export interface DryRunFacts {
  /** Roles of a member at an instant. */
  rolesOf: (memberId: string, at: string) => readonly Role[];
  /** What a step at an instant is judged by. */
  worldAt: (at: string) => StepWorld;
}

/** A step that a definition would have refused, and why. */
export type RefusedStep = Omit<TrailEntry, 'n' | 'late' | 'deviations'> & { refusals: Refusal[] };

const decisions = ['approve', 'auto-approve', 'reject', 'send-back', 'recall', 'add-signer'];

const standingAt = (governed: Governed, rec: Rec, state: string): Rec => ({
  ...rec,
  data: { ...rec.data, [governed.field]: state },
  process: { ...standingOf(governed, rec), id: governed.definition.id, state },
});

/** The levels that a document of this size is asked for. */
const askedLevels = (levels: readonly ApprovalLevel[], rec: Rec, world: StepWorld): ApprovalLevel[] =>
  levels.filter(
    ({ over }) => !over || (measureOf(over.measure)?.of(rec, world) ?? Number.POSITIVE_INFINITY) >= over.atLeast,
  );

/** The signatures of the round that a step ended: those since the document came into the state. */
const signersOf = (trail: readonly TrailEntry[], index: number): { by: string; at: string }[] => {
  const out: { by: string; at: string }[] = [];
  for (let at = index; at >= 0; at--) {
    const entry = trail[at]!;
    if (entry.from !== trail[index]!.from || (at < index && entry.from !== entry.to)) break;
    if (entry.action === 'approve') out.push(entry);
  }
  return out;
};

/** Levels for which no signature was given, each signature counted once. */
const unsignedLevels = (
  levels: readonly ApprovalLevel[],
  signers: readonly { by: string; at: string }[],
  facts: DryRunFacts,
): ApprovalLevel[] => {
  const left = [...signers];
  const sign = (signer: string): boolean => {
    const found = left.findIndex(({ by, at }) =>
      signer.startsWith('member:')
        ? signer === `member:${by}`
        : (facts.rolesOf(by, at) as readonly string[]).includes(signer),
    );
    if (found === -1) return false;
    left.splice(found, 1);
    return true;
  };
  return levels.filter((level) => !(level.mode === 'any' ? level.signers.some(sign) : level.signers.every(sign)));
};

const judgeDecision = (
  governed: Governed,
  { rec, trail, index }: { rec: Rec; trail: readonly TrailEntry[]; index: number },
  facts: DryRunFacts,
): Refusal[] => {
  const entry = trail[index]!;
  const plan = stateOf(governed.definition, entry.from)?.approval;
  if (!plan) return [refuse('nothing-to-approve')];
  const moved = entry.from !== entry.to;
  if (!moved || !['approve', 'auto-approve'].includes(entry.action)) return [];
  const asked = askedLevels(plan.levels, rec, facts.worldAt(entry.at));
  return unsignedLevels(asked, signersOf(trail, index), facts).map((level) =>
    refuse('no-such-step', {
      detail: {
        en: `The approval of ${level.label.en} was not asked for.`,
        zh: `未经${level.label.zh}审批。`,
      },
    }),
  );
};

/** The transition that a step took, in the words of another definition. */
const transitionOf = (definition: ProcessDefinition, entry: TrailEntry): Transition | undefined =>
  definition.transitions.find((one) => one.id === entry.action && one.to === entry.to) ??
  definition.transitions.find((one) => one.to === entry.to && one.from.includes(entry.from));

const judgeStep = (governed: Governed, rec: Rec, entry: TrailEntry, facts: DryRunFacts): Refusal[] => {
  const { definition } = governed;
  if (entry.action === 'begin') return definition.starts.includes(entry.to) ? [] : [refuse('no-such-start')];
  if (entry.action === 'edit') return stateOf(definition, entry.from)?.edit === 'locked' ? [refuse('locked')] : [];
  const transition = transitionOf(definition, entry);
  if (!transition) return [refuse('no-such-step')];
  const actor: StepActor = { kind: 'member', id: entry.by, roles: facts.rolesOf(entry.by, entry.at), via: 'web' };
  // The reason that was given then stands in the step's own record; whether one was given is not asked again.
  const then = { rec: standingAt(governed, rec, entry.from), transition, comment: '…' };
  const found = objections(governed, then, actor, facts.worldAt(entry.at));
  // A job (an import) holds no role of the company's: what it did is judged by the content alone.
  return entry.by.startsWith('mem_') ? found : found.filter((one) => one.rule !== 'wrong-role');
};

/**
 * What a definition would have said of the steps that a document took, by its present content and by the roles that people held
 * then. Only the last steps are known: those that the document carries with it.
 */
export const dryRun = (governed: Governed, rec: Rec, facts: DryRunFacts): { steps: number; refused: RefusedStep[] } => {
  const trail = rec.process?.trail ?? [];
  const judged = trail.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.action !== 'migrate');
  const refused = judged.flatMap(({ entry, index }): RefusedStep[] => {
    const { n: _n, late: _late, deviations: _deviations, ...step } = entry;
    const known = [entry.from, entry.to].every((id) => stateOf(governed.definition, id));
    const refusals = !known
      ? [refuse('unknown-state')]
      : decisions.includes(entry.action)
        ? judgeDecision(governed, { rec, trail, index }, facts)
        : judgeStep(governed, rec, entry, facts);
    return refusals.length > 0 ? [{ ...step, refusals }] : [];
  });
  return { steps: judged.length, refused };
};
