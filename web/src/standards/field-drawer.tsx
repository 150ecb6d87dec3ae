import { useState } from 'react';
import type { FieldStandard } from '../../../shared/standards/standard.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import type { Pair, StandardField } from './draft.ts';
import { correctionsOf, offers, pairsOf, withField } from './draft.ts';
import { FormatSelect } from './field-table.tsx';
import type { Edit } from './parts.tsx';
import { Line, RemoveButton, ValuesBox, Verdict } from './parts.tsx';
import { tryValue } from './tester.ts';

interface Props {
  edit: Edit;
  field: StandardField;
  onClose: () => void;
}

interface PartProps {
  edit: Edit;
  field: StandardField;
  rule: FieldStandard;
  set: (part: FieldStandard) => void;
}

function Ticks({ edit, field, rule, set }: PartProps) {
  const { t } = useI18n();
  const can = offers(field.type);
  const ticks = [
    { part: 'required', shown: true, text: t.standards.columns.required, hint: t.standards.requiredHint },
    { part: 'notInFuture', shown: can.notInFuture, text: t.standards.notInFuture, hint: t.standards.notInFutureHint },
    { part: 'positive', shown: can.positive, text: t.standards.positive, hint: t.standards.positiveHint },
  ] as const;
  return ticks
    .filter((tick) => tick.shown)
    .map(({ part, text, hint }) => {
      const fixed = part === 'required' && field.always;
      return (
        <label key={part} className="st-check">
          <input
            type="checkbox"
            checked={fixed || rule[part] === true}
            disabled={edit.readOnly || fixed}
            onChange={({ target }) => set({ [part]: target.checked })}
          />
          <span>
            {text}
            <span className="quiet-hint st-block">{fixed ? t.standards.always : hint}</span>
          </span>
        </label>
      );
    });
}

/** A choice declared by the product can be narrowed, not widened. */
function EnumValues({ edit, field, rule, set }: PartProps) {
  const { t, label } = useI18n();
  const all = (field.values ?? []).map((one) => one.value);
  const allowed = rule.allowed ?? all;
  return (
    <fieldset className="st-enum">
      <legend>{t.standards.columns.allowed}</legend>
      <p className="quiet-hint">{edit.fault(`fields.${field.path}.allowed`) ?? t.standards.allowedEnumHint}</p>
      {(field.values ?? []).map((one) => (
        <label key={one.value} className="st-check">
          <input
            type="checkbox"
            checked={allowed.includes(one.value)}
            disabled={edit.readOnly || (allowed.length === 1 && allowed.includes(one.value))}
            onChange={({ target }) => {
              const next = all.filter((value) => (value === one.value ? target.checked : allowed.includes(value)));
              set({ allowed: next.length === all.length ? [] : next });
            }}
          />
          {label(one.label)}
        </label>
      ))}
    </fieldset>
  );
}

function Corrections({ edit, field, rule, set }: PartProps) {
  const { t } = useI18n();
  // Half a pair is not a correction yet, but must not vanish while the other half is being typed.
  const [pairs, setPairs] = useState<readonly (Pair & { key: number })[]>(() =>
    pairsOf(rule.corrections).map((pair, key) => ({ ...pair, key })),
  );
  const put = (next: readonly (Pair & { key: number })[]) => {
    setPairs(next);
    set({ corrections: correctionsOf(next) });
  };
  const fault = edit.fault(`fields.${field.path}.corrections`);
  return (
    <fieldset className="st-pairs">
      <legend>{t.standards.columns.corrections}</legend>
      <p className={fault ? 'form-fault' : 'quiet-hint'}>{fault ?? t.standards.correctionsHint}</p>
      {pairs.map((pair) => (
        <div key={pair.key} className="st-pair">
          {(['wrong', 'right'] as const).map((half) => (
            <input
              key={half}
              className="input"
              maxLength={100}
              aria-label={half === 'wrong' ? t.standards.wrongValue : t.standards.rightValue}
              placeholder={half === 'wrong' ? t.standards.wrongValue : t.standards.rightValue}
              value={pair[half]}
              disabled={edit.readOnly}
              onChange={({ target }) =>
                put(pairs.map((one) => (one.key === pair.key ? { ...one, [half]: target.value } : one)))
              }
            />
          ))}
          {edit.readOnly ? null : (
            <RemoveButton
              label={t.standards.removePair(pair.wrong)}
              onRemove={() => put(pairs.filter((one) => one.key !== pair.key))}
            />
          )}
        </div>
      ))}
      {edit.readOnly ? null : (
        <button
          type="button"
          className="btn small"
          onClick={() =>
            setPairs([...pairs, { wrong: '', right: '', key: Math.max(-1, ...pairs.map((one) => one.key)) + 1 }])
          }
        >
          {t.standards.addPair}
        </button>
      )}
    </fieldset>
  );
}

