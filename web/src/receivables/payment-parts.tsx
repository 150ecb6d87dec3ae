import { MAX_ALLOCATIONS, payment, paymentMethods } from '../../../shared/receivables/payment.ts';
import { Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { FieldEditor } from '../records/editors.tsx';
import { fieldSpecs } from '../records/fields.ts';
import { balanceIn } from './amounts.ts';
import { Field } from './field.tsx';
import { OpenTable } from './open-table.tsx';
import type { PaymentState } from './use-payment.ts';

/** Currencies to choose from: the own one, those that the customer owes in, and the usual ones. */
const currenciesOf = (state: PaymentState, own: string): string[] => [
  ...new Set([
    own,
    state.draft.currency,
    ...state.all.map((row) => String(row['currency'] ?? own)),
    'CNY',
    'USD',
    'EUR',
  ]),
];

/** From whom, how much, when and how. */
export function PaymentHead({ state }: { state: PaymentState }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const workspace = useWorkspace();
  const words = t.receivables.pay;
  const { draft, change } = state;
  const spec = (name: string) => fieldSpecs(payment, workspace).find((one) => one.name === name)!;
  const faultOf = (name: keyof typeof draft): string | undefined => {
    const fault = state.server.get(name);
    return state.missing[name] ?? (fault ? faultText(fault, i18n) : undefined);
  };
  return (
    <div className="mo-form">
      <Field label={words.account} fault={faultOf('accountId')} className="wide">
        {({ id }) => (
          <FieldEditor
            spec={spec('accountId')}
            id={id}
            draft={draft.accountId}
            opened
            invalid={faultOf('accountId') !== undefined}
            describedBy={`${id}-hint`}
            onDraft={(accountId) => change({ accountId })}
          />
        )}
      </Field>
      <Field label={words.amount} fault={faultOf('amount')}>
        {(input) => (
          <input
            {...input}
            className="input"
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.00"
            value={draft.amount}
            onChange={({ target }) => change({ amount: target.value })}
          />
        )}
      </Field>
      <Field label={words.currency} fault={faultOf('currency')}>
        {(input) => (
          <select
            {...input}
            className="input"
            value={draft.currency}
            onChange={({ target }) => change({ currency: target.value })}
          >
            {currenciesOf(state, workspace.currency).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.date} fault={faultOf('date')}>
        {({ id }) => (
          <FieldEditor
            spec={spec('date')}
            id={id}
            draft={draft.date}
            invalid={faultOf('date') !== undefined}
            describedBy={`${id}-hint`}
            onDraft={(date) => change({ date })}
          />
        )}
      </Field>
      <Field label={words.method} fault={faultOf('method')}>
        {(input) => (
          <select
            {...input}
            className="input"
            value={draft.method}
            onChange={({ target }) => change({ method: target.value })}
          >
            {Object.entries(paymentMethods).map(([value, text]) => (
              <option key={value} value={value}>
                {label(text)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.reference} fault={faultOf('reference')}>
        {(input) => (
          <input
            {...input}
            className="input"
            maxLength={80}
            autoComplete="off"
            value={draft.reference}
            onChange={({ target }) => change({ reference: target.value })}
          />
        )}
      </Field>
      <Field label={words.note} fault={faultOf('note')} className="wide">
        {(input) => (
          <input
            {...input}
            className="input"
            maxLength={4000}
            autoComplete="off"
            value={draft.note}
            onChange={({ target }) => change({ note: target.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** What the customer owes, and what of the payment goes where. */
export function OpenPart({ state }: { state: PaymentState }) {
  const { t } = useI18n();
  const format = useFormat();
  const { currency: own } = useWorkspace();
  const words = t.receivables.pay;
  const { draft, open, all, read } = state;
  if (!draft.accountId) return <p className="q-text">{words.chooseFirst}</p>;
  if (state.reading) return <Waiting />;
  const others: Record<string, number> = {};
  for (const row of all) {
    const currency = String(row['currency'] ?? own);
    if (currency !== draft.currency) others[currency] = (others[currency] ?? 0) + balanceIn(row);
  }
  return (
    <section className="mo-part" aria-labelledby="mo-open">
      <div className="q-row">
        <h2 id="mo-open">{words.open}</h2>
        {open.length > 0 ? (
          <>
            <button type="button" className="btn small" title={words.oldestHint} onClick={state.fill}>
              {words.oldest} <kbd>F2</kbd>
            </button>
            <button type="button" className="btn quiet small" onClick={state.clear}>
              {words.clear}
            </button>
            <span className="quiet-hint">{words.oldestHint}</span>
          </>
        ) : null}
      </div>
      {open.length === 0 ? (
        <p className="q-text">{words.nothingOpen(draft.currency)}</p>
      ) : (
        <OpenTable
          rows={open}
          currency={draft.currency}
          typed={state.typed}
          given={read.given}
          faults={read.faults}
          onType={state.allocate}
          onTakeRest={state.takeRest}
        />
      )}
      {read.given.size > MAX_ALLOCATIONS ? (
        <p className="form-problem" role="alert">
          {words.most(String(MAX_ALLOCATIONS))}
        </p>
      ) : null}
      {Object.keys(others).length > 0 ? (
        <p className="quiet-hint">{words.otherCurrencies(format.sums(others))}</p>
      ) : null}
    </section>
  );
}
