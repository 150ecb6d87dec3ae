import { entityOf } from '../../shared/entities.ts';
import { FileFault } from '../../shared/imports/source.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { changesPartition, everyAccount, recordKey, valueMarkKey } from '../../shared/table/keys.ts';
import { valueTypes } from '../../shared/value/facts.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { cutPortions } from './cut.ts';
import { writeErrorsFile } from './errors-file.ts';
import { readRows } from './read-file.ts';
import { checkPortion, plansOf, readPortion, runPortion, writeReport } from './run.ts';
import type { Counts, StoredImport } from './store.ts';
import { countRows, finishPortion, portionObject, readTotals, saveImport, toImport, uploadKey } from './store.ts';
import { undoPortion } from './undo.ts';

type Step = 'check' | 'run' | 'undo';
const stateOf: Record<Step, StoredImport['state']> = { check: 'checking', run: 'running', undo: 'undoing' };

interface ImportMessage {
  ws: string;
  id: string;
  step: Step;
  attempt: number;
  portion: number;
}

const messageOf = (job: Job): ImportMessage => job as unknown as ImportMessage;

/** The import of a message while the message is still about its present step; undefined for a late repetition. */
const current = async (message: ImportMessage, deps: Deps): Promise<StoredImport | undefined> => {
  const item = await deps.table.get(recordKey(message.ws, message.id));
  const job = item ? toImport(item) : undefined;
  return job && job.attempt === message.attempt && job.state === stateOf[message.step] ? job : undefined;
};

const portionMessages = (job: StoredImport, step: Step, count: number): Job[] =>
  Array.from({ length: count }, (_, portion) => ({
    job: 'imports.portion',
    ws: job.ws,
    id: job.id,
    step,
    attempt: job.attempt,
    portion,
  }));

/** Reads the files once, normalises them and cuts them into portions; done again it makes the same portions. */
const cut = async (message: Job, deps: Deps): Promise<void> => {
  const { step } = messageOf(message);
  let job = await current(messageOf(message), deps);
  if (!job) return;
  try {
    const { plans } = await plansOf(job, deps);
    const sources = await Promise.all(
      job.files.map(async (file, index) => {
        const bytes = await deps.objects.get(uploadKey(job!, index));
        if (!bytes) throw new FileFault('file-empty');
        const source = await readRows(bytes, file.fileName);
        return { rows: source.rows, plan: plans[index]! };
      }),
    );
    const { portions, totals } = await cutPortions(sources, { groups: 250, rows: 1_000 });
    for (let from = 0; from < portions.length; from += 8) {
      await Promise.all(
        portions
          .slice(from, from + 8)
          .map((portion) =>
            deps.objects.put(
              portionObject(job!, job!.attempt, portion.index),
              JSON.stringify(portion),
              'application/json',
            ),
          ),
      );
    }
    const blank = totals.reduce((sum, one) => sum + one.blankRows.length, 0);
    const rows = totals.reduce((sum, one) => sum + one.rows, 0);
    job = await saveImport(
      job,
      {
        portions: portions.length,
        progress: { done: 0, total: rows, unit: 'rows' },
        counts: blank > 0 ? { blank } : {},
        files: job.files.map((file, index) => ({ ...file, rows: totals[index]!.rows })),
      },
      deps.table,
    );
    if (portions.length === 0)
      await finish({ job: 'imports.finish', ws: job.ws, id: job.id, step, attempt: job.attempt }, deps);
    else await deps.queue.send(portionMessages(job, step, portions.length));
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    const problem = {
      code: error.code,
      message: error.message,
      ...(error.fileName ? { file: error.fileName } : {}),
      ...(error.row ? { row: error.row } : {}),
    };
    await saveImport(job, { state: 'failed', problem }, deps.table);
  }
};

const worked = async (job: StoredImport, message: ImportMessage, deps: Deps): Promise<Counts> => {
  if (message.step === 'undo') return (await undoPortion(job, message.portion, deps)) as Counts;
  const portion = await readPortion(job, message.portion, deps);
  const rows = message.step === 'check' ? await checkPortion(job, portion, deps) : await runPortion(job, portion, deps);
  await writeReport(job, message.portion, rows, deps);
  return { ...countRows(rows), rows: rows.length } as Counts;
};

