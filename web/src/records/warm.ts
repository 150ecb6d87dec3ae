import type { Entity } from '../../../shared/kernel/entity.ts';
import { queryClient } from '../lib/query-client.ts';
import { listQuery, recordQuery } from '../lib/records.ts';
import { askOf, readView } from './view.ts';

/** Fetches the first rows of a list before its page is there. */
export const warmList = (ws: string, entity: Entity, search: string): void => {
  void queryClient.prefetchInfiniteQuery(listQuery(ws, entity.name, askOf(entity, readView(search))));
};

/** Fetches a record before its page is opened. */
export const warmRecord = (ws: string, type: string, id: string): void => {
  void queryClient.prefetchQuery(recordQuery(ws, type, id));
};
