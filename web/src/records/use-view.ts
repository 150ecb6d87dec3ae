import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { View } from './view.ts';
import { readView, viewText } from './view.ts';

/** The list's view out of the address, and the way to change it: `change({ sort: '-name' })`. */
export const useView = (): [View, (part: Partial<View>) => void] => {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const view = useMemo(() => readView(search), [search]);
  const change = useCallback(
    (part: Partial<View>) => {
      const text = viewText({ ...view, ...part });
      navigate(text ? `${path}?${text}` : path, { replace: true });
    },
    [view, path, navigate],
  );
  return [view, change];
};
