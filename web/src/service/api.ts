import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { getServicePolicy, readServiceFigures } from '../../../shared/service/service.contract.ts';
import { call } from '../client.ts';

export type ServiceAnswer = EndpointOutput<typeof readServiceFigures>;
export type MonthFigures = ServiceAnswer['months'][number];
export type PolicyAnswer = EndpointOutput<typeof getServicePolicy>;

export const figuresQuery = (ws: string, query: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['service', ws, query],
    queryFn: ({ signal }) => call(readServiceFigures, { params: { workspaceId: ws }, query, signal }),
    placeholderData: keepPreviousData,
  });

export const servicePolicyQuery = (ws: string) =>
  queryOptions({
    queryKey: ['service-policy', ws],
    queryFn: ({ signal }) => call(getServicePolicy, { params: { workspaceId: ws }, signal }),
  });