/** Says what entry would say to a value under the standard as it stands on the screen. */
function Tester({ rule, type }: { rule: FieldStandard; type: StandardField['type'] }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const [value, setValue] = useState('');
  const fault =
    value.trim() === '' ? undefined : tryValue(rule, value, { now: new Date().toISOString(), today: format.today() });
  return (
    <div className="st-tester">
      <Line label={t.standards.test} hint={t.standards.testHint} fault={undefined}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            type={type === 'date' ? 'date' : 'text'}
            maxLength={100}
            placeholder={rule.example}
            value={value}
            onChange={({ target }) => setValue(target.value)}
          />
        )}
      </Line>
      {value.trim() === '' ? null : fault ? (
        <Verdict tone="bad">{faultText(fault, i18n)}</Verdict>
      ) : (
        <Verdict tone="good">{t.standards.right}</Verdict>
      )}
    </div>
  );
}

/** Everything that is right for one field. */
export function FieldDrawer({ edit, field, onClose }: Props) {
  const { t, label } = useI18n();
  const rule = edit.standard.fields[field.path] ?? {};
  const can = offers(field.type);
  const at = (part: string) => edit.fault(`fields.${field.path}.${part}`);
  const set = (part: FieldStandard) => edit.change(withField(edit.standard, field.path, { ...rule, ...part }));
  const part = { edit, field, rule, set };
  return (
    <Dialog
      title={t.standards.editField(label(field.label))}
      onClose={onClose}
      footer={
        <button type="button" className="btn primary" onClick={onClose}>
          {edit.readOnly ? t.common.close : t.standards.done}
        </button>
      }
    >
      <div className="form">
        <Ticks {...part} />
        {can.format ? (
          <Line label={t.standards.columns.format} hint={t.standards.formatHint} fault={at('format')}>
            {(tied) => <FormatSelect edit={edit} field={field} control={tied} />}
          </Line>
        ) : null}
        {field.values ? (
          <EnumValues {...part} />
        ) : can.text ? (
          <Line label={t.standards.columns.allowed} hint={t.standards.allowedHint} fault={at('allowed')}>
            {(tied) => (
              <ValuesBox
                tied={tied}
                values={rule.allowed}
                readOnly={edit.readOnly}
                onChange={(allowed) => set({ allowed })}
              />
            )}
          </Line>
        ) : null}
        {can.pattern ? <Corrections {...part} /> : null}
        {can.pattern ? (
          <Line label={t.standards.columns.pattern} hint={t.standards.patternHint} fault={at('pattern')}>
            {(tied) => (
              <input
                {...tied}
                className="input st-code"
                maxLength={300}
                spellCheck={false}
                value={rule.pattern ?? ''}
                disabled={edit.readOnly}
                onChange={({ target }) => set({ pattern: target.value })}
              />
            )}
          </Line>
        ) : null}
        {can.pattern ? (
          <Line label={t.standards.columns.example} hint={t.standards.exampleHint} fault={at('example')}>
            {(tied) => (
              <input
                {...tied}
                className="input"
                maxLength={100}
                value={rule.example ?? ''}
                disabled={edit.readOnly}
                onChange={({ target }) => set({ example: target.value })}
              />
            )}
          </Line>
        ) : null}
        {can.pattern || can.positive || field.type === 'date' ? <Tester rule={rule} type={field.type} /> : null}
      </div>
    </Dialog>
  );
}
