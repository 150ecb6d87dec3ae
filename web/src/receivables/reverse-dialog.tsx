import '../styles/form.css';
import { useState } from 'react';
import { reversePayment } from '../../../shared/receivables/receivables.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { absorbMoney } from './api.ts';
import { Field } from './field.tsx';
import { useSubmit } from './use-submit.ts';

/** Taking a payment back, with the reason that the customer will ask for. */
export default function ReverseDialog({ payment, onClose }: { payment: WebRecord; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSubmit();
  const words = t.receivables.payment;
  const number = titleOf(payment);
  const reverse = async () => {
    setTried(true);
    const body = { reason: reason.trim() };
    if (body.reason === '') return;
    const answer = await sending.submit(body, () =>
      call(reversePayment, { params: { workspaceId: ws, id: payment.id }, body, version: payment.version }),
    );
    if (!answer) return;
    absorbMoney(ws, answer);
    onClose();
    toast({ text: words.reversed(number) });
  };
  return (
    <Dialog
      kind="dialog"
      title={words.reverseTitle(number)}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" disabled={sending.busy} onClick={() => void reverse()}>
            {words.reverse}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <div className="form">
        <p className="dialog-lead">{words.reverseNote}</p>
        {sending.problem ? (
          <p className="form-problem" role="alert">
            {errorText(sending.problem, i18n)}
          </p>
        ) : null}
        <Field label={words.reason} fault={tried && reason.trim() === '' ? words.reasonNeeded : undefined}>
          {(input) => (
            <input
              {...input}
              className="input"
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) void reverse();
              }}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
