import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import type { Language } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { phoneOf, telHref } from '../records/record-cards.tsx';
import { balanceIn, overdueDays } from './amounts.ts';
import { commerceQuery, owedQuery } from './api.ts';
import type { Reminded } from './reminder-text.ts';
import { reminderText } from './reminder-text.ts';

const remindedOf = (row: WebRecord, today: string, own: string): Reminded => ({
  number: titleOf(row),
  currency: typeof row['currency'] === 'string' ? row['currency'] : own,
  balance: balanceIn(row),
  dueDate: String(row['dueDate']),
  days: overdueDays(row['dueDate'], today),
});

function Body({ account, rows }: { account: WebRecord; rows: readonly WebRecord[] }) {
  const { t } = useI18n();
  const format = useFormat();
  const id = useId();
  const { workspaceId: ws, currency } = useWorkspace();
  const policy = useQuery(commerceQuery(ws));
  const [lang, setLang] = useState<Language>(account['language'] === 'en' ? 'en' : 'zh-CN');
  const words = t.receivables.reminder;
  const today = format.today();
  const items = rows.map((row) => remindedOf(row, today, currency)).filter((one) => one.days > 0);
  const times = Math.max(1, ...rows.map((row) => Number(row['reminder'] ?? 1)));
  const seller = policy.data?.policy.seller;
  if (items.length === 0) return <p className="q-text">{words.nothing}</p>;
  if (!seller)
    return policy.error ? <Failed error={policy.error} onRetry={() => void policy.refetch()} /> : <Waiting />;
  const text = reminderText({ name: titleOf(account), items, seller, today, times }, lang);
  const [subject = ''] = text.split('\n');
  const phone = phoneOf(account);
  const mail = typeof account['email'] === 'string' ? account['email'] : undefined;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ text: words.copied });
    } catch {
      toast({ text: words.noClipboard, tone: 'bad' });
    }
  };
  return (
    <div className="form">
      <p className="quiet-hint">{words.callFirst}</p>
      <Choice
        label={words.language}
        options={[
          { value: 'zh-CN', label: t.nav.languageNames['zh-CN'] },
          { value: 'en', label: t.nav.languageNames.en },
        ]}
        value={lang}
        onChange={setLang}
      />
      <div className="form-line">
        <label htmlFor={id}>{words.text}</label>
        <textarea
          id={id}
          className="input mo-text"
          rows={20}
          lang={lang}
          readOnly
          value={text}
          onFocus={({ target }) => target.select()}
        />
      </div>
      <div className="q-row">
        <button type="button" className="btn primary" onClick={() => void copy()}>
          <Icon name="copy" />
          {words.copy}
        </button>
        {mail ? (
          <a
            className="btn"
            href={`mailto:${mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`}
          >
            <Icon name="email" />
            {words.mail}
          </a>
        ) : null}
        {phone ? (
          <a className="btn" href={telHref(phone)}>
            <Icon name="call" />
            {words.call(phone)}
          </a>
        ) : null}
      </div>
    </div>
  );
}

/** What is overdue of a customer as a text to send, in the customer's language or the other one. */
export default function ReminderDialog({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const account = useQuery(recordQuery(ws, 'account', accountId));
  const owed = useQuery(owedQuery(ws, accountId));
  const error = account.error ?? owed.error;
  const retry = () => {
    void account.refetch();
    void owed.refetch();
  };
  return (
    <Dialog title={t.receivables.reminder.title(account.data ? titleOf(account.data) : '')} onClose={onClose}>
      {account.data && owed.data ? (
        <Body account={account.data} rows={owed.data.items} />
      ) : error ? (
        <Failed error={error} onRetry={retry} />
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}
