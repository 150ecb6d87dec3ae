import type { ReactNode } from 'react';
import { useId, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { faultText } from '../lib/faults.ts';
import type { Draft } from './draft.ts';
import { FieldEditor } from './editors.tsx';
import type { FieldSpec } from './fields.ts';
import { hrefOfId } from './value.tsx';

export type Drafts = Readonly<Record<string, Draft>>;

interface Props {
  specs: readonly FieldSpec[];
  drafts: Drafts;
  faults: ReadonlyMap<string, FieldFault>;
  onDraft: (name: string, draft: Draft) => void;
  /** Fields shown at once; the others wait behind a button. */
  first: readonly string[];
  /** What helps with filling in a field; stands under it. */
  helper?: (spec: FieldSpec) => ReactNode;
}

function Line({
  spec,
  draft,
  fault,
  onDraft,
  helper,
}: {
  spec: FieldSpec;
  draft: Draft;
  fault: FieldFault | undefined;
  onDraft: (draft: Draft) => void;
  helper: ReactNode;
}) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const id = useId();
  const existing = fault?.recordId ? hrefOfId(fault.recordId) : undefined;
  return (
    <div className={`form-line${fault ? ' faulty' : ''}`} data-field={spec.name}>
      <label htmlFor={id}>
        {label(spec.label)}
        {spec.required ? (
          <span className="required" title={t.records.required}>
            {' '}
            *
          </span>
        ) : null}
      </label>
      <FieldEditor
        spec={spec}
        draft={draft}
        id={id}
        invalid={fault !== undefined}
        describedBy={`${id}-fault`}
        onDraft={onDraft}
      />
      {helper}
      {spec.help ? <p className="quiet-hint">{label(spec.help)}</p> : null}
      <div id={`${id}-fault`} className="form-fault" role={fault ? 'alert' : undefined}>
        {fault ? faultText(fault, i18n) : null}
        {existing ? (
          <Link href={existing} className="link">
            {' '}
            {t.records.existing}
          </Link>
        ) : null}
      </div>
    </div>
  );
}

/** A form made from an entity's fields; a fault stands beside its field. */
export function RecordForm({ specs, drafts, faults, onDraft, first, helper }: Props) {
  const { t } = useI18n();
  const [all, setAll] = useState(false);
  const shown = useMemo(
    () =>
      specs.filter(
        (spec) =>
          all ||
          spec.required ||
          first.includes(spec.name) ||
          faults.has(spec.name) ||
          (drafts[spec.name] ?? '') !== '',
      ),
    [specs, all, first, faults, drafts],
  );
  return (
    <div className="form">
      {shown.map((spec) => (
        <Line
          key={spec.name}
          spec={spec}
          draft={drafts[spec.name] ?? ''}
          fault={faults.get(spec.name)}
          onDraft={(draft) => onDraft(spec.name, draft)}
          helper={helper?.(spec)}
        />
      ))}
      {shown.length < specs.length || all ? (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? t.records.fewer : t.records.optional}
        </button>
      ) : null}
    </div>
  );
}
