import { addMonths, localMonth } from '../../shared/kernel/time.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { workspaceOf } from '../runtime/settings.ts';
import { makePack } from './freeze.ts';
import { mailPack } from './mail.ts';

/** Month's end: freeze the month that is over in the workspace's zone, make its pack, mail it. Doing it again does nothing. */
export const reviewJobs: Record<string, (job: Job, deps: Deps) => Promise<void>> = {
  'review.month-end': async (job, deps) => {
    const workspace = await workspaceOf(job.ws, deps);
    if (!workspace) return;
    const period = addMonths(localMonth(new Date(deps.now()).toISOString(), workspace.timeZone), -1);
    const meter = { deps, table: deps.table };
    await mailPack(workspace, await makePack(workspace, period, meter), 'month-end', meter);
  },
};
