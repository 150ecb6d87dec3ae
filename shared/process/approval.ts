import type { ApprovalPlan, ApprovalRound, ProcessStanding, Refusal, Slot } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import type { Outcome } from './moves.ts';
import { move, recorded, timesOf } from './moves.ts';
import { refuse } from './refusals.ts';
import type { Level } from './rounds.ts';
import { canSign, isComplete, openRound, openSlots, startRound } from './rounds.ts';
import type { Governed, StepActor, StepContext, StepWorld } from './standing.ts';
import { standingOf, stateOf } from './standing.ts';

/** What somebody decides on a document that waits for approval. */
export interface DecisionRequest {
  verdict: 'approve' | 'reject' | 'send-back' | 'recall' | 'add-signer';
  /** The round that they saw. */
  round?: number | undefined;
  comment?: string | undefined;
  /** Member to be added as a signer. */
  signer?: string | undefined;
  /** Whether that member may sign at all: active in the workspace. */
  signerActive?: boolean | undefined;
}

/** Everybody whose work the document is: none of them approves it, nor does anybody for them. */
const makersOf = (rec: Rec, standing: ProcessStanding, round: ApprovalRound): Set<string | undefined> =>
  new Set([rec.createdBy, rec.ownerId, round.submittedBy, round.submittedOnBehalfOf, ...standing.authors]);

const isMaker = (rec: Rec, standing: ProcessStanding, round: ApprovalRound, actor: StepActor): boolean => {
  const makers = makersOf(rec, standing, round);
  return makers.has(actor.id) || (actor.onBehalfOf !== undefined && makers.has(actor.onBehalfOf.id));
};

const signed = (round: ApprovalRound, id: string): boolean =>
  round.levels.some((level) =>
    level.slots.some((slot) => slot.decision?.by === id || slot.decision?.onBehalfOf === id),
  );

/** Why somebody may not sign now; an empty list when they may. */
export const signingRefusals = (governed: Governed, rec: Rec, actor: StepActor): Refusal[] => {
  const round = openRound(governed, rec);
  if (!round) return [refuse('nothing-to-approve')];
  if (actor.kind !== 'member') return [refuse('person-needed')];
  const slots = openSlots(round.levels[round.level]!);
  const mine = slots.some((slot) => canSign(slot, actor));
  if (signed(round, actor.id) || (actor.onBehalfOf && signed(round, actor.onBehalfOf.id)))
    return [refuse('already-signed')];
  if (!mine) return [refuse('not-a-signer')];
  return isMaker(rec, standingOf(governed, rec), round, actor) ? [refuse('self-approval')] : [];
};

const withRound = (rec: Rec, standing: ProcessStanding, approval: ApprovalRound): Rec => ({
  ...rec,
  process: { ...standing, approval },
});

const replaceLevel = (round: ApprovalRound, level: Level): ApprovalRound => ({
  ...round,
  levels: round.levels.map((one, index) => (index === round.level ? level : one)),
});

/** What was approved is nobody's draft any more, unless it only came to the next approval: then its makers are still its makers. */
const afterApproval = (governed: Governed, rec: Rec): Rec =>
  openRound(governed, rec) ? rec : { ...rec, process: { ...rec.process!, authors: [] } };

interface Decided {
  governed: Governed;
  rec: Rec;
  standing: ProcessStanding;
  round: ApprovalRound;
  plan: ApprovalPlan;
}

const ended = (round: ApprovalRound, outcome: NonNullable<ApprovalRound['outcome']>, at: string): ApprovalRound => ({
  ...round,
  outcome,
  endedAt: at,
});

/** Stays in the state with the step recorded and the round replaced. */
const stays = (
  { governed, rec, standing }: Decided,
  round: ApprovalRound,
  step: Parameters<typeof recorded>[2]['step'],
  context: StepContext,
): Outcome => {
  const next = recorded(governed, standing, { to: standing.state, step }, context);
  return { ok: true, rec: withRound(rec, next.standing, round), steps: [next.step], effects: [] };
};

/** Whose work it is asks for another signature; but where it is an appeal, neither side picks its judge: those who sign do. */
const mayAddSigner = ({ rec, standing, round, plan }: Decided, actor: StepActor): boolean =>
  isMaker(rec, standing, round, actor)
    ? plan.recallBy !== 'submitter'
    : openSlots(round.levels[round.level]!).some((slot) => canSign(slot, actor));

const addSigner = (parts: Decided, request: DecisionRequest, context: StepContext): Outcome => {
  const { rec, standing, round } = parts;
  const { actor } = context;
  const level = round.levels[round.level]!;
  if (actor.kind !== 'member' || !mayAddSigner(parts, actor)) return { ok: false, refusals: [refuse('not-a-signer')] };
  const id = request.signer ?? '';
  const signer = `member:${id}`;
  const known = round.levels.some((one) => one.slots.some((slot) => slot.signer === signer));
  if (
    !request.signerActive ||
    // Their own signature would be asked for twice, and nobody signs twice.
    [actor.id, actor.onBehalfOf?.id].includes(id) ||
    known ||
    signed(round, id) ||
    makersOf(rec, standing, round).has(id) ||
    level.slots.length >= 20
  )
    return { ok: false, refusals: [refuse('signer-unfit', { field: 'signer' })] };
  const slot: Slot = { id: `${round.level}.${level.slots.length}`, signer, addedBy: actor.id };
  return stays(
    parts,
    replaceLevel(round, { ...level, slots: [...level.slots, slot] }),
    { action: 'add-signer', signer: id, ...(request.comment ? { comment: request.comment } : {}) },
    context,
  );
};

