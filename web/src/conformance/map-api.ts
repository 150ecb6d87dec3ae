import { queryOptions } from '@tanstack/react-query';
import { readProcessMap, variantDocuments } from '../../../shared/process/variants.contract.ts';
import { call } from '../client.ts';

export interface MapAsk {
  process: string;
  /** Months YYYY-MM, both in. */
  from: string;
  to: string;
}

/** The real ways of a process in some months. */
export const mapQuery = (ws: string, ask: MapAsk) =>
  queryOptions({
    queryKey: ['conformance', ws, 'map', ask],
    queryFn: ({ signal }) => call(readProcessMap, { params: { workspaceId: ws }, query: { ...ask }, signal }),
  });

/** Documents that took one of the ways. */
export const documentsQuery = (ws: string, ask: MapAsk, variant: string) =>
  queryOptions({
    queryKey: ['conformance', ws, 'documents', ask, variant],
    queryFn: ({ signal }) =>
      call(variantDocuments, { params: { workspaceId: ws }, query: { ...ask, variant }, signal }),
  });
