import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { suggestLanguage, useI18n } from '../i18n/index.tsx';
import { Toasts } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useSlow } from '../lib/hooks.ts';
import type { Membership } from '../lib/me.tsx';
import { meQuery, WorkspaceProvider } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { endSession, onSession, renew, token } from '../session.ts';
import { innerPath, lastWorkspace, rememberWorkspace, workspaceOfPath } from './places.ts';

const Shell = part(() => import('./shell.tsx'), Waiting);
const FormPage = part(() => import('../leads/form-page.tsx'), Waiting);
const SurveyPage = part(() => import('../surveys/public-page.tsx'), Waiting);
const SignInPage = part(() => import('../auth/sign-in-page.tsx'), Waiting);

/** Set while somebody is signed in on this device: then the frame's code is fetched beside the first request. */
const hint = 'signed-in';

const useSession = (): 'starting' | 'out' | 'in' => {
  const signedIn = useSyncExternalStore(onSession, () => token() !== undefined);
  const [started, setStarted] = useState(signedIn);
  useEffect(() => {
    if (localStorage.getItem(hint)) void Shell.preload();
    renew().then((signedInNow) => {
      setStarted(true);
      // The first rows are asked for beside the question who this is.
      if (signedInNow) void import('./warm-place.ts').then(({ warmPlace }) => warmPlace(window.location));
    });
  }, []);
  useEffect(() => {
    if (!started) return;
    if (signedIn) localStorage.setItem(hint, '1');
    else localStorage.removeItem(hint);
  }, [started, signedIn]);
  return signedIn ? 'in' : started ? 'out' : 'starting';
};

const choose = (memberships: readonly Membership[], path: string): Membership | undefined => {
  const wanted = workspaceOfPath(path);
  if (wanted) return memberships.find((one) => one.workspaceId === wanted);
  const last = lastWorkspace();
  // The company itself before a place for practice.
  return (
    memberships.find((one) => one.workspaceId === last) ??
    memberships.find((one) => one.workspaceKind === 'production') ??
    memberships[0]
  );
};

function Waiting() {
  const slow = useSlow(true);
  const { t } = useI18n();
  return slow ? (
    <div className="boot" role="status">
      {t.common.loading}
    </div>
  ) : null;
}

function SignedIn() {
  const i18n = useI18n();
  const [path, navigate] = useLocation();
  const me = useQuery(meQuery);
  const memberships = me.data?.memberships ?? [];
  const membership = choose(memberships, path);

  useEffect(() => {
    if (!membership) return;
    rememberWorkspace(membership.workspaceId);
    suggestLanguage(membership.language);
    // Links from mails and from before a workspace was chosen stand without it.
    if (!workspaceOfPath(path))
      navigate(`/${membership.workspaceId}${path === '/' ? '' : path}${window.location.search}`, { replace: true });
  }, [membership, path, navigate]);

  if (me.error) {
    return (
      <div className="boot" role="alert">
        <p>{errorText(me.error, i18n)}</p>
        <button type="button" className="btn" onClick={() => me.refetch()}>
          {i18n.t.common.retry}
        </button>
        <button type="button" className="btn quiet" onClick={() => endSession()}>
          {i18n.t.nav.signOut}
        </button>
      </div>
    );
  }
  if (!me.data) return <Waiting />;
  if (!membership) {
    const [other] = memberships;
    return (
      <div className="boot" role="alert">
        <p>{i18n.t.auth.noWorkspace}</p>
        {other ? (
          <a className="btn" href={`/${other.workspaceId}${innerPath('/')}`}>
            {other.workspaceName}
          </a>
        ) : null}
        <button type="button" className="btn quiet" onClick={() => endSession()}>
          {i18n.t.nav.signOut}
        </button>
      </div>
    );
  }
  if (!workspaceOfPath(path)) return <Waiting />;
  return (
    <WorkspaceProvider membership={membership} all={memberships}>
      <Shell key={membership.workspaceId} />
    </WorkspaceProvider>
  );
}

/** A form of the company's for anybody: /form/<workspace>/<form>. */
const publicForm = /^\/form\/(ws_[0-9A-Za-z]+)\/(frm_[0-9A-Za-z]+)\/?$/.exec(window.location.pathname);

/** The question that a customer was sent: /survey/<workspace>/<request>/<secret>. Whatever the link is, the server says what it opens. */
const publicSurvey = /^\/survey\/([^/]+)\/(.+?)\/?$/.exec(window.location.pathname);

/** Whoever comes by the address of a form, or of a survey, is nobody here; everybody else has a session, or begins one. */
export function Root() {
  if (publicSurvey) return <SurveyPage ws={publicSurvey[1]!} token={publicSurvey[2]!.replace('/', '.')} />;
  return publicForm ? <FormPage ws={publicForm[1]!} formId={publicForm[2]!} /> : <Inside />;
}

/** Signed out: the sign-in page. Signed in: the frame of the workspace in the address. */
function Inside() {
  const session = useSession();
  const client = useQueryClient();
  useEffect(() => {
    // Nothing that one person read may be shown to the next.
    if (session === 'out') client.clear();
  }, [session, client]);
  return (
    <>
      {session === 'starting' ? <Waiting /> : session === 'out' ? <SignInPage /> : <SignedIn />}
      <Toasts />
    </>
  );
}
