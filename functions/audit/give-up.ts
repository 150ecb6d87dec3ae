import type { Deps } from '../runtime/deps.ts';
import { WriteRefused } from '../runtime/table.ts';
import { HOPELESS } from './clock.ts';
import { finishRun } from './finish.ts';
import { patiently } from './retry.ts';
import type { PortionItem, RunItem } from './runs.ts';
import { loadPortions, loadRun, portionAgain, portionGivenUp, runWrite, sumOf } from './runs.ts';

/** What a message of the audit speaks of: a part of a run, or the run itself. */
export interface Place {
  run: string;
  part?: string;
}

const failRun = async (run: RunItem, deps: Deps): Promise<void> => {
  const endedAt = new Date(deps.now()).toISOString();
  const lost = { of: 'part', id: 'plan', times: 1, message: '', at: [] } as const;
  const failures = [...(run.failures ?? []), { ...lost, at: [] as string[] }];
  try {
    await patiently(() => deps.table.write([runWrite(run, { state: 'failed', endedAt, failures })]));
  } catch (error) {
    // It went on meanwhile.
    if (!(error instanceof WriteRefused)) throw error;
  }
};

/** Parts of which the message was: the one that it names, or the only one, which is done with the run's own message. */
const partsOf = (portions: readonly PortionItem[], part: string | undefined): PortionItem[] =>
  portions.filter((one) => one.part === part || (part === undefined && portions.length === 1));

/**
 * A message of the audit failed at each of its tries: its part is given up, so that the run ends and says what failed. What others
 * found is kept, and what stood at the records of the lost part stands. Doing it again changes nothing.
 */
export const giveUp = async (ws: string, { run: id, part }: Place, deps: Deps): Promise<void> => {
  const run = await loadRun(ws, id, deps.table);
  if (!run || run.state === 'done' || run.state === 'failed') return;
  if (run.state === 'queued') return failRun(run, deps);
  const portions = await loadPortions(run, deps.table);
  const own = partsOf(portions, part);
  // Its part is done, and all others are: it is the adding up that fails, again and again.
  if (own.some((one) => one.result !== undefined) && run.done === run.total) return failRun(run, deps);
  for (const portion of own.filter((one) => one.version === 1)) {
    try {
      await patiently(() => deps.table.write(portionGivenUp(run, portion)));
    } catch (error) {
      // Done after all, by a worker that was thought dead.
      if (!(error instanceof WriteRefused)) throw error;
    }
  }
  await finishRun(ws, id, deps);
};

/**
 * Makes parts that were given up ones to be done again, and their run one that runs. Nothing is done to a run that is too old: its
 * marks did not move, and a later one has looked at everything.
 */
export const reopen = async (ws: string, { run: id, part }: Place, deps: Deps): Promise<void> => {
  const run = await loadRun(ws, id, deps.table);
  if (!run || deps.now() - Date.parse(run.startedAt) > HOPELESS) return;
  const { endedAt: _endedAt, durationMs: _duration, failures: _failures, ...kept } = run;
  if (run.state === 'failed' && run.total === 0) {
    await patiently(() => deps.table.write([runWrite(kept as RunItem, { state: 'queued' })]));
    return;
  }
  const portions = await loadPortions(run, deps.table);
  const lost = portions.filter((one) => one.failed !== undefined && (part === undefined || one.part === part));
  const stuck = run.state === 'failed' && run.done === run.total;
  if (lost.length === 0 && !stuck) return;
  const { units } = sumOf(portions);
  const over = run.state === 'done' || run.state === 'failed';
  const next: Partial<RunItem> = {
    state: 'running',
    done: run.done - lost.length,
    // A finished run has the units of its parts in its own; they are added up anew.
    ...(over && lost.length > 0
      ? {
          units: {
            read: Math.max(0, run.units.read - units.read),
            write: Math.max(0, run.units.write - units.write),
          },
        }
      : {}),
  };
  const writes = [runWrite(kept as RunItem, next), ...lost.map((one) => portionAgain(run, one))];
  await patiently(() => deps.table.write(writes));
};
