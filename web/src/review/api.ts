import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import {
  deleteReview,
  getReview,
  listReviews,
  mailReview,
  makeReview,
} from '../../../shared/review/review.contract.ts';
import { call, newKey } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';

export type ReviewHeader = EndpointOutput<typeof listReviews>['items'][number];

export const reviewsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['reviews', workspaceId],
    queryFn: ({ pageParam, signal }) =>
      call(listReviews, {
        params: { workspaceId },
        query: { limit: 60, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
  });

const keyOf = (workspaceId: string, period: string) => ['review', workspaceId, period];

/** The pack of a month that is over, as it was made. */
const keptQuery = (workspaceId: string, period: string) =>
  queryOptions({
    queryKey: keyOf(workspaceId, period),
    queryFn: ({ signal }) => call(getReview, { params: { workspaceId, period }, signal }),
    // What is frozen does not change.
    staleTime: 60 * 60_000,
  });

/** A month under way is not kept: it is worked out each time somebody looks. */
const runningQuery = (workspaceId: string, period: string) =>
  queryOptions({
    queryKey: keyOf(workspaceId, period),
    queryFn: () => send(workspaceId, period),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export const packQuery = (workspaceId: string, period: string, current: string) =>
  period === current ? runningQuery(workspaceId, period) : keptQuery(workspaceId, period);

const send = (workspaceId: string, period: string): Promise<ReviewPack> =>
  call(makeReview, { params: { workspaceId }, body: { period }, idempotencyKey: newKey() });

/** Makes the pack of a month. @throws ApiError */
export const makePack = async (workspaceId: string, period: string): Promise<ReviewPack> => {
  const pack = await send(workspaceId, period);
  queryClient.setQueryData(keyOf(workspaceId, period), pack);
  void queryClient.invalidateQueries({ queryKey: ['reviews', workspaceId] });
  return pack;
};

/** Throws a pack away; made again it comes out the same. @throws ApiError */
export const dropPack = async (workspaceId: string, period: string): Promise<void> => {
  await call(deleteReview, { params: { workspaceId, period } });
  queryClient.removeQueries({ queryKey: keyOf(workspaceId, period) });
  await queryClient.invalidateQueries({ queryKey: ['reviews', workspaceId] });
};

/** Sends a pack to the review group. @returns how many people it goes to @throws ApiError */
export const mailPack = async (workspaceId: string, period: string): Promise<number> =>
  (await call(mailReview, { params: { workspaceId, period }, body: {}, idempotencyKey: newKey() })).recipients;
