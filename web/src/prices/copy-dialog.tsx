import '../styles/form.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { copyList } from '../../../shared/pricing/pricing.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { parseNumber } from '../lib/numbers.ts';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { Field } from '../receivables/field.tsx';
import { useSubmit } from '../receivables/use-submit.ts';
import { absorb } from '../records/save.ts';
import { refreshPrices } from './api.ts';

/** A draft with all prices of a list, moved by a percentage. */
export default function CopyDialog({ list, onClose }: { list: WebRecord; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState({ name: `${titleOf(list)} v2`, percent: '', from: '' });
  const sending = useSubmit();
  const words = t.prices.copy;
  const percent = draft.percent.trim() === '' ? 0 : parseNumber(draft.percent.replace('%', ''));
  const faults = faultsByField(sending.problem);
  const faultOf = (name: string): string | undefined => {
    const fault = faults.get(name);
    return fault ? faultText(fault, i18n) : undefined;
  };
  const make = async () => {
    if (percent === undefined || draft.name.trim() === '') return;
    const body = {
      name: draft.name.trim(),
      ...(percent === 0 ? {} : { percent }),
      ...(draft.from ? { from: draft.from } : {}),
    };
    const answer = await sending.submit(body, (idempotencyKey) =>
      call(copyList, { params: { workspaceId: ws, id: list.id }, body, idempotencyKey }),
    );
    if (!answer) return;
    const made = answer as unknown as WebRecord;
    absorb(ws, made);
    void refreshPrices(ws);
    onClose();
    toast({ text: words.made(titleOf(made)) });
    navigate(`/price-lists/${made.id}`);
  };
  return (
    <Dialog
      kind="dialog"
      title={words.title}
      onClose={onClose}
      footer={
        <>
          <button
            type="button"
            className="btn primary"
            disabled={sending.busy || percent === undefined || draft.name.trim() === ''}
            onClick={() => void make()}
          >
            {words.make}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <div className="form">
        <p className="dialog-lead">{words.note}</p>
        {sending.problem && faults.size === 0 ? (
          <p className="form-problem" role="alert">
            {errorText(sending.problem, i18n)}
          </p>
        ) : null}
        <Field label={words.name} fault={faultOf('name')}>
          {(input) => (
            <input
              {...input}
              className="input"
              maxLength={120}
              value={draft.name}
              onChange={({ target }) => setDraft({ ...draft, name: target.value })}
            />
          )}
        </Field>
        <Field
          label={words.percent}
          hint={words.percentHint}
          fault={percent === undefined ? t.prices.notNumber : faultOf('percent')}
        >
          {(input) => (
            <input
              {...input}
              className="input"
              inputMode="decimal"
              placeholder="0"
              value={draft.percent}
              onChange={({ target }) => setDraft({ ...draft, percent: target.value })}
            />
          )}
        </Field>
        <Field label={words.from} fault={faultOf('from')}>
          {(input) => (
            <input
              {...input}
              type="date"
              className="input"
              value={draft.from}
              onChange={({ target }) => setDraft({ ...draft, from: target.value })}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
