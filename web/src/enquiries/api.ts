import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { digitsOf, FEWEST_DIGITS } from '../../../shared/enquiries/callers.ts';
import type { Caller, PastEnquiry } from '../../../shared/enquiries/enquiries.contract.ts';
import { findCaller, promoteEnquiry } from '../../../shared/enquiries/enquiries.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { absorb } from '../records/save.ts';

export type { Caller, PastEnquiry };

/** Who calls from a number, as far as it is typed. */
export const callerQuery = (ws: string, phone: string) =>
  queryOptions({
    queryKey: ['caller', ws, digitsOf(phone)],
    queryFn: ({ signal }) => call(findCaller, { params: { workspaceId: ws }, query: { phone }, signal }),
    enabled: digitsOf(phone).length >= FEWEST_DIGITS,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

/** What is open with an account. */
export const mattersQuery = (ws: string, accountId: string) =>
  queryOptions({
    queryKey: ['caller', ws, accountId],
    queryFn: ({ signal }) => call(findCaller, { params: { workspaceId: ws }, query: { accountId }, signal }),
    enabled: accountId !== '',
    staleTime: 10_000,
  });

/** Reads again whatever shows enquiries or what became of them. */
export const refreshEnquiries = (ws: string): void => {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey[1] === ws &&
      (['caller', 'timeline'].includes(String(queryKey[0])) || ['enquiry', 'complaint'].includes(String(queryKey[2]))),
  });
};

/** The complaint that an enquiry turned out to be. @throws ApiError */
export const promote = async (ws: string, id: string, idempotencyKey: string): Promise<WebRecord> => {
  const made = (await call(promoteEnquiry, {
    params: { workspaceId: ws, id },
    body: {},
    idempotencyKey,
  })) as unknown as WebRecord;
  absorb(ws, made);
  refreshEnquiries(ws);
  void queryClient.invalidateQueries({ queryKey: ['work', ws] });
  return made;
};
