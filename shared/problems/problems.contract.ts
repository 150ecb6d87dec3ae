import * as z from 'zod';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { isCalendarDate, manyLines } from '../kernel/field.ts';
import { problemEntry } from './entry.ts';
import { helpRequest, MAX_ANSWER, MAX_QUESTION } from './help-request.ts';

const base = '/v1/workspaces/{workspaceId}';
const common = { group: 'core', tag: 'Problem book' } as const;

/** A text in the languages in which somebody wrote it. */
const words = z.object({ zh: z.string().optional(), en: z.string().optional() });

/** An entry as it is read: the company's own in its last published edition, or one that the product brings along. */
export const helpItem = z.object({
  id: z.string().meta({ description: '`pbe_…`, or `builtin:…` of an entry that the product brings along.' }),
  kind: z.enum(['problem', 'guide', 'answer']),
  title: words,
  symptom: words.optional(),
  wrongOperation: words.optional(),
  consequence: words.optional(),
  cause: words.optional(),
  rightWay: words.optional(),
  links: z.object({
    errorCodes: z.array(z.string()),
    auditRules: z.array(z.string()),
    processSteps: z.array(z.string()),
    pages: z.array(z.string()),
    roles: z.array(z.string()),
  }),
  edition: z.int().optional(),
  publishedAt: z.string().optional(),
  ownerId: z.string().optional().meta({ description: 'Who answers for it.' }),
  verifiedAt: z.string().optional().meta({ description: 'When it was last confirmed to be right.' }),
  verifiedBy: z.string().optional(),
  reviewOn: z.string().optional().meta({ description: 'Last day on which it counts as checked.' }),
  stale: z.boolean().optional(),
});
export type HelpItem = z.infer<typeof helpItem>;

export const helpQuery = z.strictObject({
  id: z.string().max(120).optional(),
  code: z.string().max(60).optional().meta({ description: 'An error code, or the rule of a process’s refusal.' }),
  rule: z.string().max(60).optional().meta({ description: 'An audit rule.' }),
  step: z.string().max(90).optional().meta({ description: '`order/submit` or `order#draft`.' }),
  page: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'An address of the client; records in it as they are or as `:id`.' }),
  q: z.string().max(100).optional().meta({ description: 'Search text: all its words must occur.' }),
  kind: z.enum(['problem', 'guide', 'answer']).optional(),
  from: z.enum(['all', 'company', 'product']).default('all').meta({ description: 'Whose entries.' }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(2000).optional(),
});
export type HelpQuery = z.infer<typeof helpQuery>;

export const getHelp = defineEndpoint({
  ...common,
  id: 'help.get',
  method: 'GET',
  path: `${base}/help`,
  permission: 'problems:read',
  params: workspacePath,
  query: helpQuery,
  output: z.object({ items: z.array(helpItem), total: z.int(), cursor: z.string().optional() }),
  status: 200,
  errors: ['invalid-cursor'],
  example: { query: { page: '/orders/:id' } },
  summary:
    'Published entries for an error, an audit rule, a step, a page or words; those for the caller’s roles first. Without a question: the whole book',
});

export const confirmEntry = defineEndpoint({
  ...common,
  id: 'problem-entries.confirm',
  method: 'POST',
  path: `${base}/problem-entries/{id}/confirm`,
  permission: 'problems:write',
  params: recordPath(problemEntry),
  record: problemEntry.name,
  body: z.strictObject({
    reviewOn: z
      .string()
      .refine(isCalendarDate, 'not-a-date')
      .optional()
      .meta({ description: 'Last day on which it counts as checked; 180 days ahead when left out.' }),
  }),
  output: outputSchema(problemEntry),
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: {} },
  summary: 'Say that a published entry is still right',
});

const oneValue = z.union([z.string().max(300).regex(manyLines, 'control-character'), z.number(), z.boolean()]);

export const askHelp = defineEndpoint({
  ...common,
  id: 'help.ask',
  method: 'POST',
  path: `${base}/help-requests`,
  permission: 'help:write',
  params: workspacePath,
  body: z.strictObject({
    question: z.string().trim().min(1).max(MAX_QUESTION).regex(manyLines, 'control-character'),
    page: z
      .string()
      .max(200)
      .regex(/^\/[^\p{Cc}]*$/u, 'bad-format')
      .optional(),
    errorCode: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,59}$/, 'bad-format')
      .optional(),
    recordType: z
      .string()
      .regex(/^[a-z][A-Za-z]{0,39}$/, 'bad-format')
      .optional(),
    recordId: z
      .string()
      .regex(/^[a-z]{2,4}_[0-9A-Za-z]{1,40}$/, 'type')
      .optional(),
    context: z
      .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), oneValue)
      .refine((values) => Object.keys(values).length <= 12, 'too-long')
      .optional()
      .meta({ description: 'What else the client knows of the moment.' }),
  }),
  output: outputSchema(helpRequest),
  status: 201,
  errors: [],
  idempotent: true,
  example: { body: helpRequest.example },
  summary: 'Ask for help from where one stands; it goes to whoever answers for the CRM',
});

export const answerHelp = defineEndpoint({
  ...common,
  id: 'help-requests.answer',
  method: 'POST',
  path: `${base}/help-requests/{id}/answer`,
  permission: 'help:write',
  params: recordPath(helpRequest),
  record: helpRequest.name,
  body: z.strictObject({
    answer: z.string().trim().min(1).max(MAX_ANSWER).regex(manyLines, 'control-character'),
  }),
  output: outputSchema(helpRequest),
  status: 200,
  errors: ['not-found'],
  ifMatch: true,
  example: { body: { answer: '先填写交货日期，再提交。' } },
  summary: 'Answer a question, or put its answer right; for its owner and those who write the problem book',
});

export const entryOfQuestion = defineEndpoint({
  ...common,
  id: 'help-requests.entry',
  method: 'POST',
  path: `${base}/help-requests/{id}/entry`,
  permission: 'problems:write',
  params: recordPath(helpRequest),
  record: helpRequest.name,
  body: z.strictObject({}),
  output: outputSchema(problemEntry),
  status: 201,
  errors: ['not-found', 'conflict', 'duplicate-key', 'step-refused'],
  idempotent: true,
  example: { body: {} },
  summary: 'Draft an entry of the problem book from an answered question, once',
});

export const problemContracts = [
  getHelp,
  confirmEntry,
  askHelp,
  answerHelp,
  entryOfQuestion,
] as unknown as readonly Endpoint[];
