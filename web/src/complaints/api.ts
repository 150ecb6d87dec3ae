import { queryOptions } from '@tanstack/react-query';
import { affected, causeTree, listContacts, logContact } from '../../../shared/complaints/complaints.contract.ts';
import { defaultServicePolicy } from '../../../shared/service/policy.ts';
import { getServicePolicy } from '../../../shared/service/service.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import type { CallInput } from '../lib/send.ts';
import { reloadRecord } from '../records/save.ts';

export type { AffectedAccount, CauseBranch, ComplaintContact } from '../../../shared/complaints/complaints.contract.ts';

/** Every contact about a complaint, newest first. */
export const contactsQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: ['contacts', ws, id],
    queryFn: ({ signal }) => call(listContacts, { params: { workspaceId: ws, id }, signal }),
    staleTime: 5000,
  });

export type ContactBody = CallInput<typeof logContact>['body'];

/** Writes down a contact, and reads anew what tells of it: the complaint counts its contacts. @throws ApiError */
export const sendContact = async (ws: string, id: string, input: { body: ContactBody; idempotencyKey: string }) => {
  const made = await call(logContact, { params: { workspaceId: ws, id }, ...input });
  await Promise.all([
    reloadRecord(ws, { type: 'complaint', id }),
    queryClient.invalidateQueries({ queryKey: ['contacts', ws, id] }),
  ]);
  for (const what of ['timeline', 'list', 'page', 'process'])
    void queryClient.invalidateQueries({ queryKey: [what, ws] });
  return made;
};

/** Who got the same product of the same batch, as of a version of the complaint. */
export const affectedQuery = (ws: string, complaint: { id: string; version: number }) =>
  queryOptions({
    queryKey: ['affected', ws, complaint.id, complaint.version],
    queryFn: ({ signal }) => call(affected, { params: { workspaceId: ws, id: complaint.id }, query: {}, signal }),
    staleTime: 60_000,
  });

/** The tree of causes with the complaints of a period; `from` and `to` are calendar dates. */
export const causeTreeQuery = (ws: string, period: { from?: string; to?: string } = {}) =>
  queryOptions({
    queryKey: ['causes', ws, period],
    queryFn: ({ signal }) => call(causeTree, { params: { workspaceId: ws }, query: period, signal }),
    staleTime: 60_000,
  });

/** What the workspace decided about complaints. */
export const servicePolicyQuery = (ws: string) =>
  queryOptions({
    queryKey: ['service-policy', ws],
    queryFn: async ({ signal }) => (await call(getServicePolicy, { params: { workspaceId: ws }, signal })).policy,
    staleTime: 5 * 60_000,
    placeholderData: defaultServicePolicy,
  });
