import { queryOptions } from '@tanstack/react-query';
import { entityOf } from '../../../shared/entities.ts';
import type { StepRecord } from '../../../shared/kernel/process.ts';
import type { DocumentProcess } from '../../../shared/process/documents.contract.ts';
import { documentEndpoints } from '../../../shared/process/documents.contract.ts';
import { call, callRaw, newKey } from '../client.ts';
import { ApiError } from '../lib/api-error.ts';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import type { WorkItem } from './api.ts';

export type Verdict = 'approve' | 'send-back' | 'reject';

interface Document {
  type: string;
  id: string;
}

/** Where a document stands: definition, round, who is to sign. Never shown from an old reading. */
export const standingQuery = (ws: string, { type, id }: Document) =>
  queryOptions({
    queryKey: ['process', ws, type, id, 'decide'],
    queryFn: ({ signal }): Promise<DocumentProcess> =>
      call(documentEndpoints(entityOf(type)).process, { params: { workspaceId: ws, id }, signal }),
    staleTime: 5_000,
  });

/** The latest steps of a document, newest first. */
export const storyQuery = (ws: string, { type, id }: Document) =>
  queryOptions({
    queryKey: ['steps', ws, type, id, 'decide'],
    queryFn: async ({ signal }): Promise<StepRecord[]> => {
      const page = await call(documentEndpoints(entityOf(type)).steps, {
        params: { workspaceId: ws, id },
        query: { limit: 30 },
        signal,
      });
      return page.items;
    },
    staleTime: 5_000,
  });

/** Reads a document ahead of time, so that it stands there when its turn comes. */
export const warmDecision = (ws: string, item: WorkItem | undefined): void => {
  if (!item) return;
  void queryClient.prefetchQuery(recordQuery(ws, item.type, item.id));
  void queryClient.prefetchQuery(standingQuery(ws, item));
  void queryClient.prefetchQuery(storyQuery(ws, item));
};

export interface Decision {
  verdict: Verdict;
  /** The round that the person saw: another one is refused. */
  round: number;
  comment?: string;
}

/** Signs a document, on behalf of somebody where the item says so. @throws ApiError */
export const sendDecision = (ws: string, item: WorkItem, decision: Decision): Promise<WebRecord> =>
  callRaw(documentEndpoints(entityOf(item.type)).decide, {
    params: { workspaceId: ws, id: item.id },
    body: { ...decision, ...(item.onBehalfOf ? { onBehalfOf: item.onBehalfOf } : {}) },
    idempotencyKey: newKey(),
  }) as Promise<WebRecord>;

/** Rules that say: what you saw is not what is there any more. */
const overtaken = new Set(['nothing-to-approve', 'not-a-signer']);

/** What a refused decision means for the person: somebody was faster, it came anew, or they may not. */
export const meaningOf = (error: unknown): 'overtaken' | 'new-round' | 'refused' => {
  if (!(error instanceof ApiError)) return 'refused';
  if (error.code === 'conflict' || error.code === 'not-found') return 'overtaken';
  const rules = error.refusals.map((one) => one.rule);
  if (rules.includes('other-round')) return 'new-round';
  return rules.some((rule) => overtaken.has(rule)) ? 'overtaken' : 'refused';
};
