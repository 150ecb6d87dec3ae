import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { listEffect, priceOn } from '../../../shared/pricing/pricing.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';

export type Effect = EndpointOutput<typeof listEffect>;
export type PriceOn = EndpointOutput<typeof priceOn>;

/** What changes when a list comes into force; all its prices as far as 500. */
export const effectQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: ['price-effect', ws, id],
    queryFn: ({ signal }) => call(listEffect, { params: { workspaceId: ws, id }, query: { limit: 500 }, signal }),
  });

export interface PriceAsk {
  date: string;
  currency: string;
  quantity: number;
  accountId?: string;
}

/** The price of a product on a day, and the periods of all lists. */
export const priceOnQuery = (ws: string, id: string, ask: PriceAsk) =>
  queryOptions({
    queryKey: ['price-on', ws, id, ask],
    queryFn: ({ signal }) => call(priceOn, { params: { workspaceId: ws, id }, query: { ...ask }, signal }),
    placeholderData: keepPreviousData,
  });

/** Reads again what hangs on the prices of a list. */
export const refreshPrices = (ws: string): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey[1] === ws &&
      (['price-effect', 'price-on'].includes(String(queryKey[0])) ||
        ['price', 'priceList'].includes(String(queryKey[2]))),
  });
