import { useEffect, useRef, useState, useSyncExternalStore } from 'react';

const narrow = typeof window === 'undefined' ? undefined : window.matchMedia('(max-width: 600px)');

/** Whether the page stands on a phone. */
export const usePhone = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      narrow?.addEventListener('change', listener);
      return () => narrow?.removeEventListener('change', listener);
    },
    () => narrow?.matches ?? false,
  );

/** True once `waiting` has lasted 150 ms: anything shorter shows no skeleton, so that nothing flickers. */
export const useSlow = (waiting: boolean): boolean => {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), 150);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && slow;
};

/** The value as it was `delay` ms ago unless it has changed since: for search while typing. */
export const useDebounced = <T>(value: T, delay: number): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
};

/** The newest value of something, for handlers that are registered once. */
export const useLatest = <T>(value: T): { readonly current: T } => {
  const ref = useRef(value);
  ref.current = value;
  return ref;
};

/** As `ref`: takes the focus as soon as the element is there. For editors that were opened in order to type. */
export const focusNow = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });

/** Puts the page's name into the window title. */
export const useTitle = (title: string | undefined): void => {
  useEffect(() => {
    if (title) document.title = `${title} · Evergreen`;
  }, [title]);
};
