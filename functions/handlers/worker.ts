import { auditJobs } from '../audit/jobs.ts';
import { creditJobs } from '../credit/jobs.ts';
import { historyJobs } from '../history/jobs.ts';
import { importJobs } from '../imports/jobs.ts';
import { listJobs } from '../lists/jobs.ts';
import { noticeJobs } from '../notices/jobs.ts';
import { processJobs } from '../process/jobs.ts';
import { alarmJobs } from '../receivables/jobs.ts';
import { reviewJobs } from '../review/jobs.ts';
import { workerHandler } from '../runtime/worker.ts';

/** All jobs of the work queue. */
export const handler = workerHandler({
  ...importJobs,
  ...auditJobs,
  ...reviewJobs,
  ...listJobs,
  ...historyJobs,
  ...noticeJobs,
  ...processJobs,
  ...creditJobs,
  ...alarmJobs,
});
