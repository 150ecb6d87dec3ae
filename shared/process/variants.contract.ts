import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { processDefinition } from '../kernel/process.ts';
import { monthPattern } from '../kernel/time.ts';
import { processes } from '../processes.ts';

const month = z.string().regex(monthPattern, 'bad-format');
const process = z.enum(processes.map((one) => one.id) as [string, ...string[]]);
const common = {
  group: 'core',
  tag: 'Processes',
  permission: 'processes:read',
  params: workspacePath,
} as const;

/** Longest period of one answer, months. */
export const MAX_MAP_MONTHS = 24;

const wait = {
  mean: z.int().optional(),
  median: z.int().optional(),
  most: z.int().optional(),
};

export const readProcessMap = defineEndpoint({
  ...common,
  id: 'processes.map',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/processes/conformance/map',
  query: z.strictObject({ process, from: month, to: month }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    version: z.int(),
    definition: processDefinition,
    nodes: z
      .array(
        z.object({
          state: z.string(),
          entered: z.int(),
          left: z.int(),
          late: z.int(),
          standard: z.boolean(),
          ...wait,
        }),
      )
      .meta({
        description:
          'Waits are business minutes of the documents that left in the period; median and nine of ten are reckoned within classes, up to 9600.',
      }),
    edges: z
      .array(
        z.object({
          from: z.string(),
          to: z.string(),
          count: z.int(),
          late: z.int(),
          departed: z.int(),
          standard: z.boolean(),
          ...wait,
        }),
      )
      .meta({ description: 'Every way that was taken in the period, and those of the process that nobody took.' }),
    variants: z.array(
      z.object({
        id: z.string(),
        path: z.array(z.string()),
        count: z.int(),
        share: z.number(),
        bounces: z.int(),
        repeats: z.int(),
        skipped: z.array(z.string()),
        strange: z.int(),
      }),
    ),
    ended: z.int(),
    others: z.int(),
    straight: z.int(),
  }),
  status: 200,
  errors: [],
  example: { query: { process: 'order', from: '2026-09', to: '2026-11' } },
  summary: 'The ways that documents really took beside the standard one; read from counters',
});

export const variantDocuments = defineEndpoint({
  ...common,
  id: 'processes.variantDocuments',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/processes/conformance/documents',
  query: z.strictObject({
    process,
    from: month,
    to: month,
    variant: z.string().regex(/^[0-9a-z]{1,7}$/, 'bad-format'),
  }),
  output: z.object({
    documents: z.array(z.object({ id: z.string(), type: z.string(), title: z.string(), since: z.string() })),
    /** All that the caller may see; the answer names the newest fifty. */
    total: z.int(),
  }),
  status: 200,
  errors: [],
  example: { query: { process: 'order', from: '2026-09', to: '2026-11', variant: '1a2b3c' } },
  summary: 'Documents that took one of the ways, newest first, in the caller’s scope',
});

export const variantContracts = [readProcessMap, variantDocuments] as const;
