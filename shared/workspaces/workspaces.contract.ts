import * as z from 'zod';
import { roleNames } from '../access/permissions.ts';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { member } from './member.ts';

const timeZone = z
  .string()
  .max(60)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'not-allowed-value')
  .meta({ example: 'Asia/Shanghai' });

const settings = {
  name: z.string().trim().min(1).max(120),
  timeZone,
  currency: z.string().regex(/^[A-Z]{3}$/),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .meta({ description: 'Country of local phone numbers.' }),
};

/** A company in the deployment. */
export const workspace = z.object({
  id: z.string(),
  version: z.int(),
  kind: z.enum(['production', 'sandbox']),
  ...settings,
  createdAt: z.string(),
  standardVersion: z.int(),
  ruleVersion: z.int(),
  processVersion: z.int().default(0),
  calendarVersion: z.int().default(0),
  commerceVersion: z.int().default(0),
});
export type Workspace = z.infer<typeof workspace>;

const common = { group: 'core', tag: 'Workspace', params: workspacePath } as const;

export const getWorkspace = defineEndpoint({
  ...common,
  id: 'workspaces.get',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}',
  permission: 'workspace:read',
  output: workspace,
  status: 200,
  errors: [],
  example: {},
  summary: 'Read the workspace',
});
export const updateWorkspace = defineEndpoint({
  ...common,
  id: 'workspaces.update',
  method: 'PATCH',
  path: '/v1/workspaces/{workspaceId}',
  permission: 'workspace:write',
  ifMatch: true,
  body: z.strictObject(settings).partial(),
  output: workspace,
  status: 200,
  errors: [],
  example: { body: { name: 'Evergreen Demo' } },
  summary: 'Change the workspace',
});
export const inviteMember = defineEndpoint({
  ...common,
  group: 'identity',
  id: 'members.invite',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/members',
  permission: 'members:write',
  idempotent: true,
  body: z.strictObject({
    name: z.string().trim().min(1).max(80),
    email: z.email().max(200),
    role: z.enum(roleNames as [string, ...string[]]),
    scope: z.enum(['own', 'team', 'all']).default('own'),
    team: z.string().max(60).optional(),
    language: z.enum(['zh-CN', 'en']).default('zh-CN'),
    basis: z.string().max(200).optional(),
    until: z.iso.datetime().optional(),
    reviewGroup: z.boolean().optional(),
  }),
  output: outputSchema(member),
  status: 201,
  errors: ['duplicate-key'],
  tag: 'Members',
  example: { body: { name: '李娜', email: 'li.na@example.com', role: 'sales-rep', scope: 'own', team: 'east' } },
  summary: 'Invite a person',
});

export const workspaceContracts = [getWorkspace, updateWorkspace, inviteMember] as const;
