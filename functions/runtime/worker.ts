import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Deps } from './deps.ts';
import { processDeps } from './deps.ts';
import type { Job } from './queue.ts';

/** The jobs of some modules by name. Each may come again with the same message: delivery is at least once. */
export type Jobs = Readonly<Record<string, (job: Job, deps: Deps) => Promise<void>>>;

/** The job in a message. @throws Error for a body that no one here has written */
const jobIn = (record: SQSRecord): Job => {
  const job = JSON.parse(record.body) as Partial<Job> | null;
  if (typeof job?.job !== 'string' || typeof job.ws !== 'string')
    throw new Error('a message names a job and a workspace');
  return job as Job;
};

const log = (line: Record<string, unknown>): void => {
  if (process.env['EVERGREEN_LOG'] !== 'off') console.log(JSON.stringify(line));
};

/**
 * The consumer of the work queue. A message that fails is reported alone, so that the queue brings it again and, after its last
 * try, keeps it as a dead letter; the others of the batch are done with.
 */
export const workerHandler = (jobs: Jobs, deps: () => Deps = processDeps) => {
  const carryOut = async (record: SQSRecord): Promise<void> => {
    const job = jobIn(record);
    // An unknown job fails instead of being dropped: after an upgrade that knows it, the dead letter can be sent again.
    const run = Object.hasOwn(jobs, job.job) ? jobs[job.job] : undefined;
    if (!run) throw new Error(`no job ${job.job}`);
    const started = performance.now();
    await run(job, deps());
    log({
      level: 'info',
      at: 'worker',
      job: job.job,
      ws: job.ws,
      ms: Math.round(performance.now() - started),
      messageId: record.messageId,
    });
  };

  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    // One after the other: jobs of one workspace work on the same records.
    for (const record of event.Records) {
      try {
        await carryOut(record);
      } catch (error) {
        batchItemFailures.push({ itemIdentifier: record.messageId });
        const { message, stack } = error instanceof Error ? error : new Error(String(error));
        // The body stays out of the log: it may name people.
        console.error(
          JSON.stringify({
            level: 'error',
            at: 'worker',
            messageId: record.messageId,
            receives: record.attributes?.ApproximateReceiveCount,
            message,
            stack,
          }),
        );
      }
    }
    return { batchItemFailures };
  };
};
