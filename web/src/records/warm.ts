import type { Entity } from '../../../shared/kernel/entity.ts';
import { queryClient } from '../lib/query-client.ts';
import { listQuery, recordQuery } from '../lib/records.ts';
import { rememberedDefault, viewsQuery } from '../views/api.ts';
import { askOf, readView } from './view.ts';

/** Fetches the first rows of a list before its page is there. */
export const warmList = (ws: string, entity: Entity, search: string): void => {
  const view = readView(search);
  void queryClient.prefetchQuery(viewsQuery(ws, entity.name));
  // What a saved view or a relative day asks for is known on the page only.
  if (view.saved || rememberedDefault(ws, entity.name) || view.conditions.some(({ value }) => value.includes('@')))
    return;
  void queryClient.prefetchInfiniteQuery(listQuery(ws, entity.name, askOf(entity, view)));
};

/** Fetches a record before its page is opened. */
export const warmRecord = (ws: string, type: string, id: string): void => {
  void queryClient.prefetchQuery(recordQuery(ws, type, id));
};
