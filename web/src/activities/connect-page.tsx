import './activities.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { deleteFeed, deleteMailbox, putFeed, putMailbox } from '../../../shared/activities/activities.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { feedQuery, mailboxQuery } from './api.ts';
import { usePasteMail } from './use-paste-mail.ts';

interface State {
  exists: boolean;
  madeAt?: string | undefined;
  readAt?: string | undefined;
}

interface SecretProps {
  icon: IconName;
  title: string;
  what: string;
  state: State | undefined;
  queryKey: readonly unknown[];
  make: () => Promise<{ address: string }>;
  revoke: () => Promise<unknown>;
  children?: ReactNode;
}

/** A secret address: made, shown once, renewed, ended. */
function Secret({ icon, title, what, state, queryKey, make, revoke, children }: SecretProps) {
  const i18n = useI18n();
  const words = i18n.t.activities.connect;
  const format = useFormat();
  const [address, setAddress] = useState<string>();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      await queryClient.invalidateQueries({ queryKey });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  const copy = async () => {
    if (!address) return;
    await navigator.clipboard?.writeText(address).catch(() => undefined);
    toast({ text: words.copied });
  };
  return (
    <section className="connect-card">
      <h2>
        <Icon name={icon} />
        {title}
      </h2>
      <p>{what}</p>
      {address ? (
        <>
          <div className="connect-address">
            <input
              className="input"
              readOnly
              value={address}
              aria-label={title}
              onFocus={(event) => event.target.select()}
            />
            <button type="button" className="btn primary" onClick={() => void copy()}>
              <Icon name="copy" />
              {words.copy}
            </button>
          </div>
          <p className="connect-note">{words.once}</p>
        </>
      ) : state ? (
        <p className="connect-note">
          {state.exists
            ? `${words.since(format.instant(state.madeAt ?? ''))} ${state.readAt ? words.read(format.ago(state.readAt)) : words.never}`
            : words.none}
        </p>
      ) : null}
      <div className="connect-acts">
        <button
          type="button"
          className={state?.exists ? 'btn' : 'btn primary'}
          disabled={busy || !state}
          title={state?.exists ? words.renewNote : undefined}
          onClick={() => void act(async () => setAddress((await make()).address))}
        >
          {state?.exists ? words.renew : words.make}
        </button>
        {state?.exists ? (
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() =>
              void act(async () => {
                await revoke();
                setAddress(undefined);
                toast({ text: words.revoked });
              })
            }
          >
            {words.revoke}
          </button>
        ) : null}
      </div>
      {children}
    </section>
  );
}

/** An e-mail of any customer, pasted. */
function PasteMail() {
  const { t } = useI18n();
  const words = t.activities.connect;
  const id = useId();
  const [raw, setRaw] = useState('');
  const [busy, setBusy] = useState(false);
  const [logged, setLogged] = useState<WebRecord>();
  const paste = usePasteMail();
  const save = async () => {
    setBusy(true);
    const record = await paste({ raw });
    setBusy(false);
    if (!record) return;
    setRaw('');
    setLogged(record);
  };
  return (
    <section className="connect-card">
      <h2>
        <Icon name="note" />
        {words.paste}
      </h2>
      <label htmlFor={id}>{words.pasteWhat}</label>
      <textarea
        id={id}
        className="input"
        rows={7}
        value={raw}
        onChange={(event) => setRaw(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && raw.trim() !== '') void save();
        }}
      />
      <div className="connect-acts">
        <button type="button" className="btn primary" disabled={busy || raw.trim() === ''} onClick={() => void save()}>
          {words.log}
        </button>
        {logged ? (
          <Link className="btn quiet" href={`/activities/${logged.id}`}>
            {words.openLogged}: {String(logged['subject'])}
          </Link>
        ) : null}
      </div>
    </section>
  );
}

/** The member's own addresses: the calendar for the phone, copies of e-mails. */
export default function ConnectPage() {
  const { t } = useI18n();
  const words = t.activities.connect;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const feed = useQuery(feedQuery(ws));
  const mailbox = useQuery(mailboxQuery(ws));
  const params = { workspaceId: ws };
  useTitle(words.title);
  return (
    <>
      <header className="page-head">
        <Icon name="date" size={18} />
        <h1>{words.title}</h1>
      </header>
      <div className="connect-body">
        <Secret
          icon="date"
          title={words.feed}
          what={words.feedWhat}
          state={feed.data}
          queryKey={['calendar-feed', ws]}
          make={() => call(putFeed, { params, body: {} })}
          revoke={() => call(deleteFeed, { params })}
        >
          <h3>{words.how}</h3>
          <ul className="connect-steps">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </Secret>
        {mailbox.data?.available && canWrite('activities') ? (
          <Secret
            icon="email"
            title={words.mail}
            what={words.mailWhat}
            state={mailbox.data}
            queryKey={['mailbox', ws]}
            make={() => call(putMailbox, { params, body: {} })}
            revoke={() => call(deleteMailbox, { params })}
          />
        ) : mailbox.data && !mailbox.data.available ? (
          <section className="connect-card">
            <h2>
              <Icon name="email" />
              {words.mail}
            </h2>
            <p>{words.unavailable}</p>
          </section>
        ) : null}
        {canWrite('activities') ? <PasteMail /> : null}
      </div>
    </>
  );
}
