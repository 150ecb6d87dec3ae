import { useEffect } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useLatest } from '../lib/hooks.ts';
import { isCovered, isTyping } from '../lib/keys.ts';

/** How many edits can be taken back one after the other. */
const KEPT = 50;

interface Edit {
  ws: string;
  back: () => Promise<unknown>;
}

const edits: Edit[] = [];

/** Remembers how an edit is taken back. @returns forgets it: nothing came of it */
export const noteEdit = (edit: Edit): (() => void) => {
  edits.push(edit);
  if (edits.length > KEPT) edits.shift();
  return () => {
    const at = edits.indexOf(edit);
    if (at >= 0) edits.splice(at, 1);
  };
};

/** Ctrl+Z takes back the last edit made in this window, where nothing is being typed. */
export const useUndoKey = (ws: string): void => {
  const i18n = useI18n();
  const latest = useLatest(i18n);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return;
      if (event.defaultPrevented || isTyping(event) || isCovered()) return;
      event.preventDefault();
      const { t } = latest.current;
      const last = edits.at(-1);
      if (!last || last.ws !== ws) return toast({ text: t.views.grid.nothingToUndo });
      edits.pop();
      last.back().then(
        () => toast({ text: t.views.grid.undone }),
        (error: unknown) => toast({ text: errorText(error, latest.current), tone: 'bad' }),
      );
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [ws, latest]);
};
