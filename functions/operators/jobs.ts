import type { Jobs } from '../runtime/worker.ts';

export const operatorJobs: Jobs = {};
