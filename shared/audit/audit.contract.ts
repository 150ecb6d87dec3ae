import * as z from 'zod';
import { pageOf, pageQuery, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { idPattern } from '../kernel/id.ts';

const label = z.object({ en: z.string(), zh: z.string() });

export const ruleView = z.object({
  id: z.string(),
  area: z.enum(['process', 'documents', 'master-data']),
  severity: z.enum(['low', 'medium', 'high']),
  types: z.array(z.string()),
  label,
  explanation: label,
  help: label,
  enabled: z.boolean(),
  dueDays: z.int(),
  settings: z.record(z.string(), z.unknown()),
  settingsSchema: z.record(z.string(), z.unknown()).meta({ description: 'JSON schema of the settings.' }),
});
export type RuleView = z.infer<typeof ruleView>;

/** What a workspace has changed about a rule. */
export const ruleSetting = z.strictObject({
  enabled: z.boolean().optional(),
  severity: z.enum(['low', 'medium', 'high']).optional(),
  dueDays: z.int().min(0).max(365).optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
});
export type RuleSetting = z.infer<typeof ruleSetting>;
/** By rule id; a rule that is not in it runs with its defaults. */
export const ruleSettings = z.record(z.string(), ruleSetting);
export type RuleSettings = z.infer<typeof ruleSettings>;

export const runKinds = ['incremental', 'sweep', 'spot-check'] as const;
export type RunKind = (typeof runKinds)[number];

/** A run of the audit with what it read, found and cost. */
export const auditRun = z.object({
  id: z.string(),
  version: z.int(),
  kind: z.enum(runKinds),
  trigger: z.enum(['schedule', 'person', 'setting']),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  /** The instant that all rules of the run take as now. */
  now: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  durationMs: z.int().optional(),
  by: z.string(),
  rules: z.array(z.string()),
  ruleVersion: z.int(),
  standardVersion: z.int(),
  sample: z.int().optional(),
  seed: z.string().optional(),
  progress: z.object({ done: z.int(), total: z.int() }),
  counts: z.object({
    checked: z.int(),
    faults: z.int(),
    opened: z.int(),
    reopened: z.int(),
    closed: z.int(),
    unchanged: z.int(),
    ruleErrors: z.int(),
  }),
  byRule: z.record(z.string(), z.int()),
  units: z.object({ read: z.number(), write: z.number() }).meta({ description: 'Capacity units of the table.' }),
});
export type AuditRun = z.infer<typeof auditRun>;

const base = '/v1/workspaces/{workspaceId}/audit-runs';
const common = { group: 'core', tag: 'Audit' } as const;

export const listRules = defineEndpoint({
  ...common,
  id: 'rules.list',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/audit-rules',
  permission: 'findings:read',
  params: workspacePath,
  output: z.object({ version: z.int(), items: z.array(ruleView) }),
  status: 200,
  errors: [],
  example: {},
  summary: 'The rule catalogue with this workspace’s settings',
});
export const putRule = defineEndpoint({
  ...common,
  id: 'rules.put',
  method: 'PUT',
  path: '/v1/workspaces/{workspaceId}/audit-rules/{ruleId}',
  permission: 'audit:write',
  params: z.object({
    workspaceId: workspacePath.shape.workspaceId,
    ruleId: z
      .string()
      .max(60)
      .regex(/^[a-z0-9-]+$/),
  }),
  ifMatch: true,
  body: ruleSetting,
  output: ruleView.extend({ version: z.int() }),
  status: 200,
  errors: ['not-found'],
  example: { body: { enabled: true } },
  summary: 'Turn a rule on or off, tune it; a sweep of the rule is queued',
});
export const startRun = defineEndpoint({
  ...common,
  id: 'audit.start',
  method: 'POST',
  path: base,
  permission: 'audit:write',
  params: workspacePath,
  idempotent: true,
  body: z.strictObject({
    kind: z.enum(runKinds),
    rules: z.array(z.string().max(60)).max(200).optional(),
    sample: z.int().min(1).max(1000).optional(),
    seed: z.string().max(40).optional(),
  }),
  output: auditRun,
  status: 202,
  errors: [],
  example: { body: { kind: 'incremental' } },
  summary: 'Run the audit now: what changed or is due, everything, or a random sample',
});
export const listRuns = defineEndpoint({
  ...common,
  id: 'audit.list',
  method: 'GET',
  path: base,
  permission: 'audit:read',
  params: workspacePath,
  query: pageQuery,
  output: pageOf(auditRun),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'Recorded runs, newest first',
});
export const getRun = defineEndpoint({
  ...common,
  id: 'audit.get',
  method: 'GET',
  path: `${base}/{id}`,
  permission: 'audit:read',
  params: z.object({
    workspaceId: workspacePath.shape.workspaceId,
    id: z.string().regex(idPattern('auditRun'), 'type'),
  }),
  output: auditRun,
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'A run with its progress',
});

export const auditContracts = [listRules, putRule, startRun, listRuns, getRun] as const;
