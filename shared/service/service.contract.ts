import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { monthPattern } from '../kernel/time.ts';
import { defaultServicePolicy, servicePolicy } from './policy.ts';

const base = '/v1/workspaces/{workspaceId}';
const common = { group: 'core', tag: 'Service', params: workspacePath } as const;
const policyOutput = z.object({ version: z.int(), policy: servicePolicy });

export const getServicePolicy = defineEndpoint({
  ...common,
  id: 'service.policy',
  method: 'GET',
  path: `${base}/service-policy`,
  permission: 'complaints:read',
  output: policyOutput,
  status: 200,
  errors: [],
  example: {},
  summary: 'Read what was decided about complaints, enquiries, surveys and help',
});

export const putServicePolicy = defineEndpoint({
  ...common,
  id: 'service.setPolicy',
  method: 'PUT',
  path: `${base}/service-policy`,
  permission: 'standards:write',
  body: z.strictObject({ policy: servicePolicy }),
  output: policyOutput,
  status: 200,
  errors: [],
  ifMatch: true,
  example: { body: { policy: defaultServicePolicy } },
  summary: 'Decide about complaints, enquiries, surveys and help; every version is kept',
});

const counts = z.record(z.string(), z.int());
const share = z.number().nullable();

/** See shared/service/figures.ts. */
const figures = z.object({
  enquiries: z.int(),
  byChannel: counts,
  byTopic: counts,
  firstContact: share.meta({
    description: 'Share (0 to 1) of the enquiries with a known outcome that were solved at the first contact',
  }),
  confirmed: share.meta({ description: 'Share of the closed complaints that the customer confirmed to be solved' }),
  reopenRate: share.meta({ description: 'Complaints opened again, against those closed in the same time' }),
  handleSeconds: share,
  waitingSeconds: share,
  opened: z.int(),
  closed: z.int(),
  rejected: z.int(),
  reopened: z.int(),
  recurrences: z.int(),
  bySeverity: counts,
  minutesToClose: share.meta({ description: 'Business minutes' }),
  csat: share,
  ces: share,
  nps: share.meta({ description: 'Promoters less detractors, percent' }),
  sent: z.int(),
  answered: z.int(),
  low: z.int().meta({ description: 'Answers below the threshold of their survey: each has a follow-up' }),
  suggestions: z.int(),
  lost: z.int(),
  lostReasons: counts,
  handlingCost: counts.meta({ description: 'Minor units by currency' }),
  complaintCost: counts,
  creditNotes: counts,
});

/** Most months that are asked for at once. */
export const MAX_MONTHS = 36;
const month = z.string().regex(monthPattern, 'bad-format');

export const readServiceFigures = defineEndpoint({
  ...common,
  id: 'service.figures',
  method: 'GET',
  path: `${base}/service/figures`,
  permission: 'complaints:read',
  query: z.strictObject({ from: month, to: month }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    months: z.array(figures.extend({ month: z.string() })),
    total: figures,
    before: figures.meta({ description: 'The same number of months before them' }),
    causes: z.array(z.object({ id: z.string(), name: z.string(), nameEn: z.string().optional(), count: z.int() })),
    open: z.object({ byState: counts, bySeverity: counts }),
    costs: z
      .boolean()
      .meta({ description: 'Whether the reader is told what service cost: who may read the review is' }),
  }),
  status: 200,
  errors: [],
  example: { query: { from: '2026-06', to: '2026-11' } },
  summary: 'Resolution beside speed, what it cost, and who was lost, by month; from counters alone',
});

export const serviceContracts = [getServicePolicy, putServicePolicy, readServiceFigures] as const;
