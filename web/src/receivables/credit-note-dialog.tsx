import '../styles/form.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { createCreditNote } from '../../../shared/receivables/receivables.contract.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { RefChip } from '../records/value.tsx';
import { absorbMoney } from './api.ts';
import type { NoteKind } from './credit-draft.ts';
import { readNote, returnableOf } from './credit-draft.ts';
import { Field } from './field.tsx';
import { useSubmit } from './use-submit.ts';

/** Taking back a part or all of a receivable: what came back, or how much less a unit costs. */
export default function CreditNoteDialog({ receivable, onClose }: { receivable: WebRecord; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const [kind, setKind] = useState<NoteKind>('return');
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSubmit();
  const words = t.receivables.note;
  const currency = String(receivable['currency'] ?? '');
  const rows = receivable.lines ?? [];
  const read = readNote(rows, typed, { kind, currency, taxIncluded: receivable['taxIncluded'] === true });
  const about = [...read.credits.values()].reduce((sum, one) => sum + one, 0);
  const type = (index: number, text: string) =>
    setTyped(Array.from({ length: rows.length }, (_, at) => (at === index ? text : (typed[at] ?? ''))));
  const save = async (then: 'submit' | 'draft') => {
    setTried(true);
    if (reason.trim() === '' || read.lines.length === 0 || read.faults.size > 0) return;
    const body = {
      receivableId: receivable.id,
      kind,
      reason: reason.trim(),
      lines: read.lines,
      submit: then === 'submit',
    };
    const answer = await sending.submit(body, (idempotencyKey) =>
      call(createCreditNote, { params: { workspaceId: ws }, body, idempotencyKey }),
    );
    if (!answer) return;
    const made = absorbMoney(ws, answer);
    onClose();
    toast({
      text: words.saved(titleOf(made)),
      action: { label: t.receivables.pay.open1, run: () => navigate(`/credit-notes/${made.id}`) },
    });
  };
  return (
    <Dialog
      title={words.title(titleOf(receivable))}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" disabled={sending.busy} onClick={() => void save('submit')}>
            {words.submit}
          </button>
          <button type="button" className="btn" disabled={sending.busy} onClick={() => void save('draft')}>
            {words.draft}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <div className="form">
        {sending.problem ? (
          <p className="form-problem" role="alert">
            {errorText(sending.problem, i18n)}
          </p>
        ) : null}
        <Choice
          label={words.kind}
          options={[
            { value: 'return', label: words.kinds.return },
            { value: 'price', label: words.kinds.price },
          ]}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setTyped([]);
          }}
        />
        <Field
          label={words.reason}
          hint={words.reasonHint}
          fault={tried && reason.trim() === '' ? words.reasonNeeded : undefined}
        >
          {(input) => (
            <input
              {...input}
              className="input"
              data-autofocus
              maxLength={300}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        {kind === 'return' ? (
          <button
            type="button"
            className="link"
            onClick={() => setTyped(rows.map((row) => (returnableOf(row) > 0 ? String(returnableOf(row)) : '')))}
          >
            {words.all}
          </button>
        ) : null}
        <table className="q-table mo-table mo-cards">
          <thead>
            <tr>
              <th scope="col">{words.columns.product}</th>
              <th scope="col" className="number">
                {kind === 'return' ? words.columns.returnable : t.receivables.note.columns.billed}
              </th>
              <th scope="col" className="number">
                {kind === 'return' ? words.columns.back : words.columns.less}
              </th>
              <th scope="col" className="number">
                {words.columns.credit}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const fault = read.faults.get(index);
              const credit = read.credits.get(index);
              const most =
                kind === 'return'
                  ? format.number(returnableOf(row))
                  : format.money(Number(row['unitPrice'] ?? 0), currency);
              const name = kind === 'return' ? words.columns.back : words.columns.less;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an invoice stay in their order
                <tr key={index}>
                  <th scope="row">
                    {typeof row['productId'] === 'string' ? (
                      <RefChip id={row['productId']} />
                    ) : (
                      String(row['description'] ?? index + 1)
                    )}
                  </th>
                  <td
                    className="number"
                    data-label={kind === 'return' ? words.columns.returnable : words.columns.billed}
                  >
                    {format.number(kind === 'return' ? returnableOf(row) : Number(row['quantity'] ?? 0))}{' '}
                    {String(row['unit'] ?? '')}
                  </td>
                  <td className="number" data-label={name}>
                    <span>
                      <input
                        className="input mo-input"
                        inputMode="decimal"
                        autoComplete="off"
                        aria-label={`${name} ${index + 1}`}
                        aria-invalid={fault !== undefined}
                        value={typed[index] ?? ''}
                        onChange={({ target }) => type(index, target.value)}
                      />
                      {fault ? (
                        <span className="mo-line-fault">
                          {fault === 'tooMany' ? words.tooMany(most) : words.notNumber}
                        </span>
                      ) : null}
                    </span>
                  </td>
                  <td className="number" data-label={words.columns.credit}>
                    {credit === undefined ? null : format.money(credit, currency)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {tried && read.lines.length === 0 && read.faults.size === 0 ? (
          <p className="form-fault" role="alert">
            {words.linesNeeded}
          </p>
        ) : null}
        <p>
          {words.about} <strong>{format.money(about, currency)}</strong>{' '}
          <span className="quiet-hint">{words.aboutHint}</span>
        </p>
      </div>
    </Dialog>
  );
}
