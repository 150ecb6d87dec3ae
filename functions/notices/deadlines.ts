import { isEntity } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { People } from '../../shared/notices/audience.ts';
import { recipientsOf } from '../../shared/notices/audience.ts';
import type { NoticeEvent } from '../../shared/notices/events.ts';
import { aboutWork, audienceOf, occasionOf } from '../../shared/notices/events.ts';
import type { Work } from '../../shared/process/work.ts';
import type { Key } from '../../shared/table/keys.ts';
import { deadlinePartition, recordKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item } from '../runtime/table.ts';
import { lostRace } from '../runtime/table.ts';
import { notify } from './notify.ts';
import { peopleOf } from './people.ts';

/** Work that is looked at together. */
const PORTION = 50;
/** Work that one message looks at; what is left waits for a message of its own, so that none runs out of time. */
const MOST = 1_000;

/** Something to do whose time has come, and the document it is on. */
interface Alarm {
  item: Item & Key;
  work: Work;
  rec: Rec;
}

const overdueEvents = ({ work, rec }: Alarm, people: People): NoticeEvent[] => {
  const late: NoticeEvent = {
    key: occasionOf(work, 'overdue'),
    kind: 'overdue',
    about: aboutWork(work),
    to: audienceOf(work, rec),
  };
  if (!work.escalateTo) return [late];
  return [
    late,
    {
      key: occasionOf(work, 'escalated'),
      kind: 'escalated',
      about: { ...aboutWork(work), ...(work.assignee.startsWith('m:') ? { by: work.assignee.slice(2) } : {}) },
      to: {
        assignees: [`r:${work.escalateTo}`],
        teamId: work.teamId,
        owned: late.to.owned,
        // Whoever is told that their own work is overdue is not told that somebody's is.
        except: recipientsOf(late.to, people),
      },
    },
  ];
};

const reminder = ({ work, rec }: Alarm): NoticeEvent => ({
  key: occasionOf(work, 'due-soon'),
  kind: 'due-soon',
  about: aboutWork(work),
  to: audienceOf(work, rec),
});

/** The item after its alarm: on to the due time, or out of the index when that has come. */
const advanced = ({ item, work }: Alarm, now: string): Item & Key => {
  const { g3p, g3s: _sort, ...kept } = item;
  const version = Number(item['version']) + 1;
  return work.due !== undefined && work.due > now
    ? { ...kept, g3p, g3s: `${work.due}#${work.id}#${work.slot}`, version }
    : { ...kept, version };
};

/**
 * Tells first and moves on then: broken off in between, it comes again and finds people told. The document's version is checked
 * beside the item's own, for a step puts its work anew from version 1.
 */
const ring = async (alarm: Alarm, { now, people }: { now: string; people: People }, deps: Deps): Promise<void> => {
  const { item, work, rec } = alarm;
  // After a stop of some hours both times may be past: what is overdue is not announced any more.
  const isDue = work.due === undefined || work.due <= now;
  await notify(isDue ? overdueEvents(alarm, people) : [reminder(alarm)], { ws: work.ws, at: now, people }, deps);
  try {
    await deps.table.write([
      { op: 'replace', item: advanced(alarm, now), version: Number(item['version']) },
      { op: 'check', key: recordKey(work.ws, work.id), field: 'version', equals: rec.version },
    ]);
  } catch (error) {
    // Somebody took a step meanwhile, or another run was faster.
    if (!lostRace(error)) throw error;
  }
};

/** Alarms of some keys of the index, as they are now: the index may be a moment behind. */
const alarmsOf = async (keys: readonly Key[], now: string, deps: Deps): Promise<Alarm[]> => {
  const items = await deps.table.batchGet(keys);
  const due = items.flatMap((item) =>
    item && item['g3s'] !== undefined && String(item['g3s']) <= `${now}~` ? [item] : [],
  );
  const records = await deps.table.batchGet(due.map((item) => recordKey(String(item['ws']), String(item['id']))));
  return due.flatMap((item, index) => {
    const stored = records[index];
    if (!stored || !isEntity(stored['type'])) return [];
    return [{ item: item as Item & Key, work: item['data'] as Work, rec: toRec(stored) }];
  });
};

/**
 * Reminds of what is due soon, and tells of what is overdue, once each. Only work whose time has come is read.
 * @throws the first error after all other work was looked at
 */
export const ringDeadlines = async (job: Job, deps: Deps): Promise<void> => {
  const now = new Date(deps.now()).toISOString();
  let people: People | undefined;
  let failure: { error: unknown } | undefined;
  let seen = 0;
  let keys: Key[] = [];
  const work = async () => {
    for (const alarm of await alarmsOf(keys, now, deps)) {
      try {
        people ??= await peopleOf(job.ws, now, deps);
        await ring(alarm, { now, people }, deps);
      } catch (error) {
        failure ??= { error };
      }
    }
    keys = [];
  };
  for await (const entry of deps.table.queryAll({
    index: 'due',
    partition: deadlinePartition(job.ws),
    between: ['0', `${now}~`],
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
