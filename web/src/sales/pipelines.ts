import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { standardOf } from '../../../shared/sales/pipeline.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { fetchPage, recordQuery } from '../lib/records.ts';

type Lines = WebRecord['lines'];

/** All pipelines with their lines, which a list does not hold; a company has a handful. */
const pipelinesQuery = (ws: string) =>
  queryOptions({
    queryKey: ['page', ws, 'pipeline', 'lines'],
    queryFn: async () => {
      const { items } = await fetchPage(ws, 'pipeline', { limit: 50, sort: 'name' });
      return Promise.all(
        items.map(({ id }) => queryClient.fetchQuery({ ...recordQuery(ws, 'pipeline', id), staleTime: 0 })),
      );
    },
    staleTime: 60_000,
  });

export interface Pipelines {
  all: readonly WebRecord[];
  /** The one that deals without a pipeline follow. */
  standard: WebRecord | undefined;
  /** Stages with chances, names and limits of a pipeline, or of the standard one. */
  linesOf: (id: unknown) => Lines;
}

/** The workspace's pipelines. */
export const usePipelines = (): Pipelines => {
  const { workspaceId } = useWorkspace();
  const { data } = useQuery(pipelinesQuery(workspaceId));
  return useMemo(() => {
    const all = data ?? [];
    const standard = standardOf(all);
    return { all, standard, linesOf: (id) => (all.find((one) => one.id === id) ?? standard)?.lines };
  }, [data]);
};
