import './money.css';
import '../audit/parts/bars.css';
import { useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { PrintButton } from '../papers/print-button.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { balanceIn, minor, overdueDays } from './amounts.ts';
import { Settlement } from './settlement.tsx';

const CreditNoteDialog = part(() => import('./credit-note-dialog.tsx'));

/** A receivable at a glance: how it is settled, what leads on. */
export default function ReceivableStrip({ record }: ExtraProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const [noting, setNoting] = useState(false);
  const words = t.receivables.receivable;
  const writtenOff = record['status'] === 'written-off';
  const owed = balanceIn(record) > 0 && !writtenOff;
  const days = owed ? overdueDays(record['dueDate'], format.today()) : 0;
  const accountId = record['accountId'];
  // Nothing is taken back of what was given up.
  const creditable =
    !writtenOff && (record.lines?.length ?? 0) > 0 && minor(record, 'credited') < minor(record, 'total');
  return (
    <section className="mo-strip" aria-label={words.settlement}>
      <Settlement receivable={record} />
      {days > 0 ? <span className="badge bad">{words.overdue(format.number(days))}</span> : null}
      <span className="spread" />
      {owed && can('payments:write') ? (
        <Link className="btn" href={`/payments/new?receivable=${record.id}`}>
          <Icon name="payment" />
          {words.pay}
        </Link>
      ) : null}
      {creditable && can('shipments:write') ? (
        <button type="button" className="btn" onClick={() => setNoting(true)}>
          <Icon name="creditNote" />
          {words.creditNote}
        </button>
      ) : null}
      {typeof accountId === 'string' ? (
        <Link className="btn quiet" href={`/accounts/${accountId}/statement`}>
          {words.statement}
        </Link>
      ) : null}
      <PrintButton what={{ kind: 'receivable', id: record.id }} className="btn quiet" />
      {noting ? <CreditNoteDialog receivable={record} onClose={() => setNoting(false)} /> : null}
    </section>
  );
}
