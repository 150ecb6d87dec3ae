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

function PhoneLink({ type, id }: { type: 'account' | 'contact'; id: string }) {
  const { t } = useI18n();
  const { workspaceId: ws, can } = useWorkspace();
  const answer = useQuery({ ...recordQuery(ws, type, id), enabled: can(`${type}s:read`), staleTime: 60_000 });
  const number = answer.data ? phoneOf(answer.data) : undefined;
  if (!number || !answer.data) return null;
  return (
    <a className="cp-phone" href={telHref(number)} aria-label={t.complaints.page.call(titleOf(answer.data), number)}>
      <Icon name="call" size={14} />
      {number}
    </a>
  );
}

/** Number, severity and customer with the way to call them: what is needed before the first word is said. */
export function ComplaintHead({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.complaints.page;
  const format = useFormat();
  const { number, accountId, contactId, reopened, recurrenceOfId } = record;
  return (
    <div className="cp-strip">
      {typeof number === 'string' ? <strong>{number}</strong> : null}
      <SeverityBadge severity={record['severity']} />
      {typeof accountId === 'string' ? (
        <span className="cp-customer">
          <RefChip id={accountId} />
          <PhoneLink type="account" id={accountId} />
        </span>
      ) : (
        <span className="quiet-hint">{words.noAccount}</span>
      )}
      {typeof contactId === 'string' ? (
        <span className="cp-customer">
          <RefChip id={contactId} />
          <PhoneLink type="contact" id={contactId} />
        </span>
      ) : null}
      {typeof reopened === 'number' && reopened > 0 ? (
        <span className="badge warn">{words.reopened(format.number(reopened))}</span>
      ) : null}
      {typeof recurrenceOfId === 'string' ? <span className="badge bad">{words.recurred}</span> : null}
    </div>
  );
}
