import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { createSchema, outputSchema, updateSchema } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';
import { bulkEditContracts } from './bulk-edits.contract.ts';
import { exportContracts } from './exports.contract.ts';
import { view } from './view.ts';

const base = '/v1/workspaces/{workspaceId}/views';
const common = { group: 'core', tag: 'Views' } as const;
const viewId = z.string().regex(idPattern('view'), 'type');
const one = { params: z.object({ workspaceId: workspacePath.shape.workspaceId, id: viewId }) };
const entityName = z.string().min(1).max(40);

/** A view as its reader gets it: without columns that they may not see or that are gone. */
export const viewOutput = outputSchema(view).extend({
  columns: z.array(z.object({ name: z.string(), width: z.number().optional() })).optional(),
  canChange: z.boolean().meta({ description: 'The caller may change, share and archive it.' }),
});

/** Views by which a member's lists begin, by entity. */
const defaults = z.record(z.string(), z.string());

export const listViews = defineEndpoint({
  ...common,
  id: 'views.list',
  method: 'GET',
  path: base,
  permission: 'lists:read',
  params: workspacePath,
  query: z.strictObject({
    entity: entityName.optional(),
    archived: z.enum(['no', 'only', 'all']).default('no'),
  }),
  output: z.object({ items: z.array(viewOutput), defaults }),
  status: 200,
  errors: [],
  example: { query: { entity: 'account' } },
  summary: 'Views of a list: one’s own, the team’s, everybody’s; by name',
});
export const getView = defineEndpoint({
  ...common,
  ...one,
  id: 'views.get',
  method: 'GET',
  path: `${base}/{id}`,
  permission: 'lists:read',
  output: viewOutput,
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'Read a view',
});
export const createView = defineEndpoint({
  ...common,
  id: 'views.create',
  method: 'POST',
  path: base,
  permission: 'lists:write',
  params: workspacePath,
  body: createSchema(view).omit({ custom: true, externalIds: true, reason: true }),
  output: viewOutput,
  status: 201,
  errors: [],
  idempotent: true,
  example: { body: view.example },
  summary: 'Save a view',
});
export const updateView = defineEndpoint({
  ...common,
  ...one,
  id: 'views.update',
  method: 'PATCH',
  path: `${base}/{id}`,
  permission: 'lists:write',
  body: updateSchema(view).omit({ custom: true, externalIds: true, reason: true, entity: true }),
  output: viewOutput,
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: { name: '华东客户' } },
  summary: 'Change, rename or share a view',
});
export const archiveView = defineEndpoint({
  ...common,
  ...one,
  id: 'views.archive',
  method: 'POST',
  path: `${base}/{id}/archive`,
  permission: 'lists:write',
  body: z.strictObject({}),
  output: viewOutput,
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: {} },
  summary: 'Put a view away',
});
export const restoreView = defineEndpoint({
  ...common,
  ...one,
  id: 'views.restore',
  method: 'POST',
  path: `${base}/{id}/restore`,
  permission: 'lists:write',
  body: z.strictObject({}),
  output: viewOutput,
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: {} },
  summary: 'Bring a view back',
});
export const setDefaultView = defineEndpoint({
  ...common,
  id: 'views.default',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/view-defaults',
  permission: 'lists:write',
  params: workspacePath,
  body: z.strictObject({ entity: entityName, viewId: viewId.nullable() }),
  output: z.object({ defaults }),
  status: 200,
  errors: ['not-found'],
  idempotent: true,
  example: { body: { entity: 'account', viewId: null } },
  summary: 'The view by which the caller’s own list begins; null: none',
});

/** Saved views, bulk edits and exports (SAL-8). */
export const viewContracts = [
  listViews,
  getView,
  createView,
  updateView,
  archiveView,
  restoreView,
  setDefaultView,
  ...bulkEditContracts,
  ...exportContracts,
] as const;
