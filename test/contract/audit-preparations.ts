import type { SQSEvent } from 'aws-lambda';
import { deadLetterHandler } from '../../functions/runtime/dead-letters.ts';
import { done, nextNumber } from '../harness/records.ts';
import type { Any } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

/** A job that failed at each of its tries; it speaks of a run that there is none of, so that nothing comes of sending it again. */
const failed = async ({ world, admin }: Stage): Promise<Any> => {
  const { deps } = world.stack;
  const job = { job: 'audit.finish', ws: admin.ws, run: 'run_none' };
  const letter = { messageId: `m${nextNumber()}`, body: JSON.stringify(job), attributes: {} };
  await deadLetterHandler({}, () => deps)({ Records: [letter] } as unknown as SQSEvent);
  const { items } = done(await admin.call('GET', '/failed-jobs?limit=200'));
  return items.find((item: Any) => item.state === 'waiting');
};

const waiting: Preparation = async (stage) => {
  const { id, version } = await failed(stage);
  return { params: { id }, version };
};

export const auditPreparations: Record<string, Preparation> = {
  'audit.estimate': async () => ({}),
  'audit.clock': async () => ({}),
  'failedJobs.list': async () => ({}),
  'failedJobs.send': waiting,
  'failedJobs.drop': waiting,
};
