import type { FieldStandard } from '../../../shared/standards/standard.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { iconOfField } from '../records/grid-head.tsx';
import type { StandardField } from './draft.ts';
import { offers, withField } from './draft.ts';
import type { Edit } from './parts.tsx';

interface Props {
  edit: Edit;
  fields: readonly StandardField[];
  onOpen: (field: StandardField) => void;
}

interface RowProps {
  edit: Edit;
  field: StandardField;
  onOpen: (field: StandardField) => void;
}

const formats = ['email', 'phone', 'country', 'tax-id'] as const;
const isFormat = (text: string): text is (typeof formats)[number] => (formats as readonly string[]).includes(text);

const classTones = { basic: '', controlled: 'info', critical: 'warn' } as const;

/** How closely a change of the field is looked at. */
export function ClassBadge({ field }: { field: StandardField }) {
  const { t } = useI18n();
  const { name, means } = t.standards.classes[field.dataClass];
  return (
    <span className={`badge ${classTones[field.dataClass]}`} title={means}>
      {name}
    </span>
  );
}

/** The choice of a built-in check. */
export function FormatSelect({
  edit,
  field,
  control,
}: {
  edit: Edit;
  field: StandardField;
  control: { id?: string; 'aria-label'?: string; 'aria-describedby'?: string };
}) {
  const { t } = useI18n();
  const { format: present, ...rest } = edit.standard.fields[field.path] ?? {};
  return (
    <select
      {...control}
      className={present ? 'input st-select' : 'input st-select unset'}
      value={present ?? ''}
      disabled={edit.readOnly}
      onChange={({ target }) =>
        edit.change(
          withField(edit.standard, field.path, isFormat(target.value) ? { ...rest, format: target.value } : rest),
        )
      }
    >
      <option value="">{t.standards.noFormat}</option>
      {formats.map((one) => (
        <option key={one} value={one}>
          {t.standards.formats[one]}
        </option>
      ))}
    </select>
  );
}

/** All that a standard says about a field, as short words; for phones and for readers. */
export const useSummary = () => {
  const { t } = useI18n();
  const format = useFormat();
  const { standards } = t;
  return (field: StandardField, rule: FieldStandard): string[] => [
    ...(field.always ? [standards.always] : rule.required ? [standards.columns.required] : []),
    ...(rule.format ? [standards.formats[rule.format]] : []),
    ...(rule.notInFuture ? [standards.notInFuture] : []),
    ...(rule.positive ? [standards.positive] : []),
    ...(rule.allowed
      ? [
          `${standards.columns.allowed} · ${standards.values(format.number(rule.allowed.length), rule.allowed.length === 1)}`,
        ]
      : []),
    ...(rule.corrections
      ? [
          `${standards.columns.corrections} · ${standards.pairs(format.number(Object.keys(rule.corrections).length), Object.keys(rule.corrections).length === 1)}`,
        ]
      : []),
    ...(rule.pattern ? [`${standards.columns.pattern} · ${rule.pattern}`] : []),
  ];
};

function Name({ edit, field, onOpen }: RowProps) {
  const { t, label } = useI18n();
  const fault = edit.fault(`fields.${field.path}`);
  return (
    <>
      <button type="button" className="link st-name" onClick={() => onOpen(field)}>
        <Icon name={iconOfField(field)} size={14} />
        {label(field.label)}
        {field.place === 'custom' ? <span className="badge">{t.standards.own}</span> : null}
      </button>
      {fault ? <div className="form-fault">{fault}</div> : null}
    </>
  );
}

function Row({ edit, field, onOpen }: RowProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { columns } = t.standards;
  const rule = edit.standard.fields[field.path] ?? {};
  const can = offers(field.type);
  const name = label(field.label);
  const set = (part: FieldStandard) => edit.change(withField(edit.standard, field.path, { ...rule, ...part }));
  const limit = can.notInFuture ? 'notInFuture' : can.positive ? 'positive' : undefined;
  const pairs = Object.keys(rule.corrections ?? {}).length;
  return (
    <tr>
      <th scope="row">
        <Name edit={edit} field={field} onOpen={onOpen} />
      </th>
      <td>
        <ClassBadge field={field} />
      </td>
      <td className="st-tick">
        <input
          type="checkbox"
          checked={field.always || rule.required === true}
          disabled={edit.readOnly || field.always}
          title={field.always ? t.standards.always : undefined}
          aria-label={`${name}: ${columns.required}`}
          onChange={({ target }) => set({ required: target.checked })}
        />
      </td>
      <td>
        {can.format ? (
          <FormatSelect edit={edit} field={field} control={{ 'aria-label': `${name}: ${columns.format}` }} />
        ) : null}
      </td>
      <td>
        {limit ? (
          <label className="st-check">
            <input
              type="checkbox"
              checked={rule[limit] === true}
              disabled={edit.readOnly}
              onChange={({ target }) => set({ [limit]: target.checked })}
            />
            {t.standards[limit]}
          </label>
        ) : null}
      </td>
      <td>
        {rule.allowed ? (
          <button
            type="button"
            className="link"
            title={rule.allowed.slice(0, 20).join(t.standards.comma)}
            onClick={() => onOpen(field)}
          >
            {t.standards.values(format.number(rule.allowed.length), rule.allowed.length === 1)}
          </button>
        ) : null}
      </td>
      <td>
        {pairs > 0 ? (
          <button type="button" className="link" onClick={() => onOpen(field)}>
            {t.standards.pairs(format.number(pairs), pairs === 1)}
          </button>
        ) : null}
      </td>
      <td>
        {rule.pattern ? (
          <code className="st-code" title={rule.pattern}>
            {rule.pattern}
          </code>
        ) : null}
      </td>
      <td className="st-example" title={rule.example}>
        {rule.example}
      </td>
      <td>
        <button
          type="button"
          className="btn quiet small square"
          aria-label={t.standards.editField(name)}
          title={t.standards.editField(name)}
          onClick={() => onOpen(field)}
        >
          <Icon name={edit.readOnly ? 'eye' : 'more'} />
        </button>
      </td>
    </tr>
  );
}

/** Fields with what is right for each; the simple things at once, the rest one click away. */
export function FieldTable({ edit, fields, onOpen }: Props) {
  const { t } = useI18n();
  const { columns } = t.standards;
  return (
    <div className="q-scroll">
      <table className="q-table st-table">
        <thead>
          <tr>
            <th scope="col">{columns.field}</th>
            <th scope="col">{columns.dataClass}</th>
            <th scope="col">{columns.required}</th>
            <th scope="col">{columns.format}</th>
            <th scope="col">{columns.limit}</th>
            <th scope="col">{columns.allowed}</th>
            <th scope="col">{columns.corrections}</th>
            <th scope="col">{columns.pattern}</th>
            <th scope="col">{columns.example}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <Row key={field.path} edit={edit} field={field} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same on a phone: a field is a line that opens. */
export function FieldCards({ edit, fields, onOpen }: Props) {
  const { t } = useI18n();
  const summary = useSummary();
  return (
    <ul className="st-cards">
      {fields.map((field) => {
        const rule = edit.standard.fields[field.path] ?? {};
        return (
          <li key={field.path}>
            <Name edit={edit} field={field} onOpen={onOpen} />
            <div className="st-chips">
              <ClassBadge field={field} />
              {summary(field, rule).map((words) => (
                <span key={words} className="chip">
                  <span className="ellipsis">{words}</span>
                </span>
              ))}
            </div>
            {rule.example ? (
              <div className="quiet-hint">
                {t.standards.columns.example} {rule.example}
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
