import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';

const day = z.string().max(10);

/** What is aimed at in one measure, in the measure's own unit: counts, minor units of the currency, percent, business minutes. */
export const reviewGoal = z.strictObject({
  baseline: z.number().optional(),
  baselineOn: day.optional(),
  goal: z.number().optional(),
  goalBy: day.optional(),
  owner: z.string().max(60).optional(),
});
export type ReviewGoal = z.infer<typeof reviewGoal>;

/** Goals by key of the measure: `findings.open`, `orders.amount|CNY`, `complete|account`. */
export const reviewGoals = z.record(z.string().max(80), reviewGoal);
export type ReviewGoals = z.infer<typeof reviewGoals>;

const common = {
  group: 'core',
  tag: 'Monthly review',
  params: workspacePath,
  path: '/v1/workspaces/{workspaceId}/review-goals',
  output: z.object({ version: z.int(), goals: reviewGoals }),
  status: 200,
  errors: [],
} as const;

export const getGoals = defineEndpoint({
  ...common,
  id: 'review-goals.get',
  method: 'GET',
  permission: 'reviews:read',
  example: {},
  summary: 'Baselines and goals of the measures of the review',
});
export const putGoals = defineEndpoint({
  ...common,
  id: 'review-goals.put',
  method: 'PUT',
  permission: 'reviews:write',
  body: z.strictObject({ goals: reviewGoals }),
  ifMatch: true,
  example: {
    body: {
      goals: {
        'overdue.findings': { baseline: 40, baselineOn: '2026-09-30', goal: 10, goalBy: '2026-12-31' },
        'shipments.onTime': { goal: 95.5 },
      },
    },
  },
  summary: 'Set baselines and goals, all of them at once; every version is kept, and each review has those of its day',
});
export const goalContracts = [getGoals, putGoals] as const;
