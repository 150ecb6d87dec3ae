import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { move } from '../../shared/process/moves.ts';
import type { StepContext } from '../../shared/process/standing.ts';
import { standingOf, stateOf } from '../../shared/process/standing.ts';
import type { Change } from './commit.ts';
import { processWrites, stepActor } from './govern.ts';
import type { Ctx } from './http.ts';
import { governedBy, worldOf } from './process.ts';

/** What another document's step brings about on a record: its content, and the state that follows from it. */
export interface Following {
  data?: Record<string, unknown>;
  lines?: Rec['lines'];
  /** Whose it is from now on; without an id nobody's. */
  owner?: { ownerId?: string; teamId?: string };
  /** The state that is wanted, and the name of the step. A process that does not know the state leaves the record where it stands. */
  to?: string;
  action?: string;
  comment?: string;
}

const withoutGone = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null));

/** The next version of a record that follows from another document's step; taken by the system for whoever took that one. */
export const followed = async (current: Rec, wanted: Following, ctx: Ctx): Promise<Change> => {
  const entity = entityOf(current.type);
  const { reason: _reason, onBehalfOf: _behalf, approvedBy: _by, ...stays } = current;
  const { ownerId: _owner, teamId: _team, ...free } = stays;
  const kept = wanted.owner ? { ...free, ...wanted.owner } : stays;
  const changed: Rec = {
    ...kept,
    version: current.version + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: ctx.via,
    data: withoutGone({ ...current.data, ...wanted.data }),
    ...(wanted.lines ? { lines: wanted.lines } : {}),
    ...(wanted.comment ? { reason: wanted.comment } : {}),
  };
  const derive = (rec: Rec): Rec => {
    const content = entity.derive?.({ data: rec.data, lines: rec.lines }, current, ctx.now);
    return content ? { ...rec, data: content.data, ...(content.lines ? { lines: content.lines } : {}) } : rec;
  };
  const settled = derive(changed);
  const governed = await governedBy(entity, current, ctx.workspace, ctx.deps);
  if (!governed) return { current, next: settled };
  const world = await worldOf(governed, settled, ctx);
  const { state } = standingOf(governed, current);
  if (wanted.to === undefined || wanted.to === state || !stateOf(governed.definition, wanted.to))
    return {
      current,
      next: settled,
      writes: processWrites({ governed, rec: current }, { governed, rec: settled }, [], world),
    };
  const context: StepContext = { actor: stepActor(ctx), world };
  // The image before the step carries the standing that this one begins from.
  const taken = move(
    governed,
    { ...settled, process: standingOf(governed, current) },
    {
      to: wanted.to,
      step: { action: wanted.action ?? 'follow', ...(wanted.comment ? { comment: wanted.comment } : {}) },
    },
    context,
  );
  const next = derive(taken.rec);
  return {
    current,
    next,
    writes: processWrites({ governed, rec: current }, { governed, rec: next }, taken.steps, world),
  };
};
