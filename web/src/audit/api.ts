import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AuditRun } from '../../../shared/audit/audit.contract.ts';
import { getRun, listRuns } from '../../../shared/audit/audit.contract.ts';
import { call } from '../client.ts';
import { pollSince } from './parts/poll.ts';

export type { AuditRun, RuleView, RunKind } from '../../../shared/audit/audit.contract.ts';

export const isActive = (run: Pick<AuditRun, 'state'>): boolean => run.state === 'queued' || run.state === 'running';

/** One run; asked for again and again until it is through. */
export const runQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: ['audit-run', ws, id],
    queryFn: ({ signal }) => call(getRun, { params: { workspaceId: ws, id }, signal }),
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.data && !isActive(query.state.data) ? false : pollSince(query.state.data?.startedAt, Date.now()),
  });

/** Recorded runs, newest first. */
export const runsQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: ['audit-runs', ws],
    queryFn: ({ pageParam, signal }) =>
      call(listRuns, {
        params: { workspaceId: ws },
        query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isActive)) ? 1500 : false),
  });
