import * as z from 'zod';
import type { Endpoint, FunctionGroup } from './endpoint.ts';
import { defineEndpoint } from './endpoint.ts';
import type { Entity, Operation } from './entity.ts';
import { allOperations, createSchema, outputSchema, reasonText, updateSchema } from './entity.ts';
import { idPattern } from './id.ts';

export const workspaceParam = z
  .string()
  .regex(idPattern('workspace'), 'type')
  .meta({ description: 'Workspace', example: 'ws_demo' });
export const workspacePath = z.object({ workspaceId: workspaceParam });
export const recordPath = (entity: Entity) =>
  z.object({ workspaceId: workspaceParam, id: z.string().regex(idPattern(entity.name), 'type') });

/** `field:op:value`; the operators are in shared/search/query.ts. */
const filterParam = z
  .union([z.string().max(1000), z.array(z.string().max(1000)).max(20)])
  .optional()
  .meta({
    description:
      'Condition `field:op:value`, may be repeated; ops: eq, ne, in (a|b), lt, lte, gt, gte, contains, starts, empty, filled.',
    example: 'status:eq:customer',
  });
const limitParam = z.coerce.number().int().min(1).max(200).default(50);
const cursorParam = z.string().max(2000).optional();

/** Query of a create where records are searched for duplicates. */
const createQuery = z.strictObject({
  onDuplicate: z
    .enum(['refuse', 'allow'])
    .default('allow')
    .meta({ description: '`refuse`: a record that is there already, by its score, is not made again.' }),
});

/** Query of a list page. */
export const listQuery = z.strictObject({
  limit: limitParam,
  cursor: cursorParam,
  sort: z
    .string()
    .max(60)
    .optional()
    .meta({ description: 'Field, with - before it for descending.', example: '-updatedAt' }),
  filter: filterParam,
  q: z.string().max(100).optional().meta({ description: 'Search text: all its words must occur.' }),
  archived: z.enum(['no', 'only', 'all']).default('no'),
});
export type ListQuery = z.infer<typeof listQuery>;

export const summaryQuery = z.strictObject({
  group: z.string().max(60),
  sum: z.string().max(60).optional(),
  filter: filterParam,
  q: z.string().max(100).optional(),
  archived: z.enum(['no', 'only', 'all']).default('no'),
});
export type SummaryQuery = z.infer<typeof summaryQuery>;

/** Counts and sums by the values of one field; sums are kept apart by currency. */
export const summaryOutput = z.object({
  total: z.int(),
  groups: z.array(
    z.object({
      value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      count: z.int(),
      sums: z.record(z.string(), z.number()).optional(),
    }),
  ),
});

/** A page of anything. `total` counts all that match. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int().optional(), cursor: z.string().optional() });

export const pageQuery = z.strictObject({ limit: limitParam, cursor: cursorParam });

export const historyEntry = z.object({
  version: z.int(),
  at: z.string(),
  by: z.string(),
  onBehalfOf: z.string().optional(),
  via: z.string(),
  source: z.string().optional(),
  reason: z.string().optional(),
  approvedBy: z.string().optional(),
  operation: z.enum(['created', 'changed', 'archived', 'restored', 'removed']),
  changes: z.array(z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  hash: z.string(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

const empty = z.strictObject({ reason: reasonText.optional() });

/** The endpoints that every entity has, by operation. */
export const crudEndpoints = (entity: Entity, group: FunctionGroup = 'core'): Record<Operation, Endpoint> => {
  const base = `/v1/workspaces/{workspaceId}/${entity.collection}`;
  const output = outputSchema(entity);
  const common = { group, tag: entity.plural.en };
  const read = `${entity.domain}:read` as const;
  const write = `${entity.domain}:write` as const;
  const one = { params: recordPath(entity), record: entity.name };
  const name = entity.label.en.toLowerCase();
  const firstField = Object.keys(entity.example).find(
    (key) => key !== 'lines' && typeof entity.example[key] === 'string',
  )!;
  return {
    list: defineEndpoint({
      ...common,
      id: `${entity.collection}.list`,
      method: 'GET',
      path: base,
      permission: read,
      params: workspacePath,
      query: listQuery,
      output: pageOf(output),
      status: 200,
      errors: ['invalid-cursor'],
      example: { query: { limit: '20' } },
      summary: `List ${entity.plural.en.toLowerCase()}`,
    }),
    summary: defineEndpoint({
      ...common,
      id: `${entity.collection}.summary`,
      method: 'GET',
      path: `${base}/summary`,
      permission: read,
      params: workspacePath,
      query: summaryQuery,
      output: summaryOutput,
      status: 200,
      errors: [],
      example: { query: { group: 'source' } },
      summary: `Count ${entity.plural.en.toLowerCase()} by a field`,
    }),
    create: defineEndpoint({
      ...common,
      id: `${entity.collection}.create`,
      method: 'POST',
      path: base,
      permission: write,
      params: workspacePath,
      ...(entity.mergeable ? { query: createQuery } : {}),
      body: createSchema(entity),
      output,
      status: 201,
      errors: entity.mergeable ? ['duplicate-key', 'possible-duplicate'] : ['duplicate-key'],
      idempotent: true,
      example: { body: entity.example },
      summary: `Create a record: ${name}`,
    }),
    get: defineEndpoint({
      ...common,
      ...one,
      id: `${entity.collection}.get`,
      method: 'GET',
      path: `${base}/{id}`,
      permission: read,
      output,
      status: 200,
      errors: ['not-found'],
      example: {},
      summary: `Read a record: ${name}`,
    }),
    update: defineEndpoint({
      ...common,
      ...one,
      id: `${entity.collection}.update`,
      method: 'PATCH',
      path: `${base}/{id}`,
      permission: write,
      body: updateSchema(entity),
      output,
      status: 200,
      errors: ['not-found', 'duplicate-key', 'conflict'],
      ifMatch: true,
      example: { body: { [firstField]: entity.example[firstField] } },
      summary: `Change a record: ${name}`,
    }),
    archive: defineEndpoint({
      ...common,
      ...one,
      id: `${entity.collection}.archive`,
      method: 'POST',
      path: `${base}/{id}/archive`,
      permission: write,
      body: empty,
      output,
      status: 200,
      errors: ['not-found', 'conflict'],
      ifMatch: true,
      example: { body: {} },
      summary: `Archive a record: ${name}`,
    }),
    restore: defineEndpoint({
      ...common,
      ...one,
      id: `${entity.collection}.restore`,
      method: 'POST',
      path: `${base}/{id}/restore`,
      permission: write,
      body: empty,
      output,
      status: 200,
      errors: ['not-found', 'conflict', 'duplicate-key'],
      ifMatch: true,
      example: { body: {} },
      summary: `Bring back an archived record: ${name}`,
    }),
    history: defineEndpoint({
      ...common,
      ...one,
      id: `${entity.collection}.history`,
      method: 'GET',
      path: `${base}/{id}/history`,
      permission: read,
      query: pageQuery,
      output: pageOf(historyEntry),
      status: 200,
      errors: ['not-found', 'invalid-cursor'],
      example: {},
      summary: `Change history of a record: ${name}`,
    }),
  };
};

/** The generic endpoints that an entity offers. */
export const endpointsOf = (entity: Entity): Endpoint[] => {
  const all = crudEndpoints(entity);
  return (entity.operations ?? allOperations).map((operation) => all[operation]);
};
