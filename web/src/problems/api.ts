import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  answerHelp,
  askHelp as askHelpEndpoint,
  confirmEntry,
  entryOfQuestion,
  getHelp,
} from '../../../shared/problems/problems.contract.ts';
import { call, newKey } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { createRecord, fetchPage } from '../lib/records.ts';
import { writeRecord } from '../records/save.ts';
import type { LinkRef } from './book-view.ts';
import type { HelpEntry } from './entry.ts';
import type { HelpAbout } from './help-store.ts';

/** What help is asked for: one thing, words, or a page; whose entries and of which kind. */
export interface HelpAsk extends HelpAbout {
  page?: string;
  q?: string;
  from?: 'company' | 'product';
  kind?: 'problem' | 'guide' | 'answer';
}

/** Most entries that one request brings. */
const MOST = 100;

const fetchHelp = (ws: string, query: HelpAsk & { limit?: number; cursor?: string }, signal: AbortSignal) =>
  call(getHelp, { params: { workspaceId: ws }, query, signal });

/** Entries that fit, best first; the company's own stand for the product's where both speak of the same. */
export const helpQuery = (ws: string, ask: HelpAsk) =>
  queryOptions({
    queryKey: ['help', ws, ask],
    queryFn: async ({ signal }): Promise<HelpEntry[]> => (await fetchHelp(ws, { ...ask }, signal)).items,
    staleTime: 60_000,
  });

/** Page after page of the book. */
export const bookQuery = (ws: string, ask: HelpAsk) =>
  infiniteQueryOptions({
    queryKey: ['help', ws, 'book', ask],
    queryFn: ({ pageParam, signal }) =>
      fetchHelp(ws, { ...ask, limit: MOST, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    staleTime: 60_000,
  });

/** What was written here is to be seen in the help at once. */
export const forgetHelp = (ws: string): void => void queryClient.invalidateQueries({ queryKey: ['help', ws] });

/** The questions that a person asked, newest first. */
export const myQuestionsQuery = (ws: string, memberId: string) =>
  queryOptions({
    queryKey: ['page', ws, 'helpRequest', 'mine', memberId],
    queryFn: ({ signal }) =>
      fetchPage(ws, 'helpRequest', { filter: [`askerId:eq:${memberId}`], sort: '-createdAt', limit: 20, signal }),
  });

const forgetLists = (ws: string, type: string): void => {
  for (const what of ['page', 'list', 'summary']) void queryClient.invalidateQueries({ queryKey: [what, ws, type] });
};

export interface Question {
  question: string;
  page: string;
  errorCode?: string;
  recordType?: string;
  recordId?: string;
  context?: Record<string, string | number | boolean>;
}

/** Asks the person who looks after the CRM. @throws ApiError */
export const askHelp = async (ws: string, body: Question, key: string): Promise<WebRecord> => {
  const asked = await call(askHelpEndpoint, { params: { workspaceId: ws }, body, idempotencyKey: key });
  forgetLists(ws, 'helpRequest');
  return asked as WebRecord;
};

/** Says that a published entry is still right: its day moves on. @throws ApiError */
export const confirmRight = async (ws: string, record: WebRecord): Promise<void> => {
  await writeRecord(
    ws,
    record,
    async (version) =>
      (await call(confirmEntry, { params: { workspaceId: ws, id: record.id }, body: {}, version })) as WebRecord,
  );
  forgetHelp(ws);
};

/** Answers a question; whoever asked hears of it. @throws ApiError */
export const answerQuestion = async (ws: string, record: WebRecord, answer: string): Promise<void> => {
  await writeRecord(
    ws,
    record,
    async (version) =>
      (await call(answerHelp, { params: { workspaceId: ws, id: record.id }, body: { answer }, version })) as WebRecord,
  );
  forgetLists(ws, 'helpRequest');
};

/** Makes a draft of a question and its answer; asked twice it is the same one. @throws ApiError */
export const makeEntryOf = async (ws: string, record: WebRecord, key: string): Promise<WebRecord> => {
  const entry = await call(entryOfQuestion, {
    params: { workspaceId: ws, id: record.id },
    body: {},
    idempotencyKey: key,
  });
  void queryClient.invalidateQueries({ queryKey: ['record', ws, 'helpRequest', record.id] });
  forgetLists(ws, 'helpRequest');
  forgetLists(ws, 'problemEntry');
  return entry as WebRecord;
};

/** An entry of the company that is about a link already, published or not. */
export const entryAbout = async (ws: string, link: LinkRef, kind: string): Promise<WebRecord | undefined> => {
  const filter = [`${link.kind}:eq:${link.value}`, `kind:eq:${kind}`, 'status:ne:withdrawn'];
  return (await fetchPage(ws, 'problemEntry', { filter, limit: 1 })).items[0];
};

/** A new draft. @throws ApiError */
export const makeEntry = async (ws: string, body: Record<string, unknown>): Promise<WebRecord> => {
  const made = await createRecord(ws, 'problemEntry', { body, idempotencyKey: newKey() });
  forgetLists(ws, 'problemEntry');
  return made;
};
