import * as z from 'zod';
import { activity } from '../activities/activity.ts';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { isCalendarDate } from '../kernel/field.ts';
import { MAX_AFFECTED, MAX_CONTACTS, PERIOD_DAYS } from './bounds.ts';
import { cause } from './cause.ts';
import { complaint } from './complaint.ts';

const common = { group: 'core', tag: complaint.plural.en } as const;
const own = { ...common, record: complaint.name, params: recordPath(complaint) } as const;
const path = '/v1/workspaces/{workspaceId}/complaints/{id}';
const date = z.string().refine(isCalendarDate, 'not-a-date');

/** Ways in which somebody speaks with a customer; a task is none. */
export const contactKinds = ['call', 'visit', 'meeting', 'email', 'note'] as const;

const { answered, asked, happenedAt, contactId, durationMinutes } = activity.fields;

export const logContact = defineEndpoint({
  ...own,
  id: 'complaints.logContact',
  method: 'POST',
  path: `${path}/contacts`,
  summary:
    'Log a contact with the customer about a complaint, in whatever state it is open: what was asked and answered',
  permission: 'complaints:write',
  idempotent: true,
  body: z.strictObject({
    kind: z.enum(contactKinds).default('call'),
    asked: asked.optional(),
    answered: z.string().trim().min(1).pipe(answered.unwrap()).meta({
      description: 'What the customer said, in their words.',
    }),
    happenedAt,
    contactId,
    durationMinutes,
  }),
  output: outputSchema(activity),
  status: 201,
  errors: ['not-found', 'conflict'],
  example: { body: { kind: 'call', asked: '开裂的位置在哪里？', answered: '下管焊缝，骑了三天就裂了。' } },
});

/** A contact as the head of a complaint shows it. */
const contact = z.object({
  id: z.string(),
  type: z.enum(['activity', 'enquiry']),
  /** Of an activity its kind, of an enquiry its channel. */
  kind: z.string(),
  at: z.string(),
  by: z.string().optional().meta({ description: 'The member who spoke with the customer.' }),
  asked: z.string().optional(),
  answered: z.string().optional(),
  contactId: z.string().optional(),
  durationMinutes: z.int().optional(),
  archivedAt: z.string().optional(),
});
export type ComplaintContact = z.infer<typeof contact>;

export const listContacts = defineEndpoint({
  ...own,
  id: 'complaints.contacts',
  method: 'GET',
  path: `${path}/contacts`,
  summary: `What the customer already told us about a complaint: its contacts, newest first, at most ${MAX_CONTACTS}; last the enquiry that it came from`,
  permission: 'complaints:read',
  output: z.object({ items: z.array(contact), total: z.int() }),
  status: 200,
  errors: ['not-found'],
  example: {},
});

const other = z.object({ id: z.string(), number: z.string().optional(), status: z.string().optional() });
const affectedAccount = z.object({
  accountId: z.string(),
  name: z.string().optional().meta({ description: 'Left out where the account is not the reader’s to see.' }),
  own: z.boolean().meta({ description: 'The customer who complains.' }),
  quantity: z.number(),
  shipments: z.array(
    z.object({ id: z.string(), number: z.string().optional(), date: z.string().optional(), quantity: z.number() }),
  ),
  complaints: z.array(other).meta({ description: 'Their other complaints about the same product and batch.' }),
});
export type AffectedAccount = z.infer<typeof affectedAccount>;

export const affected = defineEndpoint({
  ...own,
  id: 'complaints.affected',
  method: 'GET',
  path: `${path}/affected`,
  summary: `Who got the same product of the same batch; without a batch, of about the same days. At most ${MAX_AFFECTED} customers, those with the most first`,
  permission: 'complaints:read',
  query: z.strictObject({
    days: z.coerce.number().int().min(1).max(365).default(PERIOD_DAYS).meta({
      description: 'Without a batch: so many days before and after the shipment, or after the fault happened.',
    }),
  }),
  output: z.object({
    by: z.enum(['batch', 'product', 'nothing']).meta({
      description: '`product`: no batch is named, so that it is told by product and days alone; `nothing`: no product.',
    }),
    from: z.string().optional(),
    to: z.string().optional(),
    items: z.array(affectedAccount),
    total: z.int().meta({ description: 'Customers in the reader’s scope, also those beyond the list.' }),
    beyond: z
      .int()
      .meta({ description: 'Customers outside the reader’s scope: somebody else has to look after them.' }),
  }),
  status: 200,
  errors: ['not-found'],
  example: { query: { days: '30' } },
});

const branch = z.object({
  id: z.string(),
  code: z.string().optional(),
  name: z.string().optional(),
  nameEn: z.string().optional(),
  parentId: z
    .string()
    .optional()
    .meta({ description: 'Left out at a root, and where the parent is gone or below it.' }),
  inUse: z.boolean(),
  version: z.int(),
  depth: z.int(),
  own: z.int().meta({ description: 'Complaints of this very cause.' }),
  all: z.int().meta({ description: 'Complaints of this cause and of all below it.' }),
});
export type CauseBranch = z.infer<typeof branch>;

export const causeTree = defineEndpoint({
  ...common,
  tag: cause.plural.en,
  id: 'causes.tree',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/causes/tree',
  summary: 'The tree of causes, each above what belongs to it, with how many complaints of a period each has',
  permission: 'complaints:read',
  params: workspacePath,
  query: z.strictObject({
    from: date.optional().meta({ description: 'First day on which they were reported, in the workspace’s zone.' }),
    to: date.optional(),
  }),
  output: z.object({
    items: z.array(branch),
    unknown: z.int().meta({ description: 'Complaints of the period whose cause is not known.' }),
    total: z.int(),
  }),
  status: 200,
  errors: [],
  example: { query: { from: '2026-11-01', to: '2026-11-30' } },
});

export const complaintContracts = [logContact, listContacts, affected, causeTree] as const;
