import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { lockText } from './lock.ts';
import type { DocumentState } from './use-document.ts';

/** Puts the focus on the button of the step that opens the document again, or on the first step there is. */
const showSteps = (action: string | undefined): void => {
  const steps = window.document.querySelectorAll<HTMLElement>('.proc [data-step]');
  const wanted = [...steps].find((one) => one.dataset['step'] === action) ?? steps[0];
  wanted?.scrollIntoView({ block: 'nearest' });
  wanted?.focus({ preventScroll: true });
};

interface Props {
  document: DocumentState;
  /** Why the field is not changed here, when it is not because of the document's lock. */
  text?: string;
}

/** A small lock beside a value: why it cannot be changed here, and the way to the step that opens it. */
export function LockMark({ document, text }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { lock, unlock } = document;
  const way = unlock && lock?.edits === 'refused' ? ` ${t.process.lock.unlock(label(unlock.label))}` : '';
  const why = text ?? (lock ? `${lockText(lock, i18n)}${way}` : '');
  return (
    <button
      type="button"
      className="lock-mark"
      aria-label={why}
      title={why}
      onClick={() => {
        toast({ text: why });
        showSteps(text === undefined ? unlock?.action : undefined);
      }}
    >
      <Icon name="lock" size={13} />
    </button>
  );
}
