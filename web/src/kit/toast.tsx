import { useEffect, useSyncExternalStore } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { toldBy } from '../lib/last-failure.ts';
import { WhyLink } from '../problems/why-link.tsx';
import { Icon } from './icon.tsx';

export interface Toast {
  text: string;
  tone?: 'plain' | 'bad';
  action?: { label: string; run: () => void };
}

interface Shown extends Toast {
  id: number;
}

let shown: readonly Shown[] = [];
let next = 1;
const listeners = new Set<() => void>();
const set = (toasts: readonly Shown[]): void => {
  shown = toasts;
  for (const listener of listeners) listener();
};

const dismiss = (id: number): void => set(shown.filter((toast) => toast.id !== id));

/** Says something at the foot of the page; with an action it stays long enough to be reached. */
export const toast = (message: Toast): void => {
  const id = next++;
  set([...shown.slice(-2), { ...message, id }]);
};

function One({ item }: { item: Shown }) {
  const { t } = useI18n();
  const code = item.tone === 'bad' ? toldBy(item.text) : undefined;
  useEffect(() => {
    const timer = setTimeout(() => dismiss(item.id), item.action || code ? 9000 : item.tone === 'bad' ? 7000 : 3500);
    return () => clearTimeout(timer);
  }, [item, code]);
  return (
    <div className={`toast${item.tone === 'bad' ? ' bad' : ''}`} role={item.tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={item.tone === 'bad' ? 'warning' : 'check'} />
      <span>{item.text}</span>
      {code ? <WhyLink code={code} /> : null}
      {item.action ? (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            dismiss(item.id);
            item.action?.run();
          }}
        >
          {item.action.label}
        </button>
      ) : null}
      <button type="button" className="toast-close" aria-label={t.common.close} onClick={() => dismiss(item.id)}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where messages appear; one in the page. */
export function Toasts() {
  const items = useSyncExternalStore(subscribe, () => shown);
  return (
    <div className="toasts">
      {items.map((item) => (
        <One key={item.id} item={item} />
      ))}
    </div>
  );
}