const sign = (
  parts: Decided,
  request: DecisionRequest & { verdict: 'approve' | 'reject' | 'send-back' },
  context: StepContext,
): Outcome => {
  const { governed, rec, standing, round, plan } = parts;
  const { actor, world } = context;
  const refusals = signingRefusals(governed, rec, actor);
  if (refusals.length > 0) return { ok: false, refusals };
  const comment = request.comment?.trim();
  if (request.verdict !== 'approve' && !comment)
    return { ok: false, refusals: [refuse('comment-missing', { field: 'comment' })] };
  const level = round.levels[round.level]!;
  const slot = openSlots(level).find((one) => canSign(one, actor))!;
  const decision = {
    by: actor.id,
    ...(actor.onBehalfOf ? { onBehalfOf: actor.onBehalfOf.id } : {}),
    at: world.now,
    verdict: request.verdict,
    ...(comment ? { comment } : {}),
  };
  const after: Level = { ...level, slots: level.slots.map((one) => (one.id === slot.id ? { ...one, decision } : one)) };
  const next = replaceLevel(round, after);
  const step = { action: request.verdict, slot: slot.id, ...(comment ? { comment } : {}) };
  const leave = (to: string, outcome: NonNullable<ApprovalRound['outcome']>) =>
    move(governed, withRound(rec, standing, ended(next, outcome, world.now)), { to, step }, context);
  if (request.verdict === 'reject') return leave(plan.rejected, 'rejected');
  if (request.verdict === 'send-back') return leave(plan.sentBack, 'sent-back');
  if (!isComplete(after)) return stays(parts, next, step, context);
  if (round.level === round.levels.length - 1) {
    const done = leave(plan.approved, 'approved');
    return { ...done, rec: afterApproval(governed, done.rec) };
  }
  const onward: ApprovalRound = {
    ...next,
    level: round.level + 1,
    levels: next.levels.map((one, index) => (index === round.level + 1 ? { ...one, since: world.now } : one)),
  };
  const signedOff = stays(parts, onward, step, context);
  if (!signedOff.ok) return signedOff;
  // Each level has the state's time to itself.
  const state = stateOf(governed.definition, standing.state)!;
  const { due: _due, ...kept } = signedOff.rec.process!;
  return {
    ...signedOff,
    rec: { ...signedOff.rec, process: { ...kept, ...timesOf(state, signedOff.rec, world.now, world.calendar) } },
  };
};

/** An imported document that stands in a state of approval has no round yet: the first thing that happens to it begins one. */
export const withFirstRound = (governed: Governed, rec: Rec, world: StepWorld): Rec => {
  const standing = standingOf(governed, rec);
  const state = stateOf(governed.definition, standing.state);
  if (!state?.approval || standing.approval) return rec;
  const maker: StepActor = { kind: 'member', id: rec.createdBy, roles: [], via: rec.via };
  const approval = startRound(governed, rec, { plan: state.approval, actor: maker, world });
  const timed = { ...standing, ...timesOf(state, rec, world.now, world.calendar) };
  return approval.levels.length > 0 ? withRound(rec, timed, approval) : rec;
};

/** Whether a person may take back what waits for approval: who submitted it, and its owner unless the plan says otherwise. */
export const mayRecall = (
  plan: Pick<ApprovalPlan, 'recallBy'> | undefined,
  round: Pick<ApprovalRound, 'submittedBy' | 'submittedOnBehalfOf'>,
  rec: Pick<Rec, 'ownerId'>,
  id: string,
): boolean =>
  [round.submittedBy, round.submittedOnBehalfOf].includes(id) || (plan?.recallBy !== 'submitter' && rec.ownerId === id);

/**
 * A decision on a document that waits for approval. Approvals are never advice: these refusals stand under any enforcement.
 * A signature is one person's, and each slot has one.
 */
export const decide = (governed: Governed, given: Rec, request: DecisionRequest, context: StepContext): Outcome => {
  const rec = withFirstRound(governed, given, context.world);
  const standing = standingOf(governed, rec);
  const plan = stateOf(governed.definition, standing.state)?.approval;
  const round = openRound(governed, rec);
  if (!plan || !round) return { ok: false, refusals: [refuse('nothing-to-approve')] };
  if (request.round !== undefined && request.round !== round.round)
    return { ok: false, refusals: [refuse('other-round')] };
  const parts: Decided = { governed, rec, standing, round, plan };
  const { verdict } = request;
  if (verdict === 'add-signer') return addSigner(parts, request, context);
  if (verdict !== 'recall') return sign(parts, { ...request, verdict }, context);
  const { actor, world } = context;
  const self = actor.onBehalfOf?.id ?? actor.id;
  if (!mayRecall(plan, round, rec, self)) return { ok: false, refusals: [refuse('not-yours-to-recall')] };
  return move(
    governed,
    withRound(rec, standing, ended(round, 'recalled', world.now)),
    { to: plan.recalled, step: { action: 'recall', ...(request.comment ? { comment: request.comment } : {}) } },
    context,
  );
};
