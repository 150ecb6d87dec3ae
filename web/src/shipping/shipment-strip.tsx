import '../receivables/money.css';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { PrintButton } from '../papers/print-button.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { RefChip } from '../records/value.tsx';

/** Where a shipment came from and what it led to. */
export default function ShipmentStrip({ record }: ExtraProps) {
  const { t } = useI18n();
  const words = t.shipping.strip;
  const { orderId, receivableId, trackingNumber, status } = record;
  const waits = status === 'draft' || status === 'pending-approval';
  const copy = (text: string) => void navigator.clipboard?.writeText(text).then(() => toast({ text: words.copied }));
  return (
    <section className="mo-strip" aria-label={words.order}>
      {typeof orderId === 'string' ? (
        <span className="mo-fact">
          {words.order} <RefChip id={orderId} />
        </span>
      ) : null}
      {typeof receivableId === 'string' ? (
        <span className="mo-fact" data-link="receivable">
          {words.receivable} <RefChip id={receivableId} />
        </span>
      ) : waits ? (
        <span className="quiet-hint">{words.noReceivable}</span>
      ) : null}
      {typeof trackingNumber === 'string' ? (
        <button type="button" className="btn quiet small" title={words.track} onClick={() => copy(trackingNumber)}>
          <Icon name="copy" size={14} />
          {trackingNumber}
        </button>
      ) : null}
      <span className="spread" />
      <PrintButton what={{ kind: 'shipment', id: record.id }} />
    </section>
  );
}
