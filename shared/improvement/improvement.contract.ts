import * as z from 'zod';
import { crudEndpoints, recordPath, workspacePath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { manyLines } from '../kernel/field.ts';
import { idPattern } from '../kernel/id.ts';
import { improvement } from './improvement.ts';
import { issueKinds, issueOutcomes, MAX_ISSUE, MAX_REPLY, systemIssue } from './system-issue.ts';

const base = '/v1/workspaces/{workspaceId}';
const common = { group: 'core', tag: 'Improvement' } as const;

const words = (max: number) => z.string().trim().min(1).max(max).regex(manyLines, 'control-character');
const oneOf = <V extends string>(values: Record<V, unknown>) => z.enum(Object.keys(values) as [V, ...V[]]);
const link = (kind: 'problemEntry' | 'improvement' | 'need') => z.string().regex(idPattern(kind), 'type').optional();

/** A tip as everybody reads it. */
export const publishedTip = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  processKey: z.string().optional(),
  page: z.string().optional(),
  authorId: z.string().optional().meta({ description: 'Whose tip it is.' }),
  judgement: z.string().optional().meta({ description: 'Why it was promoted.' }),
  judgedAt: z.string().optional(),
});
export type PublishedTip = z.infer<typeof publishedTip>;

export const tipsQuery = z.strictObject({
  process: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'bad-format')
    .optional()
    .meta({ description: 'Tips for one process.' }),
  page: z.string().max(200).optional().meta({ description: 'Tips for one page of the client.' }),
  q: z.string().max(100).optional().meta({ description: 'All its words must occur.' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type TipsQuery = z.infer<typeof tipsQuery>;

export const publishedTips = defineEndpoint({
  ...common,
  id: 'tips.published',
  method: 'GET',
  path: `${base}/published-tips`,
  permission: 'improvement:read',
  params: workspacePath,
  query: tipsQuery,
  output: z.object({ items: z.array(publishedTip), total: z.int() }),
  status: 200,
  errors: [],
  example: { query: { process: 'quote' } },
  summary: 'Tips that were promoted, the newest first, for everybody',
});

/** Made like any record, with the measure as it stands. */
export const createImprovement = crudEndpoints(improvement).create;

export const reportIssue = defineEndpoint({
  ...common,
  id: 'system-issues.create',
  method: 'POST',
  path: `${base}/system-issues`,
  permission: 'improvement:write',
  params: workspacePath,
  body: z.strictObject({
    text: words(MAX_ISSUE),
    page: z
      .string()
      .max(200)
      .regex(/^\/[^\p{Cc}]*$/u, 'bad-format')
      .optional(),
    errorCode: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,59}$/, 'bad-format')
      .optional(),
    wantsPaper: z.boolean().optional().meta({ description: 'Asks to go back to paper.' }),
  }),
  output: outputSchema(systemIssue),
  status: 201,
  errors: [],
  idempotent: true,
  example: { body: systemIssue.example },
  summary: 'Say what is wrong with the system; it goes to whoever answers for it',
});

export const answerIssue = defineEndpoint({
  ...common,
  id: 'system-issues.answer',
  method: 'POST',
  path: `${base}/system-issues/{id}/answer`,
  permission: 'improvement:write',
  params: recordPath(systemIssue),
  record: systemIssue.name,
  body: z.strictObject({
    kind: oneOf(issueKinds),
    outcome: oneOf(issueOutcomes),
    answer: words(MAX_REPLY),
    entryId: link('problemEntry'),
    improvementId: link('improvement'),
    needId: link('need'),
  }),
  output: outputSchema(systemIssue),
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: { kind: 'error', outcome: 'lesson', answer: '按 Ctrl+Enter 可一次提交，不必逐个点按钮。' } },
  summary:
    'Sort a complaint about the system and answer it with a fix, a lesson or an answer; for those who judge, and its owner',
});

export const settleIssue = defineEndpoint({
  ...common,
  id: 'system-issues.settle',
  method: 'POST',
  path: `${base}/system-issues/{id}/settle`,
  permission: 'improvement:write',
  params: recordPath(systemIssue),
  record: systemIssue.name,
  body: z.strictObject({
    satisfied: z.boolean(),
    comment: words(MAX_ISSUE).optional().meta({ description: 'What is still wrong; asked for when not satisfied.' }),
  }),
  output: outputSchema(systemIssue),
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: { satisfied: true } },
  summary: 'Close an answered complaint, or bring it back with what is still wrong; for whoever made it',
});

export const improvementContracts = [
  publishedTips,
  createImprovement,
  reportIssue,
  answerIssue,
  settleIssue,
] as unknown as readonly Endpoint[];
