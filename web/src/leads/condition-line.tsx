import { entityFields } from '../../../shared/kernel/entity.ts';
import type { FieldType, Label } from '../../../shared/kernel/field.ts';
import { columnsOf } from '../../../shared/leads/columns.ts';
import { factFields } from '../../../shared/leads/facts.ts';
import { lead } from '../../../shared/leads/lead.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { Operator } from '../records/conditions.ts';
import { conditionText, needsValue, operatorsFor, parseCondition } from '../records/conditions.ts';

interface Choice {
  name: string;
  label: Label;
  type: FieldType;
  values?: readonly { value: string; label: Label }[];
}

const mailboxes = [
  { value: 'company', label: { en: 'the company’s own', zh: '企业邮箱' } },
  { value: 'free', label: { en: 'a free one', zh: '个人免费邮箱' } },
];
const yes = [
  { value: 'true', label: { en: 'yes', zh: '是' } },
  { value: 'false', label: { en: 'no', zh: '否' } },
];
const facts: Readonly<Record<keyof typeof factFields, Omit<Choice, 'name' | 'label'>>> = {
  mailbox: { type: 'text', values: mailboxes },
  callable: { type: 'boolean', values: yes },
  messageLength: { type: 'integer' },
};

/** Everything that a rule may ask of a lead. */
const choices = (): Choice[] => {
  const known = columnsOf([]);
  return [
    ...entityFields(lead)
      .filter((field) => known.has(field.name))
      .map(({ name, label, type, values }): Choice => ({ name, label, type, ...(values ? { values } : {}) })),
    ...(Object.keys(factFields) as (keyof typeof factFields)[]).map((name) => ({
      name,
      label: factFields[name],
      ...facts[name],
    })),
  ];
};

interface Props {
  text: string;
  first: boolean;
  fault: string | undefined;
  readOnly: boolean;
  onChange: (text: string) => void;
  onRemove: () => void;
}

/** One condition of a rule, as three boxes: field, comparison, value. */
export function ConditionLine({ text, first, fault, readOnly, onChange, onRemove }: Props) {
  const { t, label } = useI18n();
  const words = t.leads.settings;
  const all = choices();
  const [field = '', op = 'filled', ...rest] = text.split(':');
  const parsed = parseCondition(text) ?? { field, op: op as Operator, value: rest.join(':') };
  const chosen = all.find((one) => one.name === parsed.field);
  const ops = chosen?.values ? (['eq', 'ne', 'in', 'empty', 'filled'] as const) : operatorsFor(chosen?.type ?? 'text');
  const opWords = t.records.ops.plain;
  const set = (part: Partial<typeof parsed>) => {
    const next = { ...parsed, ...part };
    onChange(needsValue(next.op) ? `${next.field}:${next.op}:${next.value}` : conditionText(next));
  };
  return (
    <div className="ld-condition">
      <span>{first ? words.when : words.and}</span>
      <select
        className="input"
        aria-label={words.field}
        disabled={readOnly}
        value={parsed.field}
        onChange={({ target }) => set({ field: target.value, op: 'filled', value: '' })}
      >
        {chosen ? null : <option value={parsed.field}>{parsed.field}</option>}
        {all.map((one) => (
          <option key={one.name} value={one.name}>
            {label(one.label)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={words.op}
        disabled={readOnly}
        value={parsed.op}
        onChange={({ target }) => set({ op: target.value as Operator })}
      >
        {[...new Set([...ops, parsed.op])].map((one) => (
          <option key={one} value={one}>
            {opWords[one]}
          </option>
        ))}
      </select>
      {needsValue(parsed.op) ? (
        chosen?.values && parsed.op !== 'in' ? (
          <select
            className="input"
            aria-label={words.value}
            disabled={readOnly}
            value={parsed.value}
            onChange={({ target }) => set({ value: target.value })}
          >
            <option value="" />
            {chosen.values.map((one) => (
              <option key={one.value} value={one.value}>
                {label(one.label)}
              </option>
            ))}
          </select>
        ) : (
          <input
            className="input"
            aria-label={words.value}
            aria-invalid={fault !== undefined}
            disabled={readOnly}
            value={parsed.value}
            onChange={({ target }) => set({ value: target.value })}
          />
        )
      ) : null}
      {readOnly ? null : (
        <button type="button" className="btn quiet small square" aria-label={words.remove} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
      {fault ? <span className="form-fault">{fault}</span> : null}
    </div>
  );
}
