import { useSyncExternalStore } from 'react';

/** What help is asked about; nothing means the page. */
export interface HelpAbout {
  /** An error code, or the id of a process's refusal. */
  code?: string;
  /** An audit rule. */
  rule?: string;
  /** A step of a process: `order/submit`, `order#draft`. */
  step?: string;
  /** One entry. */
  id?: string;
}

export interface HelpState {
  about: HelpAbout;
  /** Another number for each time it is asked, so that the same question opens the same entry again. */
  asked: number;
}

let state: HelpState | undefined;
let count = 0;
const listeners = new Set<() => void>();
const set = (next: HelpState | undefined): void => {
  state = next;
  for (const listener of listeners) listener();
};

/** Opens the help panel; by itself it shows what concerns the page. */
export const openHelp = (about: HelpAbout = {}): void => {
  count++;
  set({ about, asked: count });
};

export const closeHelp = (): void => set(undefined);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};
const snapshot = () => state;

/** What the help panel shows; undefined while it is closed. */
export const useHelp = (): HelpState | undefined => useSyncExternalStore(subscribe, snapshot, snapshot);
