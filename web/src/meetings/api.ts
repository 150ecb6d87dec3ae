import { queryOptions } from '@tanstack/react-query';
import {
  actionDone,
  getCommitteeReport,
  mailCommitteeReport,
  nextMeeting,
  proposeAgenda,
} from '../../../shared/meetings/meetings.contract.ts';
import { call, newKey } from '../client.ts';
import type { WebRecord } from '../lib/records.ts';
import { absorb, writeRecord } from '../records/save.ts';

const paramsOf = (workspaceId: string, { id }: WebRecord) => ({ workspaceId, id });

/** Ticks an action off, or says that it is not done after all. `line` counts from 1. @throws ApiError */
export const tickOff = (
  workspaceId: string,
  record: WebRecord,
  body: { line: number; done: boolean; result?: string },
): Promise<WebRecord> =>
  writeRecord(
    workspaceId,
    record,
    (version) =>
      call(actionDone, { params: paramsOf(workspaceId, record), body, version }) as unknown as Promise<WebRecord>,
  );

/** Puts on the agenda what the review shows. @throws ApiError */
export const propose = (workspaceId: string, record: WebRecord): Promise<WebRecord> =>
  writeRecord(
    workspaceId,
    record,
    (version) =>
      call(proposeAgenda, {
        params: paramsOf(workspaceId, record),
        body: {},
        version,
      }) as unknown as Promise<WebRecord>,
  );

/** Makes the next meeting of the series. One key for one intention. @throws ApiError */
export const makeNext = async (workspaceId: string, record: WebRecord, key: string): Promise<WebRecord> => {
  const made = (await call(nextMeeting, {
    params: paramsOf(workspaceId, record),
    body: {},
    idempotencyKey: key,
  })) as unknown as WebRecord;
  absorb(workspaceId, made);
  return made;
};

export const reportQuery = (workspaceId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['committee-report', workspaceId, from, to],
    queryFn: ({ signal }) => call(getCommitteeReport, { params: { workspaceId }, query: { from, to }, signal }),
    staleTime: 30_000,
  });

/** Sends the report to the review group. @returns how many people it goes to @throws ApiError */
export const mailReport = async (workspaceId: string, from: string, to: string): Promise<number> =>
  (await call(mailCommitteeReport, { params: { workspaceId }, body: { from, to }, idempotencyKey: newKey() }))
    .recipients;
