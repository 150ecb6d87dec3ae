import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { workspaceStandard } from './standard.ts';

const standards = z.object({ version: z.int(), standard: workspaceStandard });
const common = {
  group: 'core',
  tag: 'Data standards',
  params: workspacePath,
  path: '/v1/workspaces/{workspaceId}/standards',
} as const;

export const getStandards = defineEndpoint({
  ...common,
  id: 'standards.get',
  method: 'GET',
  permission: 'standards:read',
  output: standards,
  status: 200,
  errors: [],
  example: {},
  summary: 'Read the data standards',
});
export const putStandards = defineEndpoint({
  ...common,
  id: 'standards.put',
  method: 'PUT',
  permission: 'standards:write',
  ifMatch: true,
  body: z.strictObject({ standard: workspaceStandard }),
  output: standards,
  status: 200,
  errors: [],
  example: { body: { standard: {} } },
  summary: 'Set the data standards: a new version; the rules that use them run over everything again',
});

export const standardsContracts = [getStandards, putStandards] as const;
