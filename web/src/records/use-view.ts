import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { useLatest } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { rememberedDefault, viewsQuery } from '../views/api.ts';
import type { SavedView } from '../views/saved.ts';
import { contentOf, isChanged, isPlain } from '../views/saved.ts';
import type { View } from './view.ts';
import { BARE, isSavedAddress, readView, viewText } from './view.ts';

/** How a list is looked at, and the saved views that it can be looked at with. */
export interface ListState {
  view: View;
  change: (part: Partial<View>) => void;
  /** The saved view is known, so that rows may be asked for. */
  ready: boolean;
  views: readonly SavedView[];
  saved: SavedView | undefined;
  /** The list shows something else than its saved view. */
  changed: boolean;
  /** View by which this member's list begins. */
  usual: string | undefined;
  choose: (id: string | undefined) => void;
}

const none: readonly SavedView[] = [];

/** Text of the address for a view: a saved one that was not changed is named alone. */
const addressOf = (view: View, saved: SavedView | undefined): string => {
  if (!saved) return viewText(view);
  if (!isChanged(view, saved)) return `view=${saved.id}`;
  return `${viewText({ ...view, saved: saved.id })}&changed=1`;
};

/** The list's view out of the address and the saved views, and the way to change it: `change({ sort: '-name' })`. */
export const useView = (entity: Entity): ListState => {
  const { workspaceId: ws } = useWorkspace();
  const search = useSearch();
  const [path, navigate] = useLocation();
  const answer = useQuery(viewsQuery(ws, entity.name));
  const views = answer.data?.items ?? none;
  const known = answer.data !== undefined || answer.isError;
  const usual = answer.data ? answer.data.defaults[entity.name] : rememberedDefault(ws, entity.name);
  const read = useMemo(() => readView(search), [search]);
  const bare = isPlain(read) && read.saved === undefined;
  const id = read.saved ?? (bare ? usual : undefined);
  const saved = id === BARE ? undefined : views.find((one) => one.id === id);
  const whole = saved !== undefined && (bare || isSavedAddress(search));
  const view = useMemo(() => (whole && saved ? { ...contentOf(saved), saved: saved.id } : read), [whole, saved, read]);

  const go = useCallback(
    (text: string) => navigate(text ? `${path}?${text}` : path, { replace: true }),
    [navigate, path],
  );
  const latest = useLatest({ view, saved, usual });
  const change = useCallback(
    (part: Partial<View>) => {
      const { view: now, saved: from, usual: begins } = latest.current;
      // An empty address would bring back the view by which the list begins.
      go(addressOf({ ...now, ...part }, from) || (begins ? `view=${BARE}` : ''));
    },
    [go, latest],
  );
  const choose = useCallback(
    (next: string | undefined) => go(next ? `view=${next}` : usual ? `view=${BARE}` : ''),
    [go, usual],
  );
  return {
    view,
    change,
    ready: known || id === undefined || id === BARE,
    views,
    saved,
    changed: saved !== undefined && isChanged(view, saved),
    usual,
    choose,
  };
};
