import type { Role } from '../../../shared/access/permissions.ts';
import type { ProcessState, Responsible } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { ApprovalForm } from './approval-form.tsx';
import { Check, Group, Line, MultiPick, NumberBox, Select, Texts } from './controls.tsx';
import type { Patch } from './draft.ts';
import { firstPlan, idFor, moveState, removeState, renameState, setStart, stateKey, withState } from './draft.ts';
import { EffectsForm } from './effects-form.tsx';
import type { Facts } from './facts.ts';
import type { Options } from './options.ts';
import type { Edit } from './use-designer.ts';

interface Props {
  edit: Edit;
  facts: Facts;
  options: Options;
  state: ProcessState;
}

interface PartProps extends Props {
  set: (patch: Patch<ProcessState>, at?: string) => void;
}

function Times({ edit, options, state, set }: PartProps) {
  const { t } = useI18n();
  const { readOnly } = edit;
  return (
    <Group title={t.designer.times} hint={t.designer.timesHint}>
      <Line label={t.designer.responsible}>
        {(id) => (
          <Select
            id={id}
            value={state.responsible ?? ''}
            options={[
              { value: '', text: t.designer.nobody },
              { value: 'owner', text: t.designer.owner },
              ...options.inCharge,
              ...options.roles,
            ]}
            readOnly={readOnly}
            onChange={(value) => set({ responsible: value === '' ? undefined : (value as Responsible) })}
          />
        )}
      </Line>
      <div className="ds-pair">
        <Line label={t.designer.limit} hint={t.designer.hours}>
          {(id) => (
            <NumberBox
              id={id}
              value={state.limitHours}
              readOnly={readOnly}
              onChange={(limitHours) => set({ limitHours }, 'limit')}
            />
          )}
        </Line>
        <Line label={t.designer.remind} hint={t.designer.hoursBefore}>
          {(id) => (
            <NumberBox
              id={id}
              value={state.remindHours}
              readOnly={readOnly}
              onChange={(remindHours) => set({ remindHours }, 'remind')}
            />
          )}
        </Line>
      </div>
      {options.days.length > 0 ? (
        <Line label={t.designer.limitFrom}>
          {(id) => (
            <Select
              id={id}
              value={state.limitFrom ?? ''}
              options={[{ value: '', text: t.designer.onEntering }, ...options.days]}
              readOnly={readOnly}
              onChange={(value) => set({ limitFrom: value === '' ? undefined : value })}
            />
          )}
        </Line>
      ) : null}
      <Line label={t.designer.escalate}>
        {(id) => (
          <Select
            id={id}
            value={state.escalateTo ?? ''}
            options={[{ value: '', text: t.designer.nobody }, ...options.roles]}
            readOnly={readOnly}
            onChange={(value) => set({ escalateTo: value === '' ? undefined : (value as Role) })}
          />
        )}
      </Line>
    </Group>
  );
}

function Lock({ edit, options, state, set }: PartProps) {
  const { t } = useI18n();
  const { readOnly } = edit;
  return (
    <Group title={t.designer.lock} hint={t.designer.lockHint}>
      <Check
        label={t.designer.locked}
        checked={state.edit === 'locked'}
        readOnly={readOnly || state.approval !== undefined}
        onChange={(on) => set(on ? { edit: 'locked' } : { edit: 'free', open: undefined, voids: undefined })}
      />
      {state.edit === 'locked' ? (
        <>
          <Line label={t.designer.open}>
            {(id) => (
              <MultiPick
                id={id}
                label={t.designer.open}
                values={state.open ?? []}
                options={options.open}
                none={t.designer.noField}
                readOnly={readOnly}
                onChange={(open) => set({ open: open.length > 0 ? open : undefined })}
              />
            )}
          </Line>
          <Line label={t.designer.voids} hint={t.designer.voidsHint}>
            {(id) => (
              <Select
                id={id}
                value={state.voids ?? ''}
                options={[{ value: '', text: t.designer.stays }, ...options.states]}
                readOnly={readOnly}
                onChange={(value) => set({ voids: value === '' ? undefined : value })}
              />
            )}
          </Line>
        </>
      ) : null}
    </Group>
  );
}

