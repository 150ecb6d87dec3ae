import { useEffect } from 'react';
import { useLatest } from './hooks.ts';

/** Whether a key press belongs to something that is being typed into. */
export const isTyping = (event: KeyboardEvent): boolean => {
  const target = event.target;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
};

/** Whether a panel is open over the page, which then has the keys. */
export const isCovered = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

/** Single letters that do something on a page while nothing is being typed. */
export const usePageKeys = (keys: Readonly<Record<string, () => void>>): void => {
  const latest = useLatest(keys);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isCovered())
        return;
      const run = latest.current[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [latest]);
};
