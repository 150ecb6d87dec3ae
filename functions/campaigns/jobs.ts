import { jobCtx } from '../runtime/job-ctx.ts';
import type { Jobs } from '../runtime/worker.ts';
import { closeIfDone, makePortions } from './start.ts';

export const campaignJobs: Jobs = {
  'campaigns.start': async (job, deps) => {
    const ctx = await jobCtx(job.ws, 'job:campaign', deps);
    if (ctx) await makePortions(String(job['id']), ctx);
  },
  'campaigns.close': async (job, deps) => {
    const ctx = await jobCtx(job.ws, 'job:campaign', deps);
    if (ctx) await closeIfDone(String(job['id']), ctx);
  },
};
