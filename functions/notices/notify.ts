import { createHash } from 'node:crypto';
import type { People } from '../../shared/notices/audience.ts';
import { recipientsOf } from '../../shared/notices/audience.ts';
import type { NoticeEvent } from '../../shared/notices/events.ts';
import type { Notice, NoticeSettings } from '../../shared/notices/notices.contract.ts';
import type { Channels } from '../../shared/notices/settings.ts';
import { channelsOf } from '../../shared/notices/settings.ts';
import type { Key } from '../../shared/table/keys.ts';
import { noticeKey, noticePartition, noticeSettingsKey, noticeSort } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import type { Item } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

/** Notices go by themselves after this time, seconds. */
const KEPT = 90 * 86_400;
/** Notices that are written at one time. */
const AT_ONCE = 20;

/** A notice as it is stored. What is by e-mail alone stands in no list. */
export interface NoticeItem extends Key {
  type: 'notice';
  ws: string;
  id: string;
  version: number;
  memberId: string;
  data: Notice;
  /** It goes out by e-mail as well. */
  mail?: true;
  /** ISO UTC; set before the e-mail is handed over. */
  mailedAt?: string;
  ttl: number;
  g2p?: string;
  g2s?: string;
  /** Only while it is unread. */
  g3p?: string;
  g3s?: string;
}

const noticeId = (key: string, memberId: string): string =>
  `ntc_${createHash('sha256').update(`${key}\n${memberId}`).digest('base64url').slice(0, 26)}`;

interface Told {
  ws: string;
  memberId: string;
  at: string;
  channels: Channels;
}

const itemOf = (event: NoticeEvent, { ws, memberId, at, channels }: Told): NoticeItem => {
  const id = noticeId(event.key, memberId);
  const partition = noticePartition(ws, memberId);
  const sort = noticeSort(at, id);
  return {
    ...noticeKey(ws, memberId, id),
    type: 'notice',
    ws,
    id,
    version: 1,
    memberId,
    data: { id, kind: event.kind, at, ...event.about },
    ttl: Math.floor(Date.parse(at) / 1000) + KEPT,
    ...(channels.mail ? { mail: true } : {}),
    ...(channels.app ? { g2p: partition, g2s: sort, g3p: partition, g3s: sort } : {}),
  };
};

/** Writes a notice that is not there yet. @returns the job that mails it, where it waits for that */
const deliver = async (item: NoticeItem, deps: Deps): Promise<Job[]> => {
  let stored: Partial<NoticeItem> = item;
  try {
    await deps.table.write([{ op: 'create', item: item as unknown as Item & Key }]);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    // Told before; its mail may have been lost between the notice and the queue.
    stored = (error.existing ?? {}) as Partial<NoticeItem>;
  }
  return stored.mail && !stored.mailedAt
    ? [{ job: 'notices.mail', ws: item.ws, memberId: item.memberId, id: item.id }]
    : [];
};

interface Recipient {
  event: NoticeEvent;
  memberId: string;
}

const settingsOf = async (
  ws: string,
  told: readonly Recipient[],
  deps: Deps,
): Promise<ReadonlyMap<string, NoticeSettings | undefined>> => {
  const ids = [...new Set(told.map((one) => one.memberId))];
  const items = await deps.table.batchGet(ids.map((id) => noticeSettingsKey(ws, id)));
  return new Map(ids.map((id, index) => [id, items[index]?.['settings'] as NoticeSettings | undefined]));
};

/**
 * Tells people of events, each of them once: the notice's id is made of the event and the person, so that an event that comes again
 * finds it there. What somebody turned off is not written. @param at ISO UTC
 */
export const notify = async (
  events: readonly NoticeEvent[],
  { ws, at, people }: { ws: string; at: string; people: People },
  deps: Deps,
): Promise<void> => {
  const told = events.flatMap((event) => recipientsOf(event.to, people).map((memberId) => ({ event, memberId })));
  if (told.length === 0) return;
  const settings = await settingsOf(ws, told, deps);
  const items = told.flatMap(({ event, memberId }) => {
    const channels = channelsOf(settings.get(memberId), event.kind);
    return channels.app || channels.mail ? [itemOf(event, { ws, memberId, at, channels })] : [];
  });
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const part = items.slice(from, from + AT_ONCE);
    const jobs = (await Promise.all(part.map((item) => deliver(item, deps)))).flat();
    if (jobs.length > 0) await deps.queue.send(jobs);
  }
};
