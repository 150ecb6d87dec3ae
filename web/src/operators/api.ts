import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import {
  changeWarning,
  draftWarning,
  getOperatorPolicy,
  listOperators,
  openOwn,
  ownWeek,
  scorecard,
} from '../../../shared/operators/operators.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { writeRecord } from '../records/save.ts';

export type Week = z.infer<typeof ownWeek.output>;
export type Mistake = Week['mistakes'][number];
export type Overview = z.infer<typeof listOperators.output>;
export type Operator = Overview['items'][number];
export type Card = z.infer<typeof scorecard.output>;
export type CardMonth = Card['months'][number];
export type PolicyAnswer = z.infer<typeof getOperatorPolicy.output>;
export type Scores = NonNullable<Operator['scores']>;

/** The caller's own faults of the week. */
export const weekQuery = (ws: string) =>
  queryOptions({
    queryKey: ['operators-week', ws],
    queryFn: ({ signal }) => call(ownWeek, { params: { workspaceId: ws }, signal }),
  });

/** Scores of a month; the last one that is over where none is named. */
export const overviewQuery = (ws: string, month: string | undefined) =>
  queryOptions({
    queryKey: ['operators', ws, month ?? ''],
    queryFn: ({ signal }) =>
      call(listOperators, { params: { workspaceId: ws }, query: month ? { month } : {}, signal }),
  });

/** A person's scorecard over the last months. */
export const cardQuery = (ws: string, memberId: string) =>
  queryOptions({
    queryKey: ['scorecard', ws, memberId],
    queryFn: ({ signal }) => call(scorecard, { params: { workspaceId: ws, memberId }, query: {}, signal }),
  });

/** By what work is judged. */
export const operatorPolicyQuery = (ws: string) =>
  queryOptions({
    queryKey: ['operator-policy', ws],
    queryFn: ({ signal }) => call(getOperatorPolicy, { params: { workspaceId: ws }, signal }),
    staleTime: 60_000,
  });

const noted = new Set<string>();
/** Notes once that the caller has seen a month; that it cannot be noted now is no matter: the next visit does it. */
export const noteOpened = async (ws: string, month: string): Promise<void> => {
  const key = `${ws} ${month}`;
  if (noted.has(key)) return;
  noted.add(key);
  await call(openOwn, { params: { workspaceId: ws }, body: { month } }).catch(() => noted.delete(key));
};

export interface Draft {
  memberId: string;
  kind: 'notice' | 'warning';
  subject: string;
  text: string;
  evidence: string[];
}

/** Drafts a notice or warning. @throws ApiError */
export const makeWarning = async (ws: string, draft: Draft, idempotencyKey: string): Promise<WebRecord> => {
  const made = await call(draftWarning, { params: { workspaceId: ws }, body: draft, idempotencyKey });
  for (const list of ['list', 'page', 'summary'])
    void queryClient.invalidateQueries({ queryKey: [list, ws, 'warning'] });
  return made as unknown as WebRecord;
};

/** Changes a draft. @throws ApiError */
export const saveWarning = (
  ws: string,
  record: WebRecord,
  body: Partial<Pick<Draft, 'kind' | 'subject' | 'text'>>,
): Promise<WebRecord> =>
  writeRecord(
    ws,
    record,
    (version) =>
      call(changeWarning, {
        params: { workspaceId: ws, id: record.id },
        body,
        version,
      }) as unknown as Promise<WebRecord>,
  );
