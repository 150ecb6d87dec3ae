import { queryOptions } from '@tanstack/react-query';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import {
  checkDuplicates,
  checkedTypes,
  dismissDuplicates,
  listDuplicates,
  listMerges,
  mergeRecords,
  undoMerge,
} from '../../../shared/matching/duplicates.contract.ts';
import { call, newKey } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';

export { checkedTypes };
export type CheckedType = (typeof checkedTypes)[number];
export type Group = EndpointOutput<typeof listDuplicates>['items'][number];
export type Member = Group['members'][number];
export type Candidate = EndpointOutput<typeof checkDuplicates>['items'][number];
export type Merge = EndpointOutput<typeof listMerges>['items'][number];

export const isChecked = (type: string): type is CheckedType => (checkedTypes as readonly string[]).includes(type);

/** Fields by which records are compared while one types; whatever else stands in the form says nothing. */
const asked = new Set([
  'name',
  'company',
  'code',
  'phone',
  'mobile',
  'email',
  'website',
  'taxId',
  'address',
  'city',
  'country',
  'birthDate',
  'kind',
  'accountId',
  'parentId',
  'specification',
  'externalCode',
  'categoryId',
]);

/** What is typed, as the comparison takes it; undefined where a name alone would be all there is to go by, and that is short. */
export const askOf = (drafts: Readonly<Record<string, string>>): Record<string, string> | undefined => {
  const typed = Object.entries(drafts).filter(([name, value]) => asked.has(name) && value.trim() !== '');
  const named = typed.some(([name, value]) => (name === 'name' || name === 'company') && value.trim().length >= 2);
  const reached = typed.some(([name]) => ['phone', 'mobile', 'email', 'taxId', 'code'].includes(name));
  if (!named && !reached) return undefined;
  return Object.fromEntries(
    typed.map(([name, value]) => [name, value.trim().slice(0, name === 'address' ? 300 : 200)]),
  );
};

export const checkQuery = (ws: string, type: CheckedType, ask: Record<string, string>) =>
  queryOptions({
    queryKey: ['duplicates-check', ws, type, ask],
    queryFn: ({ signal }) => call(checkDuplicates, { params: { workspaceId: ws }, query: { type, ...ask }, signal }),
    staleTime: 10_000,
    retry: false,
  });

export const groupsQuery = (ws: string, type: CheckedType | undefined, state: 'open' | 'dismissed') =>
  queryOptions({
    queryKey: ['duplicates', ws, type ?? '', state],
    queryFn: ({ signal }) =>
      call(listDuplicates, {
        params: { workspaceId: ws },
        query: { ...(type ? { type } : {}), state, limit: 100 },
        signal,
      }),
  });

export const mergesQuery = (ws: string, recordId?: string) =>
  queryOptions({
    queryKey: ['merges', ws, recordId ?? ''],
    queryFn: ({ signal }) =>
      call(listMerges, {
        params: { workspaceId: ws },
        query: { ...(recordId ? { recordId } : {}), limit: 50 },
        signal,
      }),
  });

/** Everything that names records may be another thing after a merge. */
const afterMerge = (): void => {
  void queryClient.invalidateQueries();
};

export const dismiss = async (ws: string, ids: string[], reason: string): Promise<void> => {
  await call(dismissDuplicates, { params: { workspaceId: ws }, body: { ids, reason }, idempotencyKey: newKey() });
  void queryClient.invalidateQueries({ queryKey: ['duplicates', ws] });
};

export interface MergeAsk {
  type: CheckedType;
  winnerId: string;
  loserId: string;
  winnerVersion: number;
  loserVersion: number;
  take: string[];
  reason?: string;
}

/** @throws ApiError */
export const merge = async (ws: string, body: MergeAsk, idempotencyKey: string): Promise<Merge> => {
  const made = await call(mergeRecords, { params: { workspaceId: ws }, body, idempotencyKey });
  afterMerge();
  return made;
};

/** @throws ApiError */
export const undo = async (ws: string, { id, version }: Pick<Merge, 'id' | 'version'>): Promise<Merge> => {
  const undone = await call(undoMerge, { params: { workspaceId: ws, id }, body: {}, version });
  afterMerge();
  return undone;
};
