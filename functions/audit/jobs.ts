import type { RunKind } from '../../shared/audit/audit.contract.ts';
import { emptyResult, reasonOf } from '../../shared/audit/run.ts';
import { workspaceKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { toWorkspace } from '../runtime/settings.ts';
import type { Units } from '../runtime/table.ts';
import { metered, WriteRefused } from '../runtime/table.ts';
import { createRun, recover, startByClock, startDue } from './clock.ts';
import { openAudit } from './facts.ts';
import { finishRun } from './finish.ts';
import { giveUp, reopen } from './give-up.ts';
import { runIdOf } from './identity.ts';
import { planOf } from './plan.ts';
import { patiently } from './retry.ts';
import type { RunItem } from './runs.ts';
import {
  loadPortion,
  loadPortions,
  loadRun,
  newRun,
  portionDone,
  portionFailing,
  portionWrites,
  runWrite,
} from './runs.ts';
import { doTask } from './tasks.ts';

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;

/** The run of a scheduled message: the same one however often the message comes. */
const scheduledRun = (kind: RunKind, job: Job, occasion: string): string => {
  const trigger = job['trigger'] === 'setting' || job['trigger'] === 'person' ? job['trigger'] : 'schedule';
  return runIdOf([job.ws, kind, trigger, occasion, ...(texts(job['rules']) ?? [])]);
};

/** Makes the run that a message asks for, once however often the message comes. @returns its id; undefined without a workspace */
const runFor = async (kind: RunKind, job: Job, deps: Deps): Promise<string | undefined> => {
  if (typeof job['run'] === 'string') return job['run'];
  // Not from the process's memory: a message about a new setting must find that setting.
  const item = await deps.table.get(workspaceKey(job.ws));
  if (!item) return undefined;
  const workspace = toWorkspace(item);
  const trigger = job['trigger'] === 'setting' || job['trigger'] === 'person' ? job['trigger'] : 'schedule';
  const only = texts(job['rules']);
  const occasion = String(job['scheduledFor'] ?? `${workspace.ruleVersion}.${workspace.standardVersion}`);
  const id = scheduledRun(kind, job, occasion);
  const by = typeof job['by'] === 'string' ? job['by'] : 'job:schedule';
  await createRun(newRun({ id, kind, trigger, by, only }, workspace, new Date(deps.now()).toISOString()), deps);
  return id;
};

/** Plans a run: its portions are made in the transaction that sets it running. */
const plan = async (run: RunItem, deps: Deps): Promise<void> => {
  const units: Units = { read: 0, write: 0 };
  const table = metered(deps.table, units);
  const audit = await openAudit(run, deps, table);
  const { portions, run: found } = await planOf(audit);
  const rules = [...audit.recordRules, ...audit.groupRules].map(({ rule }) => rule.id).sort();
  try {
    await patiently(() =>
      table.write([
        runWrite(run, { ...found, state: 'running', rules, total: portions.length, units: { ...units } }),
        ...portionWrites(run, portions),
      ]),
    );
  } catch (error) {
    // Another delivery of the message has planned it.
    if (!(error instanceof WriteRefused)) throw error;
  }
};

/** Does a portion unless it is done, and adds the run up after its last one. */
const portion = async (ws: string, id: string, part: string, deps: Deps): Promise<void> => {
  const units: Units = { read: 0, write: 0 };
  const table = metered(deps.table, units);
  const run = await loadRun(ws, id, table);
  if (run?.state !== 'running') return;
  const own = await loadPortion(run, part, table);
  if (!own) return;
  if (own.version === 1) {
    const audit = await openAudit(run, deps, table);
    const result = emptyResult();
    try {
      for (const task of own.tasks) await doTask(task, audit, result);
    } catch (error) {
      // Should this have been its last try, the run can say why; if even this cannot be written, the try fails all the same.
      await table.write([portionFailing(run, own, reasonOf(error))]).catch(() => undefined);
      throw error;
    }
    try {
      await patiently(() => table.write(portionDone(run, own, result, { ...units })));
    } catch (error) {
      // Two deliveries did it side by side: it counts once.
      if (!(error instanceof WriteRefused)) throw error;
    }
  }
  await finishRun(ws, id, deps);
};

/** Brings a run on from wherever it stands. */
const advance = async (ws: string, id: string, deps: Deps): Promise<void> => {
  let run = await loadRun(ws, id, deps.table);
  if (run?.state === 'queued') {
    await plan(run, deps);
    run = await loadRun(ws, id, deps.table);
  }
  if (run?.state !== 'running') return;
  const portions = await loadPortions(run, deps.table);
  const left = portions.filter((one) => one.version === 1);
  // A single portion is not worth a message of its own.
  if (portions.length === 1) await portion(ws, id, portions[0]!.part, deps);
  else if (left.length === 0) await finishRun(ws, id, deps);
  else await deps.queue.send(left.map((one) => ({ job: 'audit.portion', ws, run: id, part: one.part })));
};

const start =
  (kind: RunKind) =>
  async (job: Job, deps: Deps): Promise<void> => {
    const id = await runFor(kind, job, deps);
    if (id === undefined) return;
    if (job['run'] === undefined) await recover(job.ws, deps);
    await advance(job.ws, id, deps);
  };

/** A message that was sent again after it had been given up: what it speaks of is to be done once more. */
const again = async ({ ws, run, part, again: wanted }: Job, deps: Deps): Promise<void> => {
  if (wanted !== undefined)
    await reopen(ws, { run: String(run), ...(part === undefined ? {} : { part: String(part) }) }, deps);
};

/** Jobs of the audit on the work queue. */
export const auditJobs: Record<string, (job: Job, deps: Deps) => Promise<void>> = {
  'audit.incremental': start('incremental'),
  'audit.sweep': start('sweep'),
  'audit.spot-check': start('spot-check'),
  'audit.clock': startByClock,
  'audit.due': startDue,
  'audit.run': async (job, deps) => {
    await again(job, deps);
    await advance(job.ws, String(job['run']), deps);
  },
  'audit.portion': async (job, deps) => {
    await again(job, deps);
    await portion(job.ws, String(job['run']), String(job['part']), deps);
  },
  'audit.finish': (job, deps) => finishRun(job.ws, String(job['run']), deps),
  'audit.give-up': (job, deps) => {
    const kind = String(job['died']).slice('audit.'.length) as RunKind;
    const run = job['run'] ?? (job['scheduledFor'] && scheduledRun(kind, job, String(job['scheduledFor'])));
    return giveUp(job.ws, { run: String(run), ...(job['part'] ? { part: String(job['part']) } : {}) }, deps);
  },
};
