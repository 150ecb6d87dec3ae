import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';

export const searchHit = z.object({
  type: z.string(),
  id: z.string(),
  title: z.string(),
  detail: z.string().optional(),
});

/** The search box: by name, code, phone, part of a word, over all that the member may read. */
export const searchAll = defineEndpoint({
  id: 'search.all',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/search',
  summary: 'Search across everything',
  group: 'core',
  permission: 'lists:read',
  tag: 'Search',
  params: workspacePath,
  query: z.strictObject({
    q: z.string().trim().min(1).max(100),
    limit: z.coerce.number().int().min(1).max(20).default(6),
  }),
  output: z.object({ items: z.array(searchHit) }),
  status: 200,
  errors: [],
  example: { query: { q: 'ocean' } },
});

export const searchContracts = [searchAll] as const;
