import type { InfiniteData } from '@tanstack/react-query';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { Notice, NoticeKind } from '../../../shared/notices/notices.contract.ts';
import {
  getNoticeSettings,
  listNotices,
  putNoticeSettings,
  readNotices,
} from '../../../shared/notices/notices.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import { hrefOfId } from '../records/value.tsx';

export type { Notice, NoticeKind } from '../../../shared/notices/notices.contract.ts';

type NoticePage = z.output<typeof listNotices.output>;
type NoticePages = InfiniteData<NoticePage, string | undefined>;

/** How often the bell looks, in ms, while the page is visible. */
const LOOK = 60_000;
/** The server takes so many at once. */
const BATCH = 100;

/** The member's notices, newest first, with the number of unread ones. */
export const noticesQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: ['notices', ws, 'list'],
    queryFn: ({ pageParam, signal }) =>
      call(listNotices, {
        params: { workspaceId: ws },
        query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    staleTime: 15_000,
    refetchInterval: LOOK,
  });

/** Marks notices as read: on the page at once, put right by the next reading if it could not be written. */
export const markRead = async (ws: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const marked = new Set(ids);
  const readAt = new Date().toISOString();
  await queryClient.cancelQueries({ queryKey: ['notices', ws, 'list'] });
  queryClient.setQueryData<NoticePages>(['notices', ws, 'list'], (data) => {
    if (!data) return data;
    const items = data.pages.flatMap((page) => page.items);
    const fewer = items.filter((one) => marked.has(one.id) && !one.readAt).length;
    return {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        unread: Math.max(0, page.unread - fewer),
        items: page.items.map((one) => (marked.has(one.id) && !one.readAt ? { ...one, readAt } : one)),
      })),
    };
  });
  try {
    for (let at = 0; at < ids.length; at += BATCH)
      await call(readNotices, { params: { workspaceId: ws }, body: { ids: ids.slice(at, at + BATCH) } });
  } finally {
    void queryClient.invalidateQueries({ queryKey: ['notices', ws, 'list'] });
  }
};

/** Where a notice leads: to the signature that it asks for, else to the record that it is about. */
export const hrefOfNotice = (notice: Notice): string | undefined => {
  if (notice.kind === 'approval-asked') return `/approvals?on=${encodeURIComponent(notice.subjectId)}`;
  if (notice.kind === 'delegated') return '/delegations';
  if (notice.page) return `/${notice.page}`;
  return hrefOfId(notice.subjectId);
};

export type Channels = { app: boolean; mail: boolean };
export type Wanted = Partial<Record<NoticeKind, Channels>>;

export const noticeSettingsQuery = (ws: string) =>
  queryOptions({
    queryKey: ['notice-settings', ws],
    queryFn: ({ signal }) => call(getNoticeSettings, { params: { workspaceId: ws }, signal }),
  });

/** Sets which notices the member wants. @throws ApiError */
export const saveNoticeSettings = async (ws: string, settings: Wanted): Promise<void> => {
  const saved = await call(putNoticeSettings, { params: { workspaceId: ws }, body: { settings } });
  queryClient.setQueryData(['notice-settings', ws], saved);
};
