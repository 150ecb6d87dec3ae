import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useWorkspace } from '../lib/me.tsx';
import type { ImportJob } from './api.ts';
import { fetchRows } from './api.ts';
import type { Pick, Scan } from './scan.ts';
import { scanRows } from './scan.ts';

const isScanned = (pick: Pick): pick is 'flagged' | 'changed-since' => pick === 'flagged' || pick === 'changed-since';

/** Rows found by looking through, before one has to ask for more. */
const ENOUGH = 50;

const found = (pages: readonly Scan[]): number => pages.reduce((sum, page) => sum + page.rows.length, 0);

/** Rows of the ledger of one kind. Kinds that the API cannot select are looked for, a thousand rows at a time. */
export const useLedger = (job: ImportJob, pick: Pick) => {
  const { workspaceId } = useWorkspace();
  const [stopped, setStopped] = useState<Pick>();
  // How many flagged rows there are is known, so that nobody looks on behind the last one.
  const expected = pick === 'flagged' ? (job.counts['flagged'] ?? 0) : Infinity;
  const query = useInfiniteQuery({
    queryKey: ['import-rows', workspaceId, job.id, pick, job.state],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }): Promise<Scan> => {
      if (isScanned(pick)) {
        const limits = { enough: Math.min(ENOUGH, expected), pages: 5 };
        return scanRows(pick, pageParam, limits, (cursor) =>
          fetchRows(workspaceId, job.id, { limit: 200, cursor, signal }),
        );
      }
      const outcome = pick === 'all' ? undefined : pick;
      const page = await fetchRows(workspaceId, job.id, { limit: ENOUGH, cursor: pageParam, signal, outcome });
      return { rows: page.items, seen: page.items.length, ...(page.cursor ? { cursor: page.cursor } : {}) };
    },
    getNextPageParam: (page, pages) => (found(pages) >= expected ? undefined : page.cursor),
    staleTime: 60_000,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  const pages = query.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  const searches = isScanned(pick) && hasNextPage && rows.length < ENOUGH && stopped !== pick && !isError;
  useEffect(() => {
    if (searches && !isFetchingNextPage) void fetchNextPage();
  }, [searches, isFetchingNextPage, fetchNextPage]);
  return {
    query,
    rows,
    seen: isScanned(pick) ? pages.reduce((sum, page) => sum + page.seen, 0) : 0,
    /** Rows of this kind are still being looked for. */
    looking: searches || (query.isPending && pick !== 'all'),
    stop: () => setStopped(pick),
  };
};