const portion = async (job: Job, deps: Deps): Promise<void> => {
  const message = messageOf(job);
  const stored = await current(message, deps);
  if (!stored) return;
  const counts = await worked(stored, message, deps);
  // Undo is an attempt of its own kind: its marks must not meet those of the run.
  const attempt = message.step === 'undo' ? stored.attempt + 500_000 : stored.attempt;
  const done = await finishPortion(stored, { attempt, portion: message.portion, counts }, deps.table);
  if (done >= stored.portions)
    await deps.queue.send([
      { job: 'imports.finish', ws: stored.ws, id: stored.id, step: message.step, attempt: stored.attempt },
    ]);
};

/** Two portions that end together both send the last message: whoever comes second finds it done. */
const overtaken = (error: unknown): void => {
  if (!(error instanceof Problem) || error.code !== 'conflict') throw error;
};

const finish = async (message: Job, deps: Deps): Promise<void> => {
  const { step } = messageOf(message);
  const job = await current(messageOf(message), deps);
  if (!job) return;
  const { counts } = await readTotals(job, step === 'undo' ? job.attempt + 500_000 : job.attempt, deps.table);
  const { rows: _rows, ...outcomes } = counts;
  const progress = { ...job.progress, done: job.progress.total };
  const endedAt = new Date(deps.now()).toISOString();
  const save = (change: Partial<StoredImport>) => saveImport(job, change, deps.table).catch(overtaken);
  // Counters of credit do not go with an import's own transactions. Before the end is noted: a repetition sends it again.
  if (step !== 'check' && (job.target === 'account' || entityOf(job.target).holds))
    await deps.queue.send([{ job: 'credit.rebuild', ws: job.ws, since: job.startedAt ?? job.createdAt }]);
  if (step !== 'check' && (job.target === 'account' || valueTypes.includes(job.target)))
    await deps.table.write([{ op: 'put', item: { ...valueMarkKey(job.ws, everyAccount), at: endedAt } }]);
  if (step === 'undo') {
    await save({
      state: 'undone',
      progress,
      counts: { ...job.counts, undone: counts['undone'] ?? 0, changedSince: counts['changed-since'] ?? 0 },
      endedAt,
    });
  } else {
    const blank = job.counts['blank'] ?? 0;
    const all = { ...outcomes, ...(blank > 0 ? { blank } : {}) };
    const errors = await writeErrorsFile(job, deps);
    await save(
      step === 'check'
        ? { state: 'checked', progress, checkCounts: all, errorsFile: errors > 0 }
        : { state: 'done', progress, counts: all, errorsFile: errors > 0, endedAt },
    );
  }
  if (step !== 'check') await deps.queue.send([{ job: 'lists.snapshot', ws: job.ws, force: true }]);
};

const stepOf = (state: StoredImport['state']): Step | undefined =>
  (Object.keys(stateOf) as Step[]).find((step) => stateOf[step] === state);

/**
 * Sends the messages of unfinished imports again: a process that ended between writing the state and sending its message would
 * leave one waiting for ever. To an import at work they are repetitions, which every step recognises.
 */
const resume = async (message: Job, deps: Deps): Promise<void> => {
  const partition = changesPartition(message.ws, 'import');
  const { items } = await deps.table.query({ index: 'changes', partition, descending: true, limit: 50 });
  for (const job of items.map(toImport)) {
    const step = stepOf(job.state);
    if (!step) continue;
    const { ws, id, attempt } = job;
    await deps.queue.send(
      step !== 'undo' && job.progress.total === 0
        ? [{ job: 'imports.cut', ws, id, step, attempt }]
        : job.portions === 0
          ? [{ job: 'imports.finish', ws, id, step, attempt }]
          : portionMessages(job, step, job.portions),
    );
  }
};

/** The queue's side of imports. Every message may come twice or late; each step finds out what is left to do. */
export const importJobs: Record<string, (job: Job, deps: Deps) => Promise<void>> = {
  'imports.cut': cut,
  'imports.portion': portion,
  'imports.finish': finish,
  'imports.resume': resume,
};

export { portionMessages };
