import '../receivables/money.css';
import './enquiries.css';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { RefChip } from '../records/value.tsx';
import { promote } from './api.ts';
import { clockText } from './entry.ts';

/** What is most wanted on an enquiry: whether it helped, what it took, and whether it came back or became a complaint. */
export default function EnquiryStrip({ record }: ExtraProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.enquiries.strip;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const key = useRef('');
  const { resolved, handleSeconds, waitingSeconds, cost, currency, repeatOfId, complaintId } = record;
  const mayPromote = !record.archivedAt && complaintId === undefined && canWrite('enquiries') && canWrite('complaints');
  const go = async () => {
    if (busy) return;
    key.current ||= newKey();
    setBusy(true);
    try {
      navigate(`/complaints/${(await promote(ws, record.id, key.current)).id}`);
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      setBusy(false);
    }
  };
  usePageKeys(mayPromote ? { v: () => void go() } : {});
  return (
    <section className="mo-strip no-print" aria-label={words.label}>
      {resolved === 'yes' ? (
        <span className="badge good">
          <Icon name="check" size={12} />
          {words.solved}
        </span>
      ) : resolved === 'no' ? (
        <span className="badge bad">
          <Icon name="close" size={12} />
          {words.unsolved}
        </span>
      ) : null}
      {record['repeated'] === true ? (
        <span className="badge warn">
          <Icon name="warning" size={12} />
          {words.repeated}
        </span>
      ) : null}
      {typeof repeatOfId === 'string' ? (
        <span className="mo-fact">
          {words.repeatOf} <RefChip id={repeatOfId} />
        </span>
      ) : null}
      {typeof waitingSeconds === 'number' ? (
        <span className="mo-fact">{words.waited(clockText(waitingSeconds))}</span>
      ) : null}
      {typeof handleSeconds === 'number' ? (
        <span className="mo-fact">
          {words.handled(clockText(handleSeconds))}
          {typeof cost === 'number' ? <strong>{format.money(cost, String(currency))}</strong> : null}
        </span>
      ) : null}
      <span className="spread" />
      {typeof complaintId === 'string' ? (
        <span className="mo-fact">
          {words.became} <RefChip id={complaintId} />
        </span>
      ) : mayPromote ? (
        <button
          type="button"
          className="btn small"
          disabled={busy}
          title={`${t.enquiries.entry.promote} (V)`}
          onClick={() => void go()}
        >
          <Icon name="warning" />
          {t.enquiries.entry.promote}
        </button>
      ) : null}
    </section>
  );
}
