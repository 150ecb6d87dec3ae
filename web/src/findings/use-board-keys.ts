import { useEffect } from 'react';
import { useLatest } from '../lib/hooks.ts';
import { isCovered, isTyping } from '../lib/keys.ts';
import type { WebRecord } from '../lib/records.ts';

interface Board {
  rows: readonly WebRecord[];
  active: string | undefined;
  onActive: (id: string) => void;
  onOpen: (finding: WebRecord, start: 'fix' | 'explain') => void;
}

/** J and K move through the findings, Enter opens one, E explains it. */
export const useBoardKeys = (board: Board): void => {
  const latest = useLatest(board);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isCovered()) return;
      const { rows, active, onActive, onOpen } = latest.current;
      const at = rows.findIndex((row) => row.id === active);
      const current = rows[at];
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      if (step) {
        const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
        if (!next) return;
        event.preventDefault();
        onActive(next.id);
        document.querySelector(`[data-finding="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: 'nearest' });
        return;
      }
      // Enter on a button or link is that button's own.
      const onButton = event.target instanceof HTMLElement && event.target.closest('button, a') !== null;
      if (!current || (event.key !== 'e' && (event.key !== 'Enter' || onButton))) return;
      event.preventDefault();
      onOpen(current, event.key === 'e' ? 'explain' : 'fix');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [latest]);
};
