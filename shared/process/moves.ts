import type { Calendar } from '../kernel/calendar.ts';
import type { EffectUse, ProcessStanding, ProcessState, Refusal, StepRecord } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { startOfDay } from '../kernel/time.ts';
import { addBusinessHours, businessMinutesBetween } from './business-hours.ts';
import { carryOut } from './effects.ts';
import { endRound, startRound } from './rounds.ts';
import type { Governed, StepActor, StepContext } from './standing.ts';
import { standingOf, stateOf, withAuthors } from './standing.ts';

/** A step that was taken: the record with its new standing, the steps to record, effects left to the runtime. */
export interface Taken {
  ok: true;
  rec: Rec;
  steps: StepRecord[];
  effects: EffectUse[];
}
export interface Refused {
  ok: false;
  refusals: Refusal[];
}
export type Outcome = Taken | Refused;

/** Steps of the trail that a document carries; the step items have all. */
const TRAIL = 40;

/** The instant from which a state's hours count: `since`, or the day in the field that the state names where it lies ahead. */
export const limitStart = (state: ProcessState, rec: Rec, since: string, calendar: Calendar): string => {
  const day = state.limitFrom === undefined ? undefined : rec.data[state.limitFrom];
  // A year that no calendar reaches would sort before all others.
  if (typeof day !== 'string' || !/^[0-8]\d{3}-\d\d-\d\d$/.test(day)) return since;
  const start = startOfDay(day, calendar.timeZone);
  return start > since ? start : since;
};

/** When the step of a state is due that is entered, or a level that begins, at an instant. */
export const timesOf = (state: ProcessState, rec: Rec, since: string, calendar: Calendar): { due?: string } =>
  state.limitHours === undefined
    ? {}
    : { due: addBusinessHours(limitStart(state, rec, since, calendar), state.limitHours, calendar) };

/** When the reminder of a step is sent whose hours count from `since`; undefined where none is. */
export const reminderOf = (state: ProcessState, since: string, calendar: Calendar): string | undefined =>
  state.limitHours === undefined || state.remindHours === undefined || state.remindHours >= state.limitHours
    ? undefined
    : addBusinessHours(since, state.limitHours - state.remindHours, calendar);

interface Move {
  to: string;
  /** States that were passed by the rule alone on the way here. */
  passed?: readonly string[];
  step: Pick<StepRecord, 'action'> & Partial<StepRecord>;
}

const noteOf = (actor: StepActor): Pick<StepRecord, 'by' | 'via'> & Partial<StepRecord> => ({
  by: actor.id,
  via: actor.via,
  ...(actor.onBehalfOf ? { onBehalfOf: actor.onBehalfOf.id } : {}),
});

/** Records a step on the standing: sequence, trail, tally. Exported for the decisions of an approval. */
export const recorded = (
  governed: Governed,
  standing: ProcessStanding,
  move: Move,
  { actor, world }: StepContext,
): { standing: ProcessStanding; step: StepRecord } => {
  const late = standing.due !== undefined && world.now > standing.due;
  const step: StepRecord = {
    seq: standing.seq + 1,
    at: world.now,
    ...noteOf(actor),
    from: standing.state,
    to: move.to,
    took: Math.round(businessMinutesBetween(standing.since, world.now, world.calendar)),
    process: governed.definition.id,
    version: standing.version,
    ...(late ? { late: true as const } : {}),
    ...move.step,
  };
  const name = [world.today.slice(0, 7), actor.id, actor.teamId ?? '', step.action].join('|');
  const [steps, deviations, lates] = standing.tally[name] ?? [0, 0, 0];
  const departed = step.deviation?.length ?? 0;
  return {
    step,
    standing: {
      ...standing,
      seq: step.seq,
      trail: [
        ...standing.trail.slice(1 - TRAIL),
        {
          n: step.seq,
          action: step.action,
          from: step.from,
          to: step.to,
          at: step.at,
          by: step.by,
          ...(late ? { late: true as const } : {}),
          ...(departed > 0 ? { deviations: departed } : {}),
        },
      ],
      tally: { ...standing.tally, [name]: [steps + 1, deviations + (departed > 0 ? 1 : 0), lates + (late ? 1 : 0)] },
    },
  };
};

/** Brings a document into a state: the step, its times, the approval that begins or ends there, what happens on entering. */
export const move = (governed: Governed, rec: Rec, wanted: Move, context: StepContext): Taken => {
  const { actor, world } = context;
  const target = stateOf(governed.definition, wanted.to)!;
  const before = standingOf(governed, rec);
  const { standing, step } = recorded(governed, before, wanted, context);
  const { due: _due, approval, ...kept } = standing;
  const round = endRound(approval, before, { governed, target, at: world.now });
  // A round that follows another at once goes on with its document: who submitted that one does not sign this one.
  const follows = target.approval && stateOf(governed.definition, before.state)?.approval ? approval : undefined;
  const untimed: ProcessStanding = {
    ...withAuthors(kept, [follows?.submittedBy, follows?.submittedOnBehalfOf]),
    state: target.id,
    since: world.now,
    ...(round ? { approval: round } : {}),
  };
  const placed: Rec = { ...rec, data: { ...rec.data, [governed.field]: target.id }, process: untimed };
  const done = carryOut(target.enter ?? [], placed, { now: world.now, today: world.today, actorId: actor.id });
  // What happened on entering may be what the time counts from.
  const entered: ProcessStanding = { ...untimed, ...timesOf(target, done.rec, world.now, world.calendar) };
  done.rec = { ...done.rec, process: entered };
  if (!target.approval) return { ok: true, rec: done.rec, steps: [step], effects: done.left };
  const started = startRound(governed, done.rec, { plan: target.approval, actor, world });
  if (started.levels.length > 0)
    return {
      ok: true,
      rec: { ...done.rec, process: { ...entered, approval: started } },
      steps: [step],
      effects: done.left,
    };
  // No level asks for a document of this size: it is approved by the rule, and the record says so.
  const approved: Rec = {
    ...done.rec,
    process: { ...entered, approval: { ...started, outcome: 'approved', endedAt: world.now } },
  };
  const rule = { ...context, actor: { kind: 'job', id: 'job:process', roles: [], via: actor.via } as const };
  // Approvals that lead into each other and ask nobody would go round for ever.
  const passed = [...(wanted.passed ?? []), target.id];
  const { approved: to } = target.approval;
  if (passed.includes(to)) return { ok: true, rec: approved, steps: [step], effects: done.left };
  const on = move(governed, approved, { to, passed, step: { action: 'auto-approve' } }, rule);
  return { ...on, steps: [step, ...on.steps], effects: [...done.left, ...on.effects] };
};
