import { useId, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { focusNow } from '../lib/hooks.ts';

interface TextProps {
  name: string;
  type: 'email' | 'text';
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** E-mail; focused where it is empty. */
export function TextField({ name, type, label, value, onChange }: TextProps) {
  const id = useId();
  return (
    <div className="auth-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        className="input"
        autoComplete="username"
        required
        ref={value === '' ? focusNow : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

interface PasswordProps {
  name: string;
  label: string;
  autoComplete: 'current-password' | 'new-password';
  hint?: string;
}

/** A password that can be looked at while typing. */
export function PasswordField({ name, label, autoComplete, hint }: PasswordProps) {
  const { t } = useI18n();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="auth-field">
      <label htmlFor={id}>{label}</label>
      <div className="auth-password">
        <input
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          className="input"
          autoComplete={autoComplete}
          required
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <button
          type="button"
          className="btn quiet square"
          aria-label={shown ? t.auth.hidePassword : t.auth.showPassword}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" />
        </button>
      </div>
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
    </div>
  );
}

/** A new password, twice. */
export function NewPasswordFields() {
  const { t } = useI18n();
  return (
    <>
      <PasswordField name="newPassword" label={t.auth.newPassword} autoComplete="new-password" hint={t.auth.rule} />
      <PasswordField name="repeat" label={t.auth.repeatPassword} autoComplete="new-password" />
    </>
  );
}

/** A code from mail or an authenticator app. */
export function CodeField() {
  const { t } = useI18n();
  const id = useId();
  return (
    <div className="auth-field">
      <label htmlFor={id}>{t.auth.code}</label>
      <input
        id={id}
        name="code"
        className="input"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        required
        ref={focusNow}
      />
    </div>
  );
}
