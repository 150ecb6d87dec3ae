import * as z from 'zod';
import { recordPath, workspaceParam, workspacePath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema, reasonText } from '../kernel/entity.ts';
import { manyLines } from '../kernel/field.ts';
import { idPattern } from '../kernel/id.ts';
import { certificate } from '../workspaces/certificate.ts';
import { defaultOperatorPolicy, operatorPolicy } from './policy.ts';
import { MAX_EVIDENCE, warning, warningKinds } from './warning.ts';

const base = '/v1/workspaces/{workspaceId}';
const common = { group: 'core', tag: 'Operators' } as const;

const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'bad-format')
  .meta({ description: 'YYYY-MM in the workspace’s zone.' });
/** Most months of a scorecard. */
export const MOST_MONTHS = 13;

const scores = z.object({
  entered: z.int().meta({ description: 'Records entered by hand.' }),
  findings: z.int().meta({ description: 'Findings opened on what is theirs.' }),
  steps: z.int().meta({ description: 'Steps of processes.' }),
  late: z.int().meta({ description: 'Those of them that were late.' }),
  errorRate: z.number().optional().meta({ description: 'Findings per 100 records entered.' }),
  inTime: z.number().optional().meta({ description: 'Steps in time, percent.' }),
});
const median = z.object({
  people: z.int(),
  entered: z.number().optional(),
  errorRate: z.number().optional(),
  inTime: z.number().optional(),
});
const counts = z.record(z.string(), z.int());

const mistake = z.object({
  findingId: z.string(),
  rule: z.string(),
  severity: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  subjectTitle: z.string(),
  locator: z.string(),
  openedAt: z.string(),
  isNew: z.boolean().meta({ description: 'Opened in the seven days before the Monday.' }),
  dueDate: z.string().optional(),
});

export const ownWeek = defineEndpoint({
  ...common,
  id: 'operators.week',
  method: 'GET',
  path: `${base}/operators/me/week`,
  permission: 'findings:read',
  params: workspacePath,
  output: z.object({
    week: z.string().meta({ description: 'The Monday that tells it, YYYY-MM-DD.' }),
    open: z.int(),
    opened: z.int(),
    trend: z.array(z.object({ week: z.string(), opened: z.int() })),
    mistakes: z.array(mistake).meta({ description: 'The newest and gravest first, 50 at most.' }),
  }),
  status: 200,
  errors: [],
  example: {},
  summary: 'The caller’s own faults: what, where, and how many there were in the weeks before',
});

export const listOperators = defineEndpoint({
  ...common,
  id: 'operators.list',
  method: 'GET',
  path: `${base}/operators`,
  permission: 'improvement:read',
  params: workspacePath,
  query: z.strictObject({
    month: month.optional().meta({ description: 'The last month that is over, when left out.' }),
  }),
  output: z.object({
    month,
    items: z
      .array(
        z.object({
          memberId: z.string(),
          team: z.string().optional(),
          scores: scores.optional().meta({ description: 'Absent while the month is its person’s alone.' }),
          before: scores.optional().meta({ description: 'Those of the month before.' }),
          shownFrom: z.string().optional().meta({ description: 'When others see it; absent while the month runs.' }),
        }),
      )
      .meta({ description: 'The caller first; of others, those whom a manager’s record scope reaches.' }),
    recognised: z.array(z.string()).meta({ description: 'Who worked accurately, and enough to say so.' }),
  }),
  status: 200,
  errors: [],
  example: {},
  summary: 'Scores of a month, the caller’s own first; of others only what its person was shown before',
});

export const scorecard = defineEndpoint({
  ...common,
  id: 'operators.scorecard',
  method: 'GET',
  path: `${base}/operators/{memberId}/scorecard`,
  permission: 'improvement:read',
  params: z.object({ workspaceId: workspaceParam, memberId: z.string().regex(idPattern('member'), 'type') }),
  query: z.strictObject({
    from: month.optional(),
    to: month.optional().meta({ description: 'The month that runs, when left out.' }),
  }),
  output: z.object({
    memberId: z.string(),
    certificates: z
      .array(certificate.extend({ standing: z.enum(['valid', 'lapsing', 'lapsed']) }))
      .meta({ description: 'What wants something to be done first; `lapsing` within 30 days.' }),
    months: z.array(
      z.object({
        month,
        own: z
          .object({
            scores,
            entered: counts.meta({ description: 'By kind of record.' }),
            findings: counts.meta({ description: 'By rule.' }),
            steps: z.record(z.string(), z.object({ steps: z.int(), late: z.int() })),
          })
          .optional()
          .meta({ description: 'Absent while the month is its person’s alone.' }),
        median: median.meta({ description: 'The middle of the team, where at least three people worked.' }),
        recognised: z.boolean(),
        shownFrom: z.string().optional(),
        openedAt: z.string().optional(),
      }),
    ),
  }),
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'A person’s scorecard by month: volume, error rate, timeliness, beside their own past and the team’s median',
});

