import { useId } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { faultText } from '../lib/faults.ts';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { FieldEditor } from '../records/editors.tsx';
import type { useCreate } from '../records/use-create.ts';
import { RefChip } from '../records/value.tsx';
import type { Goods } from './use-customer.ts';

type Form = ReturnType<typeof useCreate>;

/** One field of the form, with what is wrong with it. */
export function Field({ form, name, opened }: { form: Form; name: string; opened: boolean }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const id = useId();
  const spec = form.specs.find((one) => one.name === name);
  if (!spec) return null;
  const fault = form.faults.get(name);
  const draft = form.drafts[name] ?? '';
  return (
    <div className={`form-line${fault ? ' faulty' : ''}${spec.type === 'longText' ? ' wide' : ''}`} data-field={name}>
      <label htmlFor={id}>
        {label(spec.label)}
        {spec.required ? (
          <span className="required" title={t.records.required}>
            {' '}
            *
          </span>
        ) : null}
      </label>
      {spec.type === 'enum' ? (
        <div id={id} role="radiogroup" aria-label={label(spec.label)} className="cp-choices">
          {(spec.values ?? []).map((one) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <button
              key={one.value}
              type="button"
              role="radio"
              aria-checked={one.value === draft}
              className="quick-kind"
              onClick={() => form.setDraft(name, one.value)}
            >
              {label(one.label)}
            </button>
          ))}
        </div>
      ) : (
        <FieldEditor
          spec={spec}
          draft={draft}
          id={id}
          invalid={fault !== undefined}
          describedBy={`${id}-fault`}
          {...(name === 'accountId' ? { placeholder: t.complaints.create.whoHint } : {})}
          {...(opened ? { opened: true } : {})}
          onDraft={(next) => form.setDraft(name, next)}
        />
      )}
      <div id={`${id}-fault`} className="form-fault" role={fault ? 'alert' : undefined}>
        {fault ? faultText(fault, i18n) : null}
      </div>
    </div>
  );
}

interface OfferProps {
  title: string;
  rows: readonly WebRecord[];
  chosen: string;
  detail: (row: WebRecord) => string;
  onPick: (row: WebRecord) => void;
}

/** Records of the customer, one press each. */
export function Offer({ title, rows, chosen, detail, onPick }: OfferProps) {
  if (rows.length === 0) return null;
  return (
    <div className="cp-offer">
      <h3>{title}</h3>
      <div>
        {rows.map((row) => (
          <button
            key={row.id}
            type="button"
            className="btn small"
            aria-pressed={row.id === chosen}
            onClick={() => onPick(row)}
          >
            {titleOf(row)}
            <span className="quiet-hint">{detail(row)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

/** A product and batch that were delivered, one press. */
export function GoodsButton({ goods, pressed, onPick }: { goods: Goods; pressed: boolean; onPick: () => void }) {
  const { t } = useI18n();
  return (
    <button type="button" className="btn small" aria-pressed={pressed} onClick={onPick}>
      <RefChip id={goods.productId} />
      {goods.batch ? <span className="quiet-hint">{t.complaints.create.batch(goods.batch)}</span> : null}
    </button>
  );
}
