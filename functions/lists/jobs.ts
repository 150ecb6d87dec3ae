import { entities } from '../../shared/entities.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { bulkJobs, resumeBulk } from './bulk-jobs.ts';

/** Rows behind the newest snapshot that make another one worth its writing. */
const WORTH = 500;

/** Keeps the list snapshots young, so that a cold function reads a short tail; works off bulk edits. */
export const listJobs: Record<string, (job: Job, deps: Deps) => Promise<void>> = {
  'lists.snapshot': async (job, deps) => {
    for (const entity of entities) {
      await deps.lists.fresh(job.ws, entity.name, deps.table);
      if (job['force'] === true || deps.lists.tailLength(job.ws, entity.name) >= WORTH)
        await deps.lists.snapshot(job.ws, entity.name, deps.table);
    }
  },
  ...bulkJobs,
  'lists.resume': (job, deps) => resumeBulk(job.ws, deps),
};
