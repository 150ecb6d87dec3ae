import type { RefObject } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { markRead } from './api.ts';
import { NoticeList, useUnread } from './notice-list.tsx';

/** The notices beside the bell. */
export default function BellPanel({ anchor, onClose }: { anchor: RefObject<HTMLElement | null>; onClose: () => void }) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const unread = useUnread();
  return (
    <Popover anchor={anchor} side="end" className="nt-panel" label={t.notices.title} onClose={onClose}>
      <header className="nt-head">
        <h2>{t.notices.title}</h2>
        <span className="spread" />
        {unread.length > 0 ? (
          <button type="button" className="link" onClick={() => void markRead(ws, unread).catch(() => undefined)}>
            {t.notices.allRead}
          </button>
        ) : null}
        <Link
          href="/notices/settings"
          className="btn quiet small square"
          aria-label={t.notices.settings}
          title={t.notices.settings}
          onClick={onClose}
        >
          <Icon name="settings" />
        </Link>
      </header>
      <div className="nt-scroll">
        <NoticeList onOpen={onClose} />
      </div>
      <footer className="nt-foot">
        <Link href="/notices" className="link" onClick={onClose}>
          {t.notices.all}
        </Link>
      </footer>
    </Popover>
  );
}
