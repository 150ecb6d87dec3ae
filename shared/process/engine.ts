import type { Role } from '../access/permissions.ts';
import { roles as roleLabels } from '../access/permissions.ts';
import type { Refusal, StepRecord, Transition } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { withFirstRound } from './approval.ts';
import { carryOut } from './effects.ts';
import { guardRefusals } from './guards.ts';
import type { Outcome, Refused } from './moves.ts';
import { move, timesOf } from './moves.ts';
import { isHard, refuse } from './refusals.ts';
import { voided } from './rounds.ts';
import type { Governed, StepActor, StepContext, StepWorld } from './standing.ts';
import { rolesInUse, standingOf, stateOf, withAuthor } from './standing.ts';

export interface StepRequest {
  /** An action of the definition, or the state that is wanted. */
  action?: string | undefined;
  to?: string | undefined;
  comment?: string | undefined;
}

const isFilled = (rec: Rec, field: string): boolean => {
  if (field === 'lines') return (rec.lines?.length ?? 0) > 0;
  if (field === 'ownerId') return rec.ownerId !== undefined;
  const custom = field.startsWith('custom.') ? (rec.data['custom'] as Record<string, unknown> | undefined) : undefined;
  const value = custom ? custom[field.slice('custom.'.length)] : rec.data[field];
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
};

const namesOf = (roles: readonly Role[], language: 'en' | 'zh'): string =>
  roles.map((role) => roleLabels[role][language]).join(language === 'en' ? ', ' : '、');

/** All that a step of the definition objects to, whatever the enforcement. */
export const objections = (
  governed: Governed,
  { rec, transition, comment }: { rec: Rec; transition: Transition; comment?: string | undefined },
  actor: StepActor,
  world: StepWorld,
): Refusal[] => {
  const { state } = standingOf(governed, rec);
  const out: Refusal[] = [];
  if (!transition.from.includes(state)) out.push(refuse('no-such-step'));
  if (!transition.roles.some((role) => rolesInUse(actor).includes(role)))
    out.push(
      refuse('wrong-role', {
        detail: {
          en: `It is for: ${namesOf(transition.roles, 'en')}.`,
          zh: `由以下角色执行：${namesOf(transition.roles, 'zh')}。`,
        },
      }),
    );
  for (const field of transition.required ?? [])
    if (!isFilled(rec, field)) out.push(refuse('field-missing', { field }));
  out.push(...guardRefusals(transition.guards ?? [], rec, { ...world, to: transition.to, by: actor.id }));
  if (transition.comment === 'required' && !comment?.trim()) out.push(refuse('comment-missing', { field: 'comment' }));
  return out;
};

/** The transition that a request names, or the one that leads to the wanted state with the fewest objections. */
const chosen = (
  governed: Governed,
  rec: Rec,
  request: StepRequest,
  context: StepContext,
): { transition?: Transition; refusals: Refusal[] } | undefined => {
  const { transitions } = governed.definition;
  const judged = (transition: Transition) => ({
    transition,
    refusals: objections(governed, { rec, transition, comment: request.comment }, context.actor, context.world),
  });
  if (request.action !== undefined) {
    const transition = transitions.find((one) => one.id === request.action);
    return transition && judged(transition);
  }
  if (!stateOf(governed.definition, request.to ?? '')) return undefined;
  const { state } = standingOf(governed, rec);
  const ways = transitions.filter((one) => one.to === request.to && one.from.includes(state)).map(judged);
  // What never passes weighs more than any number of objections that advice lets pass.
  const weight = (way: (typeof ways)[number]) => way.refusals.length + 1000 * way.refusals.filter(isHard).length;
  return ways.sort((a, b) => weight(a) - weight(b))[0] ?? { refusals: [refuse('no-such-step')] };
};

/**
 * Takes a step of a document, or says why not. Pure: `world.now` is the instant, nothing is read or written. Under `enforced`
 * any objection refuses; under `advisory` the step passes and the objections stand on it as its deviation, except those that
 * are never advice (refusals.ts).
 */
export const applyAction = (governed: Governed, rec: Rec, request: StepRequest, context: StepContext): Outcome => {
  if (!stateOf(governed.definition, standingOf(governed, rec).state)) return refusedBy([refuse('unknown-state')]);
  const way = chosen(governed, rec, request, context);
  if (!way) return refusedBy([refuse('unknown-action')]);
  const stops = governed.enforcement === 'enforced' ? way.refusals : way.refusals.filter(isHard);
  if (stops.length > 0) return refusedBy(way.refusals);
  const to = way.transition?.to ?? request.to!;
  return move(
    governed,
    rec,
    {
      to,
      step: {
        action: way.transition?.id ?? 'set',
        ...(request.comment?.trim() ? { comment: request.comment.trim() } : {}),
        ...(way.refusals.length > 0 ? { deviation: way.refusals } : {}),
      },
    },
    context,
  );
};

