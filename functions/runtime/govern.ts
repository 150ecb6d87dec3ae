import { entityOf } from '../../shared/entities.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { entityFields, isScoped } from '../../shared/kernel/entity.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { EffectUse, Refusal, StepRecord } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { applyAction, applyEdit, begin } from '../../shared/process/engine.ts';
import type { Outcome } from '../../shared/process/moves.ts';
import { move } from '../../shared/process/moves.ts';
import type { Governed, StepActor, StepContext, StepWorld } from '../../shared/process/standing.ts';
import { standingOf, stateOf } from '../../shared/process/standing.ts';
import type { Work } from '../../shared/process/work.ts';
import { workOf } from '../../shared/process/work.ts';
import type { Key } from '../../shared/table/keys.ts';
import {
  deadlinePartition,
  stepKey,
  teamWorkPartition,
  workKey,
  workPartition,
  workSort,
} from '../../shared/table/keys.ts';
import { envelopeOf } from './envelope.ts';
import type { Ctx } from './http.ts';
import { governedBy, worldOf } from './process.ts';
import { toItem } from './stored.ts';
import type { Item, Write } from './table.ts';

/** A document as a process sees it. */
export interface Standing {
  governed: Governed;
  rec: Rec;
}

/** A governed record to be written, with all that goes into its transaction besides. */
export interface GovernedWrite {
  rec: Rec;
  writes: Write[];
  effects: EffectUse[];
  /** The step gives credit over the limit: somebody who may has released it. */
  released?: true;
  /** The same write, led on to another state because what the step takes is not there. */
  redirected?: (instead: { to: string; reason: string; detail: string }) => GovernedWrite;
}

/** A step that was taken, on the way to its writes. */
interface Finish {
  entity: Entity;
  governed: Governed;
  before: Rec | undefined;
  rec: Rec;
  steps: readonly StepRecord[];
  effects: EffectUse[];
  world: StepWorld;
}

/** Whether a step leads out of a state in which the release of credit was asked for, to one that takes credit. */
const releases = ({ governed, steps, effects }: Finish): boolean =>
  effects.some((effect) => effect.id === 'take-credit') &&
  steps.some((step) => stateOf(governed.definition, step.from)?.enter?.some((effect) => effect.id === 'ask-release'));

/**
 * The writes of a step that was taken: its records, the work lists, departures. A release for which nobody named a day holds
 * for this one: none is without an end.
 */
const finished = (done: Finish, ctx: Ctx): GovernedWrite => {
  const { entity, governed, before, steps, effects, world } = done;
  const released = releases(done);
  const marked: Rec = released
    ? {
        ...done.rec,
        data: {
          ...done.rec.data,
          releasedUntil: done.rec.data['releaseUntil'] ?? world.today,
          releasedBy: ctx.actor.id,
        },
      }
    : done.rec;
  const rec = derived(entity, marked, before, ctx.now);
  return {
    rec,
    writes: [
      ...processWrites(before && { governed, rec: before }, { governed, rec }, steps, world),
      ...deviationWrites(rec, steps, ctx),
    ],
    effects,
    ...(released ? { released: true as const } : {}),
    redirected: ({ to, reason, detail }) => {
      const held = { ...done.rec, data: { ...done.rec.data, holdReason: reason } };
      const by = { actor: { kind: 'job', id: 'job:credit', roles: [], via: ctx.via } as const, world };
      const on = move(governed, held, { to, step: { action: 'hold-credit', comment: detail } }, by);
      const left = effects.filter((effect) => effect.id !== 'take-credit');
      return finished({ ...done, rec: on.rec, steps: [...steps, ...on.steps], effects: [...left, ...on.effects] }, ctx);
    },
  };
};

/** The item of something to do: by its assignee in due order, and by the time at which somebody has to be reminded. */
export const workItemOf = (work: Work): Item & Key => {
  const sort = workSort(work.due, work.id, work.slot);
  const alarm = work.remindAt ?? work.due;
  // A kind that has no owners belongs to no team, so that every team's members see it.
  const team = isScoped(entityOf(work.type)) ? work.teamId : '';
  return {
    ...workKey(work.ws, work.id, work.slot),
    type: 'work',
    ws: work.ws,
    id: work.id,
    version: 1,
    data: work,
    g2p: workPartition(work.ws, work.assignee),
    g2s: sort,
    ...(team !== undefined && work.assignee.startsWith('r:')
      ? { g1p: teamWorkPartition(work.ws, work.assignee, team), g1s: sort }
      : {}),
    ...(alarm ? { g3p: deadlinePartition(work.ws), g3s: `${alarm}#${work.id}#${work.slot}` } : {}),
  };
};

