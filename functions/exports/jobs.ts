import { Problem } from '../../shared/kernel/problem.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { changesPartition } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import type { Jobs } from '../runtime/worker.ts';
import { readExport, saveExport, toExport } from './store.ts';
import { writeExport } from './write.ts';

const ended = (deps: Deps) => ({ endedAt: new Date(deps.now()).toISOString() });

/** Writes an export's file; a message that comes again finds it done. */
const write = async (message: Job, deps: Deps): Promise<void> => {
  const job = await readExport(message.ws, String(message['id']), deps.table);
  if (job?.state !== 'running') return;
  try {
    await writeExport(job, deps);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await saveExport(job, { state: 'failed', problem: error.code, ...ended(deps) }, deps.table);
  }
};

/** Sends the messages of unfinished exports again; one that did not end within a day never will. */
const resume = async ({ ws }: Job, deps: Deps): Promise<void> => {
  const partition = changesPartition(ws, 'export');
  const { items } = await deps.table.query({ index: 'changes', partition, descending: true, limit: 50 });
  for (const job of items.map(toExport).filter(({ state }) => state === 'running')) {
    if (deps.now() - Date.parse(job.createdAt) < DAY) await deps.queue.send([{ job: 'exports.write', ws, id: job.id }]);
    else await saveExport(job, { state: 'failed', problem: 'internal', ...ended(deps) }, deps.table);
  }
};

export const exportJobs: Jobs = { 'exports.write': write, 'exports.resume': resume };
