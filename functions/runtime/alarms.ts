import { isEntity } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Key } from '../../shared/table/keys.ts';
import { alarmPartition, instantPartition } from '../../shared/table/keys.ts';
import { commitPlan } from './commit.ts';
import type { Deps } from './deps.ts';
import type { Following } from './follow.ts';
import { followed } from './follow.ts';
import type { Ctx } from './http.ts';
import { jobCtx } from './job-ctx.ts';
import type { Job } from './queue.ts';
import { alarmKeys, toRec } from './stored.ts';
import type { Item } from './table.ts';
import { lostRace } from './table.ts';

/** Documents that are looked at together. */
const PORTION = 50;
/** Documents that one message looks at; what is left waits for a message of its own, so that none runs out of time. */
const MOST = 1_000;

/** What is to be done on a record whose time has come. */
export interface Due {
  follow?: Following;
  /** Its fields change with the state or not at all: a process of the workspace's own may not know the state. */
  whole?: true;
  /** Nothing to do before this date or instant; without it, nothing until the record changes. */
  again?: string;
  /** Messages that may go out once the change is stored: sent before, they could be read by who still sees the record as it was. */
  send?: readonly Job[];
}

/** Looks at a record whose date or instant has come. `today`: YYYY-MM-DD in the workspace's zone. */
export type Look = (rec: Rec, today: string, ctx: Ctx) => Promise<Due>;

/** What the clock does on records, by their type. */
export type Looks = Readonly<Record<string, Look>>;

/** A document whose day has come. */
interface Alarm {
  item: Item & Key;
  rec: Rec;
}

/** Puts a document's alarm off, or out of the index. The document itself stays as it is, and so does its version. */
const putOff = ({ item, rec }: Alarm, again: string | undefined, ctx: Ctx): Promise<void> => {
  const { g3p: _partition, g3s: _sort, ...kept } = item;
  const alarm = again === undefined ? {} : alarmKeys(rec, again);
  return ctx.table.write([{ op: 'replace', item: { ...kept, ...alarm }, version: rec.version }]);
};

/** Carries out what is due. @returns whether there was anything: a process of the workspace's own may not know the state. */
const follow = async (
  rec: Rec,
  { wanted, whole }: { wanted: Following; whole: boolean },
  ctx: Ctx,
): Promise<boolean> => {
  const change = await followed(rec, wanted, ctx);
  if ((whole || !wanted.data) && change.next.data['status'] === rec.data['status']) return false;
  // Time takes its course whatever the customer's credit.
  await commitPlan({ changes: [change], credit: 'released' }, ctx);
  return true;
};

const ring = async (alarm: Alarm, look: Look, today: string, ctx: Ctx): Promise<void> => {
  try {
    const due = await look(alarm.rec, today, ctx);
    const done = due.follow && (await follow(alarm.rec, { wanted: due.follow, whole: due.whole === true }, ctx));
    if (!done) await putOff(alarm, due.again, ctx);
    if (due.send) await ctx.deps.queue.send(due.send);
  } catch (error) {
    // Somebody changed it meanwhile, or another run was faster: it is looked at again with the next one.
    if (!lostRace(error)) throw error;
  }
};

/** Documents of some keys of the index, as they are now: the index may be a moment behind. */
const alarmsOf = async (keys: readonly Key[], last: string, ctx: Ctx): Promise<Alarm[]> =>
  (await ctx.table.batchGet(keys)).flatMap((item) =>
    item && isEntity(item['type']) && item['g3s'] !== undefined && String(item['g3s']) <= last
      ? [{ item: item as Item & Key, rec: toRec(item) }]
      : [],
  );

/** Nothing is done on a record whose type nobody looks at. */
const idle: Look = async () => ({});

/**
 * Does what the time brings about: quotes expire, receivables become overdue, leads are recalled, people are reminded. Only what is due
 * by now is read, and each record is left with an alarm that lies ahead, so that a message which comes twice changes nothing.
 * @throws the first error after all other records were looked at
 */
export const ringAlarms =
  (looks: Looks) =>
  async (job: Job, deps: Deps): Promise<void> => {
    const ctx = await jobCtx(job.ws, 'job:clock', deps);
    if (!ctx) return;
    const today = localDate(ctx.now, ctx.workspace.timeZone);
    const failures: unknown[] = [];
    let seen = 0;
    const work = async (keys: readonly Key[], last: string) => {
      for (const alarm of await alarmsOf(keys, last, ctx)) {
        try {
          await ring(alarm, looks[alarm.rec.type] ?? idle, today, ctx);
        } catch (error) {
          failures.push(error);
        }
      }
    };
    for (const [partition, last] of [
      [alarmPartition(job.ws), `${today}~`],
      [instantPartition(job.ws), `${ctx.now}~`],
    ] as const) {
      let keys: Key[] = [];
      for await (const entry of deps.table.queryAll({ index: 'due', partition, between: ['0', last] })) {
        keys.push({ pk: String(entry['pk']), sk: String(entry['sk']) });
        if (keys.length === PORTION) {
          await work(keys, last);
          keys = [];
        }
        if (++seen === MOST) break;
      }
      await work(keys, last);
      if (seen < MOST) continue;
      if (failures.length === 0) await deps.queue.send([{ ...job }]);
      break;
    }
    if (failures.length > 0) throw failures[0];
  };
