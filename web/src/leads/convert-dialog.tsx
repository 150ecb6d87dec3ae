import './leads.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { account } from '../../../shared/customers/account.ts';
import { contact } from '../../../shared/customers/contact.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { convertLead } from '../../../shared/leads/leads.contract.ts';
import { DUPLICATE } from '../../../shared/matching/thresholds.ts';
import { opportunity } from '../../../shared/sales/opportunity.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { draftOf } from '../records/draft.ts';
import { isEditable, useFieldSpecs } from '../records/fields.ts';
import type { Drafts } from '../records/record-form.tsx';
import { RecordForm } from '../records/record-form.tsx';
import { absorb } from '../records/save.ts';
import { bodyOf } from '../records/use-create.ts';
import type { Conversion } from './api.ts';
import { conversionQuery, refreshLeads } from './api.ts';

type PartName = 'account' | 'contact' | 'opportunity';
type Candidate = Conversion['candidates'][number];

/** Fields that a conversion asks for at once; the rest waits behind a button. */
const first: Record<PartName, readonly string[]> = {
  account: ['name', 'country', 'phone'],
  contact: ['name', 'title', 'mobile', 'email'],
  opportunity: ['name', 'amount', 'closeDate'],
};
/** Set by the conversion itself. */
const given = ['accountId', 'contactId', 'leadId', 'stage'];

/** The fields of one part with their drafts, begun from what the lead says. */
const usePart = (entity: Entity, proposed: Readonly<Record<string, unknown>>) => {
  const specs = useFieldSpecs(entity).filter((spec) => isEditable(spec) && !given.includes(spec.name));
  const { timeZone, currency } = useWorkspace();
  const format = useFormat();
  const context = { currency: String(proposed['currency'] ?? currency), timeZone, today: format.today() };
  const [drafts, setDrafts] = useState<Drafts>(() =>
    Object.fromEntries(
      specs.flatMap((spec) =>
        proposed[spec.name] === undefined ? [] : [[spec.name, draftOf(proposed[spec.name], spec, context)]],
      ),
    ),
  );
  return {
    specs,
    drafts,
    onDraft: (name: string, draft: string) => setDrafts((old) => ({ ...old, [name]: draft })),
    read: () => bodyOf(specs, drafts, context),
  };
};

const faultsWithin = (all: ReadonlyMap<string, FieldFault>, path: string): ReadonlyMap<string, FieldFault> =>
  new Map(
    [...all].flatMap(([field, one]) =>
      field.startsWith(`${path}.create.`) ? [[field.slice(path.length + 8), one] as const] : [],
    ),
  );

/** Records that may be the same already: one press takes one of them instead of making another. */
function Candidates({
  of,
  chosen,
  onChoose,
}: {
  of: readonly Candidate[];
  chosen: string | undefined;
  onChoose: (one: Candidate | undefined) => void;
}) {
  const { t } = useI18n();
  const words = t.leads.convert;
  if (of.length === 0) return null;
  return (
    <fieldset className="ld-candidates">
      <legend>{words.known}</legend>
      {of.map((one) => (
        <label key={one.id} className={one.id === chosen ? 'chosen' : ''}>
          <input type="radio" checked={one.id === chosen} onChange={() => onChoose(one)} />
          <span>
            <Link href={`/${one.type === 'account' ? 'accounts' : 'contacts'}/${one.id}`} className="link">
              {one.name}
            </Link>
            <span className="quiet-hint">
              {one.reasons.map((reason) => words.reasons[reason as keyof typeof words.reasons] ?? reason).join(' · ')}
            </span>
          </span>
        </label>
      ))}
      <label>
        <input type="radio" checked={chosen === undefined} onChange={() => onChoose(undefined)} />
        <span>{words.makeNew}</span>
      </label>
    </fieldset>
  );
}

