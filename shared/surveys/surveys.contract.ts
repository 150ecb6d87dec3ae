import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { isCalendarDate, manyLines } from '../kernel/field.ts';
import { idPattern } from '../kernel/id.ts';
import { kindNames } from './scales.ts';
import { MAX_SUGGESTION } from './suggestion.ts';
import { MAX_COMMENT, surveyRequest } from './survey-request.ts';

const common = { group: 'core', tag: 'Surveys' } as const;
const id = (kind: Parameters<typeof idPattern>[0]) => z.string().regex(idPattern(kind), 'type');
const kind = z.enum(kindNames as [(typeof kindNames)[number], ...(typeof kindNames)[number][]]);
const language = z.enum(['zh-CN', 'en']);

/** Kinds of record that a customer can be asked about. */
export const surveySubjects = ['complaint', 'shipment', 'enquiry', 'order'] as const;

export const putSurveyLink = defineEndpoint({
  ...common,
  id: 'surveyLinks.put',
  method: 'PUT',
  path: '/v1/workspaces/{workspaceId}/survey-links',
  permission: 'surveys:write',
  params: workspacePath,
  body: z.strictObject({
    surveyId: id('survey'),
    accountId: id('account').optional().meta({ description: 'Of the subject where there is one' }),
    contactId: id('contact').optional(),
    subjectType: z.enum(surveySubjects).optional(),
    subjectId: z
      .string()
      .regex(/^[a-z]{2,4}_[0-9A-Za-z]{1,40}$/, 'type')
      .optional(),
    language: language.optional(),
  }),
  output: z.object({ link: z.string(), request: outputSchema(surveyRequest) }),
  status: 200,
  errors: ['conflict'],
  example: { body: { surveyId: 'svy_1', accountId: 'acc_1' } },
  summary:
    'A link for one customer, to be handed on by whoever asks for it. However often it is asked for there is one request: each time with a new secret, of which the last three work. A link is told this once',
});

const day = z.string().refine(isCalendarDate, 'not-a-date');

const figures = z.object({
  surveyId: z.string(),
  kind,
  sent: z.int().meta({ description: 'Whom a link reached' }),
  answered: z.int(),
  low: z.int().meta({ description: 'Answers below the threshold: each has a follow-up' }),
  skipped: z.int().meta({ description: 'Not asked: asked a short while ago, or without an address' }),
  failed: z.int(),
  average: z.number().optional(),
  nps: z.int().optional().meta({ description: '-100 to 100' }),
  promoters: z.int().optional(),
  passives: z.int().optional(),
  detractors: z.int().optional(),
});

export const surveyResults = defineEndpoint({
  ...common,
  id: 'surveyResults.get',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/survey-results',
  permission: 'surveys:read',
  params: workspacePath,
  query: z.strictObject({
    surveyId: id('survey').optional(),
    from: day.optional().meta({ description: 'First day of being asked (YYYY-MM-DD)', example: '2026-10-01' }),
    to: day.optional().meta({ description: 'Last day of being asked (YYYY-MM-DD)', example: '2026-12-31' }),
  }),
  output: z.object({
    surveys: z.array(figures),
    distribution: z
      .array(z.object({ score: z.int(), count: z.int() }))
      .meta({ description: 'Of the survey asked for' }),
    months: z
      .array(z.object({ month: z.string(), answered: z.int(), average: z.number(), nps: z.int().optional() }))
      .meta({ description: 'Of the survey asked for, by the month of the answer' }),
    comments: z
      .array(
        z.object({
          id: z.string(),
          surveyId: z.string(),
          kind,
          score: z.int(),
          comment: z.string(),
          answeredAt: z.string(),
          accountId: z.string().optional(),
          contactId: z.string().optional(),
          followUpId: z.string().optional(),
          subjectType: z.string().optional(),
          subjectId: z.string().optional(),
        }),
      )
      .meta({ description: 'The newest fifty' }),
  }),
  status: 200,
  errors: [],
  example: {},
  summary: 'What came of surveys within the caller’s record scope, by the day on which people were asked',
});

// What is no token is simply not there: nobody learns what one looks like.
const linkPath = z.object({ workspaceId: z.string().max(100), token: z.string().max(200) });
const address = '/v1/public/{workspaceId}/surveys/{token}';
const closed = ['not-found', 'link-used', 'link-expired'] as const;
const words = (max: number) => z.string().max(max).regex(manyLines, 'control-character');

export const askSurvey = defineEndpoint({
  ...common,
  id: 'surveys.ask',
  method: 'GET',
  path: address,
  permission: 'public',
  params: linkPath,
  output: z.object({
    company: z.string(),
    kind,
    question: z.object({ zh: z.string(), en: z.string() }),
    least: z.int(),
    most: z.int(),
    language,
  }),
  status: 200,
  errors: closed,
  example: {},
  summary: 'What a customer is asked at the secret address that they were sent',
});

export const answerSurvey = defineEndpoint({
  ...common,
  id: 'surveys.answer',
  method: 'POST',
  path: address,
  permission: 'public',
  params: linkPath,
  body: z.strictObject({
    score: z.int().min(0).max(10),
    comment: words(MAX_COMMENT).optional(),
    suggestion: words(MAX_SUGGESTION).optional(),
  }),
  output: z.object({ received: z.literal(true) }),
  status: 201,
  errors: closed,
  example: { body: { score: 5, comment: '处理得很快，谢谢。' } },
  summary: 'The answer of a customer, once',
});

export const surveyContracts: readonly Endpoint[] = [putSurveyLink, surveyResults, askSurvey, answerSurvey];
