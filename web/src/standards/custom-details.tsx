import type { ReactNode } from 'react';
import { entityOf } from '../../../shared/entities.ts';
import type { CustomField, CustomType } from '../../../shared/standards/standard.ts';
import { customRefs } from '../../../shared/standards/standard.ts';
import { useI18n } from '../i18n/index.tsx';
import { Line, ValuesBox } from './parts.tsx';

interface Props {
  field: CustomField;
  readOnly: boolean;
  /** Names that records may already hold values under do not change their meaning. */
  fixed: boolean;
  fault: (part: string) => string | undefined;
  set: (next: CustomField) => void;
}

export const chooses = (type: CustomType): boolean => type === 'enum' || type === 'multiEnum';

/** Kinds whose size can be bounded: a number by its value, a text by its letters, several choices by how many. */
const bounded: readonly CustomType[] = ['text', 'longText', 'number', 'multiEnum'];

/** The field as one of another kind: with what that kind needs, without what another one had. */
export const ofType = (field: CustomField, type: CustomType, currency: string): CustomField => {
  const { values, currency: _currency, ref: _ref, min: _min, max: _max, ...rest } = field;
  return {
    ...rest,
    type,
    ...(chooses(type) && values ? { values } : {}),
    ...(type === 'money' ? { currency } : {}),
    ...(type === 'ref' ? { ref: 'account' as const } : {}),
  };
};

/** Without the parts that are blank: the standard keeps what is said, not that nothing is. */
const without = (field: CustomField, part: 'help' | 'section' | 'min' | 'max'): CustomField => {
  const { [part]: _gone, ...rest } = field;
  return rest;
};

function Bound({ field, readOnly, fault, set, part }: Props & { part: 'min' | 'max' }) {
  const { t } = useI18n();
  return (
    <Line
      label={t.standards.customBound[part]}
      hint={t.standards.bounds[field.type as 'text'] ?? ''}
      fault={fault(part)}
    >
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="number"
          step="any"
          value={field[part] ?? ''}
          disabled={readOnly}
          onChange={({ target }) =>
            set(target.value === '' ? without(field, part) : { ...field, [part]: Number(target.value) })
          }
        />
      )}
    </Line>
  );
}

/** A text in both languages; both blank: none. */
function Both({ field, readOnly, fault, set, part }: Props & { part: 'help' | 'section' }): ReactNode {
  const { t } = useI18n();
  const words = field[part];
  return (['zh', 'en'] as const).map((lang) => (
    <Line key={lang} label={t.standards.customWords[part][lang]} fault={fault(`${part}.${lang}`)}>
      {(tied) => (
        <input
          {...tied}
          className="input"
          maxLength={part === 'help' ? 300 : 80}
          value={words?.[lang] ?? ''}
          disabled={readOnly}
          onChange={({ target }) => {
            const next = { zh: '', en: '', ...words, [lang]: target.value };
            set(next.zh === '' && next.en === '' ? without(field, part) : { ...field, [part]: next });
          }}
        />
      )}
    </Line>
  ));
}

/** What a field of the company's own needs for its kind. */
export function KindParts(props: Props) {
  const { field, readOnly, fixed, fault, set } = props;
  const { t, label } = useI18n();
  return (
    <>
      {chooses(field.type) ? (
        <Line label={t.standards.customValues} hint={t.standards.customValuesHint} fault={fault('values')}>
          {(tied) => (
            <ValuesBox
              tied={tied}
              values={field.values}
              readOnly={readOnly}
              onChange={(values) => set({ ...field, values })}
            />
          )}
        </Line>
      ) : null}
      {field.type === 'money' ? (
        <Line label={t.standards.customCurrency} fault={fault('currency')}>
          {(tied) => (
            <input
              {...tied}
              className="input st-code"
              maxLength={3}
              value={field.currency ?? ''}
              disabled={readOnly || fixed}
              onChange={({ target }) => set({ ...field, currency: target.value.toUpperCase() })}
            />
          )}
        </Line>
      ) : null}
      {field.type === 'ref' ? (
        <Line label={t.standards.customRef} fault={fault('ref')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={field.ref ?? ''}
              disabled={readOnly || fixed}
              onChange={({ target }) => {
                const ref = customRefs.find((one) => one === target.value);
                if (ref) set({ ...field, ref });
              }}
            >
              {customRefs.map((one) => (
                <option key={one} value={one}>
                  {label(entityOf(one).label)}
                </option>
              ))}
            </select>
          )}
        </Line>
      ) : null}
      {bounded.includes(field.type) ? (
        <>
          <Bound {...props} part="min" />
          <Bound {...props} part="max" />
        </>
      ) : null}
    </>
  );
}

/** What helps with a field of the company's own: a hint, a heading, names in imports. Folded until something is there. */
export function HelpParts(props: Props) {
  const { field, readOnly, fault, set } = props;
  const { t } = useI18n();
  return (
    <details className="st-more" open={field.help !== undefined || field.section !== undefined}>
      <summary>{t.standards.customMore}</summary>
      <div className="st-form">
        <Both {...props} part="help" />
        <Both {...props} part="section" />
        <Line label={t.standards.aliases} hint={t.standards.aliasesHint} fault={fault('aliases')}>
          {(tied) => (
            <ValuesBox
              tied={tied}
              values={field.aliases}
              readOnly={readOnly}
              onChange={(aliases) => set({ ...field, aliases })}
            />
          )}
        </Line>
      </div>
    </details>
  );
}
