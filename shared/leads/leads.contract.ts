import * as z from 'zod';
import type { Role } from '../access/permissions.ts';
import { account } from '../customers/account.ts';
import { contact } from '../customers/contact.ts';
import { listQuery, recordPath, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { createSchema, outputSchema } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';
import { opportunity } from '../sales/opportunity.ts';
import { lead } from './lead.ts';
import { defaultLeadPolicy, leadPolicy } from './policy.ts';

const base = '/v1/workspaces/{workspaceId}/leads';
const common = { group: 'core', tag: 'Leads' } as const;
const policyOutput = z.object({ version: z.int(), policy: leadPolicy });

export const getLeadPolicy = defineEndpoint({
  ...common,
  id: 'leads.policy',
  method: 'GET',
  path: `${base}/policy`,
  permission: 'leads:read',
  params: workspacePath,
  output: policyOutput,
  status: 200,
  errors: [],
  example: {},
  summary: 'Read how leads are scored, assigned, recalled and claimed',
});
/** Who sets the rules: whoever answers for leads, not everybody who works on them. */
export const leadRuleMakers: readonly Role[] = ['marketing', 'sales-manager', 'data-steward', 'administrator'];
/** Whether somebody with these roles may change the rules of leads. */
export const makesLeadRules = (roles: readonly string[]): boolean =>
  leadRuleMakers.some((role) => roles.includes(role));

export const putLeadPolicy = defineEndpoint({
  ...common,
  id: 'leads.setPolicy',
  method: 'PUT',
  path: `${base}/policy`,
  permission: 'leads:write',
  params: workspacePath,
  body: z.strictObject({ policy: leadPolicy }),
  output: policyOutput,
  status: 200,
  errors: [],
  ifMatch: true,
  example: { body: { policy: defaultLeadPolicy } },
  summary: 'Change how leads are scored, assigned, recalled and claimed; every version is kept',
});

export const captureLead = defineEndpoint({
  ...common,
  id: 'captures.create',
  method: 'POST',
  path: `${base}/captures`,
  permission: 'leads:write',
  params: workspacePath,
  body: createSchema(lead),
  output: outputSchema(lead),
  status: 201,
  errors: ['duplicate-key', 'step-refused'],
  idempotent: true,
  example: { body: lead.example },
  summary: 'Take in a lead; without an owner the assignment rules say whose it is',
});

/** Fields of a pooled lead that everybody sees; how to reach the person is for whoever claims it. */
export const poolFields = [
  'name',
  'company',
  'jobTitle',
  'country',
  'region',
  'city',
  'industry',
  'origin',
  'campaign',
  'budget',
  'currency',
  'score',
  'poolSince',
] as const;
const shape = outputSchema(lead).shape;
const pooledLead = z.object({
  id: z.string(),
  version: z.int(),
  createdAt: z.string(),
  ...Object.fromEntries(poolFields.map((name) => [name, shape[name as keyof typeof shape] as z.ZodType])),
});

/** What a member may still take. */
export const allowance = z.object({
  today: z.int().meta({ description: 'Taken today' }),
  perDay: z.int(),
  held: z.int().meta({ description: 'Open leads that the caller has' }),
  maxHeld: z.int(),
  left: z.int().meta({ description: 'How many the caller may still take now' }),
});
export type Allowance = z.infer<typeof allowance>;

export const leadPool = defineEndpoint({
  ...common,
  id: 'leads.pool',
  method: 'GET',
  path: `${base}/pool`,
  permission: 'leads:read',
  params: workspacePath,
  query: listQuery.omit({ archived: true }),
  output: z.object({
    items: z.array(pooledLead),
    total: z.int(),
    cursor: z.string().optional(),
    allowance,
  }),
  status: 200,
  errors: ['invalid-cursor'],
  example: { query: { sort: '-score', limit: '20' } },
  summary: 'The public pool: leads that anybody may take, without how to reach them',
});

export const claimLead = defineEndpoint({
  ...common,
  id: 'leads.claim',
  method: 'POST',
  path: `${base}/{id}/claim`,
  permission: 'leads:write',
  params: recordPath(lead),
  record: lead.name,
  body: z.strictObject({}),
  output: outputSchema(lead),
  status: 200,
  errors: ['not-found', 'conflict', 'limit-reached'],
  ifMatch: true,
  example: { body: {} },
  summary: 'Take a lead from the pool; of two who do, one gets it',
});

/** Ids are given, or what is to be made. */
const existing = (kind: 'account' | 'contact') => z.string().regex(idPattern(kind), 'type').optional();
const made = (entity: typeof account | typeof contact | typeof opportunity) =>
  createSchema(entity).omit({ externalIds: true });

export const conversionBody = z.strictObject({
  account: z.strictObject({ id: existing('account'), create: made(account).optional() }),
  contact: z
    .strictObject({ id: existing('contact'), create: made(contact).optional() })
    .nullable()
    .optional(),
  opportunity: z
    .strictObject({ create: made(opportunity) })
    .nullable()
    .optional(),
  reason: z.string().max(500).optional(),
});
export type ConversionBody = z.infer<typeof conversionBody>;

export const convertLead = defineEndpoint({
  ...common,
  id: 'leads.convert',
  method: 'POST',
  path: `${base}/{id}/convert`,
  permission: 'leads:write',
  params: recordPath(lead),
  record: lead.name,
  body: conversionBody,
  output: z.object({
    lead: outputSchema(lead),
    accountId: z.string(),
    contactId: z.string().optional(),
    opportunityId: z.string().optional(),
  }),
  status: 200,
  errors: ['not-found', 'conflict', 'duplicate-key', 'step-refused'],
  ifMatch: true,
  example: {
    body: {
      account: { create: { name: '宁波海川自动化有限公司', country: 'CN' } },
      contact: { create: { name: '陈静' } },
      opportunity: null,
    },
  },
  summary: 'Convert a lead to account, contact and opportunity, all or nothing, once',
});

/** A record that may be the lead's company or person already. */
const candidate = z.object({
  type: z.enum(['account', 'contact']),
  id: z.string(),
  name: z.string(),
  accountId: z.string().optional(),
  score: z.number().meta({ description: '0 to 1' }),
  reasons: z.array(z.string()).meta({ description: 'Fields that agree' }),
});
export type Candidate = z.infer<typeof candidate>;

export const leadConversion = defineEndpoint({
  ...common,
  id: 'leads.conversion',
  method: 'GET',
  path: `${base}/{id}/conversion`,
  permission: 'leads:read',
  params: recordPath(lead),
  record: lead.name,
  output: z.object({
    account: z.record(z.string(), z.unknown()),
    contact: z.record(z.string(), z.unknown()),
    opportunity: z.record(z.string(), z.unknown()),
    candidates: z.array(candidate),
  }),
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'What a lead would become, and records that may be the same already',
});

const formPath = z.object({
  workspaceId: workspacePath.shape.workspaceId,
  formId: z.string().regex(idPattern('leadForm'), 'type'),
});
const formAddress = '/v1/public/{workspaceId}/forms/{formId}';
/** Fields of a lead that a visitor fills. */
export const formFields = [
  'name',
  'company',
  'jobTitle',
  'mobile',
  'phone',
  'email',
  'website',
  'country',
  'region',
  'city',
  'industry',
  'message',
] as const;
const visible = createSchema(lead).shape;

export const describeForm = defineEndpoint({
  ...common,
  id: 'forms.describe',
  method: 'GET',
  path: formAddress,
  permission: 'public',
  params: formPath,
  output: z.object({
    title: z.string(),
    thanks: z.string(),
    language: z.string(),
    fields: z.array(
      z.object({
        name: z.string(),
        label: z.object({ en: z.string(), zh: z.string() }),
        type: z.string(),
        required: z.boolean(),
      }),
    ),
  }),
  status: 200,
  errors: ['not-found'],
  form: true,
  example: {},
  summary: 'What a form on a website asks for',
});
export const submitForm = defineEndpoint({
  ...common,
  id: 'forms.submit',
  method: 'POST',
  path: formAddress,
  permission: 'public',
  params: formPath,
  body: z.strictObject({
    ...Object.fromEntries(
      formFields.map((name) => [name, (visible[name as keyof typeof visible] as z.ZodType).optional()]),
    ),
    website_url: z.string().max(2000).optional().meta({ description: 'Stays empty: only machines fill it.' }),
    elapsed: z.coerce
      .number()
      .min(0)
      .max(1e9)
      .optional()
      .meta({ description: 'Seconds between opening the form and sending it.' }),
  }),
  output: z.object({ received: z.literal(true), thanks: z.string() }),
  status: 202,
  errors: ['not-found'],
  form: true,
  example: { body: { name: '陈静', mobile: '+86 139 1234 5678', message: '需要报价。' } },
  summary: 'Send a form of a website: JSON, JSON as text/plain, or a plain HTML form',
});

export const leadContracts = [
  getLeadPolicy,
  putLeadPolicy,
  captureLead,
  leadPool,
  claimLead,
  leadConversion,
  convertLead,
  describeForm,
  submitForm,
] as const;
