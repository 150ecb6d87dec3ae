import * as z from 'zod';
import { pageOf, pageQuery, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { idPattern } from '../kernel/id.ts';
import { selectionQuery } from './bulk-edits.contract.ts';

/** Days for which a file can be fetched. */
export const EXPORT_DAYS = 7;

export const exportStates = ['running', 'done', 'failed', 'expired'] as const;

/** Who took what out, and where it lies. */
export const exportJob = z.object({
  id: z.string(),
  version: z.int(),
  entity: z.string(),
  name: z.string(),
  format: z.enum(['csv', 'xlsx']),
  columns: z.array(z.string()),
  query: selectionQuery.extend({ sort: z.string().optional() }),
  ids: z.int().optional().meta({ description: 'How many records were named one by one.' }),
  language: z.enum(['en', 'zh-CN']),
  state: z.enum(exportStates),
  rows: z.int().meta({ description: 'Rows that the file has, or has so far.' }),
  total: z.int(),
  bytes: z.int().optional(),
  url: z.string().optional().meta({ description: 'Address of the file, valid for 15 minutes.' }),
  problem: z.string().optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  endedAt: z.string().optional(),
  expiresAt: z.string().optional(),
});
export type ExportJob = z.infer<typeof exportJob>;

const base = '/v1/workspaces/{workspaceId}/exports';
const common = { group: 'files', tag: 'Exports' } as const;

export const createExport = defineEndpoint({
  ...common,
  id: 'exports.create',
  method: 'POST',
  path: base,
  permission: 'lists:write',
  params: workspacePath,
  body: z.strictObject({
    entity: z.string().min(1).max(40),
    name: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .regex(/^[^/\\\p{Cc}]+$/u, 'bad-format')
      .optional()
      .meta({ description: 'Of the file, without its ending.' }),
    format: z.enum(['csv', 'xlsx']),
    columns: z.array(z.string().max(60)).min(1).max(200).optional().meta({
      description:
        'As a list names them, in order; `lines.<field>` makes a row of each line; `<ref>.id` gives the id beside the name. All when left out.',
    }),
    query: selectionQuery.extend({ sort: z.string().max(60).optional() }).optional(),
    ids: z.array(z.string().max(60)).min(1).max(1_000).optional(),
    language: z.enum(['en', 'zh-CN']).default('zh-CN'),
  }),
  output: exportJob,
  status: 202,
  errors: [],
  idempotent: true,
  example: { body: { entity: 'account', format: 'xlsx', columns: ['code', 'name', 'city'], language: 'zh-CN' } },
  summary: 'Export a list as a file: the caller’s scope and columns, any number of rows',
});
export const listExports = defineEndpoint({
  ...common,
  id: 'exports.list',
  method: 'GET',
  path: base,
  permission: 'lists:read',
  params: workspacePath,
  query: pageQuery,
  output: pageOf(exportJob),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'The caller’s own exports, newest first; an administrator’s list has all',
});
export const getExport = defineEndpoint({
  ...common,
  id: 'exports.get',
  method: 'GET',
  path: `${base}/{id}`,
  permission: 'lists:read',
  params: z.object({ workspaceId: workspacePath.shape.workspaceId, id: z.string().regex(idPattern('export'), 'type') }),
  output: exportJob,
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'An export with its progress and, for seven days, the address of its file',
});

export const exportContracts = [createExport, listExports, getExport] as const;
