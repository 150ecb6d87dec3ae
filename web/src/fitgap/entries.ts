import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { processes } from '../../../shared/processes.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';

/** Entries of one process, in the order of the processes; those of no known process come last. */
export interface FitGroup {
  process: string;
  entries: readonly WebRecord[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Entries by process; within one by topic. */
export const groupEntries = (entries: readonly WebRecord[], lang: string): FitGroup[] => {
  const order = new Map(processes.map((one, index) => [one.id, index]));
  const groups = new Map<string, WebRecord[]>();
  for (const entry of entries) {
    const process = text(entry['processKey']);
    groups.set(process, [...(groups.get(process) ?? []), entry]);
  }
  const topics = new Intl.Collator(lang);
  return [...groups]
    .map(([process, members]) => ({
      process,
      entries: members.sort((a, b) => topics.compare(text(a['topic']), text(b['topic']))),
    }))
    .sort(
      (a, b) =>
        (order.get(a.process) ?? order.size) - (order.get(b.process) ?? order.size) || (a.process < b.process ? -1 : 1),
    );
};

/** The whole list. */
export const useEntries = () => {
  const { workspaceId } = useWorkspace();
  const list = useInfiniteQuery(listQuery(workspaceId, 'fitGap', { sort: 'processKey', limit: 200 }));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  // A report holds everything.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { list, entries: list.data?.pages.flatMap((page) => page.items) ?? [], complete: !hasNextPage };
};
