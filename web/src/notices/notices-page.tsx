import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { markRead } from './api.ts';
import { NoticeList, useUnread } from './notice-list.tsx';

/** All notices of the member. */
export default function NoticesPage() {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const unread = useUnread();
  useTitle(t.notices.title);
  return (
    <>
      <header className="page-head">
        <Icon name="bell" size={18} />
        <h1>{t.notices.title}</h1>
        <span className="spread" />
        {unread.length > 0 ? (
          <button type="button" className="btn" onClick={() => void markRead(ws, unread).catch(() => undefined)}>
            <Icon name="check" />
            {t.notices.allRead}
          </button>
        ) : null}
        <Link href="/notices/settings" className="btn quiet">
          <Icon name="settings" />
          {t.notices.settings}
        </Link>
      </header>
      <div className="nt-page">
        <NoticeList whole />
      </div>
    </>
  );
}
