import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from './icon.tsx';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** `drawer` stands at the right edge, `dialog` in the middle; both fill a phone. */
  kind?: 'drawer' | 'dialog';
}

const focusable =
  'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"])';

const keepInside = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'Tab') return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(focusable)].filter(
    (element) => element.offsetParent !== null,
  );
  const first = all[0];
  const last = all[all.length - 1];
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
};

/** A panel over the page: focus stays inside, Esc closes it, focus goes back to where it was. */
export function Dialog({ title, onClose, children, footer, kind = 'drawer' }: Props) {
  const { t } = useI18n();
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const first =
      panel.current?.querySelector<HTMLElement>('[data-autofocus]') ??
      panel.current?.querySelector<HTMLElement>('.dialog-body input, .dialog-body select');
    (first ?? panel.current)?.focus({ preventScroll: true });
    document.documentElement.classList.add('has-dialog');
    return () => {
      document.documentElement.classList.remove('has-dialog');
      if (!(before instanceof HTMLElement)) return;
      // What opened it may be gone, as the bar of a selection that was acted upon: then the page goes on where its work is.
      const work = document.querySelector<HTMLElement>('main [role=grid]') ?? document.querySelector('main');
      (before.isConnected ? before : work)?.focus({ preventScroll: true });
    };
  }, []);
  return createPortal(
    <div className={`dialog-back ${kind}`}>
      <div className="dialog-shade" aria-hidden="true" onClick={onClose} />
      <div
        ref={panel}
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        onKeyDown={(event) => {
          keepInside(event);
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.stopPropagation();
          onClose();
        }}
      >
        <header className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="btn quiet square" aria-label={t.common.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div className="dialog-body">{children}</div>
        {footer ? <footer className="dialog-foot">{footer}</footer> : null}
      </div>
    </div>,
    document.body,
  );
}
