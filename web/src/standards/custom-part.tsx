import type { CustomField } from '../../../shared/standards/standard.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { withoutCustom } from './draft.ts';
import type { Edit } from './parts.tsx';
import { Line, Part, RemoveButton, ValuesBox } from './parts.tsx';

const types = ['text', 'number', 'date', 'boolean', 'enum'] as const;

interface Props {
  edit: Edit;
  /** Names that records may already hold values under; those do not change. */
  saved: ReadonlySet<string>;
}

interface FieldProps extends Props {
  field: CustomField;
  index: number;
}

function OwnField({ edit, saved, field, index }: FieldProps) {
  const { t, label } = useI18n();
  const { standard, readOnly } = edit;
  const at = (part: string) => edit.fault(`custom.${index}.${part}`);
  const fixed = saved.has(field.name) && standard.custom.findIndex((one) => one.name === field.name) === index;
  const set = (part: Partial<CustomField>) =>
    edit.change({
      ...standard,
      custom: standard.custom.map((one, place) => (place === index ? { ...one, ...part } : one)),
    });
  const name = label(field.label) || field.name;
  const remove = () => {
    edit.change(withoutCustom(standard, index));
    if (fixed)
      toast({
        text: t.standards.customRemoved(name),
        action: { label: t.common.undo, run: () => edit.change(standard) },
      });
  };
  return (
    <li className="st-own">
      <div className="st-form">
        {(['zh', 'en'] as const).map((lang) => (
          <Line
            key={lang}
            label={lang === 'zh' ? t.standards.labelZh : t.standards.labelEn}
            fault={at(`label.${lang}`)}
          >
            {(tied) => (
              <input
                {...tied}
                className="input"
                maxLength={80}
                value={field.label[lang]}
                disabled={readOnly}
                onChange={({ target }) => set({ label: { ...field.label, [lang]: target.value } })}
              />
            )}
          </Line>
        ))}
        <Line label={t.standards.customName} hint={t.standards.customNameHint} fault={at('name')}>
          {(tied) => (
            <input
              {...tied}
              className="input st-code"
              maxLength={40}
              spellCheck={false}
              value={field.name}
              disabled={readOnly || fixed}
              onChange={({ target }) => set({ name: target.value.trim() })}
            />
          )}
        </Line>
        <Line label={t.standards.customType} fault={at('type')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={field.type}
              disabled={readOnly || fixed}
              onChange={({ target }) => {
                const type = types.find((one) => one === target.value);
                if (type) set({ type });
              }}
            >
              {types.map((type) => (
                <option key={type} value={type}>
                  {t.standards.customTypes[type]}
                </option>
              ))}
            </select>
          )}
        </Line>
        {field.type === 'enum' ? (
          <Line label={t.standards.customValues} hint={t.standards.customValuesHint} fault={at('values')}>
            {(tied) => (
              <ValuesBox tied={tied} values={field.values} readOnly={readOnly} onChange={(values) => set({ values })} />
            )}
          </Line>
        ) : null}
        <Line label={t.standards.aliases} hint={t.standards.aliasesHint} fault={at('aliases')}>
          {(tied) => (
            <ValuesBox
              tied={tied}
              values={field.aliases}
              readOnly={readOnly}
              onChange={(aliases) => set({ aliases })}
            />
          )}
        </Line>
      </div>
      {readOnly ? null : <RemoveButton label={t.standards.removeCustom(name)} onRemove={remove} />}
    </li>
  );
}

/** The fields that only this company has. */
export function CustomPart({ edit, saved }: Props) {
  const { t } = useI18n();
  const { standard, readOnly } = edit;
  const add = () =>
    edit.change({ ...standard, custom: [...standard.custom, { name: '', type: 'text', label: { zh: '', en: '' } }] });
  return (
    <Part title={t.standards.custom} hint={t.standards.customHint}>
      {standard.custom.length === 0 ? <p className="st-hint">{t.standards.customNone}</p> : null}
      <ul className="st-owns">
        {standard.custom.map((field, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field under way has no name yet
          <OwnField key={`${index}/${standard.custom.length}`} edit={edit} saved={saved} field={field} index={index} />
        ))}
      </ul>
      {readOnly || standard.custom.length >= 60 ? null : (
        <button type="button" className="btn small st-add" onClick={add}>
          <Icon name="plus" size={14} />
          {t.standards.addCustom}
        </button>
      )}
    </Part>
  );
}
