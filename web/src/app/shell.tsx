import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { usePhone } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { useMembers } from '../lib/titles.ts';
import { Bell } from '../notices/bell.tsx';
import { HelpButton, HelpPlace } from '../problems/help-button.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { useGlobalKeys } from './hotkeys.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Message } from './message.tsx';
import { PaletteDoor, preloadPalette } from './palette-door.tsx';
import { Rail } from './rail.tsx';
import type { AppRoute } from './route.tsx';
import { AntdFrame } from './route.tsx';
import { routes } from './routes.tsx';
import { SearchBox } from './search-box.tsx';
import { type UserDialog, UserMenu } from './user-menu.tsx';

const JobsTray = part(() => import('../views/jobs-tray.tsx'));
const ShortcutsDialog = part(() => import('./shortcuts-dialog.tsx'));
const PasswordDialog = part(() => import('../auth/password-dialog.tsx'));

export type ShellDialog = UserDialog | 'palette' | undefined;

function Guarded({ route, params }: { route: AppRoute; params: Readonly<Record<string, string>> }) {
  const { can } = useWorkspace();
  const { t } = useI18n();
  if (route.permission && !can(route.permission))
    return <Message title={t.common.forbiddenTitle} text={t.common.forbiddenText} />;
  if (!route.framed) return <route.Page params={params} />;
  void route.preload();
  return (
    <AntdFrame>
      <route.Page params={params} />
    </AntdFrame>
  );
}

function Pages() {
  const { t } = useI18n();
  const [path] = useLocation();
  return (
    <CrashGuard place={path}>
      <Switch>
        {routes.map((route) => (
          <Route key={route.path} path={route.path}>
            {(params) => <Guarded route={route} params={{ ...params, path: route.path }} />}
          </Route>
        ))}
        <Route>
          <Message
            title={t.common.notFoundTitle}
            text={t.common.notFoundText}
            action={{ label: t.common.toHome, href: '/' }}
          />
        </Route>
      </Switch>
    </CrashGuard>
  );
}

function Frame() {
  const { t } = useI18n();
  const workspace = useWorkspace();
  const phone = usePhone();
  const [dialog, setDialog] = useState<ShellDialog>();
  useGlobalKeys(() => setDialog('palette'));
  usePageKeys({ '?': () => setDialog('shortcuts') });
  useMembers();
  const close = () => setDialog(undefined);
  return (
    <div className={`shell${phone ? ' phone' : ''}`}>
      <a className="skip" href="#content">
        {t.nav.skip}
      </a>
      {phone ? null : <Rail />}
      <div className="stage">
        <header className="topbar">
          <SearchBox onPalette={() => setDialog('palette')} />
          <span className="spread" />
          {workspace.workspaceKind === 'sandbox' ? (
            <span className="badge warn" title={t.nav.sandboxNote}>
              {t.nav.sandbox}
            </span>
          ) : null}
          {phone ? null : <LanguageSwitch />}
          <HelpButton />
          {workspace.can('work:read') ? <Bell /> : null}
          <UserMenu onOpen={setDialog} />
        </header>
        <main id="content" className="content" tabIndex={-1}>
          <Pages />
        </main>
      </div>
      {phone ? <BottomBar /> : null}
      <JobsTray />
      <HelpPlace />
      {dialog === 'palette' ? <PaletteDoor onClose={close} onDialog={setDialog} /> : null}
      {dialog === 'shortcuts' ? <ShortcutsDialog onClose={close} /> : null}
      {dialog === 'password' ? <PasswordDialog onClose={close} /> : null}
    </div>
  );
}

/** The frame around every page of a workspace. */
export default function Shell() {
  const { workspaceId } = useWorkspace();
  const client = useQueryClient();
  useEffect(() => {
    // Once the first page stands, the code of the others is fetched, so that going there does not wait for it.
    const idle = setTimeout(() => {
      void preloadPalette();
      for (const route of routes) if (!route.framed) void route.preload();
    }, 1500);
    return () => clearTimeout(idle);
  }, []);
  useEffect(
    () => () => client.removeQueries({ predicate: (query) => query.queryKey[1] === workspaceId }),
    [client, workspaceId],
  );
  return (
    <Router base={`/${workspaceId}`}>
      <Frame />
    </Router>
  );
}
