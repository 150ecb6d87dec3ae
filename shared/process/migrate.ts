import type { ApprovalRound, ProcessDefinition, ProcessStanding } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import type { Outcome } from './moves.ts';
import { move, recorded, timesOf } from './moves.ts';
import { refuse } from './refusals.ts';
import { openRound, startRound } from './rounds.ts';
import type { Governed, StepActor, StepContext } from './standing.ts';
import { standingOf, stateOf } from './standing.ts';

export interface Migration {
  from: Governed;
  to: Governed;
  /** State of the new version. */
  state: string;
}

/** The state of a new version in which a document of an old one would stand; undefined where nobody has said. */
export const mappedState = (
  definition: ProcessDefinition,
  states: Readonly<Record<string, string>>,
  from: string,
): string | undefined => {
  const wanted = Object.hasOwn(states, from) ? states[from]! : from;
  return stateOf(definition, wanted) ? wanted : undefined;
};

/** The round after a migration: what was under way is void, what was approved stands unless the document is open again. */
const roundAfter = (rec: Rec, { from, to, state }: Migration, at: string): ApprovalRound | undefined => {
  const round = standingOf(from, rec).approval;
  if (!round) return undefined;
  const target = stateOf(to.definition, state)!;
  const void_: ApprovalRound = { ...round, outcome: 'voided', endedAt: at };
  if (round.outcome === undefined) return void_;
  return round.outcome === 'approved' && (target.edit === 'free' || target.approval) ? void_ : round;
};

/**
 * Brings a document to another version of its process: a step of its own in its record, its times anew, and an approval that was
 * under way asked for again, for other people may sign now. What happens on entering the state has happened: it is not done again.
 */
export const migrateDocument = (rec: Rec, migration: Migration, context: StepContext): Outcome => {
  const { from, to, state } = migration;
  const target = stateOf(to.definition, state);
  if (!target) return { ok: false, refusals: [refuse('unknown-state')] };
  const { world } = context;
  const before = standingOf(from, rec);
  const waiting = openRound(from, rec);
  const { standing, step } = recorded(
    from,
    before,
    { to: state, step: { action: 'migrate', version: to.version } },
    context,
  );
  const { due: _due, approval: _round, ...kept } = standing;
  const anew = target.approval !== undefined || state !== before.state;
  const since = anew ? world.now : before.since;
  const round = roundAfter(rec, migration, world.now);
  const entered: ProcessStanding = {
    ...kept,
    id: to.definition.id,
    version: to.version,
    state,
    since,
    ...(round ? { approval: round } : {}),
    ...timesOf(target, rec, since, world.calendar),
  };
  const placed: Rec = { ...rec, data: { ...rec.data, [to.field]: state }, process: entered };
  if (!target.approval) return { ok: true, rec: placed, steps: [step], effects: [] };
  // Whoever submitted it still did: they recall it, and do not approve it.
  const maker: StepActor = {
    ...context.actor,
    id: waiting?.submittedBy ?? rec.ownerId ?? rec.createdBy,
    onBehalfOf: waiting?.submittedOnBehalfOf ? { id: waiting.submittedOnBehalfOf, roles: [] } : undefined,
  };
  const started = startRound(to, placed, { plan: target.approval, actor: maker, world });
  if (started.levels.length > 0)
    return { ok: true, rec: { ...placed, process: { ...entered, approval: started } }, steps: [step], effects: [] };
  const approved: Rec = {
    ...placed,
    process: { ...entered, approval: { ...started, outcome: 'approved', endedAt: world.now } },
  };
  const rule: StepContext = {
    ...context,
    actor: { kind: 'job', id: 'job:process', roles: [], via: context.actor.via },
  };
  const on = move(to, approved, { to: target.approval.approved, step: { action: 'auto-approve' } }, rule);
  return { ...on, steps: [step, ...on.steps] };
};
