import { isEntity } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Key } from '../../shared/table/keys.ts';
import { alarmPartition, alarmSort } from '../../shared/table/keys.ts';
import { commitPlan } from '../runtime/commit.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Following } from '../runtime/follow.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import type { Job } from '../runtime/queue.ts';
import { policyOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item } from '../runtime/table.ts';
import { lostRace } from '../runtime/table.ts';
import type { Jobs } from '../runtime/worker.ts';
import { dueOn } from './alarms.ts';

/** Documents that are looked at together. */
const PORTION = 50;
/** Documents that one message looks at; what is left waits for a message of its own, so that none runs out of time. */
const MOST = 1_000;

/** A document whose day has come. */
interface Alarm {
  item: Item & Key;
  rec: Rec;
}

/** Puts a document's alarm off, or out of the index. The document itself stays as it is, and so does its version. */
const putOff = ({ item, rec }: Alarm, again: string | undefined, ctx: Ctx): Promise<void> => {
  const { g3p: _partition, g3s: _sort, ...kept } = item;
  const alarm = again === undefined ? {} : { g3p: alarmPartition(rec.ws), g3s: alarmSort(again, rec.id) };
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

const ring = async (alarm: Alarm, today: string, ctx: Ctx): Promise<void> => {
  const due = dueOn(alarm.rec, { today, policy: await policyOf(ctx.workspace, ctx.deps) });
  try {
    if (due.follow && (await follow(alarm.rec, { wanted: due.follow, whole: due.whole === true }, ctx))) return;
    await putOff(alarm, due.again, ctx);
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

/**
 * Does what the date brings about: quotes expire, receivables become overdue and their customers are reminded, orders whose release
 * ran out are held. Only what is due by today in the workspace's zone is read, and each document is left with an alarm that lies
 * ahead, so that a message which comes twice changes nothing.
 * @throws the first error after all other documents were looked at
 */
export const ringAlarms = async (job: Job, deps: Deps): Promise<void> => {
  const ctx = await jobCtx(job.ws, 'job:clock', deps);
  if (!ctx) return;
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const last = `${today}~`;
  let failure: { error: unknown } | undefined;
  let keys: Key[] = [];
  let seen = 0;
  const work = async () => {
    for (const alarm of await alarmsOf(keys, last, ctx)) {
      try {
        await ring(alarm, today, ctx);
      } catch (error) {
        failure ??= { error };
      }
    }
    keys = [];
  };
  for await (const entry of deps.table.queryAll({
    index: 'due',
    partition: alarmPartition(job.ws),
    between: ['0', last],
  })) {
    keys.push({ pk: String(entry['pk']), sk: String(entry['sk']) });
    if (keys.length === PORTION) await work();
    if (++seen < MOST) continue;
    if (!failure) await deps.queue.send([{ ...job }]);
    break;
  }
  await work();
  if (failure) throw failure.error;
};

export const alarmJobs: Jobs = { 'documents.alarms': ringAlarms };