const titleOf = (rec: Rec): string => String(rec.data[entityOf(rec.type).title] ?? rec.id);

const workBy = ({ governed, rec }: Standing, world: Pick<StepWorld, 'calendar'>): Map<string, Work> =>
  new Map(workOf(governed, rec, titleOf(rec), world.calendar).map((work) => [work.slot, work]));

/**
 * What a step adds to the document's own write: its records, and the difference of the work lists. Unchanged work is left as it
 * is, so that a reminder that was sent is not sent again.
 */
export const processWrites = (
  before: Standing | undefined,
  after: Standing,
  steps: readonly StepRecord[],
  world: Pick<StepWorld, 'calendar'>,
): Write[] => {
  const old = before ? workBy(before, world) : new Map<string, Work>();
  const next = workBy(after, world);
  const { ws, id } = after.rec;
  return [
    ...steps.map(
      (step): Write => ({ op: 'create', item: { ...stepKey(ws, id, step.seq), type: 'step', ws, id, ...step } }),
    ),
    ...[...old.keys()]
      .filter((slot) => !next.has(slot))
      .map((slot): Write => ({ op: 'delete', key: workKey(ws, id, slot) })),
    ...[...next.values()]
      .filter((work) => canonicalJson(work) !== canonicalJson(old.get(work.slot) ?? null))
      .map((work): Write => ({ op: 'put', item: workItemOf(work) })),
  ];
};

/** The facts of each departure that passed: a record of its own, in the step's transaction. */
const deviationWrites = (rec: Rec, steps: readonly StepRecord[], ctx: Ctx): Write[] =>
  steps.flatMap((step): Write[] => {
    if (!step.deviation) return [];
    const entity = entityOf('deviation');
    const made: Rec = {
      ...envelopeOf(entity, ctx),
      ...(step.onBehalfOf ? { onBehalfOf: step.onBehalfOf } : {}),
      ...(rec.ownerId ? { ownerId: rec.ownerId } : {}),
      ...(rec.teamId ? { teamId: rec.teamId } : {}),
      data: {
        title: titleOf(rec),
        processKey: step.process,
        processVersion: step.version,
        documentType: rec.type,
        documentId: rec.id,
        step: step.seq,
        action: step.action,
        from: step.from,
        to: step.to,
        rules: [...new Set(step.deviation.map((one) => one.rule))],
        refusals: step.deviation,
        memberId: step.by,
        ...(step.comment ? { comment: step.comment } : {}),
      },
    };
    return [{ op: 'create', item: toItem(entity, made) }];
  });

const faultOf = (refusal: Refusal): FieldFault[] =>
  refusal.field === undefined
    ? []
    : refusal.rule === 'field-missing' || refusal.rule === 'comment-missing'
      ? [fault(refusal.field, 'required')]
      : [{ ...fault(refusal.field, 'not-allowed-value'), message: refusal.en }];

/** The problem of a step that a process refuses: what is missing, field by field, with the rules and their help. */
export const refusedStep = (refusals: readonly Refusal[]): Problem =>
  new Problem(
    refusals.every((one) => one.rule === 'locked') ? 'document-locked' : 'step-refused',
    refusals.map((one) => one.en).join(' '),
    refusals.flatMap(faultOf),
    refusals,
  );

/** @throws Problem step-refused, document-locked */
const taken = (outcome: Outcome) => {
  if (!outcome.ok) throw refusedStep(outcome.refusals);
  return outcome;
};

/** The caller as the engine sees them. */
export const stepActor = (ctx: Ctx, onBehalfOf?: StepActor['onBehalfOf']): StepActor => ({
  kind: ctx.actor.kind,
  id: ctx.actor.id,
  roles: ctx.actor.roles,
  teamId: ctx.actor.teamId,
  via: ctx.via,
  ...(onBehalfOf ? { onBehalfOf } : {}),
});

/** What the entity works out from the state that a step led to. */
const derived = (entity: Entity, rec: Rec, current: Rec | undefined, now: string): Rec => {
  if (!entity.derive) return rec;
  const content = entity.derive({ data: rec.data, lines: rec.lines }, current, now);
  return { ...rec, data: content.data, ...(content.lines ? { lines: content.lines } : {}) };
};

