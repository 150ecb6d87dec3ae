import type { FormEvent } from 'react';
import { useState } from 'react';
import { password } from '../../../shared/access/access.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { token } from '../session.ts';
import { NewPasswordFields, PasswordField } from './fields.tsx';

/** Change of the own password. */
export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    if (text('newPassword') !== text('repeat')) return setProblem(t.auth.differ);
    setBusy(true);
    try {
      const body = {
        action: 'change' as const,
        currentPassword: text('current'),
        newPassword: text('newPassword'),
        accessToken: token() ?? '',
      };
      await call(password, { params: {}, body });
      toast({ text: t.auth.changed });
      onClose();
    } catch (error) {
      setProblem(errorText(error, i18n));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t.nav.changePassword} kind="dialog" onClose={onClose}>
      <form className="auth-form" onSubmit={submit}>
        <PasswordField name="current" label={t.auth.currentPassword} autoComplete="current-password" />
        <NewPasswordFields />
        {problem ? (
          <p className="auth-problem" role="alert">
            {problem}
          </p>
        ) : null}
        <button type="submit" className="btn primary" disabled={busy}>
          {t.auth.setPassword}
        </button>
      </form>
    </Dialog>
  );
}
