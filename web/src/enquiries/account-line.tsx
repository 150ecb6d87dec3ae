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

/** The last recent enquiry of an account; its open complaints have a line of their own. Nothing where there is none. */
export default function AccountLine({ record }: ExtraProps) {
  const { t } = useI18n();
  const since = useSince();
  const { workspaceId: ws, can, canWrite } = useWorkspace();
  const answer = useQuery({ ...mattersQuery(ws, record.id), enabled: can('enquiries:read') });
  const words = t.enquiries.account;
  const last = answer.data?.items[0]?.enquiries.find((one) => one.recent);
  if (!last) return null;
  return (
    <section className="mo-strip no-print" aria-label={words.label}>
      <span className="mo-fact">
        {words.asked(since(last.at))}
        <Link className="link ellipsis" href={`/enquiries/${last.id}`}>
          {last.subject}
        </Link>
      </span>
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
