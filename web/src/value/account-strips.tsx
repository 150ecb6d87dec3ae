import '../receivables/money.css';
import './value.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { addMonths } from '../../../shared/kernel/time.ts';
import { customerValue } from '../../../shared/value/customer-value.ts';
import { whyText } from '../../../shared/value/value.ts';
import AccountComplaints from '../complaints/account-line.tsx';
import CreditStrip from '../credit/account-strip.tsx';
import AccountLine from '../enquiries/account-line.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery, recordQuery } from '../lib/records.ts';
import type { ExtraProps } from '../records/extras.tsx';
import { Rfm, SegmentBadge, Spark } from './parts.tsx';

/** What a customer is worth, and why; nothing before its first order. */
function ValueStrip({ record }: ExtraProps) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  // Who never bought has none: the list says so without an error.
  const found = useQuery({
    ...pageQuery(ws, customerValue.name, { filter: [`accountId:eq:${record.id}`], limit: 1 }),
    staleTime: 30_000,
  });
  const id = found.data?.items[0]?.id;
  const answer = useQuery({
    ...recordQuery(ws, customerValue.name, id ?? ''),
    staleTime: 30_000,
    enabled: id !== undefined,
  });
  const value = answer.data;
  if (!value || value.archivedAt) return null;
  const today = format.today();
  const known = new Map((value.lines ?? []).map((line) => [String(line['month']), Number(line['revenue'])]));
  const months = Array.from({ length: 12 }, (_, index) => addMonths(today.slice(0, 7), index - 11));
  const total = format.money(Number(value['revenue12'] ?? 0), String(value['currency']));
  return (
    <section className="mo-strip" aria-label={t.value.strip}>
      <SegmentBadge segment={value['segment']} />
      <Rfm value={value} />
      <span className="mo-fact">{whyText(value, today, lang === 'en' ? 'en' : 'zh')}</span>
      {typeof value['expectedDate'] === 'string' && value['expectedDate'] >= today ? (
        <span className="mo-fact">{t.value.expected(format.day(value['expectedDate']))}</span>
      ) : null}
      <span className="spread" />
      <Link className="mo-fact" href={`/orders?filter=${encodeURIComponent(`accountId:eq:${record.id}`)}`}>
        <Spark values={months.map((month) => known.get(month) ?? 0)} label={t.value.trend(total)} />
        {total}
      </Link>
      <Link className="btn small" href={`/customer-values/${value.id}`}>
        {t.value.open}
      </Link>
    </section>
  );
}

/** What stands above an account: what it owes, and what it is worth. */
export default function AccountStrips(props: ExtraProps) {
  return (
    <>
      <AccountComplaints {...props} />
      <CreditStrip {...props} />
      <ValueStrip {...props} />
      <AccountLine {...props} />
    </>
  );
}
