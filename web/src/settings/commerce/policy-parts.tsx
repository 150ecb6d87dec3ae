import { useI18n } from '../../i18n/index.tsx';
import { useWorkspace } from '../../lib/me.tsx';
import { Field } from '../../receivables/field.tsx';
import type { PolicyDraft } from './draft.ts';

type TextField =
  | 'taxRate'
  | 'paymentDays'
  | 'quoteValidDays'
  | 'lastPriceDays'
  | 'defaultLimit'
  | 'graceDays'
  | 'reminderDays';

const sellerFields = ['name', 'nameEn', 'address', 'addressEn', 'taxId', 'phone', 'email', 'bank', 'account'] as const;
const sellerMost = {
  name: 160,
  nameEn: 160,
  address: 300,
  addressEn: 300,
  taxId: 40,
  phone: 60,
  email: 120,
  bank: 200,
  account: 60,
};

/** The policy while it is edited. */
export interface PolicyEdit {
  draft: PolicyDraft;
  change: (part: Partial<PolicyDraft>) => void;
  fault: (path: string) => string | undefined;
  readOnly: boolean;
}

function TextLine({
  edit,
  name,
  path,
  words,
}: {
  edit: PolicyEdit;
  name: TextField;
  path: string;
  words: { label: string; hint?: string };
}) {
  return (
    <Field label={words.label} hint={words.hint} fault={edit.fault(path)}>
      {(input) => (
        <input
          {...input}
          className="input"
          inputMode={name === 'reminderDays' ? 'text' : 'decimal'}
          autoComplete="off"
          disabled={edit.readOnly}
          value={edit.draft[name]}
          onChange={({ target }) => edit.change({ [name]: target.value })}
        />
      )}
    </Field>
  );
}

function Switch({
  edit,
  name,
  label,
}: {
  edit: PolicyEdit;
  name: 'pricesIncludeTax' | 'holdWhenOverdue';
  label: string;
}) {
  return (
    <label className="q-switch">
      <input
        type="checkbox"
        disabled={edit.readOnly}
        checked={edit.draft[name]}
        onChange={({ target }) => edit.change({ [name]: target.checked })}
      />
      {label}
    </label>
  );
}

/** Tax, terms, credit and reminders. */
export function TermsPart({ edit }: { edit: PolicyEdit }) {
  const { t } = useI18n();
  const { currency: own } = useWorkspace();
  const { tax, credit, reminders } = t.commerce;
  return (
    <>
      <section className="st-part" aria-labelledby="co-tax">
        <h2 id="co-tax">{tax.title}</h2>
        <div className="co-fields">
          <TextLine edit={edit} name="taxRate" path="policy.taxRate" words={{ label: tax.rate, hint: tax.rateHint }} />
          <TextLine
            edit={edit}
            name="paymentDays"
            path="policy.paymentDays"
            words={{ label: tax.paymentDays, hint: tax.paymentDaysHint }}
          />
          <TextLine edit={edit} name="quoteValidDays" path="policy.quoteValidDays" words={{ label: tax.quoteDays }} />
          <TextLine
            edit={edit}
            name="lastPriceDays"
            path="policy.lastPriceDays"
            words={{ label: tax.lastPriceDays, hint: tax.lastPriceHint }}
          />
        </div>
        <Switch edit={edit} name="pricesIncludeTax" label={tax.included} />
      </section>
      <section className="st-part" aria-labelledby="co-credit">
        <h2 id="co-credit">{credit.title}</h2>
        <div className="co-fields">
          <TextLine
            edit={edit}
            name="defaultLimit"
            path="policy.credit.defaultLimit"
            words={{ label: credit.limit(own), hint: credit.limitHint }}
          />
          <TextLine
            edit={edit}
            name="graceDays"
            path="policy.credit.graceDays"
            words={{ label: credit.grace, hint: credit.graceHint }}
          />
        </div>
        <Switch edit={edit} name="holdWhenOverdue" label={credit.hold} />
      </section>
      <section className="st-part" aria-labelledby="co-reminders">
        <h2 id="co-reminders">{reminders.title}</h2>
        <div className="co-fields">
          <TextLine
            edit={edit}
            name="reminderDays"
            path="policy.reminderDays"
            words={{ label: reminders.days, hint: reminders.hint }}
          />
        </div>
      </section>
    </>
  );
}

/** Who sells, as documents say it. */
export function SellerPart({ edit }: { edit: PolicyEdit }) {
  const { t } = useI18n();
  const words = t.commerce.seller;
  return (
    <section className="st-part" aria-labelledby="co-seller">
      <h2 id="co-seller">{words.title}</h2>
      <p className="st-hint">{words.hint}</p>
      <div className="co-fields">
        {sellerFields.map((name) => (
          <Field key={name} label={words.fields[name]} fault={edit.fault(`policy.seller.${name}`)}>
            {(input) => (
              <input
                {...input}
                className="input"
                maxLength={sellerMost[name]}
                disabled={edit.readOnly}
                value={edit.draft.seller[name]}
                onChange={({ target }) => edit.change({ seller: { ...edit.draft.seller, [name]: target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
    </section>
  );
}
