import '../styles/records.css';
import './deal.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { quote } from '../../../shared/quotes/quote.ts';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { createRecord, recordQuery } from '../lib/records.ts';
import { FieldEditor } from '../records/editors.tsx';
import { useFieldSpecs } from '../records/fields.ts';
import { absorb } from '../records/save.ts';
import { RefChip } from '../records/value.tsx';

/** A new quote begins with its customer; the draft is there as soon as one is chosen. */
export default function NewQuotePage() {
  const i18n = useI18n();
  const words = i18n.t.quotes.start;
  const format = useFormat();
  const { workspaceId: ws, canWrite, currency } = useWorkspace();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const opportunityId = asked.get('opportunityId') ?? undefined;
  const contactId = asked.get('contactId') ?? undefined;
  const opportunity = useQuery({
    ...recordQuery(ws, 'opportunity', opportunityId ?? ''),
    enabled: opportunityId !== undefined,
  });
  const contact = useQuery({ ...recordQuery(ws, 'contact', contactId ?? ''), enabled: contactId !== undefined });
  const spec = useFieldSpecs(quote).find((one) => one.name === 'accountId');
  const [picked, setPicked] = useState<string>();
  const given = asked.get('accountId') ?? opportunity.data?.['accountId'] ?? contact.data?.['accountId'];
  const accountId = picked ?? (typeof given === 'string' ? given : '');
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const key = useRef({ of: '', id: '' });
  const start = useRef<HTMLButtonElement>(null);
  useTitle(words.title);
  const known = accountId !== '' && picked === undefined;
  useEffect(() => {
    // The customer is known already: Enter is all that it takes.
    if (known) start.current?.focus();
  }, [known]);

  const create = async (account: string) => {
    if (busy || account === '') return;
    if (key.current.of !== account) key.current = { of: account, id: newKey() };
    setBusy(true);
    setProblem(undefined);
    try {
      const from = opportunity.data?.['currency'];
      const body = {
        accountId: account,
        quoteDate: format.today(),
        currency: typeof from === 'string' ? from : currency,
        ...(opportunityId ? { opportunityId } : {}),
        ...(contactId ? { contactId } : {}),
      };
      const record = await createRecord(ws, 'quote', { body, idempotencyKey: key.current.id });
      absorb(ws, record);
      void queryClient.invalidateQueries({ queryKey: ['list', ws, 'quote'] });
      navigate(`/quotes/${record.id}?fix=lines`, { replace: true });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  if (!canWrite('quotes')) return <p className="quiet-text">{i18n.t.common.forbiddenText}</p>;
  return (
    <section className="deal-start">
      <header className="page-head">
        <Link href="/quotes" className="btn quiet small square" aria-label={i18n.t.common.close}>
          <Icon name="left" />
        </Link>
        <h1>{words.title}</h1>
      </header>
      <form
        className="form narrow deal-start-form"
        onSubmit={(event) => {
          event.preventDefault();
          void create(accountId);
        }}
      >
        {problem ? (
          <p className="form-problem" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
        {opportunityId ? (
          <p className="quiet-hint">
            {words.forOpportunity} <RefChip id={opportunityId} />
          </p>
        ) : null}
        {spec ? (
          <div className="form-line">
            <label htmlFor="deal-account">{words.who}</label>
            <FieldEditor
              id="deal-account"
              spec={spec}
              draft={accountId}
              {...(known || (opportunityId && opportunity.isPending) ? {} : { opened: true })}
              onDraft={(id, how) => {
                setPicked(id);
                if (how === 'picked') void create(id);
              }}
            />
          </div>
        ) : null}
        <p className="quiet-hint">{words.hint}</p>
        <button ref={start} type="submit" className="btn primary" disabled={busy || accountId === ''}>
          {words.go}
        </button>
      </form>
    </section>
  );
}
