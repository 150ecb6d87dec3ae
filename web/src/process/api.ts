import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { entityOf } from '../../../shared/entities.ts';
import type { StepRecord } from '../../../shared/kernel/process.ts';
import type { DocumentProcess } from '../../../shared/process/documents.contract.ts';
import { documentEndpoints } from '../../../shared/process/documents.contract.ts';
import { callRaw } from '../client.ts';
import type { Page, RecordRef, WebRecord } from '../lib/records.ts';
import { writeRecord } from '../records/save.ts';

export type { DocumentProcess, StepOption } from '../../../shared/process/documents.contract.ts';

/** What somebody decides on a document that waits for approval. */
export interface Decision {
  verdict: 'approve' | 'reject' | 'send-back' | 'recall' | 'add-signer';
  /** The round that was seen. */
  round?: number | undefined;
  comment?: string | undefined;
  signer?: string | undefined;
  onBehalfOf?: string | undefined;
}

const endpointsOf = (record: Pick<RecordRef, 'type'>) => documentEndpoints(entityOf(record.type));

/** Where a document stands and which steps lead on; read anew with each version, because any field may open a step. */
export const processQuery = (ws: string, record: RecordRef) =>
  queryOptions({
    queryKey: ['process', ws, record.type, record.id, record.version],
    queryFn: ({ signal }) =>
      callRaw(endpointsOf(record).process, {
        params: { workspaceId: ws, id: record.id },
        signal,
      }) as Promise<DocumentProcess>,
  });

/** Every step of a document, newest first. */
export const stepsQuery = (ws: string, record: Pick<RecordRef, 'type' | 'id'>) =>
  infiniteQueryOptions({
    queryKey: ['steps', ws, record.type, record.id],
    queryFn: ({ pageParam, signal }) =>
      callRaw(endpointsOf(record).steps, {
        params: { workspaceId: ws, id: record.id },
        query: { limit: 50, cursor: pageParam },
        signal,
      }) as Promise<Page<StepRecord>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
  });

interface Step {
  action: string;
  comment?: string | undefined;
  onBehalfOf?: string | undefined;
  key: string;
}

/** Takes a step of a document. @throws ApiError step-refused with `refusals`, stale-version */
export const takeStep = (ws: string, record: WebRecord, step: Step): Promise<WebRecord> =>
  writeRecord(
    ws,
    record,
    (version) =>
      callRaw(endpointsOf(record).act, {
        params: { workspaceId: ws, id: record.id, action: step.action },
        body: {
          ...(step.comment ? { comment: step.comment } : {}),
          ...(step.onBehalfOf ? { onBehalfOf: step.onBehalfOf } : {}),
        },
        version,
        idempotencyKey: step.key,
      }) as Promise<WebRecord>,
  );

/** Decides on a document that waits for approval. @throws ApiError step-refused with `refusals` */
export const decideOn = (ws: string, record: WebRecord, decision: Decision, key: string): Promise<WebRecord> =>
  writeRecord(
    ws,
    record,
    () =>
      callRaw(endpointsOf(record).decide, {
        params: { workspaceId: ws, id: record.id },
        body: Object.fromEntries(Object.entries(decision).filter(([, value]) => value !== undefined && value !== '')),
        idempotencyKey: key,
      }) as Promise<WebRecord>,
  );
