import { roles } from '../../../shared/access/permissions.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import type { Wording } from '../../../shared/process/wording.ts';
import { listed, signerLabel, sizeLabel } from '../../../shared/process/wording.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { Facts } from './facts.ts';

/** A process to be read on a phone: state by state, with what leads on from it. */
export function StepCards({ definition, facts }: { definition: ProcessDefinition; facts: Facts }) {
  const { t, label } = useI18n();
  const { currency } = useWorkspace();
  const wording: Wording = {
    definition,
    entity: facts.entity,
    currency,
    memberName: (id) => facts.people.find((person) => person.id === id)?.name,
  };
  const nameOf = (id: string): string => {
    const state = definition.states.find((one) => one.id === id);
    return state ? label(state.label) : id;
  };
  const fieldOf = (path: string): string => {
    const field = facts.fields.find((one) => one.path === path);
    return field ? label(field.label) : path;
  };
  return (
    <ol className="ds-cards">
      {definition.states.map((state) => (
        <li key={state.id} className="q-sheet">
          <strong>
            {label(state.label)}
            {definition.starts.includes(state.id) ? <span className="badge info">{t.designer.isStart}</span> : null}
            {state.final ? <span className="badge">{t.designer.isFinal}</span> : null}
          </strong>
          {state.limitHours ? <span className="quiet-hint">{t.designer.within(String(state.limitHours))}</span> : null}
          {state.approval?.levels.map((level) => (
            <div key={level.id} className="ds-card-step">
              <span>{t.designer.signedBy(label(level.label))}</span>
              <span className="quiet-hint">
                {label(listed(level.signers.map((signer) => signerLabel(wording, signer))))}
                {level.over ? ` · ${label(sizeLabel(wording, level.over.measure, level.over.atLeast))}` : ''}
              </span>
            </div>
          ))}
          {definition.transitions
            .filter((step) => step.from.includes(state.id))
            .map((step) => (
              <div key={step.id} className="ds-card-step">
                <span>
                  {label(step.label)} <Icon name="right" size={12} /> {nameOf(step.to)}
                </span>
                <span className="quiet-hint">
                  {step.roles.map((role) => label(roles[role])).join(t.designer.comma)}
                </span>
                {step.required ? (
                  <span className="quiet-hint">
                    {t.designer.asksFor(step.required.map(fieldOf).join(t.designer.comma))}
                  </span>
                ) : null}
              </div>
            ))}
        </li>
      ))}
    </ol>
  );
}
