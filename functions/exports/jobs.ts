import type { Jobs } from '../runtime/worker.ts';

export const exportJobs: Jobs = {};
