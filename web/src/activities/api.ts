import { queryOptions } from '@tanstack/react-query';
import { getFeed, getMailbox, logEmail } from '../../../shared/activities/activities.contract.ts';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';

export const feedQuery = (ws: string) =>
  queryOptions({
    queryKey: ['calendar-feed', ws],
    queryFn: ({ signal }) => call(getFeed, { params: { workspaceId: ws }, signal }),
  });

export const mailboxQuery = (ws: string) =>
  queryOptions({
    queryKey: ['mailbox', ws],
    queryFn: ({ signal }) => call(getMailbox, { params: { workspaceId: ws }, signal }),
  });

export interface PastedMail {
  raw: string;
  accountId?: string;
  contactId?: string;
  opportunityId?: string;
  leadId?: string;
}

/** Puts a pasted e-mail on record; lists and timelines are read again. @throws ApiError */
export const logPasted = async (
  ws: string,
  body: PastedMail,
  idempotencyKey: string,
): Promise<EndpointOutput<typeof logEmail>> => {
  const answer = await call(logEmail, { params: { workspaceId: ws }, body, idempotencyKey });
  noteActivities(ws);
  return answer;
};

/** What shows activities is read again. */
export const noteActivities = (ws: string): void => {
  void queryClient.invalidateQueries({ queryKey: ['timeline', ws] });
  for (const what of ['list', 'page', 'summary'])
    void queryClient.invalidateQueries({ queryKey: [what, ws, 'activity'] });
};