export const openOwn = defineEndpoint({
  ...common,
  id: 'operators.opened',
  method: 'PUT',
  path: `${base}/operators/me/opened`,
  permission: 'improvement:write',
  params: workspacePath,
  body: z.strictObject({ month }),
  output: z.object({ month, openedAt: z.string() }),
  status: 200,
  errors: ['conflict'],
  example: { body: { month: '2026-10' } },
  summary: 'Note that the caller has seen their scorecard of a month that is over; the first time counts',
});

const policyOutput = z.object({ version: z.int(), policy: operatorPolicy });

export const getOperatorPolicy = defineEndpoint({
  ...common,
  id: 'operators.policy',
  method: 'GET',
  path: `${base}/operator-policy`,
  permission: 'improvement:read',
  params: workspacePath,
  output: policyOutput,
  status: 200,
  errors: [],
  example: {},
  summary: 'Read by what people’s work is judged: what is accurate, and from when on a notice is proposed',
});

export const putOperatorPolicy = defineEndpoint({
  ...common,
  id: 'operators.setPolicy',
  method: 'PUT',
  path: `${base}/operator-policy`,
  permission: 'warnings:write',
  params: workspacePath,
  body: z.strictObject({ policy: operatorPolicy }),
  output: policyOutput,
  status: 200,
  errors: [],
  ifMatch: true,
  example: { body: { policy: defaultOperatorPolicy } },
  summary: 'Decide by what people’s work is judged; every version is kept',
});

const subject = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u, 'control-character');
const text = z.string().trim().min(1).max(2000).regex(manyLines, 'control-character');
const kind = z.enum(Object.keys(warningKinds) as [keyof typeof warningKinds, ...(keyof typeof warningKinds)[]]);
const evidence = z
  .array(z.string().regex(idPattern('finding'), 'type'))
  .min(1)
  .max(MAX_EVIDENCE);

export const draftWarning = defineEndpoint({
  group: 'core',
  tag: warning.plural.en,
  id: 'warnings.create',
  method: 'POST',
  path: `${base}/warnings`,
  permission: 'improvement:write',
  params: workspacePath,
  body: z.strictObject({
    memberId: z.string().regex(idPattern('member'), 'type'),
    kind: kind.default('notice'),
    subject,
    text: text.optional(),
    evidence: evidence.meta({ description: 'Findings on what is the person’s.' }),
    reason: reasonText.optional().meta({ description: 'Why; kept in the change history.' }),
  }),
  output: outputSchema(warning),
  status: 201,
  errors: [],
  idempotent: true,
  example: { body: { ...warning.example, evidence: ['fnd_1'] } },
  summary: 'Draft a notice or warning to somebody whose findings the caller sees; its person sees it once it is issued',
});

export const changeWarning = defineEndpoint({
  group: 'core',
  tag: warning.plural.en,
  id: 'warnings.update',
  method: 'PATCH',
  path: `${base}/warnings/{id}`,
  permission: 'improvement:write',
  params: recordPath(warning),
  record: warning.name,
  body: z.strictObject({
    kind: kind.optional(),
    subject: subject.optional(),
    text: text.optional(),
    evidence: evidence.optional(),
  }),
  output: outputSchema(warning),
  status: 200,
  errors: ['not-found', 'conflict', 'document-locked', 'step-refused'],
  ifMatch: true,
  example: { body: { text: '请按字段旁的格式填写电话。' } },
  summary: 'Change a draft; for its owner',
});

export const operatorContracts = [
  ownWeek,
  listOperators,
  scorecard,
  openOwn,
  getOperatorPolicy,
  putOperatorPolicy,
  draftWarning,
  changeWarning,
] as unknown as readonly Endpoint[];
