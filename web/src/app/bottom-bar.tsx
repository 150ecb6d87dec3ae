import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { NavLink, useNav } from './rail.tsx';
import { routes } from './routes.tsx';

/** The phone's navigation: the four pages of the day and a sheet with all of them. */
export function BottomBar() {
  const { t } = useI18n();
  const { can, all, workspaceId } = useWorkspace();
  const [open, setOpen] = useState(false);
  const nav = useNav();
  const bar = routes.filter((route) => route.nav?.bar && (!route.permission || can(route.permission))).slice(0, 4);
  return (
    <nav className="bottom-bar" aria-label={t.nav.main}>
      {bar.map((route) => (
        <NavLink key={route.path} route={route} />
      ))}
      <button
        type="button"
        className="rail-link"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Icon name="menu" />
        <span>{t.common.more}</span>
      </button>
      {open ? (
        <Dialog title={t.nav.main} onClose={() => setOpen(false)}>
          {nav.map(({ group, pages }) => (
            <div key={group} className="rail-group">
              <div className="rail-heading">{t.nav.groups[group]}</div>
              {pages.map((route) => (
                <NavLink key={route.path} route={route} onGo={() => setOpen(false)} />
              ))}
            </div>
          ))}
          {all.length > 1 ? (
            <div className="rail-group">
              <div className="rail-heading">{t.nav.workspaces}</div>
              {all.map((one) => (
                <a
                  key={one.workspaceId}
                  className={`rail-link${one.workspaceId === workspaceId ? ' active' : ''}`}
                  href={`/${one.workspaceId}`}
                >
                  <Icon name="account" />
                  <span>{one.workspaceName}</span>
                </a>
              ))}
            </div>
          ) : null}
        </Dialog>
      ) : null}
    </nav>
  );
}
