import type { Key } from '../../shared/table/keys.ts';
import { partKey } from '../../shared/table/keys.ts';
import type { Table, Write } from './table.ts';
import { WriteRefused } from './table.ts';

/** A job that is worked off in portions, one message each. */
export interface PortionJob {
  ws: string;
  id: string;
}

/** A number in a key, so that keys sort by it. */
export const padded = (n: number): string => String(n).padStart(6, '0');

const doneKey = (job: PortionJob, attempt: number, portion: number): Key =>
  partKey(job.ws, job.id, `d#${padded(attempt)}#${padded(portion)}`);
const totalsKey = (job: PortionJob, attempt: number): Key => partKey(job.ws, job.id, `t#${padded(attempt)}`);

/**
 * Marks a portion as done and adds its counts, once: the mark is the condition.
 * @returns how many portions of the attempt are done
 */
export const finishPortion = async (
  job: PortionJob,
  part: { attempt: number; portion: number; counts: Readonly<Record<string, number | undefined>> },
  table: Table,
): Promise<number> => {
  const amounts: Record<string, number> = { portionsDone: 1 };
  for (const [name, amount] of Object.entries(part.counts)) if (amount) amounts[`n:${name}`] = amount;
  const writes: Write[] = [
    { op: 'create', item: { ...doneKey(job, part.attempt, part.portion), counts: part.counts } },
    { op: 'add', key: totalsKey(job, part.attempt), amounts },
  ];
  try {
    await table.write(writes);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
  return Number((await table.get(totalsKey(job, part.attempt)))?.['portionsDone'] ?? 0);
};

/** Whether a portion is done with: its message came again. */
export const isFinished = async (
  job: PortionJob,
  part: { attempt: number; portion: number },
  table: Table,
): Promise<boolean> => (await table.get(doneKey(job, part.attempt, part.portion))) !== undefined;

/** Counts of an attempt so far, and how many portions are done. */
export const readTotals = async (
  job: PortionJob,
  attempt: number,
  table: Table,
): Promise<{ done: number; counts: Record<string, number> }> => {
  const item = (await table.get(totalsKey(job, attempt))) ?? {};
  const counts = Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) => (name.startsWith('n:') ? [[name.slice(2), Number(value)]] : [])),
  );
  return { done: Number(item['portionsDone'] ?? 0), counts };
};
