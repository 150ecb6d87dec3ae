import * as z from 'zod';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { finding } from './finding.ts';
import type { PreventionType } from './prevention.ts';
import { preventionTypes, verdicts } from './prevention.ts';

const common = { group: 'core', tag: 'Findings' } as const;
const base = '/v1/workspaces/{workspaceId}/findings';
const type = z.enum(Object.keys(preventionTypes) as [PreventionType, ...PreventionType[]]);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not-a-date');

export const preventionInput = z.strictObject({
  type,
  ref: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u, 'control-character')
    .optional()
    .meta({ description: 'Process by id, entry of the problem book by id, name of a lesson; the others need none.' }),
  version: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ description: 'Of process, data standard or rule settings; the one in force where it is left out.' }),
  since: day.optional().meta({ description: 'The first day on which it holds; the day it was made where left out.' }),
});
export type PreventionInput = z.infer<typeof preventionInput>;

export const linkPrevention = defineEndpoint({
  ...common,
  id: 'findings.prevent',
  method: 'PUT',
  path: `${base}/{id}/prevention`,
  permission: 'findings:write',
  params: recordPath(finding),
  ifMatch: true,
  body: z.strictObject({ prevention: preventionInput.nullable() }),
  output: outputSchema(finding),
  status: 200,
  errors: ['not-found'],
  example: { body: { prevention: { type: 'lesson', ref: '客户电话的写法', since: '2026-11-02' } } },
  summary: 'Link a finding with the change that keeps its fault from coming back, or with null unlink it',
});

const week = z.object({ from: z.string(), count: z.int() });
export const preventionView = z.object({
  rule: z.string(),
  type,
  ref: z.string(),
  version: z.int().optional(),
  since: z.string(),
  findings: z.int().meta({ description: 'Findings in the reader’s scope that name it.' }),
  before: z.array(week).meta({ description: 'Findings of the rule that opened or came back, by week; up to 8 weeks.' }),
  after: z.array(week),
  beforeRate: z.number().optional().meta({ description: 'A week, of the whole company.' }),
  afterRate: z.number().optional(),
  verdict: z.enum(verdicts),
  withoutEffect: z.boolean(),
});
export type PreventionView = z.infer<typeof preventionView>;

export const listPreventions = defineEndpoint({
  ...common,
  id: 'findings.preventions',
  method: 'GET',
  path: `${base}/preventions`,
  permission: 'audit:read',
  params: workspacePath,
  output: z.object({
    total: z.int(),
    withoutEffect: z.int().meta({ description: 'Of those that are told: without effect.' }),
    items: z.array(preventionView).meta({ description: 'The newest 200; those without effect first.' }),
  }),
  status: 200,
  errors: [],
  example: {},
  summary: 'Preventions with the rate of their fault before and after; those that changed nothing are flagged',
});

export const findingContracts = [linkPrevention, listPreventions] as const;
