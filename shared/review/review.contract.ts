import * as z from 'zod';
import { pageOf, pageQuery, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { compareReviews } from './compare.contract.ts';
import { amounts, figure, laterParts, rows, share, teamRows } from './parts.contract.ts';
import { isPeriod, periodPattern } from './week.ts';

/**
 * From the quote to the money (OTC-2 … OTC-6); absent from packs of before any of it was counted. A quote counts in these states: pending
 * approval, approved, sent, accepted, declined, expired.
 * - `quotes`: number and `amount` by currency, by `quoteDate`; `won` (accepted) and `lost` (declined, expired) by the month in which the
 *   quote reached the state in which it stands (its own date where it has no process); `winRate`: won of won and lost.
 * - `fastLane`: quotes and orders, no drafts, by `submittedAt`: those in the lane `fast` of those in any.
 * - `lead`: business minutes from `submittedAt` to `approvedAt`, rounded for each document, summed and divided by their number, rounded;
 *   by the month of `approvedAt`; documents that stand in draft or wait for approval are left out.
 * - `shipments`: approved or delivered ones by `shipDate`, `total` by currency; `onTime`: orders that are shipped, completed or closed and
 *   have both `shipDate` and `dueDate`, by `shipDate`: those with shipDate <= dueDate.
 * - `receivables`: those that are owed (open, partly paid, overdue, pending write-off), `balance` by currency; overdue: `dueDate` before
 *   `asOf`. `payments`: received ones by `date`. `holds`: orders on hold or pending release, `openTotal` by currency, by `holdReason`.
 */
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

/*
 * `enquiries` by `receivedAt` (else when they occurred); `firstContact`: solved (`resolved` yes, neither `repeated` nor a repeat) of those whose
 * outcome is yes or no; `handle`, `waiting`: the sum of the seconds by the number of all enquiries, rounded. `complaints`: opened by
 * `reportedAt`; closed (status closed) by `closedAt`; reopened: steps `reopen` by their month; open: received, investigating, acting,
 * verifying; `confirmed`: closed ones with `confirmed` yes of all closed; `reopenRate`: reopened of closed. `took`: business minutes from
 * `reportedAt` to `closedAt` of the closed, mean rounded. `surveys`: answers with a score by `answeredAt`; csat and ces: mean with two
 * decimals; nps: (promoters less detractors) by answers x 100, rounded. `suggestions` by when they occurred. `lost`: accounts in status lost by
 * `lostOn`. `cost`: `cost` of enquiries and of complaints, and `total` of approved credit notes (by `date`), by currency.
 */
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

/**
 * The monthly review pack (REV-1). Money in minor units by currency. Records that are archived, merged or removed count in nothing, but
 * for `findings.opened`, `closed` and `recurring`, which count all findings.
 * - `findings`: `open`: state open or recurred; `opened` by `openedAt`; `closed` by `closedAt` (one that came back has none); `recurred`: state
 *   recurred; `overdue`: open ones with `dueDate` before `asOf`; by area, rule and owner: open ones, biggest first, of owners the first 50;
 *   `recurring`: by rule the sum of `times` - 1. `byTeam`: parts.contract.ts.
 * - `completeness`: by kind of record the filled of the asked fields (shared/quality/wanted.ts) over all records, percent with one decimal;
 *   `before` is absent where there were no such records.
 * - `orders`: all that are not cancelled by `orderDate`, `amount` by currency. `funnel`: opportunities by `stage`, `amount` by currency.
 * - `overdue`: due before `asOf`: findings as above; opportunities in an open stage by `closeDate`; orders in draft, pending approval, on hold,
 *   approved, partially shipped by `dueDate`; tasks: activities not done by the workspace's day of `dueAt`.
 * - `records`: records by kind (account, contact, category, product, opportunity, order, activity). `activities` by when they occurred.
 * - The other parts: parts.contract.ts.
 */
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
    byTeam: teamRows.optional(),
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
  ...laterParts,
  /**
   * Of a week: its days (`to` is the day after), and between which two freezings it was measured. Its flows are what the counters of its
   * months and of the month before gained in between.
   */
  week: z.object({ from: z.string(), to: z.string(), since: z.string().optional(), until: z.string() }).optional(),
});
export type ReviewPack = z.infer<typeof reviewPack>;

const period = z
  .string()
  .regex(periodPattern, 'bad-format')
  .refine(isPeriod, 'bad-format')
  .meta({ example: '2026-11', description: 'A month (2026-11) or a week by ISO 8601 (2026-W47).' });
const one = { params: z.object({ workspaceId: workspacePath.shape.workspaceId, period }) };
const base = '/v1/workspaces/{workspaceId}/reviews';
const common = { group: 'core', tag: 'Monthly review' } as const;
const header = z.object({
  period: z.string(),
  frozenAt: z.string(),
  provisional: z.boolean(),
  openFindings: z.number(),
  /** Absent from packs of before lists showed them. */
  overdueFindings: z.number().optional(),
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
  summary:
    'Make the pack of a month or a week; a month that is over is frozen when it is first made, a week only in the one after it',
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
