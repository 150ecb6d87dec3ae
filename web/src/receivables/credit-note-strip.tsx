import './money.css';
import { allocateCreditNote } from '../../../shared/receivables/receivables.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { PrintButton } from '../papers/print-button.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { minor } from './amounts.ts';
import { absorbMoney } from './api.ts';
import { useSubmit } from './use-submit.ts';

/** What a credit note left over because its invoice was paid already, and the way to use it. */
export default function CreditNoteStrip({ record }: ExtraProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws, can } = useWorkspace();
  const sending = useSubmit();
  const words = t.receivables.note;
  const left = minor(record, 'unallocated');
  const open = left > 0 && record['status'] === 'approved';
  const allocate = async () => {
    const body = { oldestFirst: true };
    const answer = await sending.submit({ id: record.id, version: record.version }, (idempotencyKey) =>
      call(allocateCreditNote, { params: { workspaceId: ws, id: record.id }, body, idempotencyKey }),
    );
    if (!answer) return;
    absorbMoney(ws, answer);
    toast({ text: words.allocated });
  };
  return (
    <section className="mo-strip" aria-label={t.receivables.payment.rest}>
      {open ? <span className="mo-fact">{words.rest(format.money(left, String(record['currency'])))}</span> : null}
      {sending.problem ? (
        <span className="form-fault" role="alert">
          {errorText(sending.problem, i18n)}
        </span>
      ) : null}
      <span className="spread" />
      {open && can('payments:write') ? (
        <button type="button" className="btn" disabled={sending.busy} onClick={() => void allocate()}>
          {words.allocate}
        </button>
      ) : null}
      <PrintButton what={{ kind: 'creditNote', id: record.id }} />
    </section>
  );
}
