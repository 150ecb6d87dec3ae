import { useQuery } from '@tanstack/react-query';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { phoneOf, telHref } from '../records/record-cards.tsx';
import { RefChip } from '../records/value.tsx';
import { SeverityBadge } from './parts.tsx';

/** The customer, of whom a number is wanted. */
const useCallee = (type: 'account' | 'contact', id: unknown): WebRecord | undefined => {
  const { workspaceId: ws, can } = useWorkspace();
  const known = typeof id === 'string' ? id : '';
  const answer = useQuery({
    ...recordQuery(ws, type, known),
    enabled: known !== '' && can(`${type}s:read`),
    staleTime: 60_000,
  });
  return known === '' ? undefined : answer.data;
};

function PhoneLink({ of }: { of: WebRecord | undefined }) {
  const { t } = useI18n();
  const number = of ? phoneOf(of) : undefined;
  if (!number || !of) return null;
  return (
    <a className="cp-phone" href={telHref(number)} aria-label={t.complaints.page.call(titleOf(of), number)}>
      <Icon name="call" size={14} />
      {number}
    </a>
  );
}

/** Number, severity, customer with the way to call them, goods: what is needed before the first word is said. */
export function ComplaintHead({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.complaints.page;
  const format = useFormat();
  const { number, accountId, contactId, reopened, recurrenceOfId } = record;
  const account = useCallee('account', accountId);
  const contact = useCallee('contact', contactId);
  // Where both have one number, it stands once: at the person.
  const same = account && contact && phoneOf(account) === phoneOf(contact);
  return (
    <div className="cp-strip">
      {typeof number === 'string' ? <strong>{number}</strong> : null}
      <SeverityBadge severity={record['severity']} />
      {typeof accountId === 'string' ? (
        <span className="cp-customer">
          <RefChip id={accountId} />
          {same ? null : <PhoneLink of={account} />}
        </span>
      ) : (
        <span className="quiet-hint">{words.noAccount}</span>
      )}
      {typeof contactId === 'string' ? (
        <span className="cp-customer">
          <RefChip id={contactId} />
          <PhoneLink of={contact} />
        </span>
      ) : null}
      {typeof record['productId'] === 'string' ? (
        <span className="cp-goods">
          <RefChip id={record['productId']} />
          {typeof record['batch'] === 'string' ? <span>{t.complaints.create.batch(record['batch'])}</span> : null}
        </span>
      ) : null}
      {typeof reopened === 'number' && reopened > 0 ? (
        <span className="badge warn">{words.reopened(format.number(reopened))}</span>
      ) : null}
      {typeof recurrenceOfId === 'string' ? <span className="badge bad">{words.recurred}</span> : null}
    </div>
  );
}
