import type { InfiniteData } from '@tanstack/react-query';
import { infiniteQueryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { WorkItem } from '../../../shared/work/work.contract.ts';
import { listWork } from '../../../shared/work/work.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';

export type { WorkItem } from '../../../shared/work/work.contract.ts';

type WorkPage = z.output<typeof listWork.output>;
type WorkPages = InfiniteData<WorkPage, string | undefined>;
export type WorkKind = WorkItem['kind'];

/** One thing to do on one document. */
export const keyOf = (item: Pick<WorkItem, 'id' | 'slot'>): string => `${item.id} ${item.slot}`;

/** As many as a page brings: few people have more to do. */
const PAGE = 100;

// The work list is read from an index that may be a moment behind: what was dealt with here must not come back.
const done = new Set<string>();

/** What is the member's to do, the most pressing first; of one kind, or all. */
export const workQuery = (ws: string, kind?: WorkKind) =>
  infiniteQueryOptions({
    queryKey: ['work', ws, kind ?? 'all'],
    queryFn: async ({ pageParam, signal }): Promise<WorkPage> => {
      const page = await call(listWork, {
        params: { workspaceId: ws },
        query: { limit: PAGE, ...(kind ? { kind } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      });
      return { ...page, items: page.items.filter((item) => !done.has(`${ws} ${keyOf(item)}`)) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    staleTime: 10_000,
    refetchInterval: 60_000,
  });

/** Fetches the list before its page is there. */
export const warmWork = (ws: string, kind?: WorkKind): void => {
  void queryClient.prefetchInfiniteQuery(workQuery(ws, kind));
};

/** Takes something that was dealt with out of the lists on the page. */
export const dropWork = (ws: string, item: WorkItem): void => {
  done.add(`${ws} ${keyOf(item)}`);
  queryClient.setQueriesData<WorkPages>({ queryKey: ['work', ws] }, (data) =>
    data
      ? {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.filter((one) => keyOf(one) !== keyOf(item)),
          })),
        }
      : data,
  );
};

/** Reads anew what depends on a step: work, notices, the document's process and steps. */
export const refreshWork = (ws: string): void => {
  for (const what of ['work', 'notices', 'process', 'steps'])
    void queryClient.invalidateQueries({ queryKey: [what, ws] });
};
