import { queryOptions } from '@tanstack/react-query';
import type { TipsQuery } from '../../../shared/improvement/improvement.contract.ts';
import {
  answerIssue,
  publishedTips,
  reportIssue,
  settleIssue,
} from '../../../shared/improvement/improvement.contract.ts';
import type { EndpointInput } from '../../../shared/kernel/endpoint.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { createRecord } from '../lib/records.ts';
import { writeRecord } from '../records/save.ts';

/** Promoted tips; the newest first. */
export const tipsQuery = (ws: string, ask: Partial<TipsQuery>) =>
  queryOptions({
    queryKey: ['tips', ws, ask],
    queryFn: ({ signal }) => call(publishedTips, { params: { workspaceId: ws }, query: ask, signal }),
    staleTime: 30_000,
  });

/** What was written here is to be seen in the lists at once. */
export const forgetLists = (ws: string, type: string): void => {
  for (const what of ['page', 'list', 'summary']) void queryClient.invalidateQueries({ queryKey: [what, ws, type] });
};

/** Says what is wrong with the system. @throws ApiError */
export const report = async (
  ws: string,
  body: EndpointInput<typeof reportIssue>['body'],
  idempotencyKey: string,
): Promise<WebRecord> => {
  const made = (await call(reportIssue, { params: { workspaceId: ws }, body, idempotencyKey })) as WebRecord;
  forgetLists(ws, 'systemIssue');
  return made;
};

/** Hands in a tip. @throws ApiError */
export const handInTip = async (
  ws: string,
  body: { title: string; text: string; page?: string; processKey?: string },
  idempotencyKey: string,
): Promise<WebRecord> => {
  const made = await createRecord(ws, 'tip', { body, idempotencyKey });
  forgetLists(ws, 'tip');
  return made;
};

/** Answers a complaint about the system. @throws ApiError */
export const answer = (
  ws: string,
  record: WebRecord,
  body: EndpointInput<typeof answerIssue>['body'],
): Promise<WebRecord> =>
  writeRecord(
    ws,
    record,
    async (version) =>
      (await call(answerIssue, { params: { workspaceId: ws, id: record.id }, body, version })) as WebRecord,
  );

/** Closes an answered complaint, or brings it back. @throws ApiError */
export const settle = (
  ws: string,
  record: WebRecord,
  body: EndpointInput<typeof settleIssue>['body'],
): Promise<WebRecord> =>
  writeRecord(
    ws,
    record,
    async (version) =>
      (await call(settleIssue, { params: { workspaceId: ws, id: record.id }, body, version })) as WebRecord,
  );
