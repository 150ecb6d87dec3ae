import { setTimeout as delay } from 'node:timers/promises';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { mappedState, migrateDocument } from '../../shared/process/migrate.ts';
import type { Governed, StepActor } from '../../shared/process/standing.ts';
import { standingOf, stateOf } from '../../shared/process/standing.ts';
import { entityOfProcess } from '../../shared/process/subject.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { commitPlan, OthersMoved } from '../runtime/commit.ts';
import { CreditRefused } from '../runtime/credit.ts';
import type { Deps } from '../runtime/deps.ts';
import { processWrites } from '../runtime/govern.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { definitionOf, governedBy, worldOf } from '../runtime/process.ts';
import type { Job } from '../runtime/queue.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';

interface MigrationJob extends Job {
  process: string;
  from: number;
  to: number;
  states: Record<string, string>;
  ids: string[];
  /** The member who asked for it. */
  by: string;
  reason?: string;
}

/** Times that a document is read again when somebody changed it meanwhile. */
const ATTEMPTS = 5;

interface Target {
  workspace: WorkspaceItem;
  to: Governed;
}

/** The next image of a document; undefined for one that needs no move, for the message came twice or it went on meanwhile. */
const moved = async (rec: Rec, job: MigrationJob, { workspace, to }: Target, deps: Deps) => {
  if (rec.archivedAt || rec.aliasOf || rec.removedAt) return undefined;
  const from = await governedBy(entityOf(rec.type), rec, workspace, deps);
  if (!from || from.definition.id !== job.process || from.version !== job.from) return undefined;
  const { state } = standingOf(from, rec);
  const wanted = mappedState(to.definition, job.states, state);
  if (wanted === undefined || stateOf(from.definition, state)?.final) return undefined;
  const now = new Date(deps.now()).toISOString();
  const world = await worldOf(to, rec, { now, workspace, deps, table: deps.table });
  const actor: StepActor = { kind: 'job', id: job.by, roles: [], via: 'job' };
  const outcome = migrateDocument(rec, { from, to, state: wanted }, { actor, world });
  // An approval that nobody is asked for would carry out what the runtime does at its end: such a document waits for a person.
  if (!outcome.ok || outcome.effects.length > 0) return undefined;
  const { reason: _reason, onBehalfOf: _behalf, approvedBy: _by, ...kept } = outcome.rec;
  const next: Rec = {
    ...kept,
    version: rec.version + 1,
    updatedAt: now,
    updatedBy: job.by,
    via: 'job',
    ...(job.reason ? { reason: job.reason } : {}),
  };
  const writes = processWrites({ governed: from, rec }, { governed: to, rec: next }, outcome.steps, world);
  return { next, writes };
};

const moveOne = async (id: string, job: MigrationJob, target: Target, ctx: Ctx): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    const item = await ctx.table.get(recordKey(job.ws, id));
    const rec = item && toRec(item);
    const move = rec && (await moved(rec, job, target, ctx.deps));
    if (!move) return;
    try {
      await commitPlan({ changes: [{ current: rec, ...move }] }, ctx);
      return;
    } catch (error) {
      // Another state may take credit: where there is none, the document waits for a person too.
      if (error instanceof CreditRefused) return;
      if (!(error instanceof WriteRefused || error instanceof OthersMoved) || attempt === ATTEMPTS) throw error;
      await delay(20 * attempt);
    }
  }
};

/** Brings a portion of documents to another version of their process. A message that comes twice finds nothing left to do. */
const migrate = async (message: Job, deps: Deps): Promise<void> => {
  const job = message as MigrationJob;
  const ctx = await jobCtx(job.ws, 'migration', deps);
  if (!ctx) return;
  const { workspace } = ctx;
  const definition = await definitionOf(workspace, job.process, job.to, deps);
  const { field } = entityOfProcess(job.process).process!;
  const to: Governed = { definition, version: job.to, field, enforcement: 'enforced' };
  for (const id of job.ids) await moveOne(id, job, { workspace, to }, ctx);
};

export const processJobs: Record<string, (job: Job, deps: Deps) => Promise<void>> = { 'process.migrate': migrate };
