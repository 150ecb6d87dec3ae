import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { GraphKey } from '../process-graph/layout.ts';
import type { GraphMark } from '../process-graph/lazy.ts';
import { ProcessGraph } from '../process-graph/lazy.ts';
import { AddStateDialog, AddStepDialog } from './add-dialogs.tsx';
import { idOfKey, isStateKey } from './draft.ts';
import type { Facts } from './facts.ts';
import { FaultList, FaultNotes } from './fault-list.tsx';
import type { DefinitionFault } from './faults.ts';
import { faultsAt } from './faults.ts';
import type { Options } from './options.ts';
import { ProcessForm } from './process-form.tsx';
import { StateForm } from './state-form.tsx';
import { TransitionForm } from './transition-form.tsx';
import type { Edit } from './use-designer.ts';

interface FormProps {
  edit: Edit;
  facts: Facts;
  options: Options;
  faults: readonly DefinitionFault[];
  selected: GraphKey | undefined;
}

/** The form of what is chosen in the graph; of the process where nothing is. */
export function PartForm({ edit, facts, options, faults, selected }: FormProps) {
  const { definition } = edit;
  const id = selected === undefined ? undefined : idOfKey(selected);
  const state = selected && isStateKey(selected) ? definition.states.find((one) => one.id === id) : undefined;
  const transition =
    selected && !isStateKey(selected) ? definition.transitions.find((one) => one.id === id) : undefined;
  const key = state || transition ? selected : undefined;
  const part = { edit, facts, options };
  return (
    <>
      <FaultNotes faults={faultsAt(faults, key)} />
      {state ? (
        <StateForm key={key} {...part} state={state} />
      ) : transition ? (
        <TransitionForm key={key} {...part} transition={transition} />
      ) : (
        <ProcessForm edit={edit} />
      )}
    </>
  );
}

interface Props extends FormProps {
  marks: ReadonlyMap<GraphKey, GraphMark>;
  onJump: (key: GraphKey | undefined) => void;
}

/** The graph at the left, the form of what is chosen in it at the right. */
export function GraphTab(props: Props) {
  const { edit, options, faults, selected, marks, onJump } = props;
  const { t } = useI18n();
  const [adding, setAdding] = useState<'state' | 'step'>();
  const [full, setFull] = useState(false);
  const from = selected && isStateKey(selected) ? idOfKey(selected) : undefined;
  const close = () => setAdding(undefined);
  return (
    <div className="ds-split">
      <div className="ds-left">
        <div className="ds-row ds-tools">
          {edit.readOnly ? null : (
            <>
              <button type="button" className="btn small" onClick={() => setAdding('state')}>
                <Icon name="plus" size={14} />
                {t.designer.addState}
              </button>
              <button type="button" className="btn small" onClick={() => setAdding('step')}>
                <Icon name="plus" size={14} />
                {t.designer.addStep}
              </button>
            </>
          )}
          {selected ? (
            <button type="button" className="btn small quiet" onClick={() => edit.select(undefined)}>
              {t.designer.showProcess}
            </button>
          ) : null}
          <span className="spread" />
          <button type="button" className="btn small quiet ds-full" aria-pressed={full} onClick={() => setFull(!full)}>
            {t.designer.fullSize}
          </button>
        </div>
        <div className={`ds-canvas${full ? ' full' : ''}`}>
          <ProcessGraph
            definition={edit.definition}
            selected={selected}
            onSelect={(key) => edit.select(key === selected ? undefined : key)}
            marks={marks}
          />
        </div>
        <p className="quiet-hint">{t.designer.legend}</p>
        <FaultList definition={edit.definition} readOnly={edit.readOnly} faults={faults} onJump={onJump} />
      </div>
      <aside className="ds-side" aria-label={t.designer.form}>
        <PartForm {...props} />
      </aside>
      {adding === 'state' ? <AddStateDialog edit={edit} options={options} onClose={close} /> : null}
      {adding === 'step' ? <AddStepDialog edit={edit} options={options} from={from} onClose={close} /> : null}
    </div>
  );
}