const refusedBy = (refusals: Refusal[]): Refused => ({ ok: false, refusals });

/** A document's beginning. One that begins elsewhere than the process says is refused, or stands as a deviation. */
export const begin = (governed: Governed, rec: Rec, context: StepContext): Outcome => {
  const { definition, field } = governed;
  const given = rec.data[field];
  const wanted = typeof given === 'string' ? given : definition.starts[0]!;
  const state = stateOf(definition, wanted);
  if (!state) return refusedBy([refuse('unknown-state', { field })]);
  const wrong = definition.starts.includes(wanted) ? [] : [refuse('no-such-start', { field })];
  if (wrong.length > 0 && governed.enforcement === 'enforced') return refusedBy(wrong);
  const start = definition.starts[0]!;
  const standing = withAuthor(
    {
      id: definition.id,
      version: governed.version,
      state: wrong.length > 0 || state.approval ? start : wanted,
      begun: wrong.length > 0 || state.approval ? start : wanted,
      since: context.world.now,
      seq: 0,
      authors: [],
      trail: [],
      tally: {},
      ...timesOf(state, rec, context.world.now, context.world.calendar),
    },
    context.actor,
  );
  const begun: Rec = { ...rec, data: { ...rec.data, [field]: standing.state }, process: standing };
  if (wrong.length === 0 && !state.approval) {
    const done = carryOut(state.enter ?? [], begun, {
      now: context.world.now,
      today: context.world.today,
      actorId: context.actor.id,
    });
    return { ok: true, rec: done.rec, steps: [], effects: done.left };
  }
  const step = wrong.length > 0 ? { action: 'set', deviation: wrong } : { action: 'begin' };
  return move(governed, begun, { to: wanted, step }, context);
};

const withTimes = (governed: Governed, rec: Rec, times: { due?: string }): Rec => ({
  ...rec,
  process: { ...standingOf(governed, rec), ...times },
});

/**
 * A change of a document's content, after the change. In a free state it makes the actor an author and voids an approval that
 * was given; one that is under way begins anew, for the content as it is now. In a locked state it is refused; under advisory it
 * passes as a deviation and the document goes to the state that voids its approval.
 * @param changed paths of what changed: field names, `lines`
 */
export const applyEdit = (governed: Governed, rec: Rec, changed: readonly string[], context: StepContext): Outcome => {
  const { actor, world } = context;
  const standing = standingOf(governed, rec);
  const state = stateOf(governed.definition, standing.state);
  const closed = state?.edit === 'locked' ? changed.filter((field) => !state.open?.includes(field)) : [];
  const refusals = closed.map((field) => refuse('locked', { field }));
  if (refusals.length > 0 && governed.enforcement === 'enforced') return refusedBy(refusals);
  // The day from which its time counts may be what changed. A level of an approval has a time of its own.
  const moves = state?.limitFrom !== undefined && changed.includes(state.limitFrom) && !state.approval;
  const stays = (next: Rec): Outcome => {
    const times = moves ? timesOf(state, next, standing.since, world.calendar) : {};
    return { ok: true, rec: moves ? withTimes(governed, next, times) : next, steps: [], effects: [] };
  };
  // What is open in a locked state is not content: whoever fills it is no author.
  if (changed.length === 0 || (state?.edit === 'locked' && closed.length === 0)) {
    const begun = withFirstRound(governed, rec, world);
    return stays({ ...begun, process: standingOf(governed, begun) });
  }
  const edited: Rec = { ...rec, process: voided(withAuthor(standing, actor), world.now) };
  if (closed.length === 0 && !state?.approval) return stays(edited);
  const deviation = refusals.length > 0 ? { deviation: refusals } : {};
  return move(
    governed,
    edited,
    { to: state?.voids ?? standing.state, step: { action: 'edit', ...deviation } },
    context,
  );
};

/** The state that a document must be in when its steps are carried out again from its beginning; undefined where they do not join. */
export const replay = (
  begun: string,
  steps: readonly Pick<StepRecord, 'seq' | 'from' | 'to'>[],
): string | undefined => {
  let state = begun;
  let seq = 0;
  for (const step of steps) {
    if (step.seq !== ++seq || step.from !== state) return undefined;
    state = step.to;
  }
  return state;
};
