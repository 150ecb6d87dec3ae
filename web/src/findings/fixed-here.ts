import { useSyncExternalStore } from 'react';

// Findings that were put right from this page and wait for the audit to see it; a new visit begins without them.
let fixed: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

export const noteFixed = (id: string): void => {
  fixed = new Set([...fixed, id]);
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Ids of findings that were put right here and are still open until the next audit. */
export const useFixedHere = (): ReadonlySet<string> => useSyncExternalStore(subscribe, () => fixed);
