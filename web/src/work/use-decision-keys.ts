import { useEffect } from 'react';
import { useLatest } from '../lib/hooks.ts';
import { isCovered, isTyping } from '../lib/keys.ts';
import type { Verdict } from './decide.ts';

interface Keys {
  ready: boolean;
  onApprove: () => void;
  onAsk: (verdict: Verdict) => void;
}

const asks: Readonly<Record<string, Verdict>> = { b: 'send-back', r: 'reject', c: 'approve' };

/** A approves, B sends back, R rejects, C approves with a comment. A key that is held down counts once: nothing is signed unseen. */
export const useDecisionKeys = (keys: Keys): void => {
  const latest = useLatest(keys);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event) || isCovered() || !latest.current.ready) return;
      const key = event.key.toLowerCase();
      const verdict = asks[key];
      if (key !== 'a' && !verdict) return;
      event.preventDefault();
      if (verdict) latest.current.onAsk(verdict);
      else latest.current.onApprove();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [latest]);
};
