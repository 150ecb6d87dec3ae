import * as z from 'zod';
import { workspaceParam, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';

/** Kinds of record that are scored. */
export const scored = ['account', 'contact', 'lead', 'product', 'opportunity', 'order'] as const;
export type Scored = (typeof scored)[number];

const common = { group: 'core', tag: 'Data quality', permission: 'lists:read', status: 200 } as const;
const percent = z.int().min(0).max(100);
const group = z.object({ id: z.string().optional(), records: z.int(), score: percent, stale: z.int() });

export const qualityReport = defineEndpoint({
  ...common,
  id: 'quality.report',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/quality',
  params: workspacePath,
  query: z.strictObject({ entity: z.enum(scored) }),
  output: z.object({
    entity: z.enum(scored),
    /** Records that were looked at, of as many; ask again until both are the same. */
    seen: z.int(),
    of: z.int(),
    records: z.int(),
    score: percent,
    completeness: percent,
    freshness: percent.optional(),
    stale: z.int(),
    distribution: z.array(z.int()).meta({ description: 'Records with a score of 0–19, 20–39, 40–59, 60–79, 80–100.' }),
    fields: z.array(z.object({ field: z.string(), weight: z.int(), right: z.int(), wrong: z.int(), missing: z.int() })),
    owners: z.array(group),
    teams: z.array(group),
    staleAfterDays: z.int(),
  }),
  errors: [],
  example: { query: { entity: 'account' } },
  summary: 'How complete and fresh the records of a kind are: in all, by field, by owner and team',
});
export const qualityWorst = defineEndpoint({
  ...common,
  id: 'quality.worst',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/quality/{entity}',
  params: z.object({ workspaceId: workspaceParam, entity: z.enum(scored) }),
  query: z.strictObject({
    ownerId: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(30),
    cursor: z.string().max(2000).optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        ownerId: z.string().optional(),
        score: percent,
        stale: z.boolean(),
        wrong: z.array(z.string()),
        missing: z.array(z.string()),
      }),
    ),
    cursor: z.string().optional(),
  }),
  errors: ['invalid-cursor'],
  example: { query: { limit: '10' } },
  summary: 'The records of a kind that need most to be done, the worst first',
});
export const qualityOf = defineEndpoint({
  ...common,
  id: 'quality.get',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/quality/{entity}/{id}',
  params: z.object({
    workspaceId: workspaceParam,
    entity: z.enum(scored),
    id: z.string().regex(/^[a-z]{3}_[0-9A-Za-z]{1,40}$/, 'type'),
  }),
  output: z.object({
    score: percent,
    completeness: percent,
    freshness: percent.optional(),
    staleAt: z.string().optional(),
    touchedAt: z.string(),
    staleAfterDays: z.int(),
    fields: z.array(
      z.object({
        field: z.string(),
        weight: z.int(),
        state: z.enum(['right', 'wrong', 'missing']),
        code: z.string().optional(),
        expected: z.string().optional(),
      }),
    ),
  }),
  errors: ['not-found'],
  example: {},
  summary: 'The score of a record, explained field by field',
});

export const qualityContracts = [qualityReport, qualityWorst, qualityOf] as const;
