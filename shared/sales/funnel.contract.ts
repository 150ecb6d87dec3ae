import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { idPattern } from '../kernel/id.ts';
import { monthPattern } from '../kernel/time.ts';
import { funnelCuts } from './funnel-read.ts';

const month = z.string().regex(monthPattern, 'bad-format');
const pipelineId = z.string().regex(idPattern('pipeline'), 'type').optional();
const sums = z.record(z.string(), z.int()).meta({ description: 'By currency, minor units.' });
const reasons = z.array(z.object({ key: z.string(), count: z.int() }));
const outcome = z.object({ count: z.int(), sums, reasons });

/** Longest period of one answer, months. */
export const MAX_FUNNEL_MONTHS = 36;

const measures = z.object({
  stages: z
    .array(
      z.object({
        stage: z.string(),
        entered: z.int(),
        wentOn: z.int(),
        won: z.int(),
        lost: z.int(),
        days: z.number().optional(),
      }),
    )
    .meta({
      description:
        'Deals that came into the stage in the period; of these, how many went on, were won or lost by now; days that those stayed which left in the period.',
    }),
  won: outcome,
  lost: outcome,
  winRate: z.number().optional(),
  cycleDays: z.number().optional(),
});

const common = { group: 'core', tag: 'Sales funnel', permission: 'opportunities:read', params: workspacePath } as const;

export const readFunnel = defineEndpoint({
  ...common,
  id: 'funnel.read',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/funnel',
  query: z.strictObject({ from: month, to: month, by: z.enum(funnelCuts).default('month'), pipelineId }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    by: z.enum(funnelCuts),
    total: measures,
    rows: z.array(measures.extend({ key: z.string() })),
  }),
  status: 200,
  errors: [],
  example: { query: { from: '2026-09', to: '2026-11', by: 'owner' } },
  summary: 'Conversion, velocity, outcomes and reasons of a period, in the caller’s scope; read from counters',
});

const expected = z.object({ count: z.int(), open: sums, weighted: sums, won: sums });

export const readForecast = defineEndpoint({
  ...common,
  id: 'funnel.forecast',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/funnel/forecast',
  query: z.strictObject({
    months: z.coerce.number().int().min(1).max(24).default(6),
    by: z.enum(['owner']).optional(),
    pipelineId,
  }),
  output: z.object({
    /** The month that runs. */
    now: z.string(),
    total: expected,
    months: z.array(expected.extend({ month: z.string() })).meta({
      description: 'Three months back and those asked for; `late`: should have closed before; `later`; `undated`.',
    }),
    rows: z.array(expected.extend({ key: z.string() })),
  }),
  status: 200,
  errors: [],
  example: { query: { months: '6' } },
  summary: 'What is open by the month of its expected close, weighted by its pipeline’s chances, beside what was won',
});

export const funnelContracts = [readFunnel, readForecast] as const;
