import '../receivables/money.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { complaint, openComplaintStates } from '../../../shared/complaints/complaint.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import type { ExtraProps } from '../records/extras.tsx';
import { SeverityBadge } from './parts.tsx';

/** Open complaints that are named on their customer's page. */
const NAMED = 3;

/** What a customer complains of now: whoever calls them has to know it. Nothing where nothing is open. */
export default function AccountComplaints({ record }: ExtraProps) {
  const { t } = useI18n();
  const words = t.complaints.strip;
  const format = useFormat();
  const { workspaceId: ws, can, canWrite } = useWorkspace();
  const [now] = useState(() => new Date().toISOString());
  const filter = [`accountId:eq:${record.id}`, `status:in:${openComplaintStates.join('|')}`];
  const answer = useQuery({
    ...pageQuery(ws, complaint.name, { filter, sort: 'stepDue', limit: 50 }),
    enabled: can('complaints:read'),
  });
  const open = answer.data?.items ?? [];
  const total = answer.data?.total ?? open.length;
  if (total === 0) return null;
  const late = open.filter((one) => typeof one['stepDue'] === 'string' && one['stepDue'] < now).length;
  return (
    <section className="mo-strip" aria-label={words.label}>
      <Link
        className="mo-fact"
        href={`/complaints?${filter.map((one) => `filter=${encodeURIComponent(one)}`).join('&')}`}
      >
        <Icon name="warning" size={14} />
        <strong>{words.open(format.number(total))}</strong>
      </Link>
      {late > 0 ? <span className="badge bad">{words.overdue(format.number(late))}</span> : null}
      {open.slice(0, NAMED).map((one) => (
        <Link key={one.id} className="mo-fact" href={`/complaints/${one.id}`}>
          <SeverityBadge severity={one['severity']} />
          <span className="ellipsis">{titleOf(one)}</span>
        </Link>
      ))}
      <span className="spread" />
      {canWrite('complaints') ? (
        <Link className="btn small" href={`/complaints/new?accountId=${record.id}`}>
          {words.create}
        </Link>
      ) : null}
    </section>
  );
}
