import * as z from 'zod';
import { workspaceParam, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';
import { delegation } from '../process/delegation.ts';

const common = { group: 'core', tag: 'Work list', params: workspacePath } as const;

/** Something to do: the next step of a document, or a signature on it. */
export const workItem = z.object({
  /** The document. */
  id: z.string(),
  type: z.string(),
  slot: z.string(),
  kind: z.enum(['step', 'approval']),
  process: z.string(),
  state: z.string(),
  title: z.string(),
  since: z.string(),
  due: z.string().optional(),
  round: z.int().optional(),
  ownerId: z.string().optional(),
  accountId: z.string().optional(),
  amount: z.number().optional(),
  currency: z.string().optional(),
  /** The role by which it is the caller's; absent when it is theirs by name. */
  role: z.string().optional(),
  /** The person whose work it is, when the caller is their deputy. */
  onBehalfOf: z.string().optional(),
});
export type WorkItem = z.infer<typeof workItem>;

export const listWork = defineEndpoint({
  ...common,
  id: 'work.list',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/work',
  permission: 'work:read',
  query: z.strictObject({
    kind: z.enum(['step', 'approval']).optional(),
    /** Only what is due before this instant. */
    dueBefore: z.iso.datetime().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(4000).optional(),
  }),
  output: z.object({ items: z.array(workItem), cursor: z.string().optional() }),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'What is mine to do, by name, by role or as a deputy: overdue first, then by due time',
});

const one = {
  ...common,
  params: z.object({ workspaceId: workspaceParam, id: z.string().regex(idPattern('delegation'), 'type') }),
};
export const createDelegation = defineEndpoint({
  ...common,
  tag: 'Delegations',
  id: 'delegations.create',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/delegations',
  permission: 'work:write',
  body: z.strictObject({
    memberId: z
      .string()
      .regex(idPattern('member'), 'type')
      .optional()
      .meta({ description: 'Whose work; oneself unless the caller may change members.' }),
    deputyId: z.string().regex(idPattern('member'), 'type'),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    processes: z.array(z.string().max(40)).max(20).optional(),
    why: z.string().trim().min(1).max(200).optional(),
  }),
  output: outputSchema(delegation),
  status: 201,
  errors: [],
  idempotent: true,
  example: {
    body: { deputyId: 'mem_example', from: '2026-12-01T00:00:00.000Z', until: '2026-12-08T00:00:00.000Z', why: '年假' },
  },
  summary: 'Name a deputy for a period',
});
export const endDelegation = defineEndpoint({
  ...one,
  tag: 'Delegations',
  id: 'delegations.end',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/delegations/{id}/end',
  permission: 'work:write',
  record: 'delegation',
  body: z.strictObject({}),
  output: outputSchema(delegation),
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: {} },
  summary: 'End a delegation before its time',
});

export const workContracts = [listWork, createDelegation, endDelegation] as const;
