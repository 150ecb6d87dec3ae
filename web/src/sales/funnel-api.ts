import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { readForecast, readFunnel } from '../../../shared/sales/funnel.contract.ts';
import type { FunnelCut } from '../../../shared/sales/funnel-read.ts';
import { call } from '../client.ts';

export type Funnel = EndpointOutput<typeof readFunnel>;
export type Measures = Funnel['total'];
export type Forecast = EndpointOutput<typeof readForecast>;

export interface FunnelAsk {
  from: string;
  to: string;
  by: FunnelCut;
  pipelineId?: string | undefined;
}

const given = (pipelineId: string | undefined) => (pipelineId ? { pipelineId } : {});

export const funnelQuery = (ws: string, { pipelineId, ...ask }: FunnelAsk) =>
  queryOptions({
    queryKey: ['funnel', ws, ask, pipelineId ?? ''],
    queryFn: ({ signal }) =>
      call(readFunnel, { params: { workspaceId: ws }, query: { ...ask, ...given(pipelineId) }, signal }),
    placeholderData: keepPreviousData,
  });

export const forecastQuery = (ws: string, pipelineId: string | undefined) =>
  queryOptions({
    queryKey: ['forecast', ws, pipelineId ?? ''],
    queryFn: ({ signal }) =>
      call(readForecast, { params: { workspaceId: ws }, query: { months: 6, ...given(pipelineId) }, signal }),
    placeholderData: keepPreviousData,
  });
