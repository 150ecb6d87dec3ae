import * as z from 'zod';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { MAX_LINES, outputSchema } from '../kernel/entity.ts';
import { isCalendarDate } from '../kernel/field.ts';
import { monthPattern } from '../kernel/time.ts';
import { comparison } from '../review/compare.contract.ts';
import { meeting } from './meeting.ts';

const base = '/v1/workspaces/{workspaceId}';
const common = { group: 'core', tag: 'Meetings' } as const;
const one = { params: recordPath(meeting), record: meeting.name, output: outputSchema(meeting) } as const;
const day = z.string().refine(isCalendarDate, 'not-a-date').meta({ example: '2026-12-03' });
const month = z.string().regex(monthPattern, 'bad-format').meta({ example: '2026-10' });

export const nextMeeting = defineEndpoint({
  ...common,
  ...one,
  id: 'meetings.next',
  method: 'POST',
  path: `${base}/meetings/{id}/next`,
  permission: 'improvement:write',
  body: z.strictObject({
    date: day.optional().meta({ description: 'Its day; worked out from the rhythm of the series when left out.' }),
  }),
  status: 201,
  errors: ['not-found', 'conflict'],
  idempotent: true,
  example: { body: {} },
  summary:
    'Make the next meeting of the series, once, for whoever leads this one: it has the same people, and every action that is not done',
});

export const proposeAgenda = defineEndpoint({
  ...common,
  ...one,
  id: 'meetings.propose',
  method: 'POST',
  path: `${base}/meetings/{id}/propose`,
  permission: 'improvement:write',
  body: z.strictObject({}),
  status: 200,
  errors: ['not-found', 'conflict', 'document-locked'],
  ifMatch: true,
  example: { body: {} },
  summary:
    'Put on the agenda what the review pack shows: what got worse, is overdue or came back; for those who read reviews',
});

export const actionDone = defineEndpoint({
  ...common,
  ...one,
  id: 'meetings.done',
  method: 'POST',
  path: `${base}/meetings/{id}/done`,
  permission: 'improvement:write',
  body: z.strictObject({
    line: z.int().min(1).max(MAX_LINES).meta({ description: 'The action’s place among the lines, from 1.' }),
    done: z.boolean().default(true).meta({ description: '`false`: it is not done after all.' }),
    result: z
      .string()
      .trim()
      .max(500)
      .regex(/^\P{Cc}*$/u, 'control-character')
      .optional(),
  }),
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: { line: 2 } },
  summary: 'Tick an action off, even where the minutes are closed; for who has it, the chair and who writes reviews',
});

const told = z.object({
  meetingId: z.string(),
  text: z.string(),
  notes: z.string().optional(),
  decision: z.string().optional(),
});

/** The report of the committee to the management. */
export const committeeReport = z.object({
  from: z.string(),
  to: z.string(),
  meetings: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      kind: z.string(),
      date: z.string(),
      status: z.string(),
      summary: z.string().optional(),
      attendees: z.array(z.string()),
    }),
  ),
  topics: z.object({ success: z.array(told), failure: z.array(told), need: z.array(told), growth: z.array(told) }),
  decisions: z.array(told),
  leftOut: z.int().min(1).optional().meta({
    description:
      'Older topics and decisions of the span for which there was no room; absent where all are told. Their meetings have them.',
  }),
  actions: z.object({
    all: z.int(),
    done: z.int(),
    overdue: z.int(),
    open: z.array(
      z.object({
        meetingId: z.string(),
        text: z.string(),
        owner: z.string().optional(),
        dueDate: z.string().optional(),
        carried: z.int().optional(),
      }),
    ),
  }),
  /** Needs of the wish list that were decided on or released in the span: what was expected of each, and what it brought. */
  needs: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      department: z.string(),
      status: z.string(),
      decidedOn: z.string().optional(),
      releasedOn: z.string().optional(),
      benefit: z.string().optional(),
      measure: z.object({ en: z.string(), zh: z.string() }).optional(),
      unit: z.string().optional(),
      before: z.number().optional(),
      target: z.number().optional(),
      actual: z.number().optional(),
      outcome: z.string().optional(),
      found: z.string().optional(),
    }),
  ),
  periods: z.array(z.string()).meta({ description: 'Months of the span that have a review pack.' }),
  missing: z.array(z.string()).meta({ description: 'Months of the span without one.' }),
  figures: comparison.shape.rows,
  narrative: z.array(
    z.object({ key: z.string(), tone: z.enum(['good', 'bad', 'plain']), en: z.string(), zh: z.string() }),
  ),
});
export type CommitteeReport = z.infer<typeof committeeReport>;

export const getCommitteeReport = defineEndpoint({
  ...common,
  id: 'committee.report',
  method: 'GET',
  path: `${base}/committee-report`,
  permission: 'reviews:read',
  params: workspacePath,
  query: z.strictObject({ from: month, to: month }),
  output: committeeReport,
  status: 200,
  errors: [],
  example: { query: { from: '2026-10', to: '2026-11' } },
  summary: 'The committee’s report to the management, from the meetings and review packs of at most twelve months',
});

export const mailCommitteeReport = defineEndpoint({
  ...common,
  id: 'committee.mail',
  method: 'POST',
  path: `${base}/committee-report/mail`,
  permission: 'reviews:write',
  params: workspacePath,
  body: z.strictObject({ from: month, to: month }),
  output: z.object({ recipients: z.int() }),
  status: 202,
  errors: [],
  idempotent: true,
  example: { body: { from: '2026-10', to: '2026-11' } },
  summary: 'Send the committee’s report to the review group',
});

export const meetingContracts = [
  nextMeeting,
  proposeAgenda,
  actionDone,
  getCommitteeReport,
  mailCommitteeReport,
] as unknown as readonly Endpoint[];
