import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { entityStandard, workspaceStandard } from './standard.ts';

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

/** What a draft would find among the records that there are (DQ-8). */
export const tryStandard = defineEndpoint({
  ...common,
  id: 'standards.try',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/standards/try',
  permission: 'standards:write',
  idempotent: true,
  body: z.strictObject({ entity: z.string().max(40), standard: entityStandard }),
  output: z.object({
    checked: z.int(),
    /** False where there were too many to look at all of them in good time. */
    whole: z.boolean(),
    atFault: z.int().meta({ description: 'Records with at least one fault under the draft.' }),
    left: z.array(z.string()).meta({ description: 'What could not be tried: lines and long texts.' }),
    fields: z.array(
      z.object({
        field: z.string(),
        now: z.int().meta({ description: 'Records at fault in this field under the draft.' }),
        before: z.int().meta({ description: 'The same under the standard in force.' }),
        faults: z.array(
          z.object({
            code: z.string(),
            count: z.int(),
            samples: z.array(
              z.object({
                id: z.string(),
                title: z.string(),
                value: z.string().optional(),
                expected: z.string().optional(),
              }),
            ),
          }),
        ),
      }),
    ),
  }),
  status: 200,
  errors: [],
  example: { body: { entity: 'account', standard: { fields: { city: { required: true } } } } },
  summary: 'Try a draft of a data standard on the records that there are; nothing is written',
});

export const standardsContracts = [getStandards, putStandards, tryStandard] as const;
