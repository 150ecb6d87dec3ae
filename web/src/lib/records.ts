import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import { entities, entityOf } from '../../../shared/entities.ts';
import type { HistoryEntry } from '../../../shared/kernel/crud.ts';
import { crudEndpoints, type summaryOutput } from '../../../shared/kernel/crud.ts';
import type { Endpoint } from '../../../shared/kernel/endpoint.ts';
import type { Entity, Operation } from '../../../shared/kernel/entity.ts';
import { callRaw } from '../client.ts';
import type { RawInput } from './send.ts';

/** A record as the API answers it: flat fields beside the envelope. */
export interface WebRecord {
  id: string;
  type: string;
  version: number;
  ownerId?: string;
  teamId?: string;
  custom?: Record<string, unknown>;
  lines?: Record<string, unknown>[];
  /** Imported values that could not be read, as they came, by field path. */
  asImported?: Record<string, string>;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
  archivedAt?: string;
  aliasOf?: string;
  [field: string]: unknown;
}

/** What becomes of a new record that may be there already. */
export type OnDuplicate = 'refuse' | 'allow';

export interface Page<T> {
  items: T[];
  total?: number;
  cursor?: string;
}

export type Archived = 'no' | 'only' | 'all';

/** What is asked of a list: `filter` holds conditions `field:op:value`. */
export interface ListAsk {
  sort?: string;
  filter?: readonly string[];
  q?: string;
  archived?: Archived;
  limit?: number;
}

export type Summary = z.infer<typeof summaryOutput>;

const made = new Map<string, Record<Operation, Endpoint>>();

/** The endpoints of an entity's records. */
export const endpointsFor = (type: string): Record<Operation, Endpoint> => {
  const known = made.get(type);
  if (known) return known;
  const fresh = crudEndpoints(entityOf(type));
  made.set(type, fresh);
  return fresh;
};

const byCollection = new Map(entities.map((entity) => [entity.collection, entity]));
/** The entity of an address such as /accounts. */
export const entityOfCollection = (collection: string): Entity | undefined => byCollection.get(collection);

const operate = (type: string, operation: Operation, input: RawInput) => callRaw(endpointsFor(type)[operation], input);

// Lists are kept by a projection that may be a moment behind; what was written here must not seem to jump back.
const written = new Map<string, WebRecord>();

/** Remembers the newest state of a record that was written from this page. */
export const noteWritten = (record: WebRecord): void => {
  written.set(record.id, record);
  if (written.size > 500) written.delete(written.keys().next().value ?? '');
};

const freshest = (page: Page<WebRecord>, archived: Archived): Page<WebRecord> => {
  const items = page.items.flatMap((item) => {
    const own = written.get(item.id);
    if (!own || own.version <= item.version) return [item];
    return own.archivedAt && archived === 'no' ? [] : [own];
  });
  return { ...page, items };
};

export const fetchPage = async (
  ws: string,
  type: string,
  ask: ListAsk & { cursor?: string | undefined; signal?: AbortSignal },
): Promise<Page<WebRecord>> => {
  const { signal, ...query } = ask;
  const page = (await operate(type, 'list', {
    params: { workspaceId: ws },
    query,
    ...(signal ? { signal } : {}),
  })) as Page<WebRecord>;
  return written.size === 0 ? page : freshest(page, ask.archived ?? 'no');
};

/** Rows that one request brings; two screens of a table. */
export const PAGE_SIZE = 60;
/** Rows of each further request: whoever scrolls wants more. */
const NEXT_SIZE = 200;

