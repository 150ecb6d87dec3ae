import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { reasons } from './rank.ts';

const marks = z
  .array(z.array(z.int()).length(2))
  .meta({ description: 'Parts of the text that were found: from and to (exclusive), in UTF-16 units.' });

export const searchHit = z.object({
  type: z.string(),
  id: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  reason: z
    .enum(reasons)
    .meta({ description: 'Why it was found, the best first; `similar` allows one mistake in a word.' }),
  marks,
  match: z
    .object({ field: z.string(), text: z.string(), marks })
    .optional()
    .meta({ description: 'The value by which it was found, where that is not the title.' }),
  formerly: z.string().optional().meta({ description: 'The merged record’s name by which it was found.' }),
});

/** The search box: by name, code, number, phone, pinyin, part of a word, over all that the member may read. */
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
