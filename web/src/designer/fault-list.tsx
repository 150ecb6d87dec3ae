import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { GraphKey } from '../process-graph/layout.ts';
import { idOfKey } from './draft.ts';
import type { DefinitionFault } from './faults.ts';
import { keyOfFault } from './faults.ts';

/** One fault in words; mark, word and colour say how grave it is. Away from its part it says which one it is in. */
function Fault({ fault, definition }: { fault: DefinitionFault; definition?: ProcessDefinition }) {
  const { t, label } = useI18n();
  const key = keyOfFault(fault.at);
  // The other rules name the part in their own words.
  const part =
    definition && fault.rule === 'form' && key
      ? [...definition.states, ...definition.transitions].find((one) => one.id === idOfKey(key))
      : undefined;
  return (
    <>
      <span className={`badge ${fault.severity === 'error' ? 'bad' : 'warn'}`}>
        <Icon name={fault.severity === 'error' ? 'warning' : 'info'} size={12} />
        {t.designer.severities[fault.severity]}
      </span>
      <span>
        {part ? <strong>{label(part.label) || part.id} · </strong> : null}
        {label(fault)}
      </span>
    </>
  );
}

/** Faults of what is being looked at, above its form. */
export function FaultNotes({ faults }: { faults: readonly DefinitionFault[] }) {
  if (faults.length === 0) return null;
  return (
    <ul className="ds-faults" aria-live="polite">
      {faults.map((fault) => (
        <li key={`${fault.rule} ${fault.at}`}>
          <Fault fault={fault} />
        </li>
      ))}
    </ul>
  );
}

interface Props {
  definition: ProcessDefinition;
  /** Somebody who may only read is not told what could be saved. */
  readOnly: boolean;
  faults: readonly DefinitionFault[];
  /** Shows the part that a fault is in. */
  onJump: (key: GraphKey | undefined) => void;
}

/** All faults of a definition; each leads to where it can be mended. */
export function FaultList({ definition, readOnly, faults, onJump }: Props) {
  const { t } = useI18n();
  const errors = faults.filter((fault) => fault.severity === 'error').length;
  if (faults.length === 0)
    return readOnly ? null : (
      <p className="ds-sound" role="status">
        <Icon name="check" size={14} />
        {t.designer.sound}
      </p>
    );
  return (
    <details className="ds-all-faults" open={errors > 0}>
      <summary>{t.designer.faultCount(errors, faults.length - errors)}</summary>
      <ul className="ds-faults">
        {faults.map((fault) => (
          <li key={`${fault.rule} ${fault.at}`}>
            <button type="button" className="link" onClick={() => onJump(keyOfFault(fault.at))}>
              <Fault fault={fault} definition={definition} />
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
