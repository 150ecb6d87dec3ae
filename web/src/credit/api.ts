import { queryOptions } from '@tanstack/react-query';
import { getCredit, rebuildCredit } from '../../../shared/credit/credit.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';

const keyOf = (ws: string, id: string) => ['credit', ws, id];

/** What an account and its group take of their credit; for roles that see credit. */
export const creditQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: keyOf(ws, id),
    queryFn: ({ signal }) => call(getCredit, { params: { workspaceId: ws, id }, signal }),
  });

/** Adds the documents up again and puts the counter right. @throws ApiError */
export const rebuild = async (ws: string, id: string, idempotencyKey: string): Promise<void> => {
  const answer = await call(rebuildCredit, { params: { workspaceId: ws, id }, body: {}, idempotencyKey });
  queryClient.setQueryData(keyOf(ws, id), answer);
};
