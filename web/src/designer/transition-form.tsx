import type { Role } from '../../../shared/access/permissions.ts';
import type { Transition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { Group, Line, MultiPick, Select, Texts } from './controls.tsx';
import type { Patch } from './draft.ts';
import { removeTransition, transitionKey, withTransition } from './draft.ts';
import type { Facts } from './facts.ts';
import { GuardsForm } from './guards-form.tsx';
import type { Options } from './options.ts';
import type { Edit } from './use-designer.ts';

interface Props {
  edit: Edit;
  facts: Facts;
  options: Options;
  transition: Transition;
}

/** Everything about a step from one state to another. */
export function TransitionForm({ edit, facts, options, transition }: Props) {
  const { t, label } = useI18n();
  const { readOnly } = edit;
  const set = (patch: Patch<Transition>, at?: string) =>
    edit.change((now) => withTransition(now, transition.id, patch), at && `${transitionKey(transition.id)} ${at}`);
  return (
    <div className="form">
      <h2 tabIndex={-1}>{t.designer.stepHeading(label(transition.label) || transition.id)}</h2>
      <Texts
        name={t.designer.name}
        value={transition.label}
        readOnly={readOnly}
        required
        onChange={(next) => set({ label: next }, 'label')}
      />
      <Line label={t.designer.from}>
        {(id) => (
          <MultiPick
            id={id}
            label={t.designer.from}
            values={transition.from}
            options={options.states}
            none={t.designer.noState}
            readOnly={readOnly}
            onChange={(from) => set({ from })}
          />
        )}
      </Line>
      <Line label={t.designer.to}>
        {(id) => (
          <Select
            id={id}
            value={transition.to}
            options={options.states}
            readOnly={readOnly}
            onChange={(to) => set({ to })}
          />
        )}
      </Line>
      <Line label={t.designer.roles}>
        {(id) => (
          <MultiPick
            id={id}
            label={t.designer.roles}
            values={transition.roles}
            options={options.roles}
            none={t.designer.nobody}
            readOnly={readOnly}
            onChange={(roles) => set({ roles: roles as Role[] })}
          />
        )}
      </Line>
      <Line label={t.designer.required} hint={t.designer.requiredHint}>
        {(id) => (
          <MultiPick
            id={id}
            label={t.designer.required}
            values={transition.required ?? []}
            options={options.required}
            none={t.designer.noField}
            readOnly={readOnly}
            onChange={(required) => set({ required: required.length > 0 ? required : undefined })}
          />
        )}
      </Line>
      <Line label={t.designer.comment}>
        {(id) => (
          <Select
            id={id}
            value={transition.comment ?? ''}
            options={[
              { value: '', text: t.designer.comments.none },
              { value: 'optional', text: t.designer.comments.optional },
              { value: 'required', text: t.designer.comments.required },
            ]}
            readOnly={readOnly}
            onChange={(value) => set({ comment: value === '' ? undefined : (value as 'optional' | 'required') })}
          />
        )}
      </Line>
      {facts.guards.length > 0 || transition.guards ? (
        <Group title={t.designer.guards} hint={t.designer.guardsHint}>
          <GuardsForm
            facts={facts}
            transition={transition}
            readOnly={readOnly}
            onChange={(guards) => set({ guards })}
          />
        </Group>
      ) : null}
      <Group title={t.designer.caution} hint={t.designer.cautionHint}>
        <Texts
          name={t.designer.caution}
          value={transition.caution ?? { en: '', zh: '' }}
          readOnly={readOnly}
          long
          max={500}
          onChange={(next) => set({ caution: next.en === '' && next.zh === '' ? undefined : next }, 'caution')}
        />
      </Group>
      {readOnly ? null : (
        <button
          type="button"
          className="btn small danger ds-add"
          disabled={edit.definition.transitions.length <= 1}
          onClick={() => {
            edit.change((now) => removeTransition(now, transition.id));
            edit.select(undefined);
            toast({ text: t.designer.stepRemoved(label(transition.label)) });
          }}
        >
          <Icon name="close" size={14} />
          {t.designer.removeStep}
        </button>
      )}
    </div>
  );
}
