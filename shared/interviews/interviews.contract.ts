import * as z from 'zod';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { date, manyLines } from '../kernel/field.ts';
import { idPattern } from '../kernel/id.ts';
import { monthPattern } from '../kernel/time.ts';
import { processes } from '../processes.ts';
import { MOST_DRAWN } from './draw.ts';
import { interview, interviewKinds, MAX_FINDINGS } from './interview.ts';
import { MAX_LESSON } from './result.ts';

const base = '/v1/workspaces/{workspaceId}';
const common = { group: 'core', tag: interview.plural.en } as const;

const process = z.enum(processes.map((one) => one.id) as [string, ...string[]]);
const memberId = z.string().regex(idPattern('member'), 'type');
const kind = z.enum(Object.keys(interviewKinds) as [keyof typeof interviewKinds, ...(keyof typeof interviewKinds)[]]);
const day = date({ en: 'Day', zh: '日期' });
const words = (max: number) => z.string().trim().max(max).regex(manyLines, 'control-character');
const month = z.string().regex(monthPattern, 'bad-format');
const own = { params: recordPath(interview), record: interview.name };

/** Longest period of the figures, months. */
export const MOST_MONTHS = 24;

export const planInterview = defineEndpoint({
  ...common,
  id: 'interviews.create',
  method: 'POST',
  path: `${base}/interviews`,
  permission: 'interviews:write',
  params: workspacePath,
  body: z.strictObject({
    memberId,
    processKey: process,
    kind: kind.default('interview'),
    dueOn: day,
    interviewerId: memberId.optional().meta({ description: 'The caller, when left out; never the person asked.' }),
    note: words(2000).optional(),
  }),
  output: outputSchema(interview),
  status: 201,
  errors: ['conflict'],
  idempotent: true,
  example: { body: { memberId: 'mem_1', processKey: 'quote', kind: 'interview', dueOn: '2026-12-04' } },
  summary: 'Plan an interview on a process; the questions of its published list are copied onto it',
});

export const drawInterviews = defineEndpoint({
  ...common,
  id: 'interviews.draw',
  method: 'POST',
  path: `${base}/interviews/draw`,
  permission: 'interviews:write',
  params: workspacePath,
  body: z.strictObject({
    processKey: process,
    count: z.int().min(1).max(MOST_DRAWN),
    seed: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u, 'control-character')
      .optional()
      .meta({ description: 'Repeats a draw over the same people; kept with what was drawn.' }),
    kind: kind.default('spot-check'),
    dueOn: day,
  }),
  output: z.object({
    seed: z.string(),
    among: z.int().meta({ description: 'People who work by the process and were not to be asked already.' }),
    items: z.array(outputSchema(interview)),
  }),
  status: 201,
  errors: ['conflict'],
  idempotent: true,
  example: { body: { processKey: 'quote', count: 2, dueOn: '2026-12-04' } },
  summary:
    'Draw at random who is asked about a process, likelier those on probation and with open findings in it, and plan the spot checks',
});

export const finishInterview = defineEndpoint({
  ...common,
  ...own,
  id: 'interviews.finish',
  method: 'POST',
  path: `${base}/interviews/{id}/finish`,
  permission: 'interviews:write',
  body: z.strictObject({
    lessonText: words(MAX_LESSON)
      .optional()
      .meta({ description: 'The missed questions with their right answers, when left out.' }),
    lessonEntryId: z.string().regex(idPattern('problemEntry'), 'type').optional(),
    lessonDue: day.optional().meta({ description: 'A week from today, when left out.' }),
    repeatOn: day.optional().meta({ description: 'Two weeks from today, when left out.' }),
  }),
  output: outputSchema(interview),
  status: 200,
  errors: ['not-found', 'conflict', 'step-refused'],
  ifMatch: true,
  example: { body: { repeatOn: '2026-12-18' } },
  summary:
    'Finish an interview whose answers are all judged: passed, or failed with a lesson and a repeat that is planned at once',
});

export const linkFindings = defineEndpoint({
  ...common,
  ...own,
  id: 'interviews.link',
  method: 'POST',
  path: `${base}/interviews/{id}/findings`,
  permission: 'interviews:write',
  body: z.strictObject({
    findings: z.array(z.string().regex(idPattern('finding'), 'type')).max(MAX_FINDINGS),
  }),
  output: outputSchema(interview),
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: { findings: [] } },
  summary: 'Say which findings of the person an interview is about; what is sent replaces what was linked',
});

export const interviewHints = defineEndpoint({
  ...common,
  ...own,
  id: 'interviews.hints',
  method: 'GET',
  path: `${base}/interviews/{id}/hints`,
  permission: 'interviews:read',
  output: z.object({
    findings: z.array(
      z.object({
        id: z.string(),
        rule: z.string(),
        title: z.string(),
        open: z.boolean(),
        openedAt: z.string(),
        linked: z.boolean(),
      }),
    ),
    lessons: z.array(
      z.object({ id: z.string(), title: z.object({ en: z.string(), zh: z.string() }), step: z.string() }),
    ),
    lesson: z.object({ en: z.string(), zh: z.string() }),
  }),
  status: 200,
  errors: ['not-found'],
  example: {},
  summary:
    'What an interview can be linked to: findings of the person in the process, lessons on the steps that were missed',
});

const tally = { held: z.int(), passed: z.int() };

export const knowledge = defineEndpoint({
  ...common,
  id: 'interviews.knowledge',
  method: 'GET',
  path: `${base}/interview-knowledge`,
  permission: 'interviews:read',
  params: workspacePath,
  query: z.strictObject({
    from: month.optional(),
    to: month
      .optional()
      .meta({ description: 'The month that runs, when left out; six months back to it without `from`.' }),
  }),
  output: z.object({
    months: z.array(z.object({ month, ...tally, failed: z.int() })),
    processes: z.array(
      z.object({
        processKey: z.string(),
        ...tally,
        months: z.array(z.object({ month, ...tally })),
        teams: z.array(z.object({ team: z.string(), ...tally })),
        wrong: z.array(
          z.object({
            key: z.string(),
            times: z.int(),
            question: z.object({ en: z.string(), zh: z.string() }).optional(),
          }),
        ),
      }),
    ),
  }),
  status: 200,
  errors: [],
  example: {},
  summary:
    'What people know of each process by month and team, and the questions that were answered wrong; with the scope of a team the figures of that team',
});
export type Knowledge = z.infer<typeof knowledge.output>;

export const interviewContracts = [
  planInterview,
  drawInterviews,
  finishInterview,
  linkFindings,
  interviewHints,
  knowledge,
] as unknown as readonly Endpoint[];
