import '../styles/records.css';
import '../styles/record.css';
import './complaints.css';
import type { KeyboardEvent } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { complaint } from '../../../shared/complaints/complaint.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { localParts } from '../lib/dates.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { phoneOf } from '../records/record-cards.tsx';
import type { Drafts } from '../records/record-form.tsx';
import { absorb } from '../records/save.ts';
import { useCreate } from '../records/use-create.ts';
import { Field, GoodsButton, Offer } from './new-parts.tsx';
import { SeverityBadge } from './parts.tsx';
import { useCustomer, useGoods } from './use-customer.ts';

/** Fields that an address may bring along: another customer of the same goods, or a complaint that begins on a customer's page. */
const brought = [
  'accountId',
  'contactId',
  'productId',
  'batch',
  'orderId',
  'shipmentId',
  'severity',
  'subject',
  'channel',
] as const;

const parts = [
  { key: 'who', fields: ['accountId', 'contactId', 'channel'] },
  { key: 'what', fields: ['subject', 'description', 'severity'] },
  { key: 'about', fields: ['shipmentId', 'orderId', 'productId', 'batch', 'quantity'] },
  { key: 'when', fields: ['happenedAt', 'reportedAt', 'ownerId'] },
] as const;

/** A complaint is taken down on one screen, while the customer is still on the phone. */
export default function NewComplaint() {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.complaints.create;
  const format = useFormat();
  const { canWrite, timeZone, workspaceId: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const search = useSearch();
  const given = useMemo((): Drafts => {
    const params = new URLSearchParams(search);
    return Object.fromEntries(
      brought.flatMap((name) => {
        const value = params.get(name);
        return value ? [[name, value] as const] : [];
      }),
    );
  }, [search]);
  // Told now, unless somebody says otherwise.
  const [usual] = useState((): Drafts => {
    const { date, clock } = localParts(new Date().toISOString(), timeZone);
    return { reportedAt: `${date} ${clock}` };
  });
  const form = useCreate(complaint, given, usual);
  const { drafts } = form;
  const box = useRef<HTMLFormElement>(null);
  useTitle(words.title);
  const accountId = drafts['accountId'] ?? '';
  const customer = useCustomer(accountId);
  const goods = useGoods(drafts['shipmentId'] ?? '', drafts['orderId'] ?? '');
  useEffect(() => {
    if (form.faults.size === 0) return;
    box.current?.querySelector<HTMLElement>('.faulty input, .faulty textarea')?.focus();
  }, [form.faults]);

  const save = async () => {
    const record = await form.submit();
    if (!record) return;
    absorb(ws, record);
    // The first contact is offered there, out of what was written here.
    navigate(`/complaints/${record.id}?fix=contacts`, { replace: true });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  const take = form.setDrafts;
  const dateOf = (row: WebRecord, name: string) =>
    typeof row[name] === 'string' ? format.date(String(row[name])) : '';
  const offers = {
    who: (
      <Offer
        title={words.contacts}
        rows={customer.contacts}
        chosen={drafts['contactId'] ?? ''}
        detail={(row) => phoneOf(row) ?? ''}
        onPick={(row) => take({ contactId: row.id })}
      />
    ),
    what: null,
    about: (
      <>
        <Offer
          title={words.shipments}
          rows={customer.shipments}
          chosen={drafts['shipmentId'] ?? ''}
          detail={(row) => dateOf(row, 'shipDate')}
          onPick={(row) =>
            take({
              shipmentId: row.id,
              ...(typeof row['orderId'] === 'string' ? { orderId: row['orderId'] } : {}),
            })
          }
        />
        <Offer
          title={words.orders}
          rows={customer.orders}
          chosen={drafts['orderId'] ?? ''}
          detail={(row) => dateOf(row, 'orderDate')}
          onPick={(row) => take({ orderId: row.id, shipmentId: '' })}
        />
        {goods.length > 0 ? (
          <div className="cp-offer">
            <h3>{words.goods}</h3>
            <div>
              {goods.slice(0, 12).map((one) => (
                <GoodsButton
                  key={`${one.productId} ${one.batch}`}
                  goods={one}
                  pressed={one.productId === drafts['productId'] && one.batch === (drafts['batch'] ?? '')}
                  onPick={() => take({ productId: one.productId, batch: one.batch })}
                />
              ))}
            </div>
          </div>
        ) : null}
        {accountId && customer.read && customer.orders.length + customer.shipments.length === 0 ? (
          <p className="quiet-hint">{words.noDocuments}</p>
        ) : null}
      </>
    ),
    when: null,
  };
  if (!canWrite('complaints')) return <p className="quiet-text">{t.common.forbiddenText}</p>;
  return (
    <section className="list">
      <header className="page-head">
        <Link href="/complaints/desk" className="btn quiet small square" aria-label={t.common.close}>
          <Icon name="left" />
        </Link>
        <h1>{words.title}</h1>
        <span className="spread" />
        {form.continued ? (
          <button type="button" className="link" onClick={form.reset}>
            {t.records.startAnew}
          </button>
        ) : null}
      </header>
      <form
        ref={box}
        className="cp-new"
        onKeyDown={keys}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {form.faults.size > 0 ? (
          <p className="form-problem" role="alert">
            {t.records.fixFaults(form.faults.size)}
          </p>
        ) : form.problem ? (
          <p className="form-problem" role="alert">
            {errorText(form.problem, i18n)}
          </p>
        ) : null}
        {parts.map((one) => (
          <fieldset key={one.key} className="cp-new-part">
            <legend>{words[one.key]}</legend>
            <div className="cp-new-fields">
              {one.fields.map((name) => (
                <Field
                  key={name}
                  form={form}
                  name={name}
                  opened={name === (given['accountId'] ? 'subject' : 'accountId')}
                />
              ))}
            </div>
            {one.key === 'who' && customer.open.length > 0 ? (
              <div className="form-note">
                {words.open(format.number(customer.openTotal))}
                <ul>
                  {customer.open.map((other) => (
                    <li key={other.id} className="cp-linked">
                      <SeverityBadge severity={other['severity']} />
                      <Link href={`/complaints/${other.id}`}>{titleOf(other)}</Link>
                    </li>
                  ))}
                </ul>
              </div>
            ) : null}
            {offers[one.key]}
          </fieldset>
        ))}
        <div className="cp-foot cp-new-foot">
          <button type="submit" className="btn primary" disabled={form.busy}>
            {form.busy ? words.saving : words.save}
          </button>
          <span className="quiet-hint wide-only">{words.keys}</span>
        </div>
      </form>
    </section>
  );
}
