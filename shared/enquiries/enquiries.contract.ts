import * as z from 'zod';
import { complaint } from '../complaints/complaint.ts';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { createSchema, outputSchema } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';
import { enquiry } from './enquiry.ts';

const base = '/v1/workspaces/{workspaceId}/enquiries';
const common = { group: 'core', tag: enquiry.plural.en } as const;

/** What is asked of whoever makes a complaint of an enquiry: nothing, and what they know is taken. */
const promotion = createSchema(complaint)
  .pick({
    subject: true,
    description: true,
    severity: true,
    happenedAt: true,
    productId: true,
    batch: true,
    quantity: true,
    orderId: true,
    shipmentId: true,
    accountId: true,
    contactId: true,
  } as never)
  .partial();

export const promoteEnquiry = defineEndpoint({
  ...common,
  id: 'enquiries.complaint',
  method: 'POST',
  path: `${base}/{id}/complaint`,
  permission: 'enquiries:write',
  params: recordPath(enquiry),
  record: enquiry.name,
  body: promotion,
  output: outputSchema(complaint),
  status: 201,
  errors: ['not-found', 'conflict', 'step-refused'],
  idempotent: true,
  example: { body: { severity: 'major' } },
  summary: 'Make the complaint that an enquiry turned out to be; one that exists is answered as it is',
});

const matter = z.object({
  id: z.string(),
  number: z.string().optional(),
  subject: z.string().optional(),
  at: z.string().meta({ description: 'When it was reported, received or ordered' }),
  status: z.string(),
});
export const pastEnquiry = z.object({
  id: z.string(),
  number: z.string().optional(),
  subject: z.string(),
  topic: z.string(),
  channel: z.string(),
  at: z.string(),
  resolved: z.string(),
  answer: z.string().optional().meta({ description: 'What the customer was told, cut after 300 characters' }),
  complaintId: z.string().optional(),
  recent: z.boolean().meta({ description: 'Asking about it again is a repeat.' }),
});
const caller = z.object({
  type: z.enum(['account', 'contact', 'lead']),
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  match: z.enum(['same', 'part']).meta({ description: '`part`: the digits so far are a part of this number.' }),
  detail: z.string().optional().meta({ description: 'Job title, town or company' }),
  accountId: z.string().optional(),
  accountName: z.string().optional(),
  complaints: z.array(matter.extend({ severity: z.string() })).meta({ description: 'Open ones, at most five' }),
  enquiries: z.array(pastEnquiry).meta({ description: 'The last three' }),
  orders: z.array(matter).meta({ description: 'Open ones, at most five' }),
});
export type Caller = z.infer<typeof caller>;
export type PastEnquiry = z.infer<typeof pastEnquiry>;

export const findCaller = defineEndpoint({
  ...common,
  id: 'enquiries.caller',
  method: 'GET',
  path: `${base}/caller`,
  permission: 'enquiries:read',
  params: workspacePath,
  query: z.strictObject({
    phone: z.string().trim().max(60).optional().meta({ description: 'As it is typed: from seven digits on' }),
    accountId: z.string().regex(idPattern('account'), 'type').optional().meta({ description: 'Somebody who is known' }),
  }),
  output: z.object({
    items: z.array(caller).meta({ description: 'Customers with this number, at most five' }),
    enquiries: z.array(pastEnquiry).meta({ description: 'The last three from this number, whoever the customer is' }),
  }),
  status: 200,
  errors: [],
  example: { query: { phone: '021 5888 1234' } },
  summary: 'Who calls from a number, as it is typed, and what is open with them',
});

export const enquiryContracts = [promoteEnquiry, findCaller] as const;
