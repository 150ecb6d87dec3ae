import { useEffect } from 'react';
import { useLatest } from '../lib/hooks.ts';
import { isCovered, isTyping } from '../lib/keys.ts';
import type { WebRecord } from '../lib/records.ts';

interface Board {
  rows: readonly WebRecord[];
  active: string | undefined;
  onActive: (id: string) => void;
  onOpen: (finding: WebRecord, start: 'fix' | 'explain') => void;
  /** Chooses a finding for what is done with several, or lets go of it. */
  onChoose: (finding: WebRecord) => void;
  /** Explains those that are chosen; absent while none is. */
  onExplainChosen: (() => void) | undefined;
}

/** A box that was ticked keeps the focus; letters are no text for it. */
const isBox = ({ target }: KeyboardEvent): boolean => target instanceof HTMLInputElement && target.type === 'checkbox';

/** J and K move through the findings, Enter opens one, E explains it or all that are chosen, X chooses it. */
export const useBoardKeys = (board: Board): void => {
  const latest = useLatest(board);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isCovered()) return;
      if (isTyping(event) && !isBox(event)) return;
      const { rows, active, onActive, onOpen, onChoose, onExplainChosen } = latest.current;
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
      if (event.key === 'x' && current) {
        event.preventDefault();
        return onChoose(current);
      }
      if (event.key === 'e' && onExplainChosen) {
        event.preventDefault();
        return onExplainChosen();
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
