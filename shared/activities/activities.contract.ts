import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';
import { activity } from './activity.ts';

const common = { group: 'core', tag: activity.plural.en, params: workspacePath } as const;
const ws = '/v1/workspaces/{workspaceId}';
const idOf = (kind: 'account' | 'contact' | 'opportunity' | 'lead') =>
  z.string().regex(idPattern(kind), 'type').optional();

/** Most of a message that can be pasted, characters. */
export const MAX_PASTED = 500_000;

export const logEmail = defineEndpoint({
  ...common,
  id: 'activities.logEmail',
  method: 'POST',
  path: `${ws}/activities/email`,
  summary:
    'Log an e-mail: the source of a message, or what a mail program shows of it with its lines From, To, Date and Subject (发件人, 收件人, 时间, 主题). Attachments are not kept; the same message is logged once',
  permission: 'activities:write',
  idempotent: true,
  body: z.strictObject({
    raw: z.string().trim().min(1).max(MAX_PASTED),
    accountId: idOf('account'),
    contactId: idOf('contact'),
    opportunityId: idOf('opportunity'),
    leadId: idOf('lead'),
  }),
  output: z.object({
    activity: outputSchema(activity),
    known: z.boolean().meta({ description: 'The message had been logged before: this is that entry.' }),
    proposed: z.object({ opportunityId: z.string(), title: z.string() }).optional().meta({
      description: 'The most recent open opportunity of the account, for a person to say whether it belongs there.',
    }),
  }),
  status: 201,
  errors: ['conflict'],
  example: {
    body: {
      raw: 'From: 王小明 <wang@example.com>\nTo: li.na@evergreen.example\nDate: 2026-11-20 10:30\nSubject: 交期确认\n\n请确认 11 月底的交期。',
    },
  },
});

const made = z.object({ exists: z.literal(true), address: z.string(), madeAt: z.string() });

export const getFeed = defineEndpoint({
  ...common,
  id: 'calendar.feedState',
  method: 'GET',
  path: `${ws}/calendar-feed`,
  summary: 'Whether the caller’s calendar can be subscribed to, and when it was read last',
  permission: 'work:read',
  output: z.object({ exists: z.boolean(), madeAt: z.string().optional(), readAt: z.string().optional() }),
  status: 200,
  errors: [],
  example: {},
});
export const putFeed = defineEndpoint({
  ...common,
  id: 'calendar.makeFeed',
  method: 'PUT',
  path: `${ws}/calendar-feed`,
  summary: 'A new secret address of the caller’s calendar; one that was given before ends. It is told this once',
  permission: 'work:write',
  body: z.strictObject({}),
  output: made,
  status: 200,
  errors: [],
  example: { body: {} },
});
export const deleteFeed = defineEndpoint({
  ...common,
  id: 'calendar.revokeFeed',
  method: 'DELETE',
  path: `${ws}/calendar-feed`,
  summary: 'Nobody can subscribe to the caller’s calendar any more',
  permission: 'work:write',
  output: z.object({ status: z.literal('done') }),
  status: 200,
  errors: [],
  example: {},
});

export const readFeed = defineEndpoint({
  group: 'core',
  tag: activity.plural.en,
  id: 'calendar.feed',
  method: 'GET',
  path: '/v1/public/feeds/{file}',
  summary: 'A person’s tasks, appointments and next steps as an iCalendar file, for whoever knows the secret address',
  permission: 'public',
  params: z.object({ file: z.string().max(300) }),
  media: 'text/calendar; charset=utf-8',
  output: z.string(),
  status: 200,
  errors: ['not-found'],
  example: {},
});

const mailbox = `${ws}/members/me/mailbox`;

export const getMailbox = defineEndpoint({
  ...common,
  id: 'mailbox.state',
  method: 'GET',
  path: mailbox,
  summary: 'Whether the caller has an address for copies of e-mails; `available`: this deployment takes mail',
  permission: 'activities:read',
  output: z.object({
    available: z.boolean(),
    exists: z.boolean(),
    madeAt: z.string().optional(),
    readAt: z.string().optional(),
  }),
  status: 200,
  errors: [],
  example: {},
});
export const putMailbox = defineEndpoint({
  ...common,
  id: 'mailbox.make',
  method: 'PUT',
  path: mailbox,
  summary: 'A new secret address for copies (BCC) of e-mails; one that was given before ends. It is told this once',
  permission: 'activities:write',
  body: z.strictObject({}),
  output: made,
  status: 200,
  errors: ['conflict'],
  example: { body: {} },
});
export const deleteMailbox = defineEndpoint({
  ...common,
  id: 'mailbox.revoke',
  method: 'DELETE',
  path: mailbox,
  summary: 'Copies of e-mails to the caller’s secret address are not taken any more',
  permission: 'activities:write',
  output: z.object({ status: z.literal('done') }),
  status: 200,
  errors: [],
  example: {},
});

export const activityContracts = [
  logEmail,
  getFeed,
  putFeed,
  deleteFeed,
  readFeed,
  getMailbox,
  putMailbox,
  deleteMailbox,
] as const;