function Form({ record, proposal, onClose }: { record: WebRecord; proposal: Conversion; onClose: () => void }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.leads.convert;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const parts = {
    account: usePart(account, proposal.account),
    contact: usePart(contact, proposal.contact),
    opportunity: usePart(opportunity, proposal.opportunity),
  };
  const accounts = proposal.candidates.filter((one) => one.type === 'account');
  const contacts = proposal.candidates.filter((one) => one.type === 'contact');
  // What is surely the same is taken unless somebody says otherwise.
  const [firm, setFirm] = useState<string | undefined>(() => accounts.find((one) => one.score >= DUPLICATE / 100)?.id);
  const [person, setPerson] = useState<string>();
  const [wanted, setWanted] = useState({ contact: canWrite('contacts'), opportunity: canWrite('opportunities') });
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (faults.size > 0) form.current?.querySelector<HTMLElement>('.faulty input, .faulty textarea')?.focus();
  }, [faults]);

  const send = async () => {
    if (busy) return;
    const found = new Map<string, FieldFault>();
    const read = (name: PartName) => {
      const { body, faults: wrong } = parts[name].read();
      for (const [field, one] of wrong) if (!given.includes(field)) found.set(`${name}.create.${field}`, one);
      return body;
    };
    const body = {
      account: firm ? { id: firm } : { create: read('account') },
      contact: person ? { id: person } : wanted.contact ? { create: read('contact') } : null,
      opportunity: wanted.opportunity ? { create: read('opportunity') } : null,
    };
    setFaults(found);
    setProblem(undefined);
    if (found.size > 0) return;
    setBusy(true);
    try {
      const made = await call(convertLead, {
        params: { workspaceId: ws, id: record.id },
        body: body as never,
        version: record.version,
      });
      absorb(ws, made.lead as unknown as WebRecord);
      refreshLeads(ws, 'account', 'contact', 'opportunity', 'activity');
      toast({ text: words.done });
      onClose();
      navigate(made.opportunityId ? `/opportunities/${made.opportunityId}` : `/accounts/${made.accountId}`);
    } catch (error) {
      const server = faultsByField(error);
      setFaults(server);
      const within = [...server.keys()].some((field) => field.includes('.create.'));
      setProblem(within ? undefined : errorText(error, i18n));
      setBusy(false);
    }
  };
  const section = (name: PartName, entity: Entity) => (
    <RecordForm
      specs={parts[name].specs}
      drafts={parts[name].drafts}
      faults={faultsWithin(faults, name)}
      onDraft={parts[name].onDraft}
      first={first[name].filter((field) => entity.fields[field])}
    />
  );
  const toggle = (name: 'contact' | 'opportunity', entity: Entity) => (
    <label className="ld-toggle">
      <input
        type="checkbox"
        checked={wanted[name]}
        onChange={(event) => setWanted({ ...wanted, [name]: event.target.checked })}
      />
      <h3>{label(entity.label)}</h3>
    </label>
  );
  return (
    <Dialog
      title={words.title(String(record['company'] ?? record['name']))}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" disabled={busy} onClick={() => void send()}>
            {busy ? t.common.saving : words.go}
          </button>
          <span className="spread" />
          <span className="quiet-hint wide-only">{words.hint}</span>
        </>
      }
    >
      {problem ? (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <form
        ref={form}
        className="ld-convert"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      >
        <section>
          <h3>{label(account.label)}</h3>
          <Candidates of={accounts} chosen={firm} onChoose={(one) => setFirm(one?.id)} />
          {firm ? null : section('account', account)}
        </section>
        <section>
          {toggle('contact', contact)}
          {wanted.contact ? (
            <>
              <Candidates
                of={contacts}
                chosen={person}
                onChoose={(one) => {
                  setPerson(one?.id);
                  if (one?.accountId) setFirm(one.accountId);
                }}
              />
              {person ? null : section('contact', contact)}
            </>
          ) : null}
        </section>
        <section>
          {toggle('opportunity', opportunity)}
          {wanted.opportunity ? section('opportunity', opportunity) : null}
        </section>
        {/* Enter in a field sends; the button that is seen stands in the footer. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** A lead becomes account, contact and opportunity in one step; Enter goes through. */
export default function ConvertDialog({ record, onClose }: { record: WebRecord; onClose: () => void }) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const proposal = useQuery(conversionQuery(ws, record.id));
  if (proposal.data) return <Form record={record} proposal={proposal.data} onClose={onClose} />;
  return (
    <Dialog title={t.leads.convert.title(String(record['company'] ?? record['name']))} onClose={onClose}>
      {proposal.error ? <Failed error={proposal.error} onRetry={() => void proposal.refetch()} /> : <Waiting />}
    </Dialog>
  );
}
