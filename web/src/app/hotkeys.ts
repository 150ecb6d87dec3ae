import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useLatest } from '../lib/hooks.ts';
import { isCovered, isTyping } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { routes } from './routes.tsx';

/** Time in which the letter after `G` counts. */
const SEQUENCE_MS = 1200;

/** `/` to the search box, Ctrl+K for the palette, `G` and a letter to a page. */
export const useGlobalKeys = (openPalette: () => void): void => {
  const [, navigate] = useLocation();
  const { can } = useWorkspace();
  const latest = useLatest({ navigate, can, openPalette });
  useEffect(() => {
    let pressedG = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isCovered()) return;
      if (event.key === '/') {
        event.preventDefault();
        const box = document.querySelector<HTMLInputElement>('[data-search-box]');
        if (box) box.focus();
        else latest.current.openPalette();
        return;
      }
      const key = event.key.toLowerCase();
      if (event.timeStamp - pressedG < SEQUENCE_MS) {
        const route = routes.find(
          (one) => one.nav?.letter === key && (!one.permission || latest.current.can(one.permission)),
        );
        pressedG = Number.NEGATIVE_INFINITY;
        // The table would take the letter as the beginning of an edit, and a page as its own key, also where it leads nowhere.
        event.preventDefault();
        event.stopPropagation();
        if (route) latest.current.navigate(route.path);
      } else if (key === 'g') {
        pressedG = event.timeStamp;
        event.preventDefault();
        event.stopPropagation();
      }
    };
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  }, [latest]);
};
