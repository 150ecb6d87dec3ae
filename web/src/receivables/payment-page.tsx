import '../styles/form.css';
import '../styles/records.css';
import './money.css';
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { RefChip } from '../records/value.tsx';
import { minor } from './amounts.ts';
import { OpenPart, PaymentHead } from './payment-parts.tsx';
import type { PaymentState } from './use-payment.ts';
import { usePayment } from './use-payment.ts';

function Foot({ state, onSave }: { state: PaymentState; onSave: () => void }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.receivables.pay;
  const { currency } = state.draft;
  const over = state.rest < 0;
  return (
    <footer className="q-foot">
      <div className="mo-sum" aria-live="polite">
        <span>
          {words.allocated} <strong data-sum="allocated">{format.money(state.read.sum, currency)}</strong>
        </span>
        <span className={over ? 'mo-bad' : ''}>
          {over ? (
            <strong>{words.over(format.money(-state.rest, currency))}</strong>
          ) : (
            <>
              {words.rest} <strong data-sum="rest">{format.money(state.rest, currency)}</strong>{' '}
              {state.rest > 0 ? <span className="quiet-hint">{words.restHint}</span> : null}
            </>
          )}
        </span>
      </div>
      <span className="spread" />
      <button type="button" className="btn primary" disabled={state.busy} title="Ctrl+Enter" onClick={onSave}>
        {state.busy ? t.common.saving : words.save}
      </button>
    </footer>
  );
}

function Session({ saved }: { saved: readonly WebRecord[] }) {
  const { t } = useI18n();
  const format = useFormat();
  if (saved.length === 0) return null;
  return (
    <section className="mo-part" aria-labelledby="mo-session">
      <h2 id="mo-session">{t.receivables.pay.session}</h2>
      <ul className="mo-session">
        {saved.map((one) => (
          <li key={one.id}>
            <Link href={`/payments/${one.id}`}>{String(one['number'] ?? one.id)}</Link>
            <RefChip id={String(one['accountId'])} />
            <strong>{format.money(minor(one, 'amount'), String(one['currency']))}</strong>
            {minor(one, 'unallocated') > 0 ? (
              <span className="quiet-hint">
                {t.receivables.pay.rest} {format.money(minor(one, 'unallocated'), String(one['currency']))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FormProps {
  accountId?: string | undefined;
  receivable?: WebRecord | undefined;
}

function Form({ accountId, receivable }: FormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const state = usePayment({ accountId, receivable });
  const [saved, setSaved] = useState<readonly WebRecord[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const words = t.receivables.pay;
  const given = accountId ?? receivable?.id;
  useEffect(() => {
    // The customer is known already: the amount is what is asked for.
    if (given) box.current?.querySelectorAll<HTMLInputElement>('.mo-form input')[1]?.focus();
  }, [given]);
  const save = async () => {
    const record = await state.submit();
    if (!record) {
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setSaved((now) => [record, ...now]);
    toast({
      text: words.saved(
        String(record['number'] ?? ''),
        format.money(minor(record, 'amount'), String(record['currency'])),
      ),
    });
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('.mo-form input')?.focus());
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'F2') {
      event.preventDefault();
      state.fill();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter and F2 count in every field of the page
    <div className="q-body" ref={box} onKeyDown={keys}>
      {state.problem && state.server.size === 0 ? (
        <p className="form-problem" role="alert">
          {errorText(state.problem, i18n)}
        </p>
      ) : null}
      <PaymentHead state={state} />
      <OpenPart state={state} />
      <Session saved={saved} />
      <p className="quiet-hint">{words.keys}</p>
      <Foot state={state} onSave={() => void save()} />
    </div>
  );
}

/** Entering payments, one after the other, without leaving the keyboard. */
export default function PaymentPage() {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const params = new URLSearchParams(useSearch());
  const id = params.get('receivable') ?? undefined;
  const accountId = params.get('account') ?? undefined;
  const receivable = useQuery({ ...recordQuery(ws, 'receivable', id ?? ''), enabled: id !== undefined, staleTime: 0 });
  useTitle(t.receivables.pay.title);
  return (
    <>
      <header className="page-head">
        <Link href="/payments" className="btn quiet small square" aria-label={t.common.all}>
          <Icon name="left" />
        </Link>
        <h1>{t.receivables.pay.title}</h1>
      </header>
      {id && !receivable.data ? (
        <div className="q-body">
          {receivable.error ? (
            <Failed error={receivable.error} onRetry={() => void receivable.refetch()} />
          ) : (
            <Waiting />
          )}
        </div>
      ) : (
        <Form key={`${id} ${accountId}`} accountId={accountId} receivable={id ? receivable.data : undefined} />
      )}
    </>
  );
}
