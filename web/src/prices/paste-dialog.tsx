import '../styles/form.css';
import { useId, useState } from 'react';
import { putRows } from '../../../shared/pricing/pricing.contract.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { codeText, errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { refreshPrices } from './api.ts';
import type { PriceRow, Refused } from './paste.ts';
import { BATCH, readPrices } from './paste.ts';

/** Prices of a list out of a spreadsheet, 200 rows at a time. */
export default function PasteDialog({ list, onClose }: { list: WebRecord; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const id = useId();
  const [text, setText] = useState('');
  const [done, setDone] = useState<number>();
  const [refused, setRefused] = useState<Refused>([]);
  const [problem, setProblem] = useState<unknown>();
  const words = t.prices.paste;
  const { rows, bad } = readPrices(text, { currency: String(list['currency']), today: format.today() });
  const n = format.number;

  const take = async () => {
    setProblem(undefined);
    setRefused([]);
    const sum = { created: 0, changed: 0, unchanged: 0 };
    const left: Refused = [];
    try {
      for (let at = 0; at < rows.length; at += BATCH) {
        setDone(at);
        const batch: PriceRow[] = rows.slice(at, at + BATCH);
        const answer = await call(putRows, {
          params: { workspaceId: ws, id: list.id },
          body: { rows: batch },
          idempotencyKey: newKey(),
        });
        sum.created += answer.created;
        sum.changed += answer.changed;
        sum.unchanged += answer.unchanged;
        left.push(...answer.refused.map((one) => ({ ...one, row: one.row + at })));
      }
      toast({ text: words.done(n(sum.created), n(sum.changed), n(sum.unchanged)) });
      if (left.length === 0) onClose();
      setRefused(left);
    } catch (error) {
      // Rows that were taken before are taken again without harm: they are as they are then.
      setProblem(error);
    } finally {
      setDone(undefined);
      void refreshPrices(ws);
    }
  };
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      footer={
        <>
          <button
            type="button"
            className="btn primary"
            disabled={rows.length === 0 || done !== undefined}
            onClick={() => void take()}
          >
            {done === undefined ? words.take(n(rows.length)) : words.working(n(done), n(rows.length))}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <div className="form">
        {problem ? (
          <p className="form-problem" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
        <p className="dialog-lead">{words.hint}</p>
        <div className="form-line">
          <label htmlFor={id}>{words.label}</label>
          <textarea
            id={id}
            className="input"
            rows={12}
            data-autofocus
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        {text.trim() ? <p role="status">{words.read(n(rows.length))}</p> : null}
        {bad.length > 0 ? (
          <div className="form-fault">
            {words.bad(n(bad.length))}
            <ul>
              {bad.slice(0, 8).map((one) => (
                <li key={one.row}>{words.badRow(n(one.row), words.why[one.why])}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {refused.length > 0 ? (
          <div className="form-fault" role="alert">
            {words.refused(n(refused.length))}
            <ul>
              {refused.slice(0, 20).map((one) => (
                <li key={one.row}>
                  {words.refusedRow(
                    one.code,
                    one.problem === 'no-such-record' ? words.noProduct : codeText(one.problem, i18n),
                  )}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}