function Identity({ edit, state, set }: PartProps) {
  const { t, label } = useI18n();
  const { definition, readOnly, change } = edit;
  const fresh = !edit.known.states.has(state.id);
  const others = definition.states.filter((one) => one.id !== state.id).map((one) => one.id);
  return (
    <>
      <Texts
        name={t.designer.name}
        value={state.label}
        readOnly={readOnly}
        required
        onChange={(next) => set({ label: next }, 'label')}
      />
      {fresh && !readOnly ? (
        <p className="quiet-hint">
          {t.designer.idIs(state.id)}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              const next = idFor(state.label.en, others, 'state');
              change((now) => renameState(now, state.id, next));
              edit.select(stateKey(next));
            }}
          >
            {t.designer.idFromName}
          </button>
        </p>
      ) : null}
      <div className="ds-checks">
        <Check
          label={t.designer.isStart}
          checked={definition.starts.includes(state.id)}
          readOnly={readOnly}
          onChange={(on) => change((now) => setStart(now, state.id, on ? 'starts' : 'does-not'))}
        />
        <Check
          label={t.designer.isFinal}
          checked={state.final === true}
          readOnly={readOnly}
          onChange={(on) => set({ final: on ? true : undefined })}
        />
        <Check
          label={t.designer.asksApproval}
          checked={state.approval !== undefined}
          readOnly={readOnly}
          onChange={(on) =>
            set(
              on
                ? {
                    edit: 'locked',
                    approval: firstPlan(definition, state.id, { en: 'First level', zh: '一级审批' }),
                  }
                : { approval: undefined },
            )
          }
        />
      </div>
      {readOnly ? null : (
        <div className="ds-row">
          <button
            type="button"
            className="btn small"
            disabled={definition.states[0]?.id === state.id}
            onClick={() => change((now) => moveState(now, state.id, -1))}
          >
            <Icon name="arrowUp" size={14} />
            {t.designer.earlier}
          </button>
          <button
            type="button"
            className="btn small"
            disabled={definition.states.at(-1)?.id === state.id}
            onClick={() => change((now) => moveState(now, state.id, 1))}
          >
            <Icon name="arrowDown" size={14} />
            {t.designer.later}
          </button>
          <span className="spread" />
          <button
            type="button"
            className="btn small danger"
            disabled={definition.states.length <= 2}
            onClick={() => {
              change((now) => removeState(now, state.id));
              edit.select(undefined);
              toast({ text: t.designer.stateRemoved(label(state.label)) });
            }}
          >
            <Icon name="close" size={14} />
            {t.designer.removeState}
          </button>
        </div>
      )}
    </>
  );
}

/** Everything about a state. */
export function StateForm(props: Props) {
  const { t, label } = useI18n();
  const { edit, state } = props;
  const set: PartProps['set'] = (patch, at) =>
    edit.change((now) => withState(now, state.id, patch), at && `${stateKey(state.id)} ${at}`);
  const part = { ...props, set };
  return (
    <div className="form">
      <h2 tabIndex={-1}>{t.designer.stateHeading(label(state.label) || state.id)}</h2>
      <Identity {...part} />
      {state.approval ? <ApprovalForm {...props} state={state} plan={state.approval} /> : null}
      {state.final ? null : <Times {...part} />}
      <Lock {...part} />
      <EffectsForm {...part} />
      <Group title={t.designer.caution} hint={t.designer.cautionHint}>
        <Texts
          name={t.designer.caution}
          value={state.caution ?? { en: '', zh: '' }}
          readOnly={edit.readOnly}
          long
          max={500}
          onChange={(next) => set({ caution: next.en === '' && next.zh === '' ? undefined : next }, 'caution')}
        />
      </Group>
    </div>
  );
}
