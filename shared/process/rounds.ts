import type { ApprovalPlan, ApprovalRound, ProcessStanding, ProcessState, Slot } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { measureOf } from './measures.ts';
import type { Governed, StepActor, StepContext, StepWorld } from './standing.ts';
import { rolesInUse, standingOf, stateOf } from './standing.ts';

export type Level = ApprovalRound['levels'][number];

/** Sizes from which a level is asked; one that cannot be measured is asked of every document. */
const asked = (plan: ApprovalPlan, rec: Rec, world: StepWorld) =>
  plan.levels.filter((level) => {
    if (!level.over) return true;
    const measure = measureOf(level.over.measure);
    return measure === undefined || measure.of(rec, world) >= level.over.atLeast;
  });

/** A new round of approval. Its levels are those that the document's size asks for; none means that it is approved as it is. */
export const startRound = (
  governed: Governed,
  rec: Rec,
  { plan, actor, world }: StepContext & { plan: ApprovalPlan },
): ApprovalRound => ({
  round: (standingOf(governed, rec).approval?.round ?? 0) + 1,
  submittedBy: actor.id,
  ...(actor.onBehalfOf ? { submittedOnBehalfOf: actor.onBehalfOf.id } : {}),
  submittedAt: world.now,
  level: 0,
  levels: asked(plan, rec, world).map((level, index) => ({
    id: level.id,
    mode: level.mode,
    ...(index === 0 ? { since: world.now } : {}),
    slots: level.signers.map((signer, at) => ({ id: `${index}.${at}`, signer })),
  })),
});

/** A round whose signatures no longer speak of the content, because it was changed since. */
export const voided = (standing: ProcessStanding, at: string): ProcessStanding => {
  const { approval } = standing;
  const stands = approval && (approval.outcome === undefined || approval.outcome === 'approved');
  return stands ? { ...standing, approval: { ...approval, outcome: 'voided', endedAt: at } } : standing;
};

/** The round after the document left its state: ended where it was open, void where a locked document opens again. */
export const endRound = (
  round: ApprovalRound | undefined,
  standing: ProcessStanding,
  { governed, target, at }: { governed: Governed; target: ProcessState; at: string },
): ApprovalRound | undefined => {
  if (!round) return undefined;
  const left = stateOf(governed.definition, standing.state);
  const waited = left?.approval !== undefined;
  if (round.outcome === undefined)
    return { ...round, outcome: waited && target.id !== standing.state ? 'recalled' : 'voided', endedAt: at };
  const opens = !waited && left?.edit !== 'free' && target.edit === 'free';
  return round.outcome === 'approved' && opens ? { ...round, outcome: 'voided', endedAt: at } : round;
};

/** The round that waits for signatures; undefined where none does. */
export const openRound = (governed: Governed, rec: Rec): ApprovalRound | undefined => {
  const standing = standingOf(governed, rec);
  const waits = stateOf(governed.definition, standing.state)?.approval !== undefined;
  return waits && standing.approval && standing.approval.outcome === undefined ? standing.approval : undefined;
};

const approved = (slot: Slot): boolean => slot.decision?.verdict === 'approve';

/** Slots of a level whose signature is asked for now. */
export const openSlots = (level: Level): Slot[] => {
  const left = level.slots.filter((slot) => !slot.decision);
  if (level.mode === 'sequence') return left.slice(0, 1);
  // With one of the definition's signers done, only those whom somebody added are still asked.
  if (level.mode === 'any' && level.slots.some((slot) => !slot.addedBy && approved(slot)))
    return left.filter((slot) => slot.addedBy);
  return left;
};

export const isComplete = (level: Level): boolean => openSlots(level).length === 0 && level.slots.some(approved);

export const canSign = (slot: Slot, actor: StepActor): boolean =>
  slot.signer.startsWith('member:')
    ? slot.signer === `member:${actor.onBehalfOf?.id ?? actor.id}`
    : (rolesInUse(actor) as readonly string[]).includes(slot.signer);
