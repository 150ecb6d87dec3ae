import type { KeyboardEvent } from 'react';
import type { Role } from '../../../shared/access/permissions.ts';
import type { Transition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MultiPick, Select } from './controls.tsx';
import type { Patch } from './draft.ts';
import { transitionKey, withTransition } from './draft.ts';
import type { Facts } from './facts.ts';
import type { DefinitionFault } from './faults.ts';
import { faultsAt } from './faults.ts';
import type { Options } from './options.ts';
import type { Edit } from './use-designer.ts';

interface Props {
  edit: Edit;
  facts: Facts;
  options: Options;
  faults: readonly DefinitionFault[];
  /** Opens everything about a step. */
  onOpen: (id: string) => void;
}

/** Enter goes one row down in the same column, Shift+Enter up, as in a spreadsheet. */
const goOn = (event: KeyboardEvent<HTMLTableElement>): void => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
  const cell = event.target.closest('td, th') as HTMLTableCellElement | null;
  const row = cell?.parentElement as HTMLTableRowElement | null;
  const next = event.shiftKey ? row?.previousElementSibling : row?.nextElementSibling;
  const target = cell && (next as HTMLTableRowElement | null)?.cells[cell.cellIndex]?.querySelector('input');
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.select();
};

function Row({ edit, facts, options, faults, onOpen, step }: Props & { step: Transition }) {
  const { t, label, lang } = useI18n();
  const { readOnly } = edit;
  const name = label(step.label) || step.id;
  const of = (column: string) => t.designer.cell(name, column);
  const set = (patch: Patch<Transition>, at?: string) =>
    edit.change((now) => withTransition(now, step.id, patch), at && `${transitionKey(step.id)} ${at}`);
  const wrong = faultsAt(faults, transitionKey(step.id));
  const order = lang === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
  return (
    <tr data-step={step.id}>
      {order.map((one) => (
        <td key={one}>
          <input
            className="input"
            lang={one === 'en' ? 'en' : 'zh-CN'}
            maxLength={80}
            aria-label={of(t.designer.inLanguage(t.designer.name, t.designer.languages[one]))}
            title={step.label[one]}
            aria-invalid={step.label[one].trim() === ''}
            value={step.label[one]}
            disabled={readOnly}
            onChange={({ target }) => set({ label: { ...step.label, [one]: target.value } }, `label ${one}`)}
          />
        </td>
      ))}
      <td>
        <MultiPick
          label={of(t.designer.from)}
          values={step.from}
          options={options.states}
          none={t.designer.noState}
          readOnly={readOnly}
          onChange={(from) => set({ from })}
        />
      </td>
      <td>
        <Select
          label={of(t.designer.to)}
          value={step.to}
          options={options.states}
          readOnly={readOnly}
          onChange={(to) => set({ to })}
        />
      </td>
      <td>
        <MultiPick
          label={of(t.designer.roles)}
          values={step.roles}
          options={options.roles}
          none={t.designer.nobody}
          readOnly={readOnly}
          onChange={(roles) => set({ roles: roles as Role[] })}
        />
      </td>
      <td>
        <MultiPick
          label={of(t.designer.required)}
          values={step.required ?? []}
          options={options.required}
          none={t.common.none}
          readOnly={readOnly}
          onChange={(required) => set({ required: required.length > 0 ? required : undefined })}
        />
      </td>
      <td>
        {facts.guards.length === 0 && !step.guards ? null : (
          <MultiPick
            label={of(t.designer.guards)}
            values={(step.guards ?? []).map((use) => use.id)}
            options={facts.guards.map((guard) => ({ value: guard.id, text: label(guard.label) }))}
            none={t.common.none}
            readOnly={readOnly}
            onChange={(ids) => {
              const guards = ids.map((id) => {
                const fallback = facts.guards.find((guard) => guard.id === id)?.value?.fallback;
                const present = step.guards?.find((use) => use.id === id);
                return present ?? (fallback === undefined ? { id } : { id, value: fallback });
              });
              set({ guards: guards.length > 0 ? guards : undefined });
            }}
          />
        )}
      </td>
      <td>
        <Select
          label={of(t.designer.comment)}
          value={step.comment ?? ''}
          options={[
            { value: '', text: t.designer.comments.none },
            { value: 'optional', text: t.designer.comments.optional },
            { value: 'required', text: t.designer.comments.required },
          ]}
          readOnly={readOnly}
          onChange={(value) => set({ comment: value === '' ? undefined : (value as 'optional' | 'required') })}
        />
      </td>
      <td className="ds-row-end">
        {wrong.length > 0 ? (
          <span
            className={`badge ${wrong.some((one) => one.severity === 'error') ? 'bad' : 'warn'}`}
            title={wrong.map((one) => label(one)).join('\n')}
          >
            <Icon name="warning" size={12} />
            {wrong.length}
          </span>
        ) : null}
        <button
          type="button"
          className="btn quiet small square"
          aria-label={t.designer.openStep(name)}
          title={t.designer.openStep(name)}
          onClick={() => onOpen(step.id)}
        >
          <Icon name={readOnly ? 'eye' : 'more'} />
        </button>
      </td>
    </tr>
  );
}

/** All steps, a row each. */
export function TransitionTable(props: Props) {
  const { t, lang } = useI18n();
  const { edit } = props;
  const order = lang === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
  return (
    <>
      {edit.readOnly ? null : <p className="q-text">{t.designer.tableHint}</p>}
      <div className="q-scroll">
        <table className="q-table ds-table" onKeyDown={goOn}>
          <thead>
            <tr>
              {order.map((one) => (
                <th key={one} scope="col">
                  {t.designer.inLanguage(t.designer.step, t.designer.languages[one])}
                </th>
              ))}
              <th scope="col">{t.designer.from}</th>
              <th scope="col">{t.designer.to}</th>
              <th scope="col">{t.designer.roles}</th>
              <th scope="col">{t.designer.required}</th>
              <th scope="col">{t.designer.guards}</th>
              <th scope="col">{t.designer.comment}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {edit.definition.transitions.map((step) => (
              <Row key={step.id} {...props} step={step} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
