import * as z from 'zod';
import { pageOf, pageQuery, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { idPattern } from '../kernel/id.ts';

const label = z.object({ en: z.string(), zh: z.string() });

export const areas = ['process', 'documents', 'master-data'] as const;

export const ruleView = z.object({
  id: z.string(),
  area: z.enum(areas),
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

/** Kinds that a person starts; what is due is looked after by the clock, every hour. */
export const startKinds = ['incremental', 'sweep', 'spot-check'] as const;
export type StartKind = (typeof startKinds)[number];
export const runKinds = [...startKinds, 'due'] as const;
export type RunKind = (typeof runKinds)[number];

/** Something that a run could not do: a rule that threw, a record that could not be looked at, a part that failed at each try. */
export const runFailure = z.object({
  of: z.enum(['rule', 'record', 'part']),
  /** The rule, the record, the part. */
  id: z.string(),
  times: z.int(),
  /** In the words of the error; empty where the worker ended without one. */
  message: z.string(),
  /** Some of the records at which it happened. */
  at: z.array(z.string()),
});
export type RunFailure = z.infer<typeof runFailure>;

/** A run of the audit with what it read, found and cost. */
export const auditRun = z.object({
  id: z.string(),
  version: z.int(),
  kind: z.enum(runKinds),
  area: z.enum(areas).optional().meta({ description: 'The rules of this area alone; absent for all.' }),
  trigger: z.enum(['schedule', 'person', 'setting']),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  /** The instant that all rules of the run take as now. */
  now: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  durationMs: z.int().optional(),
  by: z.string(),
  rules: z.array(z.string()),
  only: z.array(z.string()).optional().meta({ description: 'The rules that the run was begun for; absent for all.' }),
  ruleVersion: z.int(),
  standardVersion: z.int(),
  sample: z.int().optional(),
  seed: z.string().optional(),
  drawn: z
    .object({ records: z.int(), probation: z.int() })
    .optional()
    .meta({ description: 'Records of the sample, and those among them that are the work of people on probation.' }),
  progress: z.object({ done: z.int(), total: z.int() }),
  counts: z.object({
    checked: z.int(),
    faults: z.int(),
    opened: z.int(),
    reopened: z.int(),
    closed: z.int(),
    unchanged: z.int(),
    ruleErrors: z.int(),
    unreadable: z.int(),
  }),
  byRule: z.record(z.string(), z.int()),
  units: z.object({ read: z.number(), write: z.number() }).meta({ description: 'Capacity units of the table.' }),
  failures: z.array(runFailure).optional(),
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
    kind: z.enum(startKinds),
    area: z.enum(areas).optional(),
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

export const estimateRun = defineEndpoint({
  ...common,
  id: 'audit.estimate',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/audit-estimate',
  permission: 'audit:read',
  params: workspacePath,
  query: z.strictObject({
    kind: z.enum(startKinds).default('sweep'),
    area: z.enum(areas).optional(),
    sample: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({
    records: z.int(),
    units: z.object({ read: z.number(), write: z.number() }),
    /** The finished run by whose cost it is reckoned; absent where none is known. */
    by: z.string().optional(),
  }),
  status: 200,
  errors: [],
  example: {},
  summary: 'What a run would look at and cost, before it is started',
});

export const auditClock = defineEndpoint({
  ...common,
  id: 'audit.clock',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/audit-clock',
  permission: 'audit:read',
  params: workspacePath,
  output: z.object({
    timeZone: z.string(),
    /** When what is due was last looked for, whether something was or not. */
    lookedAt: z.string().optional(),
    /** Up to when the changes of each area are audited. */
    followed: z.object({
      process: z.string().optional(),
      documents: z.string().optional(),
      'master-data': z.string().optional(),
    }),
  }),
  status: 200,
  errors: [],
  example: {},
  summary: 'How far the audit has followed what changes and falls due',
});

export const failedJobStates = ['waiting', 'sent', 'dropped'] as const;

/** A job that failed at each of its tries. Names ids only. */
export const failedJob = z.object({
  id: z.string(),
  version: z.int(),
  job: z.string(),
  ids: z.array(z.string()),
  failedAt: z.string(),
  sentAt: z.string().optional(),
  tries: z.int(),
  state: z.enum(failedJobStates),
  /** Who sent it again or dropped it, and when. */
  by: z.string().optional(),
  at: z.string().optional(),
});
export type FailedJob = z.infer<typeof failedJob>;

const failedJobs = '/v1/workspaces/{workspaceId}/failed-jobs';
const failedJobPath = z.object({
  workspaceId: workspacePath.shape.workspaceId,
  id: z.string().regex(/^[0-9a-f]{1,32}$/),
});

export const listFailedJobs = defineEndpoint({
  ...common,
  id: 'failedJobs.list',
  method: 'GET',
  path: failedJobs,
  permission: 'audit:read',
  params: workspacePath,
  query: pageQuery,
  output: pageOf(failedJob),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'Jobs that failed at each try, newest first; kept for thirty days',
});
const answer = (action: string, summary: string) =>
  defineEndpoint({
    ...common,
    id: `failedJobs.${action}`,
    method: 'POST',
    path: `${failedJobs}/{id}/${action}`,
    permission: 'audit:write',
    params: failedJobPath,
    ifMatch: true,
    body: z.strictObject({}),
    output: failedJob,
    status: 200,
    errors: ['not-found', 'conflict'],
    example: { body: {} },
    summary,
  });
export const sendFailedJob = answer('send', 'Send a failed job again');
export const dropFailedJob = answer('drop', 'Drop a failed job: nothing more comes of it');

export const auditContracts = [
  listRules,
  putRule,
  startRun,
  listRuns,
  getRun,
  estimateRun,
  auditClock,
  listFailedJobs,
  sendFailedJob,
  dropFailedJob,
] as const;
