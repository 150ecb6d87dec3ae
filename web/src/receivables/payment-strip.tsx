import './money.css';
import '../audit/parts/bars.css';
import { useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { minor } from './amounts.ts';

const AllocateDialog = part(() => import('./allocate-dialog.tsx'));
const ReverseDialog = part(() => import('./reverse-dialog.tsx'));

/** A payment at a glance: what went to receivables and what is left, with the ways to use or reverse it. */
export default function PaymentStrip({ record }: ExtraProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const [dialog, setDialog] = useState<'allocate' | 'reverse'>();
  const words = t.receivables.payment;
  const currency = String(record['currency']);
  const left = minor(record, 'unallocated');
  const reversed = record['status'] === 'reversed';
  const spent = minor(record, 'amount') - left;
  const close = () => setDialog(undefined);
  return (
    <section className="mo-strip" aria-label={words.allocated}>
      {reversed ? (
        <span className="badge bad">{words.reversedNote}</span>
      ) : (
        <>
          <div className="q-stack" role="presentation">
            <span className="q-part q-good" style={{ flexGrow: spent }} />
            {left > 0 ? <span className="q-part q-warn" style={{ flexGrow: left }} /> : null}
          </div>
          <span className="mo-fact">
            {words.allocated} <strong>{format.money(spent, currency)}</strong>
          </span>
          {left > 0 ? (
            <span className="mo-fact">
              {words.rest} <strong>{format.money(left, currency)}</strong>
            </span>
          ) : null}
        </>
      )}
      <span className="spread" />
      {can('payments:write') ? (
        <>
          {left > 0 && !reversed ? (
            <button type="button" className="btn" onClick={() => setDialog('allocate')}>
              {words.allocate}
            </button>
          ) : null}
          {reversed ? null : (
            <button type="button" className="btn danger" onClick={() => setDialog('reverse')}>
              {words.reverse}
            </button>
          )}
          <Link className="btn quiet" href={`/payments/new?account=${String(record['accountId'])}`}>
            <Icon name="plus" />
            {words.next}
          </Link>
        </>
      ) : null}
      {dialog === 'allocate' ? <AllocateDialog payment={record} onClose={close} /> : null}
      {dialog === 'reverse' ? <ReverseDialog payment={record} onClose={close} /> : null}
    </section>
  );
}
