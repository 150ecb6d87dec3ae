import { createHash } from 'node:crypto';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { functionOfKind } from '../../shared/functions.ts';
import { failedJobKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Deps } from './deps.ts';
import { processDeps } from './deps.ts';
import type { Job } from './queue.ts';
import type { Item } from './table.ts';
import { WriteRefused } from './table.ts';

/** How long a failed job is kept, seconds. */
const KEPT = 30 * 86_400;

/** A job that failed at each of its tries, as it is stored. */
export interface FailedJobItem {
  id: string;
  version: number;
  /** The message, to be sent again as it was. */
  message: Job;
  failedAt: string;
  sentAt?: string;
  tries: number;
  state: 'waiting' | 'sent' | 'dropped';
  by?: string;
  at?: string;
  ttl: number;
}

/** Same for each delivery of one dead letter, and in the order in which the messages were sent. */
const idOf = ({ messageId }: SQSRecord, sent: number): string =>
  Math.max(0, sent).toString(16).padStart(12, '0').slice(-12) +
  createHash('sha256').update(messageId).digest('hex').slice(0, 20);

const jobIn = (record: SQSRecord): Job => {
  const job = JSON.parse(record.body) as Partial<Job> | null;
  if (typeof job?.job !== 'string' || typeof job.ws !== 'string' || job.ws === '')
    throw new Error('a message names a job and a workspace');
  return job as Job;
};

/** Puts the dead letter where the workspace's people see it. @returns whether there is such a workspace */
const record = async (job: Job, letter: SQSRecord, deps: Deps): Promise<boolean> => {
  if (!(await deps.table.get(workspaceKey(job.ws)))) return false;
  const now = deps.now();
  const sent = Number(letter.attributes?.SentTimestamp);
  const known = Number.isFinite(sent) && sent > 0;
  const id = idOf(letter, known ? sent : now);
  const item: FailedJobItem = {
    id,
    version: 1,
    message: job,
    failedAt: new Date(now).toISOString(),
    ...(known ? { sentAt: new Date(sent).toISOString() } : {}),
    tries: functionOfKind('queue').queue?.receives ?? 5,
    state: 'waiting',
    ttl: Math.floor(now / 1000) + KEPT,
  };
  try {
    await deps.table.write([{ op: 'create', item: { ...failedJobKey(job.ws, id), ...(item as unknown as Item) } }]);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
  return true;
};

/**
 * The consumer of the dead letters of the work queue: a message that failed at each of its tries, or whose function ended without
 * a word, is kept for people to see, and whoever waits for it is told by a job.
 * @param followUps the job that is sent when one has died, by the name of the dead one; it gets its details
 */
export const deadLetterHandler =
  (followUps: Readonly<Record<string, string>>, deps: () => Deps = processDeps) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const letter of event.Records) {
      try {
        const job = jobIn(letter);
        const next = Object.hasOwn(followUps, job.job) ? followUps[job.job] : undefined;
        if ((await record(job, letter, deps())) && next !== undefined)
          await deps().queue.send([{ ...job, job: next, died: job.job }]);
      } catch (error) {
        // What cannot be read stays among the dead letters, where the alarm keeps ringing. The body stays out of the log.
        batchItemFailures.push({ itemIdentifier: letter.messageId });
        const { message } = error instanceof SyntaxError ? { message: 'not JSON' } : (error as Error);
        console.error(JSON.stringify({ level: 'error', at: 'dead-letters', messageId: letter.messageId, message }));
      }
    }
    return { batchItemFailures };
  };
