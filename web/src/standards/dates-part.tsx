import { useId } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { standardFields } from './draft.ts';
import type { Edit } from './parts.tsx';
import { Part, RemoveButton, useFieldName } from './parts.tsx';

/** Pairs of dates in their right order. */
export function SequencesPart({ edit }: { edit: Edit }) {
  const { t } = useI18n();
  const nameOf = useFieldName();
  const { standard, entity, readOnly } = edit;
  const dates = standardFields(entity, standard.custom).filter(
    (field) => field.type === 'date' || field.type === 'datetime',
  );
  if (dates.length < 2 && standard.sequences.length === 0) return null;
  const set = (index: number, half: 0 | 1, value: string) =>
    edit.change({
      ...standard,
      sequences: standard.sequences.map((pair, at) =>
        at !== index ? pair : half === 0 ? [value, pair[1]] : [pair[0], value],
      ),
    });
  return (
    <Part title={t.standards.sequences} hint={t.standards.sequencesHint}>
      {standard.sequences.length === 0 ? <p className="st-hint">{t.standards.sequencesNone}</p> : null}
      {standard.sequences.map((pair, index) => {
        const fault = edit.fault(`sequences.${index}`);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pair is nothing but its place in the list
          <div key={index}>
            <div className="st-pair">
              {([0, 1] as const).map((half) => (
                <select
                  key={half}
                  className="input"
                  aria-label={half === 0 ? t.standards.first : t.standards.second}
                  aria-invalid={fault !== undefined}
                  value={pair[half]}
                  disabled={readOnly}
                  onChange={({ target }) => set(index, half, target.value)}
                >
                  <option value="">{t.standards.choose}</option>
                  {pair[half] === '' || dates.some((field) => field.path === pair[half]) ? null : (
                    <option value={pair[half]}>{pair[half]}</option>
                  )}
                  {dates.map((field) => (
                    <option key={field.path} value={field.path}>
                      {nameOf(field)}
                    </option>
                  ))}
                </select>
              ))}
              {readOnly ? null : (
                <RemoveButton
                  label={t.standards.removeSequence}
                  onRemove={() =>
                    edit.change({ ...standard, sequences: standard.sequences.filter((_, at) => at !== index) })
                  }
                />
              )}
            </div>
            {fault ? <div className="form-fault">{fault}</div> : null}
          </div>
        );
      })}
      {readOnly || standard.sequences.length >= 20 ? null : (
        <button
          type="button"
          className="btn small st-add"
          onClick={() => edit.change({ ...standard, sequences: [...standard.sequences, ['', '']] })}
        >
          <Icon name="plus" size={14} />
          {t.standards.addSequence}
        </button>
      )}
    </Part>
  );
}

/** After how long a record that nobody touches is stale. */
export function StalePart({ edit }: { edit: Edit }) {
  const { t } = useI18n();
  const id = useId();
  const fault = edit.fault('staleAfterDays');
  return (
    <Part title={t.standards.stale}>
      <div className="st-stale">
        <label htmlFor={id}>{t.standards.staleDays}</label>
        <input
          id={id}
          className="input"
          type="number"
          min={0}
          max={3650}
          inputMode="numeric"
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-hint`}
          value={edit.standard.staleAfterDays}
          disabled={edit.readOnly}
          onChange={({ target }) =>
            edit.change({
              ...edit.standard,
              staleAfterDays: Math.min(3650, Math.max(0, Math.trunc(Number(target.value)) || 0)),
            })
          }
        />
        <span>{t.standards.days}</span>
      </div>
      <div id={`${id}-hint`} className={fault ? 'form-fault' : 'st-hint'}>
        {fault ?? t.standards.staleHint}
      </div>
    </Part>
  );
}
