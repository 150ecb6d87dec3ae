import { auditTimesDue } from '../../shared/audit/times.ts';
import { workspaceKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { toWorkspace } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';
import { runIdOf } from './identity.ts';
import { isAnyDue } from './notes.ts';
import type { RunItem } from './runs.ts';
import { loadRun, newRun, runItem, runsPartition, runWrite, toRun } from './runs.ts';
import { noteLook } from './watermarks.ts';

/** A run that is not done after this time (ms) has lost its messages; the next tick of the clock takes it up again. */
const STRANDED = 15 * 60_000;
/** After this time (ms) it is given up: its instant is too long ago. */
export const HOPELESS = 2 * 86_400_000;

const ignoreRefused = (error: unknown): void => {
  if (!(error instanceof WriteRefused)) throw error;
};

/** Creates a run unless it is there. */
export const createRun = async (run: RunItem, deps: Deps): Promise<void> => {
  await deps.table.write([{ op: 'create', item: runItem(run) }]).catch(ignoreRefused);
};

const wake = ({ ws, id }: Pick<RunItem, 'ws' | 'id'>, deps: Deps): Promise<void> =>
  deps.queue.send([{ job: 'audit.run', ws, run: id }]);

/** Takes up runs whose messages were lost, and gives up those that are too old. */
export const recover = async (ws: string, deps: Deps): Promise<void> => {
  const { items } = await deps.table.query({
    index: 'changes',
    partition: runsPartition(ws),
    descending: true,
    limit: 10,
  });
  const now = deps.now();
  for (const run of items.map(toRun)) {
    const age = now - Date.parse(run.startedAt);
    if (run.state === 'done' || run.state === 'failed' || age < STRANDED) continue;
    if (age < HOPELESS) await wake(run, deps);
    else
      await deps.table
        .write([runWrite(run, { state: 'failed', endedAt: new Date(now).toISOString() })])
        .catch(ignoreRefused);
  }
};

/** The instant of a tick: that of the schedule, so that one that comes late or twice means the same. */
const tickOf = (job: Job, deps: Deps): string => {
  const told = Date.parse(String(job['scheduledFor']));
  return new Date(Number.isNaN(told) ? deps.now() : told).toISOString();
};

/** Creates a run and sends its message. One that waits for its message gets another; one that has begun goes on by itself. */
const begin = async (run: RunItem, deps: Deps): Promise<void> => {
  const known = await loadRun(run.ws, run.id, deps.table);
  if (!known) await createRun(run, deps);
  if (!known || known.state === 'queued') await wake(run, deps);
};

/** Each hour: begins the runs whose time it is by the workspace's own clock, each once a day, and takes up what was stranded. */
export const startByClock = async (job: Job, deps: Deps): Promise<void> => {
  const item = await deps.table.get(workspaceKey(job.ws));
  if (!item) return;
  const workspace = toWorkspace(item);
  const now = new Date(deps.now()).toISOString();
  for (const { time, day } of auditTimesDue(tickOf(job, deps), workspace.timeZone)) {
    const id = runIdOf([job.ws, 'clock', time.id, day]);
    const { kind, area } = time;
    await begin(newRun({ id, kind, area, trigger: 'schedule', by: 'job:schedule' }, workspace, now), deps);
  }
  await recover(job.ws, deps);
};

/**
 * Each hour: looks at the records whose notes have come due, so that what becomes a fault by time alone is found within the hour.
 * Where nothing is due there is no run, only the time of the look.
 */
export const startDue = async (job: Job, deps: Deps): Promise<void> => {
  const { ws } = job;
  const now = new Date(deps.now()).toISOString();
  const id = runIdOf([ws, 'due', tickOf(job, deps)]);
  const known = await loadRun(ws, id, deps.table);
  if (known ? known.state !== 'queued' : !(await isAnyDue(ws, now, deps.table))) {
    if (!known) await noteLook(ws, now, deps.table);
    return;
  }
  const item = await deps.table.get(workspaceKey(ws));
  if (!item) return;
  await begin(newRun({ id, kind: 'due', trigger: 'schedule', by: 'job:schedule' }, toWorkspace(item), now), deps);
  await noteLook(ws, now, deps.table);
};
