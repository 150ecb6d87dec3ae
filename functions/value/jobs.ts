import type { Jobs } from '../runtime/worker.ts';

export const valueJobs: Jobs = {};
