import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Deps } from './deps.ts';
import type { Jobs } from './worker.ts';
import { workerHandler } from './worker.ts';

const deps = { now: () => 0 } as Deps;
const event = (...bodies: string[]): SQSEvent => ({
  Records: bodies.map((body, i) => ({ messageId: `m${i}`, body, attributes: {} }) as unknown as SQSRecord),
});
const message = (job: string, more: object = {}) => JSON.stringify({ job, ws: 'ws_1', ...more });

describe('the worker', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });

  test('hands each message to the job that it names', async () => {
    const done: unknown[] = [];
    const jobs: Jobs = { 'audit.sweep': async (job, world) => void done.push([job, world === deps]) };
    expect(await workerHandler(jobs, () => deps)(event(message('audit.sweep', { scope: 'all' })))).toEqual({
      batchItemFailures: [],
    });
    expect(done).toEqual([[{ job: 'audit.sweep', ws: 'ws_1', scope: 'all' }, true]]);
  });

  test('reports the messages that failed and no others', async () => {
    const seen: string[] = [];
    const jobs: Jobs = {
      good: async (job) => void seen.push(String(job['n'])),
      bad: async () => {
        throw new Error('no');
      },
    };
    const answer = await workerHandler(
      jobs,
      () => deps,
    )(event(message('good', { n: 1 }), message('bad'), message('good', { n: 3 })));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }]);
    expect(seen).toEqual(['1', '3']);
  });

  test.each([
    ['a job that it does not know', message('other')],
    ['a job that every object has', message('toString')],
    ['a message without a workspace', JSON.stringify({ job: 'good' })],
    ['what is not JSON', '{'],
    ['null', 'null'],
  ])('fails %s, so that it is kept', async (_name, body) => {
    const answer = await workerHandler({ good: async () => {} }, () => deps)(event(body));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm0' }]);
  });

  test('keeps what a message says out of the log', async () => {
    await workerHandler({}, () => deps)(event(message('other', { email: 'li.na@example.com' })));
    expect(JSON.stringify(vi.mocked(console.error).mock.calls)).not.toContain('li.na');
  });
});
