import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { defaultValuePolicy, valuePolicy } from './policy.ts';

const common = { group: 'core', tag: 'Customer value', params: workspacePath, errors: [] } as const;
const setting = {
  ...common,
  path: '/v1/workspaces/{workspaceId}/value-policy',
  output: z.object({ version: z.int(), policy: valuePolicy }),
  status: 200,
} as const;

export const getValuePolicy = defineEndpoint({
  ...setting,
  id: 'value.policy',
  method: 'GET',
  permission: 'workspace:read',
  example: {},
  summary: 'Read by what the value of customers is judged: bounds of recency, frequency and money, cost of activities',
});
export const putValuePolicy = defineEndpoint({
  ...setting,
  id: 'value.putPolicy',
  method: 'PUT',
  permission: 'workspace:write',
  body: z.strictObject({ policy: valuePolicy }),
  ifMatch: true,
  example: { body: { policy: defaultValuePolicy } },
  summary: 'Change by what the value of customers is judged; all values are worked out anew, every version is kept',
});
export const rebuildValues = defineEndpoint({
  ...common,
  id: 'value.rebuild',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/customer-values/rebuild',
  permission: 'workspace:write',
  body: z.strictObject({}),
  output: z.object({ queued: z.boolean() }),
  status: 202,
  idempotent: true,
  example: { body: {} },
  summary: 'Work out the value of all customers anew',
});

export const valueContracts = [getValuePolicy, putValuePolicy, rebuildValues] as const;
