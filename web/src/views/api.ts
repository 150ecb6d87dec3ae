import { queryOptions } from '@tanstack/react-query';
import {
  archiveView,
  createView,
  listViews,
  restoreView,
  setDefaultView,
  updateView,
} from '../../../shared/views/views.contract.ts';
import { call, newKey } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import { isText, recall, remember } from '../lib/storage.ts';
import type { SavedView, Views } from './saved.ts';

const keyOf = (ws: string, entity: string) => ['views', ws, entity];
const defaultKey = (ws: string, entity: string) => `default-view:${ws}:${entity}`;

/** The view by which a list began last on this device: known before the answer is there. */
export const rememberedDefault = (ws: string, entity: string): string | undefined =>
  recall(defaultKey(ws, entity), isText) || undefined;

/** Views of a list that this member sees, and the one by which it begins. */
export const viewsQuery = (ws: string, entity: string) =>
  queryOptions({
    queryKey: keyOf(ws, entity),
    queryFn: async ({ signal }) => {
      const answer = (await call(listViews, { params: { workspaceId: ws }, query: { entity }, signal })) as Views;
      const own = answer.defaults[entity] ?? '';
      if (own !== (rememberedDefault(ws, entity) ?? '')) remember(defaultKey(ws, entity), own);
      return answer;
    },
    staleTime: 60_000,
  });

const refresh = (ws: string, entity: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: keyOf(ws, entity) });

const put = (ws: string, view: SavedView): void => {
  queryClient.setQueryData<Views>(keyOf(ws, view.entity), (now) =>
    now ? { ...now, items: [...now.items.filter((one) => one.id !== view.id), view] } : now,
  );
  void refresh(ws, view.entity);
};

/** @throws ApiError */
export const saveNewView = async (ws: string, body: Record<string, unknown>): Promise<SavedView> => {
  const saved = (await call(createView, {
    params: { workspaceId: ws },
    body: body as never,
    idempotencyKey: newKey(),
  })) as SavedView;
  put(ws, saved);
  return saved;
};

/** @throws ApiError */
export const changeView = async (ws: string, view: SavedView, body: Record<string, unknown>): Promise<SavedView> => {
  const saved = (await call(updateView, {
    params: { workspaceId: ws, id: view.id },
    body: body as never,
    version: view.version,
  })) as SavedView;
  put(ws, saved);
  return saved;
};

/** Puts a view away; answers how to bring it back. @throws ApiError */
export const removeView = async (ws: string, view: SavedView): Promise<() => Promise<SavedView>> => {
  const gone = (await call(archiveView, {
    body: {},
    params: { workspaceId: ws, id: view.id },
    version: view.version,
  })) as SavedView;
  queryClient.setQueryData<Views>(keyOf(ws, view.entity), (now) =>
    now ? { ...now, items: now.items.filter((one) => one.id !== view.id) } : now,
  );
  void refresh(ws, view.entity);
  return async () => {
    const back = (await call(restoreView, {
      params: { workspaceId: ws, id: view.id },
      body: {},
      version: gone.version,
    })) as SavedView;
    put(ws, back);
    return back;
  };
};

/** The view by which one's own list begins; null for none. @throws ApiError */
export const makeDefault = async (ws: string, entity: string, viewId: string | null): Promise<void> => {
  const answer = await call(setDefaultView, {
    params: { workspaceId: ws },
    body: { entity, viewId },
    idempotencyKey: newKey(),
  });
  remember(defaultKey(ws, entity), answer.defaults[entity] ?? '');
  queryClient.setQueryData<Views>(keyOf(ws, entity), (now) => (now ? { ...now, defaults: answer.defaults } : now));
};
