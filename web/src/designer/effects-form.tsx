import type { EffectUse, ProcessState } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Group, Select } from './controls.tsx';
import type { Patch } from './draft.ts';
import type { Facts } from './facts.ts';
import type { Options } from './options.ts';
import type { Edit } from './use-designer.ts';

interface Props {
  edit: Edit;
  facts: Facts;
  options: Options;
  state: ProcessState;
  set: (patch: Patch<ProcessState>) => void;
}

/** What happens by itself when a document comes into a state. */
export function EffectsForm({ edit, facts, options, state, set }: Props) {
  const { t, label } = useI18n();
  const { readOnly } = edit;
  const uses = state.enter ?? [];
  const put = (next: EffectUse[]) => set({ enter: next.length > 0 ? next : undefined });
  const free = facts.effects[0];
  return (
    <Group title={t.designer.effects}>
      {uses.map((use, index) => {
        const effect = facts.effects.find((one) => one.id === use.id);
        const fields = options.stamped(use.id);
        const swap = (next: EffectUse) => put(uses.with(index, next));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same effect may stand twice; the place is what tells them apart
          <div key={index} className="ds-use">
            <Select
              label={t.designer.effect}
              value={use.id}
              options={facts.effects.map((one) => ({ value: one.id, text: label(one.label) }))}
              readOnly={readOnly}
              onChange={(id) => {
                const first = options.stamped(id)[0]?.value;
                const takes = facts.effects.find((one) => one.id === id)?.field;
                swap(takes && first !== undefined ? { id, field: first } : { id });
              }}
            />
            {effect?.field ? (
              <Select
                label={t.designer.field}
                value={use.field ?? ''}
                options={fields}
                readOnly={readOnly}
                onChange={(field) => swap({ id: use.id, field })}
              />
            ) : null}
            {readOnly ? null : (
              <button
                type="button"
                className="btn quiet square small"
                aria-label={t.common.remove}
                onClick={() => put(uses.toSpliced(index, 1))}
              >
                <Icon name="close" />
              </button>
            )}
          </div>
        );
      })}
      {uses.length === 0 && readOnly ? <p className="quiet-hint">{t.common.none}</p> : null}
      {readOnly || !free || uses.length >= 10 ? null : (
        <button
          type="button"
          className="btn small ds-add"
          onClick={() => {
            const first = options.stamped(free.id)[0]?.value;
            put([...uses, free.field && first !== undefined ? { id: free.id, field: first } : { id: free.id }]);
          }}
        >
          <Icon name="plus" size={14} />
          {t.designer.addEffect}
        </button>
      )}
    </Group>
  );
}
