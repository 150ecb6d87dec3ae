import * as z from 'zod';
import { pageOf, pageQuery, recordPath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema, reasonText } from '../kernel/entity.ts';
import { account } from './account.ts';
import { contact } from './contact.ts';

/** An entry of the timeline: whatever happened with the account, from every department. */
export const timelineEntry = z.object({
  type: z.string(),
  id: z.string(),
  at: z.string(),
  title: z.string(),
  by: z.string(),
  ownerId: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});

export const accountTimeline = defineEndpoint({
  id: 'accounts.timeline',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/accounts/{id}/timeline',
  summary: 'What happened with an account, newest first',
  group: 'core',
  permission: 'accounts:read',
  tag: account.plural.en,
  params: recordPath(account),
  record: 'account',
  query: pageQuery,
  output: pageOf(timelineEntry),
  status: 200,
  errors: ['not-found', 'invalid-cursor'],
  example: {},
});

const erase = (entity: typeof account | typeof contact) =>
  defineEndpoint({
    id: `${entity.collection}.erase`,
    method: 'POST',
    path: `/v1/workspaces/{workspaceId}/${entity.collection}/{id}/erase`,
    group: 'core',
    permission: 'standards:write',
    summary: 'Erase a person’s data on request, in the record and in its history',
    tag: entity.plural.en,
    params: recordPath(entity),
    record: entity.name,
    ifMatch: true,
    body: z.strictObject({ reason: reasonText.trim().min(1) }),
    output: outputSchema(entity),
    status: 200,
    errors: ['not-found', 'conflict'],
    example: { body: { reason: 'Asked for by the person on 2026-11-20' } },
  });
export const eraseAccount = erase(account);
export const eraseContact = erase(contact);

export const customerContracts = [accountTimeline, eraseAccount, eraseContact] as const;
