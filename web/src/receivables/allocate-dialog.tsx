import '../styles/form.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MAX_ALLOCATIONS } from '../../../shared/receivables/payment.ts';
import { allocatePayment } from '../../../shared/receivables/receivables.contract.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { moneyDraft } from '../lib/money.ts';
import type { WebRecord } from '../lib/records.ts';
import { balanceIn, minor, oldestFirst } from './amounts.ts';
import { absorbMoney, owedQuery } from './api.ts';
import { OpenTable } from './open-table.tsx';
import type { Allocations } from './use-payment.ts';
import { readAllocations } from './use-payment.ts';
import { useSubmit } from './use-submit.ts';

/** What is left of a payment, given to receivables that are still open. */
export default function AllocateDialog({ payment, onClose }: { payment: WebRecord; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const currency = String(payment['currency']);
  const left = minor(payment, 'unallocated');
  const owed = useQuery({ ...owedQuery(ws, String(payment['accountId']), currency), staleTime: 0 });
  const [typed, setTyped] = useState<Allocations>({});
  const sending = useSubmit();
  const words = t.receivables.payment;
  const rows = owed.data?.items ?? [];
  const read = readAllocations(typed, rows, currency);
  const rest = left - read.sum;
  const fill = () => {
    const given = oldestFirst(
      left,
      rows.map((row) => ({ id: row.id, balance: balanceIn(row) })),
      MAX_ALLOCATIONS,
    );
    setTyped(Object.fromEntries([...given].map(([id, part]) => [id, moneyDraft(part, currency)])));
  };
  const takeRest = (row: WebRecord) => {
    const part = Math.max(0, Math.min(rest + (read.given.get(row.id) ?? 0), balanceIn(row)));
    setTyped({ ...typed, [row.id]: part === 0 ? '' : moneyDraft(part, currency) });
  };
  const ready = read.given.size > 0 && read.given.size <= MAX_ALLOCATIONS && read.faults.size === 0 && rest >= 0;
  const save = async () => {
    if (!ready) return;
    const body = { allocations: [...read.given].map(([receivableId, amount]) => ({ receivableId, amount })) };
    const answer = await sending.submit({ body, version: payment.version }, (idempotencyKey) =>
      call(allocatePayment, { params: { workspaceId: ws, id: payment.id }, body, idempotencyKey }),
    );
    if (!answer) return;
    absorbMoney(ws, answer);
    onClose();
    toast({ text: words.allocatedToast(format.money(read.sum, currency)) });
  };
  return (
    <Dialog
      title={words.allocateTitle}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" disabled={!ready || sending.busy} onClick={() => void save()}>
            {words.allocateNow}
          </button>
          <button type="button" className="btn" onClick={fill}>
            {words.oldestNow} <kbd>F2</kbd>
          </button>
          <span className={rest < 0 ? 'mo-bad' : 'q-quiet'}>
            {rest < 0
              ? t.receivables.pay.over(format.money(-rest, currency))
              : `${words.rest} ${format.money(rest, currency)}`}
          </span>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: F2 and Ctrl+Enter count in every field */}
      <div
        className="form"
        onKeyDown={(event) => {
          if (event.key === 'F2') {
            event.preventDefault();
            fill();
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      >
        {sending.problem ? (
          <p className="form-problem" role="alert">
            {errorText(sending.problem, i18n)}
          </p>
        ) : null}
        {owed.error ? (
          <Failed error={owed.error} onRetry={() => void owed.refetch()} />
        ) : !owed.data ? (
          <Waiting />
        ) : rows.length === 0 ? (
          <p className="q-text">{t.receivables.pay.nothingOpen(currency)}</p>
        ) : (
          <OpenTable
            rows={rows}
            currency={currency}
            typed={typed}
            given={read.given}
            faults={read.faults}
            onType={(id, text) => setTyped({ ...typed, [id]: text })}
            onTakeRest={takeRest}
          />
        )}
      </div>
    </Dialog>
  );
}
