import { processWrites } from '../../functions/runtime/govern.ts';
import { guardWrites, itemOf } from '../../functions/runtime/records.ts';
import type { Table, Write } from '../../functions/runtime/table.ts';
import { WriteRefused } from '../../functions/runtime/table.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Work } from '../../shared/process/work.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Walked } from './walk.ts';
import { workingHours } from './walk.ts';

type Writable = Pick<Table, 'write' | 'batchGet'>;

/** Of the hundred that one transaction takes. */
const MAX_WRITES = 90;

/** A document with its steps and what is to be done on it. */
export type Seeded = Rec | Walked;

const recOf = (one: Seeded): Rec => ('rec' in one ? one.rec : one);

/** Work that fell due longer ago than this (ms) was told of when it did. */
const TOLD = 2 * 86_400_000;

/** Work without its alarm where that rang long ago: nobody is told on their first day of all that was late in a year. */
const toldOf = (write: Write, writtenAt: string): Write => {
  if (write.op !== 'put' || write.item['type'] !== 'work') return write;
  const { g3p: _partition, g3s: _sort, ...told } = write.item;
  const { due } = told['data'] as Work;
  const isOld = due !== undefined && Date.parse(due) < Date.parse(writtenAt) - TOLD;
  return isOld ? { ...write, item: told as typeof write.item } : write;
};

const writesOf = (one: Seeded): Write[] => {
  const rec = recOf(one);
  return [
    { op: 'create', item: itemOf(rec) },
    ...guardWrites(entityOf(rec.type), rec),
    ...('rec' in one && one.governed
      ? processWrites(undefined, { governed: one.governed, rec: one.rec }, one.steps, { calendar: workingHours }).map(
          (write) => toldOf(write, rec.updatedAt),
        )
      : []),
  ];
};

/** Cuts records into transactions; a record and its natural keys are never parted. */
const portionsOf = (records: readonly Seeded[]): Seeded[][] => {
  const out: Seeded[][] = [];
  let count = MAX_WRITES;
  for (const rec of records) {
    const more = writesOf(rec).length;
    if (count + more > MAX_WRITES) {
      out.push([]);
      count = 0;
    }
    out.at(-1)!.push(rec);
    count += more;
  }
  return out;
};

const writePortion = async (table: Writable, portion: readonly Seeded[]): Promise<void> => {
  try {
    await table.write(portion.flatMap(writesOf));
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    const there = await table.batchGet(portion.map((one) => recordKey(recOf(one).ws, recOf(one).id)));
    const missing = portion.filter((_, index) => there[index] === undefined);
    // None was there: a natural key belongs to another record, and no second try would change that.
    if (missing.length === portion.length) throw error;
    if (missing.length > 0) await table.write(missing.flatMap(writesOf));
  }
};

/** Creates records in their order and leaves alone those that are there, so that an interrupted seeding is gone on with. @throws WriteRefused */
export const writeRecords = async (table: Writable, records: readonly Seeded[]): Promise<void> => {
  for (const portion of portionsOf(records)) await writePortion(table, portion);
};
