import type { MouseEvent } from 'react';
import { useEffect } from 'react';
import { useLatest } from '../lib/hooks.ts';
import { objectionsOf } from '../process/reasons.ts';
import type { DocumentState } from '../process/use-document.ts';
import { firstField } from './asked.ts';

/**
 * A step that is refused puts the cursor where the first reason lies, whether the page knew it beforehand or the server said so.
 * Answers what listens to the step's buttons.
 */
export const useRefusedField = (document: DocumentState, focus: (field: string) => void) => {
  const latest = useLatest(focus);
  const { failure } = document;
  useEffect(() => {
    const field = failure ? firstField(failure.refusals) : undefined;
    if (field) latest.current(field);
  }, [failure, latest]);
  return (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-step]') : null;
    if (button?.getAttribute('aria-disabled') !== 'true') return;
    const option = document.process?.options.find((one) => one.action === button.dataset['step']);
    const field = option ? firstField(objectionsOf(option)) : undefined;
    if (field) latest.current(field);
  };
};
