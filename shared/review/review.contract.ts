import * as z from 'zod';
import { pageOf, pageQuery, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { compareReviews } from './compare.contract.ts';

/** A figure of the period beside the one before; `before` is absent when that period was never frozen. */
const figure = z.object({ value: z.number(), before: z.number().optional() });
const rows = z.array(z.object({ key: z.string(), value: z.number(), before: z.number().optional() }));

const amounts = z.array(z.object({ currency: z.string(), value: z.number(), before: z.number().optional() }));
/** How often in how many; and how much that is, in percent with one decimal. Absent percent: there was nothing. */
const share = z.object({ of: figure, in: figure, percent: z.number().optional(), before: z.number().optional() });

/** From the quote to the money (OTC-2 … OTC-6); absent from packs of before any of it was counted. */
export const sellingPack = z.object({
  quotes: z.object({ count: figure, amounts, won: figure, lost: figure, winRate: share }),
  /** Share of what was submitted that went at its price, without a signature on it. */
  fastLane: z.object({ quotes: share, orders: share }),
  /** Business minutes from submission to release on the average, by kind of document of which any was released. */
  lead: z.object({ quotes: figure.optional(), orders: figure.optional() }),
  shipments: z.object({ count: figure, amounts, onTime: share }),
  /** What customers owe at the end of the period, and what of it was due before. */
  receivables: z.object({ count: figure, overdueCount: figure, open: amounts, overdue: amounts }),
  payments: z.object({ count: figure, amounts }),
  /** Orders that stand on hold, by the reason. */
  holds: z.object({ count: figure, byReason: rows, amounts }),
  months: z.array(
    z.object({
      month: z.string(),
      quotes: z.number(),
      fastLane: z.number().optional(),
      shipped: z.record(z.string(), z.number()),
      paid: z.record(z.string(), z.number()),
    }),
  ),
});
export type SellingPack = z.infer<typeof sellingPack>;

/** What customers brought (SRV-4 … SRV-6): resolution beside speed, and those who left beside what it cost. Absent where nothing was counted. */
export const servicePack = z.object({
  enquiries: figure,
  firstContact: share,
  /** Seconds of an enquiry on the average; absent where there was none. */
  handle: figure.optional(),
  waiting: figure.optional(),
  complaints: z.object({
    opened: figure,
    closed: figure,
    reopened: figure,
    open: figure,
    confirmed: share,
    reopenRate: share,
  }),
  /** Business minutes from the customer's word to the end, on the average. */
  took: figure.optional(),
  /** Averages of the answers, and promoters less detractors in percent. */
  surveys: z.object({ answered: figure, csat: figure.optional(), ces: figure.optional(), nps: figure.optional() }),
  suggestions: figure,
  lost: z.object({ count: figure, byReason: rows }),
  cost: z.object({ handling: amounts, complaints: amounts, creditNotes: amounts }),
  months: z.array(
    z.object({
      month: z.string(),
      opened: z.number(),
      closed: z.number(),
      firstContact: z.number().optional(),
      confirmed: z.number().optional(),
      handle: z.number().optional(),
    }),
  ),
});
export type ServicePack = z.infer<typeof servicePack>;

/** The monthly review pack (REV-1). Money in minor units by currency. */
export const reviewPack = z.object({
  period: z.string(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  provisional: z.boolean(),
  frozenAt: z.string(),
  previous: z.string().optional(),
  findings: z.object({
    open: figure,
    opened: figure,
    closed: figure,
    recurred: figure,
    overdue: figure,
    byArea: rows,
    byRule: rows,
    byOwner: z.array(z.object({ key: z.string(), name: z.string(), value: z.number(), before: z.number().optional() })),
    recurring: z.array(z.object({ key: z.string(), value: z.number() })),
  }),
  completeness: z.array(
    z.object({
      entity: z.string(),
      records: z.number(),
      filled: z.number(),
      asked: z.number(),
      percent: z.number(),
      before: z.number().optional(),
    }),
  ),
  orders: z.object({
    count: figure,
    amounts: z.array(z.object({ currency: z.string(), value: z.number(), before: z.number().optional() })),
    months: z.array(z.object({ month: z.string(), count: z.number(), amounts: z.record(z.string(), z.number()) })),
  }),
  funnel: z.array(
    z.object({
      stage: z.string(),
      count: z.number(),
      before: z.number().optional(),
      amounts: z.record(z.string(), z.number()),
    }),
  ),
  overdue: z.object({ findings: figure, opportunities: figure, orders: figure, tasks: figure }),
  records: rows,
  activities: figure,
  selling: sellingPack.optional(),
  service: servicePack.optional(),
});
export type ReviewPack = z.infer<typeof reviewPack>;

const period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'bad-format')
  .meta({ example: '2026-11' });
const one = { params: z.object({ workspaceId: workspacePath.shape.workspaceId, period }) };
const base = '/v1/workspaces/{workspaceId}/reviews';
const common = { group: 'core', tag: 'Monthly review' } as const;
const header = z.object({
  period: z.string(),
  frozenAt: z.string(),
  provisional: z.boolean(),
  openFindings: z.number(),
  orders: z.number(),
});

export const listReviews = defineEndpoint({
  ...common,
  id: 'reviews.list',
  method: 'GET',
  path: base,
  permission: 'reviews:read',
  params: workspacePath,
  query: pageQuery,
  output: pageOf(header),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'The review packs, newest first',
});
export const makeReview = defineEndpoint({
  ...common,
  id: 'reviews.make',
  method: 'POST',
  path: base,
  permission: 'reviews:write',
  params: workspacePath,
  body: z.strictObject({ period }),
  output: reviewPack,
  status: 201,
  errors: ['conflict'],
  idempotent: true,
  example: { body: { period: '2026-10' } },
  summary: 'Make the pack of a month; a month that is over is frozen when it is first made',
});
export const getReview = defineEndpoint({
  ...common,
  ...one,
  id: 'reviews.get',
  method: 'GET',
  path: `${base}/{period}`,
  permission: 'reviews:read',
  output: reviewPack,
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'A review pack',
});
export const deleteReview = defineEndpoint({
  ...common,
  ...one,
  id: 'reviews.delete',
  method: 'DELETE',
  path: `${base}/{period}`,
  permission: 'reviews:write',
  output: z.object({ status: z.literal('done') }),
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'Throw a pack away; its frozen figures stay, so that it comes out the same when made again',
});
export const mailReview = defineEndpoint({
  ...common,
  ...one,
  id: 'reviews.mail',
  method: 'POST',
  path: `${base}/{period}/mail`,
  permission: 'reviews:write',
  body: z.strictObject({}),
  idempotent: true,
  output: z.object({ recipients: z.int() }),
  status: 202,
  errors: ['not-found'],
  example: { body: {} },
  summary: 'Send the pack to the review group',
});

export const reviewContracts = [listReviews, makeReview, getReview, compareReviews, deleteReview, mailReview] as const;
