import { useState } from 'react';
import type { FieldInfo, MappingSettings } from '../../../shared/imports/mapping.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { fieldFaults } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { plainValue } from '../records/plain-value.ts';
import { AdjustPanel } from './adjust-panel.tsx';
import type { Mapping } from './api.ts';
import { adjustments, previewOf, retargeted } from './columns.ts';
import { FieldPicker } from './field-picker.tsx';
import { adjustmentWords } from './summary.ts';

/** What the lines of a mapping share. */
export interface MapContext {
  entity: Entity;
  fields: readonly FieldInfo[];
  settings: MappingSettings;
}

interface Props {
  context: MapContext;
  entry: Mapping;
  /** Which use of its column this is, from 0. */
  index: number;
  samples: readonly string[];
  /** 0 to 1 for a suggestion as it came; undefined once a person chose. */
  confidence: number | undefined;
  problem: string | undefined;
  actions: { change: (entry: Mapping) => void; another: () => void; drop: () => void };
}

function Confidence({ value, chosen }: { value: number | undefined; chosen: string | null }) {
  const { t } = useI18n();
  const words = t.imports.confidence;
  if (value === undefined) return <span className="imp-sure">{chosen ? words.chosen : ''}</span>;
  if (value === 0) return <span className="imp-sure q-quiet">{words.none}</span>;
  return (
    <span className="imp-sure" title={`${Math.round(value * 100)} %`}>
      <span className="imp-meter" aria-hidden="true">
        <span style={{ width: `${Math.round(value * 100)}%` }} />
      </span>
      {value >= 0.8 ? words.sure : words.likely}
    </span>
  );
}

function Result({ entry, samples, context }: Pick<Props, 'entry' | 'samples' | 'context'>) {
  const { t, label } = useI18n();
  const format = useFormat();
  const field = context.fields.find((one) => one.name === entry.field);
  if (!field) return <span className="imp-result" />;
  const values = field.values?.map((one) =>
    typeof one === 'string' ? { value: one, label: { en: one, zh: one } } : one,
  );
  const seen = samples.map((cell) => ({ cell, preview: previewOf(cell, entry, context.fields, context.settings) }));
  const bad = seen.find(({ preview }) => preview && 'fault' in preview);
  return (
    <span className="imp-result">
      {bad?.preview && 'fault' in bad.preview ? (
        <span className="q-fault">
          <Icon name="warning" size={14} />
          {t.imports.unreadable(bad.cell, label(fieldFaults[bad.preview.fault]))}
        </span>
      ) : (
        seen
          .slice(0, 2)
          .map(({ cell, preview }) => (
            <code key={cell}>
              {preview && 'value' in preview
                ? plainValue(
                    preview.value,
                    { type: field.type, ...(values ? { values } : {}) },
                    format,
                    context.settings.currency,
                  )
                : t.imports.emptyCell}
            </code>
          ))
      )}
    </span>
  );
}

/** One use of a column: what it is called, what stands in it, where it goes, and what comes of it. */
export function MapLine({ context, entry, index, samples, confidence, problem, actions }: Props) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const field = context.fields.find((one) => one.name === entry.field);
  const words = adjustmentWords(entry, t.imports.summary);
  const count = adjustments(entry).length;
  return (
    <fieldset className={`imp-line${field ? '' : ' unused'}${problem ? ' wrong' : ''}`} aria-label={entry.column}>
      <span className="imp-column">{index === 0 ? entry.column : `↳ ${entry.column}`}</span>
      <span className="imp-samples">
        {index === 0
          ? samples.slice(0, 2).map((text) => (
              <code key={text} title={text}>
                {text}
              </code>
            ))
          : null}
      </span>
      <span className="imp-pickers">
        <FieldPicker
          entity={context.entity}
          fields={context.fields}
          value={entry.field}
          label={`${t.imports.field}: ${entry.column}`}
          onChange={(name) => actions.change(retargeted(entry, name))}
        />
      </span>
      <Confidence value={confidence} chosen={entry.field} />
      <Result entry={entry} samples={samples} context={context} />
      <span className="imp-map-actions">
        {field ? (
          <button
            type="button"
            className="btn quiet small square"
            aria-expanded={open}
            aria-pressed={open}
            aria-label={`${t.imports.adjust}: ${entry.column}`}
            title={count > 0 ? t.imports.adjusted(count) : t.imports.adjust}
            onClick={() => setOpen(!open)}
          >
            <Icon name="rule" />
          </button>
        ) : null}
      </span>
      {problem ? (
        <span className="imp-facts q-fault" role="alert">
          {problem}
        </span>
      ) : null}
      {words.length > 0 && !open ? (
        <span className="imp-facts">
          {words.map((one) => (
            <span key={one} className="chip">
              {one}
            </span>
          ))}
        </span>
      ) : null}
      {open && field ? (
        <>
          <AdjustPanel key={entry.field} entry={entry} field={field} samples={samples} onChange={actions.change} />
          <span className="imp-facts">
            <button type="button" className="link" onClick={actions.another}>
              {t.imports.alsoTo}
            </button>
            {index > 0 ? (
              <button type="button" className="link" onClick={actions.drop}>
                {t.imports.dropTarget}
              </button>
            ) : null}
          </span>
        </>
      ) : null}
    </fieldset>
  );
}
