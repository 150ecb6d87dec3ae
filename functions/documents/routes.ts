import type { Entity } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Refusal, StepRecord } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { decide, mayRecall, signingRefusals, withFirstRound } from '../../shared/process/approval.ts';
import type { DocumentProcess } from '../../shared/process/documents.contract.ts';
import { documentEndpoints, governedEntities } from '../../shared/process/documents.contract.ts';
import { applyAction, objections } from '../../shared/process/engine.ts';
import type { Outcome } from '../../shared/process/moves.ts';
import { canSign, openRound, openSlots } from '../../shared/process/rounds.ts';
import type { Governed, StepContext } from '../../shared/process/standing.ts';
import { standingOf, stateOf } from '../../shared/process/standing.ts';
import { recordKey, stepPrefix } from '../../shared/table/keys.ts';
import { member } from '../../shared/workspaces/member.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { pause, replanned } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import { actingFor, principalsOf } from '../runtime/delegations.ts';
import { stepActor, steppedWrite } from '../runtime/govern.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { idempotencyKeyOf, idempotencyWrite, replayOf } from '../runtime/idempotency.ts';
import { lookedUp } from '../runtime/look-up.ts';
import { governedBy, worldOf } from '../runtime/process.ts';
import { loadedRecord } from '../runtime/records.ts';
import { toRec } from '../runtime/stored.ts';
import type { Write } from '../runtime/table.ts';
import { lostRace, WriteRefused } from '../runtime/table.ts';

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

const governed = async (entity: Entity, rec: Rec, ctx: Ctx): Promise<Governed> => {
  const found = await governedBy(entity, rec, ctx.workspace, ctx.deps);
  if (!found) throw new Problem('not-found');
  return found;
};

const contextOf = async (found: Governed, rec: Rec, input: Input, ctx: Ctx): Promise<StepContext> => {
  const principal = input.body?.onBehalfOf as string | undefined;
  const behalf = principal === undefined ? undefined : await actingFor(ctx, principal, found.definition.id);
  return { actor: stepActor(ctx, behalf), world: await worldOf(found, rec, ctx) };
};

interface Attempt {
  entity: Entity;
  current: Rec;
  governed: Governed;
  context: StepContext;
  outcome: Outcome;
}

/** Carries a step out: one transaction of the document, its steps, its work and what the step brings about. @throws WriteRefused */
const commit = (attempt: Attempt, once: readonly Write[], ctx: Ctx): Promise<Rec> => {
  const { entity, current } = attempt;
  const made = steppedWrite(entity, attempt, attempt.context, ctx);
  // Other records that the step concerns may move meanwhile: they are read again then.
  return replanned(() => carryOut({ current, made, once }, ctx));
};

/** What the first request with this key led to: the document as it is now. Undefined when there was none. */
const replayed = async (endpointId: string, input: Input, ctx: Ctx): Promise<Rec | undefined> => {
  const keys = idempotencyKeyOf(input, ctx.actor.ws, ctx.actor.id);
  if (keys.length === 0) return undefined;
  const [once, item] = await ctx.table.batchGet([keys[0]!, ...own(input)]);
  if (!once || !item) return undefined;
  replayOf(endpointId, input, once);
  return toRec(item);
};

/** Whether a step lets a document that is still worked on go its way; one that ends it asks for no prices. */
const leadsOut = (found: Governed, rec: Rec, action: string): boolean => {
  const { state } = standingOf(found, rec);
  const to = found.definition.transitions.find((one) => one.id === action && one.from.includes(state))?.to;
  return (
    stateOf(found.definition, state)?.edit === 'free' &&
    to !== undefined &&
    stateOf(found.definition, to)?.final !== true
  );
};

