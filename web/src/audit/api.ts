import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AuditRun, StartKind } from '../../../shared/audit/audit.contract.ts';
import { auditClock, estimateRun, getRun, listFailedJobs, listRuns } from '../../../shared/audit/audit.contract.ts';
import type { Area } from '../../../shared/kernel/rule.ts';
import { call } from '../client.ts';
import { pollSince } from './parts/poll.ts';

export type {
  AuditRun,
  FailedJob,
  RuleView,
  RunFailure,
  RunKind,
  StartKind,
} from '../../../shared/audit/audit.contract.ts';

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

/** How far the audit has come by itself. */
export const clockQuery = (ws: string) =>
  queryOptions({
    queryKey: ['audit-clock', ws],
    queryFn: ({ signal }) => call(auditClock, { params: { workspaceId: ws }, signal }),
    staleTime: 60_000,
  });

/** What a run would look at and cost. */
export const estimateQuery = (ws: string, ask: { kind: StartKind; area?: Area | undefined; sample?: number }) =>
  queryOptions({
    queryKey: ['audit-estimate', ws, ask.kind, ask.area, ask.sample],
    queryFn: ({ signal }) =>
      call(estimateRun, {
        params: { workspaceId: ws },
        query: {
          kind: ask.kind,
          ...(ask.area ? { area: ask.area } : {}),
          ...(ask.sample === undefined ? {} : { sample: ask.sample }),
        },
        signal,
      }),
    staleTime: 60_000,
  });

/** Jobs that failed at each of their tries, newest first. */
export const failedJobsQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: ['failed-jobs', ws],
    queryFn: ({ pageParam, signal }) =>
      call(listFailedJobs, {
        params: { workspaceId: ws },
        query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
  });
