import '../receivables/money.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { receivablesHref } from '../receivables/amounts.ts';
import { ageingQuery } from '../receivables/api.ts';
import type { ExtraProps } from '../records/extras.tsx';

/** What a customer owes, with the ways to its credit, its statement and its next payment. */
export default function AccountStrip({ record }: ExtraProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, can, shows } = useWorkspace();
  const reads = can('receivables:read');
  const answer = useQuery({ ...ageingQuery(ws, { accountId: record.id }), enabled: reads, staleTime: 30_000 });
  const words = t.credit.strip;
  if (!reads) return null;
  const totals = answer.data?.totals ?? [];
  const owed = Object.fromEntries(totals.map((one) => [one.currency, one.total]));
  const overdue = Object.fromEntries(totals.filter((one) => one.overdue > 0).map((one) => [one.currency, one.overdue]));
  const today = format.today();
  return (
    <section className="mo-strip" aria-label={t.credit.title}>
      {Object.keys(owed).length > 0 ? (
        <Link className="mo-fact" href={receivablesHref(today, { accountId: record.id })}>
          {words.owed(format.sums(owed))}
        </Link>
      ) : null}
      {Object.keys(overdue).length > 0 ? (
        <Link className="badge bad" href={receivablesHref(today, { accountId: record.id, bucket: 'overdue' })}>
          <Icon name="warning" size={12} />
          {words.overdue(format.sums(overdue))}
        </Link>
      ) : null}
      <span className="spread" />
      {shows({ sensitive: 'credit' }) ? (
        <Link className="btn small" href={`/accounts/${record.id}/credit`}>
          {words.credit}
        </Link>
      ) : null}
      <Link className="btn small" href={`/accounts/${record.id}/statement`}>
        {words.statement}
      </Link>
      {can('payments:write') ? (
        <Link className="btn small" href={`/payments/new?account=${record.id}`}>
          {words.pay}
        </Link>
      ) : null}
    </section>
  );
}
