import { useEffect } from 'react';
import { useLatest } from '../lib/hooks.ts';
import { isCovered, isTyping } from '../lib/keys.ts';

interface Lines {
  keys: readonly string[];
  active: string | undefined;
  onActive: (key: string) => void;
  onOpen: (key: string) => void;
}

/** J and K (or the arrows) move through the lines, Enter opens one. */
export const useWorkKeys = (lines: Lines): void => {
  const latest = useLatest(lines);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event) || isCovered()) return;
      const { keys, active, onActive, onOpen } = latest.current;
      const at = active === undefined ? -1 : keys.indexOf(active);
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      if (step) {
        const next = keys[Math.max(0, Math.min(keys.length - 1, at + step))];
        if (next === undefined) return;
        event.preventDefault();
        onActive(next);
        document.querySelector(`[data-work="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' });
        return;
      }
      // Enter on a button or link is that button's own.
      const onButton = event.target instanceof HTMLElement && event.target.closest('button, a, select') !== null;
      const current = keys[at];
      if (event.key !== 'Enter' || onButton || current === undefined) return;
      event.preventDefault();
      onOpen(current);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [latest]);
};
