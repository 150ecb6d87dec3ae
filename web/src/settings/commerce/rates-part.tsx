import { useId, useState } from 'react';
import type { CommercePolicy } from '../../../../shared/commerce/policy.ts';
import type { FieldFault } from '../../../../shared/kernel/problem.ts';
import { useI18n } from '../../i18n/index.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { Icon } from '../../kit/icon.tsx';
import { faultText } from '../../lib/faults.ts';
import { useFormat } from '../../lib/format.ts';
import { useWorkspace } from '../../lib/me.tsx';
import type { RateDraft } from './draft.ts';
import { newRate, rateState, readRates } from './draft.ts';

interface Props {
  rates: readonly RateDraft[];
  read: CommercePolicy['rates'];
  faults: ReadonlyMap<string, FieldFault>;
  readOnly: boolean;
  onChange: (rates: readonly RateDraft[]) => void;
}

function PasteDialog({ onTake, onClose }: { onTake: (rates: readonly RateDraft[]) => void; onClose: () => void }) {
  const { t } = useI18n();
  const format = useFormat();
  const id = useId();
  const [text, setText] = useState('');
  const words = t.commerce.rates;
  const { rates, bad } = readRates(text, format.today());
  return (
    <Dialog
      kind="dialog"
      title={words.paste}
      onClose={onClose}
      footer={
        <>
          <button
            type="button"
            className="btn primary"
            disabled={rates.length === 0}
            onClick={() => {
              onTake(rates);
              onClose();
            }}
          >
            {words.take}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <div className="form">
        <p className="dialog-lead">{words.pasteHint}</p>
        <div className="form-line">
          <label htmlFor={id}>{words.pasteLabel}</label>
          <textarea
            id={id}
            className="input"
            rows={8}
            data-autofocus
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        {text.trim() ? <p role="status">{words.pasteRead(format.number(rates.length))}</p> : null}
        {bad.length > 0 ? (
          <div className="form-fault">
            {words.pasteBad(format.number(bad.length))}
            <ul>
              {bad.slice(0, 5).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

const cells = ['currency', 'from', 'rate'] as const;

/** Exchange rates with the day from which each counts. */
export function RatesPart({ rates, read, faults, readOnly, onChange }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { currency: own } = useWorkspace();
  const [pasting, setPasting] = useState(false);
  const words = t.commerce.rates;
  const heads = { currency: words.currency, from: words.from, rate: words.rate(own) };
  const change = (key: number, part: Partial<RateDraft>) =>
    onChange(rates.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const take = (pasted: readonly RateDraft[]) => {
    const fresh = new Set(pasted.map((one) => `${one.currency} ${one.from}`));
    onChange([...rates.filter((one) => !fresh.has(`${one.currency} ${one.from}`)), ...pasted]);
  };
  return (
    <section className="st-part" aria-labelledby="co-rates">
      <h2 id="co-rates">{words.title}</h2>
      <p className="st-hint">{words.hint(own)}</p>
      {rates.length === 0 ? <p className="q-text">{words.none}</p> : null}
      {rates.length > 0 ? (
        <div className="q-scroll">
          <table className="q-table mo-table co-rates">
            <thead>
              <tr>
                {cells.map((cell) => (
                  <th key={cell} scope="col">
                    {heads[cell]}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rates.map((one, index) => {
                const parsed = read[index];
                const state = parsed ? rateState(parsed, read, format.today()) : 'past';
                const fault = cells
                  .map((cell) => faults.get(`policy.rates.${index}.${cell}`))
                  .find((found) => found !== undefined);
                return (
                  <tr key={one.key}>
                    {cells.map((cell) => (
                      <td key={cell}>
                        <input
                          className="input"
                          disabled={readOnly}
                          autoComplete="off"
                          inputMode={cell === 'rate' ? 'decimal' : 'text'}
                          placeholder={cell === 'currency' ? 'USD' : cell === 'from' ? format.today() : '7.12'}
                          aria-label={`${heads[cell]} ${index + 1}`}
                          aria-invalid={faults.has(`policy.rates.${index}.${cell}`)}
                          value={one[cell]}
                          onChange={({ target }) => change(one.key, { [cell]: target.value })}
                        />
                      </td>
                    ))}
                    <td>
                      {fault ? (
                        <span className="form-fault">
                          {fault.code === 'duplicate' ? words.twice : faultText(fault, i18n)}
                        </span>
                      ) : (
                        <span className={state === 'now' ? 'badge good' : 'badge'}>{words[state]}</span>
                      )}{' '}
                      {readOnly ? null : (
                        <button
                          type="button"
                          className="btn quiet small square"
                          aria-label={words.remove(`${one.currency} ${one.from}`)}
                          title={words.remove(`${one.currency} ${one.from}`)}
                          onClick={() => onChange(rates.filter(({ key }) => key !== one.key))}
                        >
                          <Icon name="close" size={14} />
                        </button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ) : null}
      {readOnly ? null : (
        <div className="q-row">
          <button type="button" className="btn" onClick={() => onChange([...rates, newRate('', format.today(), '')])}>
            <Icon name="plus" />
            {words.add}
          </button>
          <button type="button" className="btn" onClick={() => setPasting(true)}>
            {words.paste}
          </button>
        </div>
      )}
      {pasting ? <PasteDialog onTake={take} onClose={() => setPasting(false)} /> : null}
    </section>
  );
}