/** Page after page of a list by cursor. */
export const listQuery = (ws: string, type: string, ask: ListAsk) =>
  infiniteQueryOptions({
    queryKey: ['list', ws, type, ask],
    queryFn: ({ pageParam, signal }) =>
      fetchPage(ws, type, { limit: pageParam ? NEXT_SIZE : PAGE_SIZE, ...ask, cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
  });

/** One page of a list, for the small lists of cards and tabs. */
export const pageQuery = (ws: string, type: string, ask: ListAsk) =>
  queryOptions({
    queryKey: ['page', ws, type, ask],
    queryFn: ({ signal }) => fetchPage(ws, type, { limit: 20, ...ask, signal }),
  });

export interface SummaryAsk extends Omit<ListAsk, 'sort' | 'limit'> {
  group: string;
  sum?: string;
}

/** Counts and sums by the values of a field. @throws ApiError */
export const readSummary = (ws: string, type: string, ask: SummaryAsk) =>
  operate(type, 'summary', { params: { workspaceId: ws }, query: { ...ask } }) as Promise<Summary>;

export const summaryQuery = (ws: string, type: string, ask: SummaryAsk) =>
  queryOptions({
    queryKey: ['summary', ws, type, ask],
    queryFn: ({ signal }) =>
      operate(type, 'summary', { params: { workspaceId: ws }, query: { ...ask }, signal }) as Promise<Summary>,
  });

export const recordQuery = (ws: string, type: string, id: string) =>
  queryOptions({
    queryKey: ['record', ws, type, id],
    queryFn: ({ signal }) => operate(type, 'get', { params: { workspaceId: ws, id }, signal }) as Promise<WebRecord>,
  });

/** The record as it is now, past everything that is remembered here. @throws ApiError */
export const readRecord = (ws: string, type: string, id: string) =>
  operate(type, 'get', { params: { workspaceId: ws, id } }) as Promise<WebRecord>;

/** The newest entries of a record's change history, past everything that is remembered here. @throws ApiError */
export const readHistory = async (ws: string, type: string, id: string): Promise<readonly HistoryEntry[]> =>
  ((await operate(type, 'history', { params: { workspaceId: ws, id }, query: { limit: 20 } })) as Page<HistoryEntry>)
    .items;

export const historyQuery = (ws: string, type: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ['history', ws, type, id],
    queryFn: ({ pageParam, signal }) =>
      operate(type, 'history', {
        params: { workspaceId: ws, id },
        query: { limit: 50, cursor: pageParam },
        signal,
      }) as Promise<Page<HistoryEntry>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
  });

export const createRecord = (
  ws: string,
  type: string,
  input: { body: unknown; idempotencyKey: string; query?: { onDuplicate: OnDuplicate } },
) => operate(type, 'create', { params: { workspaceId: ws }, ...input }) as Promise<WebRecord>;

/** A record as far as its address and version go. */
export type RecordRef = Pick<WebRecord, 'type' | 'id' | 'version'>;

export const updateRecord = (ws: string, record: RecordRef, body: Record<string, unknown>) =>
  operate(record.type, 'update', {
    params: { workspaceId: ws, id: record.id },
    body,
    version: record.version,
  }) as Promise<WebRecord>;

export const setArchived = (ws: string, record: RecordRef, operation: 'archive' | 'restore') =>
  operate(record.type, operation, {
    params: { workspaceId: ws, id: record.id },
    body: {},
    version: record.version,
  }) as Promise<WebRecord>;

type Pages = InfiniteData<Page<WebRecord>, string | undefined>;

/** Puts a changed record into every list and page that shows it. Order and membership settle with the next reading. */
export const spreadRecord = (client: QueryClient, ws: string, record: WebRecord): void => {
  const swap = (items: WebRecord[]) => items.map((item) => (item.id === record.id ? { ...item, ...record } : item));
  client.setQueryData<WebRecord>(['record', ws, record.type, record.id], record);
  client.setQueriesData<Pages>({ queryKey: ['list', ws, record.type] }, (data) =>
    data ? { ...data, pages: data.pages.map((page) => ({ ...page, items: swap(page.items) })) } : data,
  );
  client.setQueriesData<Page<WebRecord>>({ queryKey: ['page', ws, record.type] }, (data) =>
    data ? { ...data, items: swap(data.items) } : data,
  );
};

/** Takes a record out of the lists that show it: after archiving, before the next reading. */
export const dropRecord = (client: QueryClient, ws: string, record: RecordRef): void => {
  client.setQueriesData<Pages>({ queryKey: ['list', ws, record.type] }, (data) => {
    if (!data?.pages.some((page) => page.items.some((item) => item.id === record.id))) return data;
    const pages = data.pages.map((page) => ({
      ...page,
      ...(page.total === undefined ? {} : { total: page.total - 1 }),
      items: page.items.filter((item) => item.id !== record.id),
    }));
    return { ...data, pages };
  });
};

/** A record that some list already holds: shown at once while the full one is read. */
export const knownRecord = (
  client: QueryClient,
  ws: string,
  ref: { type: string; id: string },
): WebRecord | undefined => {
  const full = client.getQueryData<WebRecord>(['record', ws, ref.type, ref.id]);
  if (full) return full;
  for (const [, data] of client.getQueriesData<Pages>({ queryKey: ['list', ws, ref.type] })) {
    for (const page of data?.pages ?? []) {
      const found = page.items.find((item) => item.id === ref.id);
      if (found) return found;
    }
  }
  return undefined;
};
