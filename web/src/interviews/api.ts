import { queryOptions } from '@tanstack/react-query';
import { interview } from '../../../shared/interviews/interview.ts';
import {
  drawInterviews,
  finishInterview,
  interviewHints,
  knowledge,
  linkFindings,
  planInterview,
} from '../../../shared/interviews/interviews.contract.ts';
import { questionSet } from '../../../shared/interviews/question-set.ts';
import type { EndpointInput, EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { writeRecord } from '../records/save.ts';

export type Known = EndpointOutput<typeof knowledge>;
export type Wish = EndpointInput<typeof planInterview>['body'];
export type DrawWish = EndpointInput<typeof drawInterviews>['body'];
export type Ending = EndpointInput<typeof finishInterview>['body'];

/** What people know, over the last six months. */
export const knowledgeQuery = (ws: string) =>
  queryOptions({
    queryKey: ['interview-knowledge', ws],
    queryFn: ({ signal }) => call(knowledge, { params: { workspaceId: ws }, query: {}, signal }),
  });

/** What an interview can be linked to; another version of it, another answer. */
export const hintsQuery = (ws: string, record: WebRecord) =>
  queryOptions({
    queryKey: ['interview-hints', ws, record.id, record.version],
    queryFn: ({ signal }) => call(interviewHints, { params: { workspaceId: ws, id: record.id }, signal }),
  });

/** All question lists: a few for each process. */
export const setsQuery = (ws: string) => pageQuery(ws, questionSet.name, { limit: 200, sort: 'name' });

const forget = (ws: string): void => {
  for (const list of ['list', 'page', 'summary'])
    void queryClient.invalidateQueries({ queryKey: [list, ws, interview.name] });
  for (const what of ['work', 'interview-knowledge']) void queryClient.invalidateQueries({ queryKey: [what, ws] });
};

/** @throws ApiError */
export const planOne = async (ws: string, body: Wish, idempotencyKey: string): Promise<void> => {
  await call(planInterview, { params: { workspaceId: ws }, body, idempotencyKey });
  forget(ws);
};

/** @throws ApiError */
export const drawSome = async (ws: string, body: DrawWish, idempotencyKey: string) => {
  const drawn = await call(drawInterviews, { params: { workspaceId: ws }, body, idempotencyKey });
  forget(ws);
  return drawn;
};

/** @throws ApiError */
export const finishOne = async (ws: string, record: WebRecord, body: Ending): Promise<WebRecord> => {
  const answer = await writeRecord(
    ws,
    record,
    (version) =>
      call(finishInterview, {
        params: { workspaceId: ws, id: record.id },
        body,
        version,
      }) as unknown as Promise<WebRecord>,
  );
  forget(ws);
  return answer;
};

/** @throws ApiError */
export const linkTo = (ws: string, record: WebRecord, findings: string[]): Promise<WebRecord> =>
  writeRecord(
    ws,
    record,
    (version) =>
      call(linkFindings, {
        params: { workspaceId: ws, id: record.id },
        body: { findings },
        version,
      }) as unknown as Promise<WebRecord>,
  );