/** A new document under its process; with `action`, that step is taken at once. @throws Problem step-refused */
export const governCreate = async (entity: Entity, rec: Rec, ctx: Ctx, action?: string): Promise<GovernedWrite> => {
  const governed = await governedBy(entity, rec, ctx.workspace, ctx.deps);
  if (!governed) return { rec, writes: [], effects: [] };
  const world = await worldOf(governed, rec, ctx);
  const context: StepContext = { actor: stepActor(ctx), world };
  const begun = taken(begin(governed, rec, context));
  const moved = action === undefined ? undefined : taken(applyAction(governed, begun.rec, { action }, context));
  return finished(
    {
      entity,
      governed,
      before: undefined,
      rec: moved?.rec ?? begun.rec,
      steps: [...begun.steps, ...(moved?.steps ?? [])],
      effects: [...begun.effects, ...(moved?.effects ?? [])],
      world,
    },
    ctx,
  );
};

/** Paths of the content that a change touched, apart from the state and from what the system works out. */
const changedPaths = (entity: Entity, current: Rec, next: Rec): string[] => {
  const computed = new Set(entityFields(entity).flatMap((field) => (field.computed ? [field.name] : [])));
  const names = new Set([...Object.keys(current.data), ...Object.keys(next.data)]);
  const same = (a: unknown, b: unknown) => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);
  return [
    ...[...names].filter(
      (name) => name !== entity.process?.field && !computed.has(name) && !same(current.data[name], next.data[name]),
    ),
    ...(same(current.lines, next.lines) ? [] : ['lines']),
  ];
};

interface Step {
  current: Rec;
  /** The record as the request wants it, content and state. */
  wanted: Rec;
  comment?: string | undefined;
}

/**
 * A change of a governed record: the content first, as an edit in the state where it stands; then the state, as the step that
 * leads there. @throws Problem step-refused, document-locked
 */
export const governUpdate = async (entity: Entity, step: Step, ctx: Ctx): Promise<GovernedWrite> => {
  const { current, wanted } = step;
  const governed = await governedBy(entity, current, ctx.workspace, ctx.deps);
  if (!governed) return { rec: wanted, writes: [], effects: [] };
  const { field } = governed;
  const from = current.data[field];
  const to = wanted.data[field];
  // One that no step has touched yet begins its standing here, from the image before the change.
  const stays: Rec = {
    ...wanted,
    data: { ...wanted.data, [field]: from },
    process: standingOf(governed, current),
  };
  const changed = changedPaths(entity, current, wanted);
  const world = await worldOf(governed, stays, ctx);
  const context: StepContext = { actor: stepActor(ctx), world };
  const edited = changed.length > 0 ? taken(applyEdit(governed, stays, changed, context)) : { ...nothing, rec: stays };
  const request = { to: String(to), comment: step.comment };
  const moved =
    to === from ? { ...nothing, rec: edited.rec } : taken(applyAction(governed, edited.rec, request, context));
  const why = step.comment?.trim();
  const steps = [...edited.steps.map((one) => (why ? { ...one, comment: why } : one)), ...moved.steps];
  const effects = [...edited.effects, ...moved.effects];
  return finished({ entity, governed, before: current, rec: moved.rec, steps, effects, world }, ctx);
};

const nothing = { steps: [] as StepRecord[], effects: [] as EffectUse[] };

/** Archiving takes a document off the work lists, bringing it back puts it on them again; where it stands does not change. */
export const governArchive = async (entity: Entity, current: Rec, next: Rec, ctx: Ctx): Promise<Write[]> => {
  const governed = await governedBy(entity, current, ctx.workspace, ctx.deps);
  if (!governed) return [];
  const world = await worldOf(governed, current, ctx);
  return processWrites({ governed, rec: current }, { governed, rec: next }, [], world);
};

/** The next image of a document after a step, with the writes of the step. */
export const steppedWrite = (
  entity: Entity,
  { governed, current, outcome }: { governed: Governed; current: Rec; outcome: Outcome },
  context: StepContext,
  ctx: Ctx,
): GovernedWrite => {
  const done = taken(outcome);
  const { reason: _reason, onBehalfOf: _behalf, approvedBy: _by, ...kept } = done.rec;
  const comment = done.steps[0]?.comment;
  const stepped: Rec = {
    ...kept,
    version: current.version + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: ctx.via,
    ...(context.actor.onBehalfOf ? { onBehalfOf: context.actor.onBehalfOf.id } : {}),
    ...(comment ? { reason: comment } : {}),
  };
  const { steps, effects } = done;
  return finished({ entity, governed, before: current, rec: stepped, steps, effects, world: context.world }, ctx);
};
