import * as z from 'zod';
import { account } from '../customers/account.ts';
import { recordPath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';

const money = z.int();

/** The counter of an account, or of a group of accounts, in one currency. Minor units. */
export const creditLine = z.object({
  currency: z.string(),
  orders: money,
  receivables: money,
  /** Money of theirs that is not allocated; below zero. */
  credits: money,
  overdue: money,
  exposure: money,
  /** In the currency of the limit. */
  converted: money.optional(),
});

/** What stands against a limit. */
export const creditSubject = z.object({
  id: z.string(),
  name: z.string(),
  limit: money.optional(),
  limitCurrency: z.string(),
  /** In the currency of the limit; may be below zero after a release. Absent without a limit. */
  available: money.optional(),
  exposure: money,
  /** A rate that is missing, by currency: amounts in it cannot be measured. */
  missingRates: z.array(z.string()),
  lines: z.array(creditLine),
});

export const accountCredit = z.object({
  account: creditSubject,
  group: creditSubject.optional(),
  /** Why a new order would be held now. */
  held: z.enum(['none', 'credit', 'overdue']),
  /** Orders that are held, with the release that was asked for. */
  heldOrders: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      total: money,
      currency: z.string(),
      reason: z.string().optional(),
      status: z.string(),
    }),
  ),
  releases: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      until: z.string(),
      by: z.string().optional(),
      open: money,
      currency: z.string(),
    }),
  ),
});
export type AccountCredit = z.infer<typeof accountCredit>;

const common = {
  group: 'core',
  tag: 'Credit',
  record: 'account',
  params: recordPath(account),
  status: 200,
  output: accountCredit,
} as const;

export const getCredit = defineEndpoint({
  ...common,
  id: 'credit.get',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/accounts/{id}/credit',
  permission: 'receivables:read',
  errors: ['not-found', 'forbidden'],
  example: {},
  summary: 'Limit, exposure and what is still available of an account and its group; for roles that see credit',
});
export const rebuildCredit = defineEndpoint({
  ...common,
  id: 'credit.rebuild',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/accounts/{id}/credit/rebuild',
  permission: 'payments:write',
  body: z.strictObject({}),
  errors: ['not-found', 'forbidden'],
  idempotent: true,
  example: { body: {} },
  summary: 'Work the exposure out again from the documents and put the counter right',
});
export const creditContracts = [getCredit, rebuildCredit] as const;
