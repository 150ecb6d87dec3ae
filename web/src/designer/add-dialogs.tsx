import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import type { Label } from '../../../shared/kernel/field.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Line, Select, Texts } from './controls.tsx';
import { addState, addTransition, stateKey, transitionKey } from './draft.ts';
import type { Options } from './options.ts';
import type { Edit } from './use-designer.ts';

interface Props {
  edit: Edit;
  options: Options;
  /** State that is being looked at: a new step leads away from it. */
  from?: string | undefined;
  onClose: () => void;
}

const filled = (label: Label): boolean => label.en.trim() !== '' && label.zh.trim() !== '';

function Frame({
  title,
  hint,
  ready,
  onAdd,
  onClose,
  children,
}: {
  title: string;
  hint: string;
  ready: boolean;
  onAdd: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useI18n();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onAdd();
  };
  return (
    <Dialog
      kind="dialog"
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="submit" form={id} className="btn primary" disabled={!ready}>
            {t.common.add}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <form id={id} className="form" onSubmit={submit}>
        {children}
        <p className="quiet-hint">{hint}</p>
      </form>
    </Dialog>
  );
}

/** A new state: its name in both languages. */
export function AddStateDialog({ edit, onClose }: Props) {
  const { t } = useI18n();
  const [label, setLabel] = useState<Label>({ en: '', zh: '' });
  const add = () => {
    const made = addState(edit.definition, label);
    edit.change(() => made.definition);
    edit.select(stateKey(made.id));
    onClose();
  };
  return (
    <Frame title={t.designer.addState} hint={t.designer.bothNames} ready={filled(label)} onAdd={add} onClose={onClose}>
      <Texts name={t.designer.name} value={label} readOnly={false} onChange={setLabel} />
    </Frame>
  );
}

/** A new step: its name in both languages, and between which states it leads. */
export function AddStepDialog({ edit, options, from, onClose }: Props) {
  const { t } = useI18n();
  const first = from ?? edit.definition.states[0]?.id ?? '';
  const at = edit.definition.states.findIndex((state) => state.id === first);
  const [label, setLabel] = useState<Label>({ en: '', zh: '' });
  const [ends, setEnds] = useState({ from: first, to: edit.definition.states[at + 1]?.id ?? first });
  const add = () => {
    const made = addTransition(edit.definition, { label, ...ends });
    edit.change(() => made.definition);
    edit.select(transitionKey(made.id));
    onClose();
  };
  return (
    <Frame title={t.designer.addStep} hint={t.designer.bothNames} ready={filled(label)} onAdd={add} onClose={onClose}>
      <Texts name={t.designer.name} value={label} readOnly={false} onChange={setLabel} />
      <div className="ds-pair">
        {(['from', 'to'] as const).map((end) => (
          <Line key={end} label={t.designer[end]}>
            {(id) => (
              <Select
                id={id}
                value={ends[end]}
                options={options.states}
                readOnly={false}
                onChange={(value) => setEnds({ ...ends, [end]: value })}
              />
            )}
          </Line>
        ))}
      </div>
    </Frame>
  );
}
