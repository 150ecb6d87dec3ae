import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { FieldEditor } from '../records/editors.tsx';
import type { FieldSpec } from '../records/fields.ts';
import type { Drafts } from '../records/record-form.tsx';

interface Props {
  /** Fields that may have one. */
  specs: readonly FieldSpec[];
  drafts: Drafts;
  problems: ReadonlyMap<string, string>;
  onChange: (drafts: Drafts) => void;
}

/** What new records get where the files say nothing. */
export function DefaultsEditor({ specs, drafts, problems, onChange }: Props) {
  const { t, label } = useI18n();
  const free = specs.filter((spec) => !(spec.name in drafts));
  return (
    <div className="imp-defaults">
      {Object.entries(drafts).map(([name, draft]) => {
        const spec = specs.find((one) => one.name === name);
        if (!spec) return null;
        const { [name]: _gone, ...rest } = drafts;
        const problem = problems.get(name);
        return (
          <fieldset key={name} className="imp-default" aria-label={t.imports.defaultFor(label(spec.label))}>
            <span className="ellipsis">{label(spec.label)}</span>
            <FieldEditor
              spec={spec}
              draft={draft}
              invalid={problem !== undefined}
              onDraft={(next) => onChange({ ...drafts, [name]: next })}
            />
            <button
              type="button"
              className="btn quiet square"
              aria-label={t.common.remove}
              title={t.common.remove}
              onClick={() => onChange(rest)}
            >
              <Icon name="close" size={14} />
            </button>
            {problem ? <span className="q-fault">{problem}</span> : null}
          </fieldset>
        );
      })}
      <select
        className="input"
        aria-label={t.imports.addDefault}
        value=""
        onChange={(event) => (event.target.value ? onChange({ ...drafts, [event.target.value]: '' }) : undefined)}
      >
        <option value="">{t.imports.addDefault}</option>
        {free.map((spec) => (
          <option key={spec.name} value={spec.name}>
            {label(spec.label)}
          </option>
        ))}
      </select>
    </div>
  );
}
