import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { commercePolicy, defaultPolicy } from './policy.ts';

const common = {
  group: 'core',
  tag: 'Workspace',
  params: workspacePath,
  path: '/v1/workspaces/{workspaceId}/commerce',
  output: z.object({ version: z.int(), policy: commercePolicy }),
  status: 200,
  errors: [],
} as const;

export const getCommerce = defineEndpoint({
  ...common,
  id: 'commerce.get',
  method: 'GET',
  permission: 'workspace:read',
  example: {},
  summary: 'Read how the workspace sells: tax, terms, credit, exchange rates, seller',
});
export const putCommerce = defineEndpoint({
  ...common,
  id: 'commerce.put',
  method: 'PUT',
  permission: 'workspace:write',
  body: z.strictObject({ policy: commercePolicy }),
  ifMatch: true,
  example: { body: { policy: defaultPolicy('CN') } },
  summary: 'Change how the workspace sells; every version is kept',
});
export const commerceContracts = [getCommerce, putCommerce] as const;
