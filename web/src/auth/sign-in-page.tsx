import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import type { SignInResult } from '../../../shared/access/access.contract.ts';
import { password as passwordEndpoint } from '../../../shared/access/access.contract.ts';
import { LanguageSwitch } from '../app/language-switch.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { errorText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';
import { continueSession, startSession } from '../session.ts';
import { CodeField, NewPasswordFields, PasswordField, TextField } from './fields.tsx';

type Step =
  | { at: 'sign-in'; note?: string }
  | { at: 'forgot' }
  | { at: 'reset' }
  | { at: 'new-password' | 'mfa-code'; session: string };

interface CardProps {
  title: string;
  text?: ReactNode;
  submit: string;
  onSubmit: (form: FormData) => Promise<void>;
  children: ReactNode;
  foot?: ReactNode;
}

const value = (form: FormData, name: string): string => String(form.get(name) ?? '');

function Card({ title, text, submit, onSubmit, children, foot }: CardProps) {
  const i18n = useI18n();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (form.has('repeat') && value(form, 'repeat') !== value(form, 'newPassword')) {
      setProblem(i18n.t.auth.differ);
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit(form);
    } catch (error) {
      setProblem(errorText(error, i18n));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="auth-card" onSubmit={send}>
      <h1>{title}</h1>
      {text ? <p className="auth-text">{text}</p> : null}
      {children}
      {problem ? (
        <p className="auth-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <button type="submit" className="btn primary wide" disabled={busy}>
        {submit}
      </button>
      {foot}
    </form>
  );
}

/** Sign-in with its two questions (own password, code of the authenticator) and the way back in for who forgot. */
export default function SignInPage() {
  const { t } = useI18n();
  const [step, setStep] = useState<Step>({ at: 'sign-in' });
  const [email, setEmail] = useState('');
  useTitle(t.auth.title);

  const follow = (result: SignInResult) => {
    if (result.status === 'challenge') setStep({ at: result.challenge, session: result.session });
  };
  const back = (
    <button type="button" className="link" onClick={() => setStep({ at: 'sign-in' })}>
      {t.auth.back}
    </button>
  );

  const cards: Record<Step['at'], () => ReactNode> = {
    'sign-in': () => (
      <Card
        key="sign-in"
        title={t.auth.title}
        text={'note' in step ? step.note : undefined}
        submit={t.auth.submit}
        onSubmit={async (form) => follow(await startSession(email.trim(), value(form, 'password')))}
        foot={
          <button type="button" className="link" onClick={() => setStep({ at: 'forgot' })}>
            {t.auth.forgot}
          </button>
        }
      >
        <TextField name="email" type="email" label={t.auth.email} value={email} onChange={setEmail} />
        <PasswordField name="password" label={t.auth.password} autoComplete="current-password" />
      </Card>
    ),
    forgot: () => (
      <Card
        key="forgot"
        title={t.auth.forgotTitle}
        text={t.auth.forgotText}
        submit={t.auth.sendCode}
        foot={back}
        onSubmit={async () => {
          await call(passwordEndpoint, { params: {}, body: { action: 'forgot', email: email.trim() } });
          setStep({ at: 'reset' });
        }}
      >
        <TextField name="email" type="email" label={t.auth.email} value={email} onChange={setEmail} />
      </Card>
    ),
    reset: () => (
      <Card
        key="reset"
        title={t.auth.resetTitle}
        text={t.auth.resetText(email)}
        submit={t.auth.setPassword}
        foot={back}
        onSubmit={async (form) => {
          const body = {
            action: 'reset' as const,
            email: email.trim(),
            code: value(form, 'code').trim(),
            newPassword: value(form, 'newPassword'),
          };
          await call(passwordEndpoint, { params: {}, body });
          setStep({ at: 'sign-in', note: t.auth.resetDone });
        }}
      >
        <CodeField />
        <NewPasswordFields />
      </Card>
    ),
    'new-password': () => (
      <Card
        key="new-password"
        title={t.auth.newPasswordTitle}
        text={t.auth.newPasswordText}
        submit={t.auth.setPassword}
        foot={back}
        onSubmit={async (form) => {
          if ('session' in step)
            follow(
              await continueSession(
                { email: email.trim(), session: step.session },
                { newPassword: value(form, 'newPassword') },
              ),
            );
        }}
      >
        <NewPasswordFields />
      </Card>
    ),
    'mfa-code': () => (
      <Card
        key="mfa-code"
        title={t.auth.mfaTitle}
        text={t.auth.mfaText}
        submit={t.auth.confirm}
        foot={back}
        onSubmit={async (form) => {
          if ('session' in step)
            follow(
              await continueSession(
                { email: email.trim(), session: step.session },
                { code: value(form, 'code').trim() },
              ),
            );
        }}
      >
        <CodeField />
      </Card>
    ),
  };

  return (
    <main className="auth">
      <header className="auth-head">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <div>
          <strong>{t.common.product}</strong>
          <span>{t.auth.tagline}</span>
        </div>
      </header>
      {cards[step.at]()}
      <LanguageSwitch />
    </main>
  );
}
