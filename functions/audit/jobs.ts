import type { RunKind } from '../../shared/audit/audit.contract.ts';
import { emptyResult } from '../../shared/audit/run.ts';
import { workspaceKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { toWorkspace } from '../runtime/settings.ts';
import type { Units } from '../runtime/table.ts';
import { metered, WriteRefused } from '../runtime/table.ts';
import { openAudit } from './facts.ts';
import { finishRun } from './finish.ts';
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
  portionWrites,
  runItem,
  runsPartition,
  runWrite,
  toRun,
} from './runs.ts';
import { doTask } from './tasks.ts';

/** A run that is not done after this time (ms) has lost its messages; the next scheduled one takes it up again. */
const STRANDED = 15 * 60_000;
/** After this time (ms) it is given up: its instant is too long ago. */
const HOPELESS = 2 * 86_400_000;

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;

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
  const id = runIdOf([job.ws, kind, trigger, occasion, ...(only ?? [])]);
  const by = typeof job['by'] === 'string' ? job['by'] : 'job:schedule';
  const run = newRun({ id, kind, trigger, by, only }, workspace, new Date(deps.now()).toISOString());
  try {
    await deps.table.write([{ op: 'create', item: runItem(run) }]);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
  return id;
};

/** Plans a run: its portions are made in the transaction that sets it running. */
const plan = async (run: RunItem, deps: Deps): Promise<void> => {
  const units: Units = { read: 0, write: 0 };
  const table = metered(deps.table, units);
  const audit = await openAudit(run, deps, table);
  const portions = await planOf(audit);
  const rules = [...audit.recordRules, ...audit.groupRules].map(({ rule }) => rule.id).sort();
  try {
    await patiently(() =>
      table.write([
        runWrite(run, { state: 'running', rules, total: portions.length, units: { ...units } }),
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
    for (const task of own.tasks) await doTask(task, audit, result);
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

/** Takes up runs whose messages were lost, and gives up those that are too old. */
const recover = async (ws: string, deps: Deps): Promise<void> => {
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
    if (age < HOPELESS) await deps.queue.send([{ job: 'audit.run', ws, run: run.id }]);
    else
      await deps.table
        .write([runWrite(run, { state: 'failed', endedAt: new Date(now).toISOString() })])
        .catch(ignoreRefused);
  }
};

const ignoreRefused = (error: unknown): void => {
  if (!(error instanceof WriteRefused)) throw error;
};

const start =
  (kind: RunKind) =>
  async (job: Job, deps: Deps): Promise<void> => {
    const id = await runFor(kind, job, deps);
    if (id === undefined) return;
    if (job['run'] === undefined) await recover(job.ws, deps);
    await advance(job.ws, id, deps);
  };

/** Jobs of the audit on the work queue. */
export const auditJobs: Record<string, (job: Job, deps: Deps) => Promise<void>> = {
  'audit.incremental': start('incremental'),
  'audit.sweep': start('sweep'),
  'audit.spot-check': start('spot-check'),
  'audit.run': (job, deps) => advance(job.ws, String(job['run']), deps),
  'audit.portion': (job, deps) => portion(job.ws, String(job['run']), String(job['part']), deps),
  'audit.finish': (job, deps) => finishRun(job.ws, String(job['run']), deps),
};
