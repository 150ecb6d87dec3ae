import type { Jobs } from '../runtime/worker.ts';

export const problemJobs: Jobs = {};
