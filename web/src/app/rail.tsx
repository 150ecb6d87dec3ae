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

/** Whether somebody stands on a page; of /settings and /settings/calendar only the nearer one is where they are. */
const isHere = (route: AppRoute, path: string): boolean => {
  const at = (place: string) => (place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`));
  return at(route.path) && !routes.some((one) => one.nav && one.path.length > route.path.length && at(one.path));
};

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

export function NavLink({ route, onGo }: { route: AppRoute; onGo?: () => void }) {
  const i18n = useI18n();
  const { workspaceId } = useWorkspace();
  const [path] = useLocation();
  const nav = route.nav;
  if (!nav) return null;
  const active = isHere(route, path);
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

interface GroupProps {
  group: NavGroup;
  pages: readonly AppRoute[];
}

/** Groups that somebody has folded, or unfolded, on this device. */
const isFolds = (value: unknown): value is Partial<Record<NavGroup, boolean>> =>
  typeof value === 'object' && value !== null && Object.values(value).every(isBoolean);

/** A group that can be folded: of a folded one, the page on which somebody stands stays in sight. */
function RailGroup({ group, pages }: GroupProps) {
  const { t } = useI18n();
  const { canWrite } = useWorkspace();
  const [path] = useLocation();
  const [folded, setFolded] = useState(
    // Whoever may only look at the settings does so once in a while.
    () => recall('rail-folds', isFolds)?.[group] ?? (group === 'settings' && !canWrite('workspace')),
  );
  const toggle = () => {
    remember('rail-folds', { ...recall('rail-folds', isFolds), [group]: !folded });
    setFolded(!folded);
  };
  return (
    <div className={`rail-group${folded ? ' folded' : ''}`}>
      <button type="button" className="rail-heading" aria-expanded={!folded} onClick={toggle}>
        <span>{t.nav.groups[group]}</span>
        <Icon name={folded ? 'right' : 'down'} size={12} />
      </button>
      {pages
        .filter((route) => !folded || isHere(route, path))
        .map((route) => (
          <NavLink key={route.path} route={route} />
        ))}
    </div>
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
          <RailGroup key={group} group={group} pages={pages} />
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
