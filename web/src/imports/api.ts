import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type {
  columnMapping,
  createImport,
  ImportJob,
  ledgerRow,
  Outcome,
} from '../../../shared/imports/imports.contract.ts';
import { getImport, importRows, listImports } from '../../../shared/imports/imports.contract.ts';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { pollSince } from '../audit/parts/poll.ts';
import { call } from '../client.ts';

export type { ImportJob, Outcome } from '../../../shared/imports/imports.contract.ts';
export type Mapping = z.infer<typeof columnMapping>;
export type ImportFile = ImportJob['files'][number];
export type LedgerRow = z.infer<typeof ledgerRow>;
export type Upload = EndpointOutput<typeof createImport>['uploads'][number];

/** States in which the server works and the page looks on. */
export const isBusy = (job: Pick<ImportJob, 'state'>): boolean =>
  ['reading', 'checking', 'running', 'undoing'].includes(job.state);

export const importKey = (ws: string, id: string) => ['import', ws, id] as const;

/** One import; while the server works at it, it is asked for again and again. `since` (ISO): when the work began. */
export const importQuery = (ws: string, id: string, since?: string) =>
  queryOptions({
    queryKey: importKey(ws, id),
    queryFn: ({ signal }) => call(getImport, { params: { workspaceId: ws, id }, signal }),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? pollSince(since, Date.now()) : false),
  });

/** All imports, newest first. */
export const importsQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', ws],
    queryFn: ({ pageParam, signal }) =>
      call(listImports, {
        params: { workspaceId: ws },
        query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isBusy)) ? 3000 : false),
  });

interface RowsAsk {
  outcome?: Outcome | undefined;
  limit: number;
  cursor?: string | undefined;
  signal?: AbortSignal;
}

/** A page of the ledger. */
export const fetchRows = (ws: string, id: string, { signal, outcome, limit, cursor }: RowsAsk) =>
  call(importRows, {
    params: { workspaceId: ws, id },
    query: { limit, ...(outcome ? { outcome } : {}), ...(cursor ? { cursor } : {}) },
    ...(signal ? { signal } : {}),
  });
