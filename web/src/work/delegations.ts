import { queryOptions } from '@tanstack/react-query';
import { createDelegation, endDelegation } from '../../../shared/work/work.contract.ts';
import { call } from '../client.ts';
import type { Words } from '../i18n/index.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { fetchPage, noteWritten } from '../lib/records.ts';
import { refreshWork } from './api.ts';

export type DelegationState = keyof Words['work']['deputy']['states'];

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** How a delegation stands at an instant (ISO UTC). */
export const delegationState = (record: WebRecord, now: string): DelegationState => {
  const ended = textOf(record['endedAt']);
  if (ended !== undefined && ended <= now) return 'ended';
  if (String(record['until']) <= now) return 'over';
  return String(record['from']) > now ? 'coming' : 'running';
};

/** Delegations in which a person stands on one side: as the one whose work it is, or as the deputy; everybody's without a person. */
export const delegationsQuery = (ws: string, side: 'memberId' | 'deputyId' | 'any', member: string) =>
  queryOptions({
    queryKey: ['page', ws, 'delegation', side, member],
    queryFn: async ({ signal }) => {
      const filter = side === 'any' ? [] : [`${side}:eq:${member}`];
      return (await fetchPage(ws, 'delegation', { sort: '-from', filter, limit: 100, signal })).items;
    },
  });

const settle = (ws: string, record: WebRecord): void => {
  noteWritten(record);
  void queryClient.invalidateQueries({ queryKey: ['page', ws, 'delegation'] });
  refreshWork(ws);
};

export interface NewDelegation {
  memberId?: string;
  deputyId: string;
  from: string;
  until: string;
  processes?: string[];
  why?: string;
}

/** Names a deputy. @throws ApiError */
export const createDeputy = async (ws: string, body: NewDelegation, idempotencyKey: string): Promise<void> => {
  const record = await call(createDelegation, { params: { workspaceId: ws }, body, idempotencyKey });
  settle(ws, record as unknown as WebRecord);
};

/** Ends a delegation now. @throws ApiError */
export const endDeputy = async (ws: string, record: WebRecord): Promise<void> => {
  const ended = await call(endDelegation, {
    params: { workspaceId: ws, id: record.id },
    body: {},
    version: record.version,
  });
  settle(ws, ended as unknown as WebRecord);
};
