import * as z from 'zod';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { campaign, MAX_PORTION, verifiable } from './campaign.ts';
import { decisions, verification } from './verification.ts';

const common = { group: 'core', tag: 'Verification' } as const;

export const previewCampaign = defineEndpoint({
  ...common,
  id: 'campaigns.preview',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/campaigns/preview',
  permission: 'campaigns:read',
  params: workspacePath,
  query: z.strictObject({
    target: z.enum(Object.keys(verifiable) as [keyof typeof verifiable]),
    filter: z.union([z.string().max(300), z.array(z.string().max(300)).max(10)]).optional(),
    portionSize: z.coerce.number().int().min(1).max(MAX_PORTION).default(25),
  }),
  output: z.object({ records: z.int(), owners: z.int(), ownerless: z.int(), portions: z.int() }),
  status: 200,
  errors: [],
  example: { query: { target: 'account' } },
  summary: 'How many records, owners and portions a campaign would have',
});
export const startCampaign = defineEndpoint({
  ...common,
  id: 'campaigns.start',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/campaigns/{id}/start',
  permission: 'campaigns:write',
  params: recordPath(campaign),
  record: campaign.name,
  body: z.strictObject({}),
  output: outputSchema(campaign),
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: {} },
  summary: 'Start a campaign: its records are handed to their owners in portions',
});
export const campaignProgress = defineEndpoint({
  ...common,
  id: 'campaigns.progress',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/campaigns/{id}/progress',
  permission: 'campaigns:read',
  params: recordPath(campaign),
  record: campaign.name,
  output: z.object({
    /** Portions that are made already, of as many. */
    made: z.int(),
    portions: z.int(),
    owners: z.array(
      z.object({
        ownerId: z.string().optional(),
        portions: z.int(),
        records: z.int(),
        open: z.int(),
        confirmed: z.int(),
        corrected: z.int(),
        retired: z.int(),
        escalated: z.int(),
      }),
    ),
  }),
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'How far a campaign is, by owner, as far as the caller’s records reach',
});
export const decideVerification = defineEndpoint({
  ...common,
  id: 'verifications.decide',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/verifications/{id}/outcomes',
  permission: 'work:write',
  params: recordPath(verification),
  record: verification.name,
  body: z.strictObject({
    recordId: z.string().regex(/^[a-z]{3}_[0-9A-Za-z]{1,40}$/, 'type'),
    outcome: z.enum(decisions),
    /** Version of the record that was looked at. */
    recordVersion: z.int().min(1),
    /** With `corrected`: the fields to change, as for an update of the record. */
    change: z.record(z.string().max(60), z.unknown()).optional(),
    note: z.string().trim().max(300).optional(),
  }),
  output: outputSchema(verification),
  status: 200,
  errors: ['not-found', 'conflict', 'duplicate-key', 'step-refused', 'document-locked'],
  ifMatch: true,
  example: { body: { recordId: 'acc_1', outcome: 'confirmed', recordVersion: 1 } },
  summary: 'Confirm, correct or retire one record of a portion; record and portion in one transaction',
});

export const campaignContracts = [previewCampaign, startCampaign, campaignProgress, decideVerification] as const;
