import '../receivables/money.css';
import './enquiries.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { mattersQuery } from './api.ts';
import { useSince } from './since.ts';

/** What an account waits for: open complaints, and its last recent enquiry. Nothing where there is none. */
export default function AccountLine({ record }: ExtraProps) {
  const { t } = useI18n();
  const since = useSince();
  const { workspaceId: ws, can, canWrite } = useWorkspace();
  const answer = useQuery({ ...mattersQuery(ws, record.id), enabled: can('enquiries:read') });
  const found = answer.data?.items[0];
  const words = t.enquiries.account;
  const last = found?.enquiries.find((one) => one.recent);
  const count = found?.complaints.length ?? 0;
  if (!found || (count === 0 && !last)) return null;
  return (
    <section className="mo-strip no-print" aria-label={words.label}>
      {count > 0 ? (
        <Link
          className="badge bad"
          href={`/complaints?filter=${encodeURIComponent(`accountId:eq:${record.id}`)}&filter=${encodeURIComponent('status:in:received|investigating|acting|verifying')}`}
        >
          <Icon name="warning" size={12} />
          {words.complaints(count)}
        </Link>
      ) : null}
      {last ? (
        <span className="mo-fact">
          {words.asked(since(last.at))}
          <Link className="link ellipsis" href={`/enquiries/${last.id}`}>
            {last.subject}
          </Link>
        </span>
      ) : null}
      <span className="spread" />
      {canWrite('enquiries') ? (
        <Link className="btn small" href={`/enquiries/new?accountId=${record.id}`}>
          <Icon name="call" />
          {words.add}
        </Link>
      ) : null}
    </section>
  );
}
