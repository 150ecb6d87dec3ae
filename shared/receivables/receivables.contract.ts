import * as z from 'zod';
import { account } from '../customers/account.ts';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema, reasonText } from '../kernel/entity.ts';
import { isCalendarDate } from '../kernel/field.ts';
import { idPattern } from '../kernel/id.ts';
import { MAX_AMOUNT } from '../kernel/money.ts';
import { creditNote } from './credit-note.ts';
import { MAX_ALLOCATIONS, payment, paymentMethods } from './payment.ts';

const date = z.string().refine(isCalendarDate, 'not-a-date');
const money = z.int();
const currency = z.string().regex(/^[A-Z]{3}$/, 'bad-format');
const id = (kind: 'account' | 'receivable') => z.string().regex(idPattern(kind), 'type');

/** Which receivables money goes to: named ones, the oldest first, or none yet. */
const allocations = z
  .array(z.strictObject({ receivableId: id('receivable'), amount: money.positive() }))
  .max(MAX_ALLOCATIONS)
  .optional();
const oldestFirst = z
  .boolean()
  .default(false)
  .meta({ description: 'The oldest due first, as far as the money goes; at most 12 at once.' });

const common = { group: 'core', tag: 'Payments' } as const;
const paymentPath = recordPath(payment);

export const createPayment = defineEndpoint({
  ...common,
  id: 'payments.create',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/payments',
  permission: 'payments:write',
  params: workspacePath,
  body: z.strictObject({
    accountId: id('account'),
    date,
    currency,
    amount: money.positive().max(MAX_AMOUNT),
    method: z.enum(Object.keys(paymentMethods) as [string, ...string[]]).default('transfer'),
    reference: z.string().trim().max(80).optional(),
    note: z.string().max(4000).optional(),
    allocations,
    oldestFirst,
  }),
  output: outputSchema(payment),
  status: 201,
  errors: ['more-than-open', 'conflict'],
  idempotent: true,
  example: { body: { accountId: 'acc_1', date: '2026-11-21', currency: 'CNY', amount: 395387, oldestFirst: true } },
  summary: 'Enter a payment and allocate it; what is not allocated stays the customer’s credit',
});
export const allocatePayment = defineEndpoint({
  ...common,
  id: 'payments.allocate',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/payments/{id}/allocations',
  permission: 'payments:write',
  record: 'payment',
  params: paymentPath,
  body: z.strictObject({ allocations, oldestFirst }),
  output: outputSchema(payment),
  status: 200,
  errors: ['not-found', 'more-than-open', 'conflict'],
  idempotent: true,
  example: { body: { oldestFirst: true } },
  summary: 'Allocate what is left of a payment',
});
export const reversePayment = defineEndpoint({
  ...common,
  id: 'payments.reverse',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/payments/{id}/reverse',
  permission: 'payments:write',
  record: 'payment',
  params: paymentPath,
  body: z.strictObject({ reason: reasonText.min(1) }),
  output: outputSchema(payment),
  status: 200,
  errors: ['not-found', 'conflict'],
  ifMatch: true,
  example: { body: { reason: 'Draft was not honoured' } },
  summary: 'Take a payment back: what it settled is owed again',
});

const creditNotePath = recordPath(creditNote);
export const createCreditNote = defineEndpoint({
  ...common,
  tag: 'Credit notes',
  id: 'credit-notes.create',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/credit-notes',
  permission: 'shipments:write',
  params: workspacePath,
  body: z.strictObject({
    receivableId: id('receivable'),
    kind: z.enum(['return', 'price']).default('return'),
    date: date.optional(),
    reason: z.string().trim().min(1).max(300),
    lines: z
      .array(
        z.strictObject({
          line: z.int().min(1),
          quantity: z.number().positive().max(1e9).optional(),
          perUnit: money.positive().optional(),
        }),
      )
      .min(1)
      .max(300),
    submit: z.boolean().default(false),
  }),
  output: outputSchema(creditNote),
  status: 201,
  errors: ['more-than-open', 'conflict', 'step-refused'],
  idempotent: true,
  example: { body: { receivableId: 'rcv_1', reason: 'Two helmets scratched', lines: [{ line: 1, quantity: 2 }] } },
  summary: 'Take back a part or all of a receivable, for goods that came back or a wrong price',
});
export const allocateCreditNote = defineEndpoint({
  ...common,
  tag: 'Credit notes',
  id: 'credit-notes.allocate',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/credit-notes/{id}/allocations',
  permission: 'payments:write',
  record: 'creditNote',
  params: creditNotePath,
  body: z.strictObject({ allocations, oldestFirst }),
  output: outputSchema(creditNote),
  status: 200,
  errors: ['not-found', 'more-than-open', 'conflict'],
  idempotent: true,
  example: { body: { oldestFirst: true } },
  summary: 'Allocate what a credit note left over',
});

/** Amounts by how long they are overdue, minor units. `current` is not due yet. */
export const ageingBuckets = ['current', 'days30', 'days60', 'days90', 'over90'] as const;
const buckets = z.object({ current: money, days30: money, days60: money, days90: money, over90: money });
export type Buckets = z.infer<typeof buckets>;

export const ageing = defineEndpoint({
  ...common,
  tag: 'Receivables',
  id: 'receivables.ageing',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/receivables/ageing',
  permission: 'receivables:read',
  params: workspacePath,
  query: z.strictObject({
    /** Counts the days up to here; today when left out. */
    asOf: date.optional(),
    accountId: id('account').optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    asOf: z.string(),
    totals: z.array(z.object({ currency: z.string(), total: money, overdue: money, buckets })),
    /** Largest overdue first. */
    accounts: z.array(
      z.object({
        accountId: z.string(),
        name: z.string(),
        currency: z.string(),
        total: money,
        overdue: money,
        /** Days that the oldest one is overdue. */
        oldest: z.int(),
        buckets,
      }),
    ),
  }),
  status: 200,
  errors: [],
  example: {},
  summary: 'Receivables by how long they are overdue, in the caller’s scope',
});

/** A line of a statement: charges raise the balance, credits lower it. Minor units. */
export const statementLine = z.object({
  date: z.string(),
  type: z.enum(['receivable', 'payment', 'credit-note', 'write-off', 'reversal']),
  id: z.string(),
  number: z.string(),
  text: z.string().optional(),
  dueDate: z.string().optional(),
  charge: money,
  credit: money,
  balance: money,
});
export const statementOutput = z.object({
  accountId: z.string(),
  name: z.string(),
  currency: z.string(),
  from: z.string(),
  to: z.string(),
  opening: money,
  closing: money,
  lines: z.array(statementLine),
  open: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      issueDate: z.string(),
      dueDate: z.string(),
      total: money,
      balance: money,
      overdueDays: z.int(),
    }),
  ),
  buckets,
});
export type Statement = z.infer<typeof statementOutput>;

export const statement = defineEndpoint({
  ...common,
  tag: 'Receivables',
  id: 'receivables.statement',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/accounts/{id}/statement',
  permission: 'receivables:read',
  record: 'account',
  params: recordPath(account),
  query: z.strictObject({ from: date, to: date, currency: currency.optional() }),
  output: statementOutput,
  status: 200,
  errors: ['not-found'],
  example: { query: { from: '2026-10-01', to: '2026-11-30' } },
  summary: 'What an account was billed and paid between two dates, with the balance',
});

export const receivableContracts = [
  createPayment,
  allocatePayment,
  reversePayment,
  createCreditNote,
  allocateCreditNote,
  ageing,
  statement,
] as const;
