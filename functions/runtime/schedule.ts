import { workspacesPartition } from '../../shared/table/keys.ts';
import type { Deps } from './deps.ts';
import { processDeps } from './deps.ts';
import type { Job } from './queue.ts';

/** What the scheduler hands over: the job of the schedule and the instant that it was due. */
export interface ScheduleEvent {
  job: string;
  /** ISO UTC. The same for each try of one occurrence, so that a job can tell a repetition. */
  scheduledFor?: string;
}

/** Messages in one call of the queue's send; it cuts them into the queue's own batches. */
const PORTION = 100;

/**
 * The target of every schedule: one message per workspace, so that a workspace that fails is tried again alone. A repeated
 * occurrence sends its messages again; jobs recognise them by `scheduledFor`.
 */
export const scheduleHandler =
  (deps: () => Deps = processDeps) =>
  async (event: ScheduleEvent): Promise<{ sent: number }> => {
    if (typeof event?.job !== 'string' || event.job === '') throw new Error('a schedule names a job');
    const world = deps();
    const scheduledFor = event.scheduledFor ?? new Date(world.now()).toISOString();
    let portion: Job[] = [];
    let sent = 0;
    const send = async () => {
      await world.queue.send(portion);
      sent += portion.length;
      portion = [];
    };
    for await (const item of world.table.queryAll({ index: 'changes', partition: workspacesPartition })) {
      portion.push({ job: event.job, ws: String(item['id']), scheduledFor });
      if (portion.length === PORTION) await send();
    }
    if (portion.length > 0) await send();
    return { sent };
  };
