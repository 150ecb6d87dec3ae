import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { recall, remember } from '../lib/storage.ts';
import type { AppRoute, NavGroup } from './route.tsx';
import { navGroups } from './route.tsx';
import { routes } from './routes.tsx';
import { WorkspaceSwitch } from './workspace-switch.tsx';

/** The pages of a group that this member may open. */
export const useNav = (): { group: NavGroup; pages: readonly AppRoute[] }[] => {
  const { can } = useWorkspace();
  return navGroups
    .map((group) => ({
      group,
      pages: routes.filter((route) => route.nav?.group === group && (!route.permission || can(route.permission))),
    }))
    .filter(({ pages }) => pages.length > 0);
};

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

export function NavLink({ route, onGo }: { route: AppRoute; onGo?: () => void }) {
  const i18n = useI18n();
  const { workspaceId } = useWorkspace();
  const [path] = useLocation();
  const nav = route.nav;
  if (!nav) return null;
  const at = (place: string) => (place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`));
  // Of /settings and /settings/calendar only the nearer one is where the person stands.
  const nearer = routes.some((one) => one.nav && one.path.length > route.path.length && at(one.path));
  const active = at(route.path) && !nearer;
  const label = nav.label(i18n);
  const warm = () => {
    void route.preload();
    route.warm?.({ workspaceId, params: {}, search: '' });
  };
  return (
    <Link
      href={route.path}
      className={`rail-link${active ? ' active' : ''}`}
      {...(active ? { 'aria-current': 'page' as const } : {})}
      title={nav.letter ? `${label} (G ${nav.letter.toUpperCase()})` : label}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => onGo?.()}
    >
      <Icon name={nav.icon} />
      <span>{label}</span>
    </Link>
  );
}

/** The rail of objects at the left; it can be drawn in to icons. */
export function Rail() {
  const { t } = useI18n();
  const [narrow, setNarrow] = useState(() => recall('rail-narrow', isBoolean) ?? false);
  const toggle = () => {
    remember('rail-narrow', !narrow);
    setNarrow(!narrow);
  };
  return (
    <nav className={`rail${narrow ? ' narrow' : ''}`} aria-label={t.nav.main}>
      <WorkspaceSwitch />
      <div className="rail-groups">
        {useNav().map(({ group, pages }) => (
          <div key={group} className="rail-group">
            <div className="rail-heading">{t.nav.groups[group]}</div>
            {pages.map((route) => (
              <NavLink key={route.path} route={route} />
            ))}
          </div>
        ))}
      </div>
      <button
        type="button"
        className="rail-link rail-toggle"
        aria-label={narrow ? t.nav.expand : t.nav.collapse}
        title={narrow ? t.nav.expand : t.nav.collapse}
        onClick={toggle}
      >
        <Icon name="sidebar" />
      </button>
    </nav>
  );
}
