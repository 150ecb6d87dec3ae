import type { CustomField } from '../../../shared/standards/standard.ts';
import { customTypes } from '../../../shared/standards/standard.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { HelpParts, KindParts, ofType } from './custom-details.tsx';
import { withoutCustom } from './draft.ts';
import type { Edit } from './parts.tsx';
import { Line, Part, RemoveButton } from './parts.tsx';

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
  const { currency } = useWorkspace();
  const { standard, readOnly } = edit;
  const at = (part: string) => edit.fault(`custom.${index}.${part}`);
  const fixed = saved.has(field.name) && standard.custom.findIndex((one) => one.name === field.name) === index;
  const replace = (next: CustomField) =>
    edit.change({ ...standard, custom: standard.custom.map((one, place) => (place === index ? next : one)) });
  const set = (part: Partial<CustomField>) => replace({ ...field, ...part });
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
                const type = customTypes.find((one) => one === target.value);
                if (type) replace(ofType(field, type, currency));
              }}
            >
              {customTypes.map((type) => (
                <option key={type} value={type}>
                  {t.standards.customTypes[type]}
                </option>
              ))}
            </select>
          )}
        </Line>
        <KindParts field={field} readOnly={readOnly} fixed={fixed} fault={at} set={replace} />
        <label className="st-check">
          <input
            type="checkbox"
            checked={field.required === true}
            disabled={readOnly}
            onChange={({ target }) => {
              const { required: _was, ...rest } = field;
              replace(target.checked ? { ...rest, required: true } : rest);
            }}
          />
          {t.standards.customRequired}
        </label>
        <HelpParts field={field} readOnly={readOnly} fixed={fixed} fault={at} set={replace} />
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
