import type { ApprovalLevel, ApprovalPlan, ProcessState, Signer } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { moneyDraft, parseMoney } from '../lib/money.ts';
import { outcomes } from '../process-graph/layout.ts';
import { Group, Line, MultiPick, NumberBox, Select, Texts } from './controls.tsx';
import type { Patch } from './draft.ts';
import { addLevel, removeLevel, withLevel, withState } from './draft.ts';
import type { Facts } from './facts.ts';
import type { Options } from './options.ts';
import type { Edit } from './use-designer.ts';

interface Props {
  edit: Edit;
  facts: Facts;
  options: Options;
  state: ProcessState;
  plan: ApprovalPlan;
}

interface LevelProps {
  edit: Edit;
  facts: Facts;
  options: Options;
  level: ApprovalLevel;
  number: number;
  /** The only level cannot be taken away. */
  only: boolean;
  set: (patch: Patch<ApprovalLevel>, at?: string) => void;
  onRemove: () => void;
}

/** How an amount is typed: in major units of the workspace's currency. */
export const useMoneyForm = () => {
  const { currency } = useWorkspace();
  return {
    currency,
    form: {
      parse: (text: string) => parseMoney(text, currency),
      show: (minor: number) => moneyDraft(minor, currency).replace(/\.0+$/, ''),
    },
  };
};

function Threshold({ edit, facts, level, set }: LevelProps) {
  const { t, label } = useI18n();
  const money = useMoneyForm();
  const { over } = level;
  const measure = facts.measures.find((one) => one.id === over?.measure);
  if (facts.measures.length === 0) return null;
  return (
    <Line label={t.designer.askedFrom} hint={t.designer.askedFromHint}>
      {(id) => (
        <span className="ds-use">
          <Select
            id={id}
            value={over?.measure ?? ''}
            options={[
              { value: '', text: t.designer.always },
              ...facts.measures.map((one) => ({ value: one.id, text: t.designer.fromMeasure(label(one.label)) })),
            ]}
            readOnly={edit.readOnly}
            onChange={(value) => set({ over: value === '' ? undefined : { measure: value, atLeast: 0 } })}
          />
          {over ? (
            <NumberBox
              key={over.measure}
              label={t.designer.threshold}
              value={over.atLeast}
              unit={measure?.unit === 'minor' ? money.currency : '%'}
              readOnly={edit.readOnly}
              {...(measure?.unit === 'minor' ? { form: money.form } : {})}
              onChange={(atLeast) => set({ over: { ...over, atLeast: Math.max(0, atLeast ?? 0) } }, 'over')}
            />
          ) : null}
        </span>
      )}
    </Line>
  );
}

function Level(props: LevelProps) {
  const { edit, options, level, number, only, set, onRemove } = props;
  const { t } = useI18n();
  const { readOnly } = edit;
  return (
    <li className="ds-level">
      <div className="ds-row">
        <strong>{t.designer.levelNumber(String(number))}</strong>
        <span className="spread" />
        {readOnly || only ? null : (
          <button
            type="button"
            className="btn quiet square small"
            aria-label={t.designer.removeLevel(String(number))}
            title={t.designer.removeLevel(String(number))}
            onClick={onRemove}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <Texts
        name={t.designer.name}
        value={level.label}
        readOnly={readOnly}
        required
        onChange={(label) => set({ label }, 'label')}
      />
      <Line label={t.designer.signers}>
        {(id) => (
          <MultiPick
            id={id}
            label={t.designer.signers}
            values={level.signers}
            options={options.signers}
            none={t.designer.nobody}
            readOnly={readOnly}
            onChange={(signers) => set({ signers: signers as Signer[] })}
          />
        )}
      </Line>
      <Line label={t.designer.mode} hint={t.designer.modeHints[level.mode]}>
        {(id) => (
          <Select
            id={id}
            value={level.mode}
            options={(['any', 'all', 'sequence'] as const).map((mode) => ({
              value: mode,
              text: t.designer.modes[mode],
            }))}
            readOnly={readOnly}
            onChange={(mode) => set({ mode: mode as ApprovalLevel['mode'] })}
          />
        )}
      </Line>
      <Threshold {...props} />
    </li>
  );
}

/** The approval that a state waits for: who signs at which level from which size on, and where each outcome leads. */
export function ApprovalForm({ edit, facts, options, state, plan }: Props) {
  const { t } = useI18n();
  const { readOnly } = edit;
  const put = (next: (plan: ApprovalPlan) => ApprovalPlan, at?: string) =>
    edit.change((now) => {
      const present = now.states.find((one) => one.id === state.id)?.approval;
      return present ? withState(now, state.id, { approval: next(present) }) : now;
    }, at);
  return (
    <>
      <Group title={t.designer.levels} hint={t.designer.levelsHint}>
        <ol className="ds-levels">
          {plan.levels.map((level, index) => (
            <Level
              key={level.id}
              edit={edit}
              facts={facts}
              options={options}
              level={level}
              number={index + 1}
              only={plan.levels.length === 1}
              set={(patch, at) =>
                put((now) => withLevel(now, level.id, patch), at && `state:${state.id} ${level.id} ${at}`)
              }
              onRemove={() => put((now) => removeLevel(now, level.id))}
            />
          ))}
        </ol>
        {readOnly || plan.levels.length >= 10 ? null : (
          <button
            type="button"
            className="btn small ds-add"
            onClick={() => put((now) => addLevel(now, { en: 'Further level', zh: '下一级审批' }))}
          >
            <Icon name="plus" size={14} />
            {t.designer.addLevel}
          </button>
        )}
      </Group>
      <Group title={t.designer.outcomesHeading}>
        <div className="ds-pair">
          {outcomes.map((outcome) => (
            <Line key={outcome} label={t.designer.outcomes[outcome]}>
              {(id) => (
                <Select
                  id={id}
                  value={plan[outcome]}
                  options={options.states}
                  readOnly={readOnly}
                  onChange={(value) => put((now) => ({ ...now, [outcome]: value }))}
                />
              )}
            </Line>
          ))}
        </div>
      </Group>
    </>
  );
}
