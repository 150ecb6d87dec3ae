import { DAY } from '../../shared/kernel/time.ts';
import type { Notice, NoticeSettings } from '../../shared/notices/notices.contract.ts';
import {
  getNoticeSettings,
  listNotices,
  noticeContracts,
  putNoticeSettings,
  readNotices,
} from '../../shared/notices/notices.contract.ts';
import { allChannels } from '../../shared/notices/settings.ts';
import { noticeKey, noticePartition, noticeSettingsKey, noticeSort } from '../../shared/table/keys.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Handler, Routes } from '../runtime/http.ts';
import { WriteRefused } from '../runtime/table.ts';
import { changeNotice } from './mail.ts';

/** Unread notices are counted so far back (days), and no more than so many. */
const COUNTED_DAYS = 30;
const COUNTED = 100;

/** Unread notices of the last days. They alone are in the `due` index, so that those that were read are not read again for it. */
const unreadOf = async (ctx: Ctx): Promise<number> => {
  const from = new Date(Date.parse(ctx.now) - COUNTED_DAYS * DAY).toISOString();
  const page = await ctx.table.query({
    index: 'due',
    partition: noticePartition(ctx.actor.ws, ctx.actor.id),
    between: [from, '~'],
    limit: COUNTED,
  });
  return page.items.length;
};

const list: Handler['handle'] = async (input, ctx) => {
  const { ws, id } = ctx.actor;
  const partition = noticePartition(ws, id);
  const bound = `${ws}\nnotices\n${id}`;
  const after = readCursor<{ at: string; id: string }>(input.query.cursor, bound);
  const [page, unread] = await Promise.all([
    ctx.table.query({
      index: 'related',
      partition,
      descending: true,
      limit: input.query.limit,
      ...(after
        ? { start: { ...noticeKey(ws, id, after.id), g2p: partition, g2s: noticeSort(after.at, after.id) } }
        : {}),
    }),
    unreadOf(ctx),
  ]);
  const items = page.items.map((item) => item['data'] as Notice);
  const last = items.at(-1);
  return { items, unread, ...(page.next && last ? { cursor: makeCursor({ at: last.at, id: last.id }, bound) } : {}) };
};

const read: Handler['handle'] = async (input, ctx) => {
  const ids = [...new Set(input.body.ids as string[])];
  const marked = await Promise.all(
    ids.map((id) =>
      changeNotice(
        noticeKey(ctx.actor.ws, ctx.actor.id, id),
        (item) => {
          if (item.data.readAt) return undefined;
          const { g3p: _partition, g3s: _sort, ...kept } = item;
          return { ...kept, data: { ...item.data, readAt: ctx.now } };
        },
        ctx.table,
      ),
    ),
  );
  return { read: marked.filter(Boolean).length };
};

interface StoredSettings {
  version: number;
  settings: NoticeSettings;
}

const settings: Handler = {
  handle: async (_input, ctx) => {
    const stored = await ctx.table.get(noticeSettingsKey(ctx.actor.ws, ctx.actor.id));
    return { settings: allChannels((stored as unknown as StoredSettings | undefined)?.settings) };
  },
};

const setSettings: Handler['handle'] = async (input, ctx) => {
  const key = noticeSettingsKey(ctx.actor.ws, ctx.actor.id);
  for (let tries = 1; ; tries++) {
    const stored = (await ctx.table.get(key)) as unknown as StoredSettings | undefined;
    // Kinds that are not named stay as they are.
    const next = { ...stored?.settings, ...(input.body.settings as NoticeSettings) };
    const item = { ...key, ws: ctx.actor.ws, version: (stored?.version ?? 0) + 1, settings: next };
    try {
      await ctx.table.write([stored ? { op: 'replace', item, version: stored.version } : { op: 'create', item }]);
      return { settings: allChannels(next) };
    } catch (error) {
      if (!(error instanceof WriteRefused) || tries === 5) throw error;
    }
  }
};

/** What people are told, and how they want to be told. */
export const noticeRoutes: Routes = {
  contracts: noticeContracts,
  handlers: {
    [listNotices.id]: list,
    [readNotices.id]: read,
    [getNoticeSettings.id]: settings,
    [putNoticeSettings.id]: setSettings,
  },
};
