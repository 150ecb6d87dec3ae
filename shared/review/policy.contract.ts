import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { reviewPolicy } from './policy.ts';

const common = {
  group: 'core',
  tag: 'Monthly review',
  params: workspacePath,
  path: '/v1/workspaces/{workspaceId}/review-policy',
  output: z.object({ version: z.int(), policy: reviewPolicy }),
  status: 200,
  errors: [],
} as const;

export const getReviewPolicy = defineEndpoint({
  ...common,
  id: 'review-policy.get',
  method: 'GET',
  permission: 'reviews:read',
  example: {},
  summary: 'How often the review makes itself',
});
export const putReviewPolicy = defineEndpoint({
  ...common,
  id: 'review-policy.put',
  method: 'PUT',
  permission: 'reviews:write',
  body: z.strictObject({ policy: reviewPolicy }),
  ifMatch: true,
  example: { body: { policy: { cadence: 'weekly', weeklyUntil: '2026-12-31' } } },
  summary: 'Change how often the review makes itself; every version is kept',
});
export const reviewPolicyContracts = [getReviewPolicy, putReviewPolicy] as const;
