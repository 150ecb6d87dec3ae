import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { lead } from '../../shared/leads/lead.ts';
import { listens } from '../../shared/leads/person.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { withLeadMarks } from '../runtime/lead-marks.ts';
import type { Job } from '../runtime/queue.ts';
import { forgetWorkspace } from '../runtime/settings.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import { lostRace } from '../runtime/table.ts';
import type { Jobs } from '../runtime/worker.ts';
import { moveActivities } from './move-activities.ts';

/** Leads that are read together. */
const PORTION = 100;

/** A lead with the score of the present policy. Whoever changes it meanwhile has it scored by their own write. */
const rescored = async (rec: Rec, ctx: Ctx): Promise<void> => {
  const next = await withLeadMarks(rec, rec, ctx);
  if (canonicalJson(next.data) === canonicalJson(rec.data)) return;
  const written: Rec = {
    ...next,
    version: rec.version + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: ctx.via,
  };
  try {
    await ctx.table.write([{ op: 'replace', item: toItem(lead, written), version: rec.version }]);
    ctx.deps.lists.note(written);
  } catch (error) {
    if (!lostRace(error)) throw error;
  }
};

/** Scores every open lead anew, after the policy changed. A message that comes twice finds nothing to do. */
const rescore = async (job: Job, deps: Deps): Promise<void> => {
  forgetWorkspace(job.ws, deps);
  const ctx = await jobCtx(job.ws, 'job:leads', deps);
  if (!ctx) return;
  const view = await deps.lists.fresh(job.ws, 'lead', deps.table);
  const ids = [...view.rows.values()].filter((row) => listens(row['status'])).map((row) => row.id);
  for (let from = 0; from < ids.length; from += PORTION) {
    const items = await ctx.table.batchGet(ids.slice(from, from + PORTION).map((id) => recordKey(job.ws, id)));
    for (const item of items) {
      const rec = item && toRec(item);
      if (rec && !rec.removedAt && !rec.aliasOf) await rescored(rec, ctx);
    }
  }
};

/** Moves what was noted on a converted lead and did not fit into its transaction. */
const follow = async (job: Job, deps: Deps): Promise<void> => {
  const ctx = await jobCtx(job.ws, 'job:leads', deps);
  const item = ctx && (await ctx.table.get(recordKey(job.ws, String(job['id']))));
  if (!item) return;
  const done = await moveActivities(toRec(item), ctx);
  if (!done) await deps.queue.send([{ ...job }]);
};

export const leadJobs: Jobs = { 'leads.rescore': rescore, 'leads.follow': follow };
