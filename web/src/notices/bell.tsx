import './bell.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { noticesQuery } from './api.ts';

const BellPanel = part(() => import('./bell-panel.tsx'));

/** The bell of the frame with the number of unread notices; a phone goes to their page. */
export function Bell() {
  const { t } = useI18n();
  const format = useFormat();
  const phone = usePhone();
  const { workspaceId: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useInfiniteQuery(noticesQuery(ws));
  const unread = list.data?.pages[0]?.unread ?? 0;
  // A hundred is as far as the server counts.
  const count = unread >= 100 ? '99+' : format.number(unread);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="btn quiet square bell"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={unread > 0 ? t.notices.bell(count) : t.notices.bellNone}
        title={t.notices.title}
        onPointerEnter={() => void BellPanel.preload()}
        onClick={() => (phone ? navigate('/notices') : setOpen(!open))}
      >
        <Icon name="bell" size={18} />
        {unread > 0 ? (
          <span className="bell-count" aria-hidden="true">
            {count}
          </span>
        ) : null}
      </button>
      {open ? <BellPanel anchor={button} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
