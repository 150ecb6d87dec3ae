import type { SQSClient } from '@aws-sdk/client-sqs';
import { clientConfig, env } from './env.ts';

/** A message of the work queue: what to do, for which workspace. */
export interface Job {
  job: string;
  ws: string;
  [detail: string]: unknown;
}

export interface Queue {
  /** Puts messages on the work queue, at least once each. */
  send: (jobs: readonly Job[], delaySeconds?: number) => Promise<void>;
}

/** The work queue; the SDK is imported when first used. */
export const openQueue = (): Queue => {
  let client: Promise<SQSClient> | undefined;
  return {
    send: async (jobs, delaySeconds) => {
      const { SQSClient, SendMessageBatchCommand } = await import('@aws-sdk/client-sqs');
      client ??= Promise.resolve(new SQSClient(clientConfig(env.awsEndpoint)));
      for (let from = 0; from < jobs.length; from += 10) {
        const Entries = jobs.slice(from, from + 10).map((job, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(job),
          ...(delaySeconds ? { DelaySeconds: delaySeconds } : {}),
        }));
        const answer = await (await client).send(new SendMessageBatchCommand({ QueueUrl: env.queueUrl, Entries }));
        if (answer.Failed?.length) throw new Error(`queue refused ${answer.Failed.length} messages`);
      }
    },
  };
};