const act = (entity: Entity): Handler => {
  return {
    keys: own,
    handle: async (input, ctx) => {
      const current = loadedRecord(entity, input.params.id, ctx);
      if (current.version !== input.ifMatch) throw new Problem('stale-version');
      if (current.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
      const found = await governed(entity, current, ctx);
      // What is still worked on is judged by today's prices.
      const priced = leadsOut(found, current, input.params.action);
      // What it is judged by may move meanwhile (a price that a colleague quotes): then it is judged anew.
      const attempt = async () => {
        const fresh = priced ? await lookedUp(entity, current, ctx) : current;
        const context = await contextOf(found, fresh, input, ctx);
        const request = { action: input.params.action, comment: input.body.comment };
        const outcome = applyAction(found, fresh, request, context);
        const made = steppedWrite(entity, { governed: found, current, outcome }, context, ctx);
        return carryOut({ current, made }, ctx);
      };
      try {
        return shown(entity, await replanned(attempt), ctx);
      } catch (error) {
        throw error instanceof WriteRefused ? new Problem('stale-version') : error;
      }
    },
  };
};

/** Signatures that come at one moment wait for each other: each finds the document as the one before it left it. */
const TRIES = 12;

const activeMember = async (id: string | undefined, ctx: Ctx): Promise<boolean> => {
  if (id === undefined) return false;
  const item = await ctx.table.get(recordKey(ctx.actor.ws, id));
  return item?.['type'] === member.name && toRec(item).data['status'] === 'active';
};

const decideOn = (entity: Entity): Handler => {
  const endpointId = documentEndpoints(entity).decide.id;
  return {
    keys: own,
    handle: async (input, ctx) => {
      let current = loadedRecord(entity, input.params.id, ctx);
      const signerActive = await activeMember(input.body.signer, ctx);
      // The round in which the caller decides is the one that they saw, or the one that is open when they ask.
      let round: number | undefined = input.body.round;
      for (let tries = 1; ; tries++) {
        const known = await replayed(endpointId, input, ctx);
        if (known) return shown(entity, known, ctx);
        if (current.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
        const found = await governed(entity, current, ctx);
        round ??= openRound(found, current)?.round;
        const context = await contextOf(found, current, input, ctx);
        const request = { ...input.body, round, signerActive };
        const outcome = decide(found, current, request, context);
        try {
          const once = idempotencyWrite(endpointId, input, ctx, current.id);
          return shown(entity, await commit({ entity, current, governed: found, context, outcome }, once, ctx), ctx);
        } catch (error) {
          // A conflict of what the step brings about may only mean that another decision has brought it about meanwhile.
          const conflict = error instanceof Problem && ['conflict', 'more-than-open'].includes(error.code);
          if (!conflict && !lostRace(error)) throw error;
          if (tries === TRIES) throw new Problem('busy');
          if (!conflict) await pause(tries);
          const item = await ctx.table.get(recordKey(ctx.actor.ws, current.id));
          if (!item) throw new Problem('not-found');
          if (conflict && item['version'] === current.version) throw error;
          current = toRec(item);
        }
      }
    },
  };
};

const options = (found: Governed, rec: Rec, context: StepContext): DocumentProcess['options'] => {
  const { state } = standingOf(found, rec);
  return found.definition.transitions
    .filter((transition) => transition.from.includes(state))
    .map((transition) => {
      // The comment is asked for when the step is taken.
      const refusals = objections(found, { rec, transition, comment: '-' }, context.actor, context.world);
      return {
        action: transition.id,
        label: transition.label,
        to: transition.to,
        allowed: refusals.length === 0,
        refusals,
        ...(transition.comment ? { comment: transition.comment } : {}),
        ...(transition.caution ? { caution: transition.caution } : {}),
      };
    });
};

const planOf = (found: Governed, rec: Rec) => stateOf(found.definition, standingOf(found, rec).state)?.approval;

const approvalOf = async (
  found: Governed,
  rec: Rec,
  context: StepContext,
  ctx: Ctx,
): Promise<DocumentProcess['approval']> => {
  const last = standingOf(found, rec).approval;
  if (!last) return undefined;
  const refusals: Refusal[] = signingRefusals(found, rec, context.actor);
  const round = openRound(found, rec);
  if (!round) return { round: last, refusals, onBehalfOf: [], mayRecall: false, mayAddSigner: false };
  const principals = await principalsOf(ctx, found.definition.id);
  const open = openSlots(round.levels[round.level]!);
  const recalls = mayRecall(planOf(found, rec), round, rec, ctx.actor.id);
  return {
    round,
    refusals,
    onBehalfOf: principals
      .filter((one) => signingRefusals(found, rec, { ...context.actor, onBehalfOf: one }).length === 0)
      .map((one) => one.id),
    mayRecall: recalls,
    mayAddSigner: recalls || open.some((slot) => canSign(slot, context.actor)),
  };
};

const process = (entity: Entity): Handler => ({
  keys: own,
  handle: async (input, ctx): Promise<DocumentProcess> => {
    const stored = loadedRecord(entity, input.params.id, ctx);
    const found = await governed(entity, stored, ctx);
    const context: StepContext = { actor: stepActor(ctx), world: await worldOf(found, stored, ctx) };
    const rec = withFirstRound(found, stored, context.world);
    const approval = await approvalOf(found, rec, context, ctx);
    return {
      definition: found.definition,
      enforcement: found.enforcement,
      standing: standingOf(found, rec),
      options: rec.archivedAt ? [] : options(found, rec, context),
      ...(approval ? { approval } : {}),
    };
  },
});

const steps = (entity: Entity): Handler => ({
  keys: own,
  handle: async (input, ctx) => {
    const rec = loadedRecord(entity, input.params.id, ctx);
    const { pk } = recordKey(ctx.actor.ws, rec.id);
    const bound = `${ctx.actor.ws}\nsteps\n${rec.id}`;
    const start = readCursor<{ sk: string }>(input.query.cursor, bound);
    const page = await ctx.table.query({
      partition: pk,
      begins: stepPrefix,
      descending: true,
      consistent: true,
      limit: input.query.limit,
      ...(start ? { start: { pk, sk: start.sk } } : {}),
    });
    return {
      items: page.items as unknown as StepRecord[],
      ...(page.next ? { cursor: makeCursor({ sk: page.next['sk'] }, bound) } : {}),
    };
  },
});

/** The process of every governed kind of document: where it stands, its steps, the next one, decisions. */
export const documentRoutes: Routes[] = governedEntities.map((entity) => {
  const contracts = documentEndpoints(entity);
  return {
    contracts: Object.values(contracts) as unknown as Routes['contracts'],
    handlers: {
      [contracts.process.id]: process(entity),
      [contracts.steps.id]: steps(entity),
      [contracts.act.id]: act(entity),
      [contracts.decide.id]: decideOn(entity),
    },
  };
});
