import * as z from 'zod';
import { account } from '../customers/account.ts';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { isCalendarDate } from '../kernel/field.ts';
import { monthPattern } from '../kernel/time.ts';
import { isPeriod, periodPattern } from '../review/week.ts';
import { paperLanguages } from './paper.ts';
import type { Printable } from './printables.ts';
import { printables } from './printables.ts';

const lang = z.enum(paperLanguages).optional().meta({
  description: 'Language of the paper; the account’s own when left out, else that of the workspace’s country.',
});

/** Where a printed paper can be fetched. */
export const printed = z.object({
  /** Name for the file. */
  name: z.string(),
  /** Good for a quarter of an hour. */
  url: z.string(),
  language: z.enum(paperLanguages),
  /** The paper says on each page that it does not count: not approved, withdrawn, or out of date. */
  marked: z.boolean(),
});

const common = { group: 'papers', tag: 'Papers', method: 'GET', output: printed, status: 200 } as const;

/** One endpoint a kind of document. */
export const paperEndpoints = Object.fromEntries(
  Object.entries(printables).map(([name, entity]) => [
    name,
    defineEndpoint({
      ...common,
      id: `papers.${name}`,
      path: `/v1/workspaces/{workspaceId}/papers/${name}/{id}`,
      permission: `${entity.domain}:read`,
      record: entity.name,
      params: recordPath(entity),
      query: z.strictObject({ lang }),
      errors: ['not-found'],
      example: { query: { lang: 'zh-CN' } },
      summary: `Print: ${entity.label.en.toLowerCase()} as PDF; one that counts is printed once, and served again as it was`,
    }),
  ]),
) as unknown as Record<Printable, Endpoint>;

const date = z.string().refine(isCalendarDate, 'not-a-date');

/** The statement of an account, from its receivables and payments. */
export const printStatement = defineEndpoint({
  ...common,
  id: 'papers.statement',
  path: '/v1/workspaces/{workspaceId}/papers/statement/{id}',
  permission: 'receivables:read',
  record: 'account',
  params: recordPath(account),
  query: z.strictObject({
    from: date,
    to: date,
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'bad-format')
      .optional(),
    lang,
  }),
  errors: ['not-found'],
  example: { query: { from: '2026-10-01', to: '2026-11-30' } },
  summary: 'Print the statement of an account as PDF',
});

/** A review that was made: the same pack is the same file for ever. */
export const printReview = defineEndpoint({
  ...common,
  id: 'papers.review',
  path: '/v1/workspaces/{workspaceId}/papers/review/{period}',
  permission: 'reviews:read',
  params: z.object({
    workspaceId: workspacePath.shape.workspaceId,
    period: z.string().regex(periodPattern, 'bad-format').refine(isPeriod, 'bad-format').meta({ example: '2026-10' }),
  }),
  query: z.strictObject({ lang }),
  errors: ['not-found'],
  example: { query: { lang: 'zh-CN' } },
  summary: 'Print the review of a month or a week as PDF',
});

const month = z.string().regex(monthPattern, 'bad-format');

export const printCommitteeReport = defineEndpoint({
  ...common,
  id: 'papers.committeeReport',
  path: '/v1/workspaces/{workspaceId}/papers/committee-report',
  permission: 'reviews:read',
  params: workspacePath,
  query: z.strictObject({ from: month, to: month, lang }),
  errors: [],
  example: { query: { from: '2026-10', to: '2026-11', lang: 'en' } },
  summary: 'Print the committee’s report to the management as PDF',
});

export const paperContracts: readonly Endpoint[] = [
  ...Object.values(paperEndpoints),
  printStatement as unknown as Endpoint,
  printReview as unknown as Endpoint,
  printCommitteeReport as unknown as Endpoint,
];
