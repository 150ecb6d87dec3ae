import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { getLeadPolicy, leadConversion, leadPool } from '../../../shared/leads/leads.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';

export type Pool = EndpointOutput<typeof leadPool>;
export type PolicyAnswer = EndpointOutput<typeof getLeadPolicy>;
export type Conversion = EndpointOutput<typeof leadConversion>;

export interface PoolAsk {
  q?: string;
  sort?: string;
  filter?: string[];
}

export const policyQuery = (ws: string) =>
  queryOptions({
    queryKey: ['lead-policy', ws],
    queryFn: ({ signal }) => call(getLeadPolicy, { params: { workspaceId: ws }, signal }),
    staleTime: 60_000,
  });

export const poolQuery = (ws: string, ask: PoolAsk) =>
  infiniteQueryOptions({
    queryKey: ['lead-pool', ws, ask],
    queryFn: ({ pageParam, signal }) =>
      call(leadPool, {
        params: { workspaceId: ws },
        query: { limit: 60, ...ask, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
  });

export const conversionQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: ['lead-conversion', ws, id],
    queryFn: ({ signal }) => call(leadConversion, { params: { workspaceId: ws, id }, signal }),
    staleTime: 0,
  });

/** Reads again whatever shows leads, or what became of one. */
export const refreshLeads = (ws: string, ...types: string[]): void => {
  const kinds = ['lead', ...types];
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey[1] === ws &&
      (['lead-pool', 'work', 'notices', 'timeline'].includes(String(queryKey[0])) ||
        kinds.includes(String(queryKey[2]))),
  });
};
