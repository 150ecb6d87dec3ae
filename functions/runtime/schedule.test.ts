import { describe, expect, test } from 'vitest';
import { workspacesPartition } from '../../shared/table/keys.ts';
import type { Deps } from './deps.ts';
import type { Job } from './queue.ts';
import { scheduleHandler } from './schedule.ts';
import type { QueryInput } from './table.ts';

const world = (count: number) => {
  const sent: Job[][] = [];
  const asked: QueryInput[] = [];
  const table = {
    queryAll: async function* (input: QueryInput) {
      asked.push(input);
      for (let i = 1; i <= count; i++) yield { id: `ws_${i}`, kind: 'production' };
    },
  };
  const queue = { send: async (jobs: readonly Job[]) => void sent.push([...jobs]) };
  return { sent, asked, deps: { table, queue, now: () => Date.UTC(2026, 10, 21) } as unknown as Deps };
};

describe('the dispatcher', () => {
  test('sends one message per workspace with the instant that was due', async () => {
    const { sent, asked, deps } = world(2);
    expect(await scheduleHandler(() => deps)({ job: 'audit.sweep', scheduledFor: '2026-11-22T19:00:00Z' })).toEqual({
      sent: 2,
    });
    expect(asked).toEqual([{ index: 'changes', partition: workspacesPartition }]);
    expect(sent.flat()).toEqual([
      { job: 'audit.sweep', ws: 'ws_1', scheduledFor: '2026-11-22T19:00:00Z' },
      { job: 'audit.sweep', ws: 'ws_2', scheduledFor: '2026-11-22T19:00:00Z' },
    ]);
  });

  test('takes now when it is called by hand, and sends many in portions', async () => {
    const { sent, deps } = world(250);
    expect(await scheduleHandler(() => deps)({ job: 'lists.snapshot' })).toEqual({ sent: 250 });
    expect(sent.map((portion) => portion.length)).toEqual([100, 100, 50]);
    expect(new Set(sent.flat().map((job) => job['scheduledFor']))).toEqual(new Set(['2026-11-21T00:00:00.000Z']));
  });

  test('sends nothing when there is no workspace, and refuses an event without a job', async () => {
    const { sent, deps } = world(0);
    expect(await scheduleHandler(() => deps)({ job: 'lists.snapshot' })).toEqual({ sent: 0 });
    expect(sent).toEqual([]);
    await expect(scheduleHandler(() => deps)({ job: '' })).rejects.toThrow(/names a job/);
  });
});
