import { queryOptions } from '@tanstack/react-query';
import { getCommerce } from '../../../shared/commerce/commerce.contract.ts';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { ageing, statement } from '../../../shared/receivables/receivables.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { fetchPage, pageQuery } from '../lib/records.ts';
import { absorb } from '../records/save.ts';

export type Ageing = EndpointOutput<typeof ageing>;

export const ageingQuery = (ws: string, ask: { accountId?: string } = {}) =>
  queryOptions({
    queryKey: ['ageing', ws, ask],
    queryFn: ({ signal }) => call(ageing, { params: { workspaceId: ws }, query: ask, signal }),
  });

export interface StatementAsk {
  from: string;
  to: string;
  currency?: string;
}

export const statementQuery = (ws: string, id: string, ask: StatementAsk) =>
  queryOptions({
    queryKey: ['statement', ws, id, ask],
    queryFn: ({ signal }) => call(statement, { params: { workspaceId: ws, id }, query: ask, signal }),
  });

/** How the workspace sells: seller, terms, rates. */
export const commerceQuery = (ws: string) =>
  queryOptions({
    queryKey: ['commerce', ws],
    queryFn: ({ signal }) => call(getCommerce, { params: { workspaceId: ws }, signal }),
    staleTime: 5 * 60_000,
  });

/** What an account still owes in one currency, the oldest due first. */
export const owedQuery = (ws: string, accountId: string, currency?: string) =>
  pageQuery(ws, 'receivable', {
    filter: [
      `accountId:eq:${accountId}`,
      'status:in:open|partially-paid|overdue',
      ...(currency ? [`currency:eq:${currency}`] : []),
    ],
    sort: 'dueDate',
    limit: 200,
  });

const figures = ['ageing', 'credit', 'statement', 'work', 'notices', 'timeline', 'settlers'];
const kinds = ['receivable', 'payment', 'creditNote', 'shipment', 'order'];

/** Reads again whatever shows money: a shipment, payment or credit note changes other records in the same transaction. */
export const refreshMoney = (ws: string): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey[1] === ws && (figures.includes(String(queryKey[0])) || kinds.includes(String(queryKey[2]))),
  });

/** Takes a written money record into the page, and what changed with it. */
export const absorbMoney = (ws: string, answer: unknown): WebRecord => {
  const record = answer as WebRecord;
  absorb(ws, record);
  void refreshMoney(ws);
  return record;
};

/** Payments looked through at most for those that settled a receivable. */
const LOOKED_THROUGH = 25;

/** The payments of the same account: rows of the list, the newest first. */
export const paymentsOf = (ws: string, accountId: string) =>
  fetchPage(ws, 'payment', { filter: [`accountId:eq:${accountId}`], sort: '-date', limit: LOOKED_THROUGH });
