import type { GuardUse, Transition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { useMoneyForm } from './approval-form.tsx';
import { NumberBox } from './controls.tsx';
import type { Facts } from './facts.ts';
import { asksMoney } from './facts.ts';

interface Props {
  facts: Facts;
  transition: Transition;
  readOnly: boolean;
  onChange: (guards: GuardUse[] | undefined) => void;
}

/** Conditions of a step: ticks with what each means, and a value where a condition takes one. */
export function GuardsForm({ facts, transition, readOnly, onChange }: Props) {
  const { t, label } = useI18n();
  const money = useMoneyForm();
  const uses = transition.guards ?? [];
  const put = (next: GuardUse[]) => onChange(next.length > 0 ? next : undefined);
  const unknown = uses.filter((use) => !facts.guards.some((guard) => guard.id === use.id));
  return (
    <div className="ds-guards">
      {facts.guards.map((guard) => {
        const use = uses.find((one) => one.id === guard.id);
        const { value: setting } = guard;
        return (
          <div key={guard.id} className="ds-guard">
            <label className="ds-check">
              <input
                type="checkbox"
                checked={use !== undefined}
                disabled={readOnly}
                onChange={({ target }) =>
                  put(
                    target.checked
                      ? [...uses, setting ? { id: guard.id, value: setting.fallback } : { id: guard.id }]
                      : uses.filter((one) => one.id !== guard.id),
                  )
                }
              />
              <span>
                {label(guard.label)}
                <span className="quiet-hint ds-block">{label(guard.help)}</span>
              </span>
            </label>
            {use && setting ? (
              <NumberBox
                label={`${label(guard.label)}: ${asksMoney(guard) ? t.designer.amount : label(setting.label)}`}
                value={use.value}
                readOnly={readOnly}
                {...(asksMoney(guard) ? { form: money.form, unit: money.currency } : {})}
                onChange={(value) =>
                  put(
                    uses.map((one) =>
                      one.id === guard.id ? { id: one.id, ...(value === undefined ? {} : { value }) } : one,
                    ),
                  )
                }
              />
            ) : null}
          </div>
        );
      })}
      {unknown.map((use) => (
        <label key={use.id} className="ds-check">
          <input
            type="checkbox"
            checked
            disabled={readOnly}
            onChange={() => put(uses.filter((one) => one.id !== use.id))}
          />
          {t.designer.notKnown(use.id)}
        </label>
      ))}
    </div>
  );
}
