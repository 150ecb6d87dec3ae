import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { RefChip } from '../records/value.tsx';
import { type ComplaintContact, contactsQuery } from './api.ts';
import { ContactForm } from './contact-form.tsx';
import { Block } from './parts.tsx';

const icons: Readonly<Record<string, IconName>> = {
  call: 'call',
  visit: 'visit',
  meeting: 'meeting',
  email: 'email',
  note: 'note',
  chat: 'note',
};

/** Contacts that are shown before somebody wants all. */
const SHOWN = 5;

function Contact({ contact }: { contact: ComplaintContact }) {
  const { t } = useI18n();
  const words = t.complaints.told;
  const format = useFormat();
  const kinds: Readonly<Record<string, string>> = contact.type === 'enquiry' ? words.channels : words.kinds;
  const kind = kinds[contact.kind] ?? contact.kind;
  const name = contact.type === 'enquiry' ? `${words.enquiry} · ${kind}` : kind;
  const href = contact.type === 'enquiry' ? `/enquiries/${contact.id}` : `/activities/${contact.id}`;
  return (
    <li className="cp-contact">
      <span className="entry-icon">
        <Icon name={icons[contact.kind] ?? 'note'} size={14} />
      </span>
      <div className="cp-contact-text">
        <p className="cp-contact-head">
          <Link href={href}>{name}</Link>
          <time dateTime={contact.at} title={format.instant(contact.at)}>
            {format.ago(contact.at)}
          </time>
          {contact.durationMinutes ? <span>{words.minutes(format.number(contact.durationMinutes))}</span> : null}
          {contact.by ? <Person id={contact.by} /> : null}
          {contact.contactId ? <RefChip id={contact.contactId} /> : null}
        </p>
        <dl>
          <dt>{words.asked}</dt>
          <dd className={contact.asked ? '' : 'quiet-hint'}>{contact.asked ?? words.unasked}</dd>
          <dt>{words.answered}</dt>
          <dd className="cp-answer">{contact.answered}</dd>
        </dl>
      </div>
    </li>
  );
}

interface Props {
  record: WebRecord;
  /** Contacts can still be logged. */
  open: boolean;
  wanted: object | undefined;
}

/** Everything that the customer said already, and the place where the next contact is written down. */
export function ToldBlock({ record, open, wanted }: Props) {
  const i18n = useI18n();
  const words = i18n.t.complaints.told;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const answer = useQuery(contactsQuery(ws, record.id));
  const [whole, setWhole] = useState(false);
  const items = answer.data?.items ?? [];
  const total = answer.data?.total ?? items.length;
  const shown = whole ? items : items.slice(0, SHOWN);
  const writes = canWrite('complaints') && !record.archivedAt;
  return (
    <Block
      className="cp-told"
      title={words.title}
      {...(items.length > 0 ? { hint: words.first } : {})}
      aside={answer.data ? <span className="badge">{words.count(format.number(total))}</span> : null}
    >
      {answer.error ? (
        <p className="form-problem" role="alert">
          {errorText(answer.error, i18n)}{' '}
          <button type="button" className="link" onClick={() => void answer.refetch()}>
            {i18n.t.common.retry}
          </button>
        </p>
      ) : null}
      {answer.data && items.length === 0 ? <p className="quiet-text">{words.empty}</p> : null}
      <ol className="cp-contacts">
        {shown.map((one) => (
          <Contact key={one.id} contact={one} />
        ))}
      </ol>
      {items.length > SHOWN ? (
        <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? words.less : words.more(format.number(items.length))}
        </button>
      ) : null}
      {writes && open ? <ContactForm key={record.id} record={record} wanted={wanted} /> : null}
      {writes && !open ? <p className="quiet-hint">{words.closed}</p> : null}
    </Block>
  );
}
