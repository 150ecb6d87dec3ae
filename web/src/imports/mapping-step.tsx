import '../styles/records.css';
import './mapping.css';
import { useId } from 'react';
import { EACH_ROW, FORMER_ID, naturalKeys } from '../../../shared/imports/fields.ts';
import { Note } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { ImportJob } from './api.ts';
import { sampleKeys } from './columns.ts';
import { DefaultsEditor } from './defaults-editor.tsx';
import { useFieldName } from './field-picker.tsx';
import { MapTable } from './map-table.tsx';
import { useMapping } from './use-mapping.ts';

const noProblems: ReadonlyMap<string, string> = new Map();

/** The second step: which column goes to which field. */
export function MappingStep({ job }: { job: ImportJob }) {
  const { t, label } = useI18n();
  const { timeZone } = useWorkspace();
  const mapping = useMapping(job);
  const fieldName = useFieldName(mapping.fields);
  const ids = { key: useId(), name: useId() };
  const { entity, fields, keyField } = mapping;
  const settings = { currency: mapping.currency, timeZone };
  const [main] = job.files;
  const mainKeys = main ? sampleKeys(main, mapping.files[0] ?? {}, { key: keyField, fields, settings }) : [];
  // Only these are looked up when a row is matched with the records that are there.
  const natural = naturalKeys(entity);
  const keys = [...new Set([...natural, ...(natural.length === 0 ? [EACH_ROW] : []), FORMER_ID, keyField])];
  return (
    <>
      <div className="q-field">
        <h2>{t.imports.mapTitle}</h2>
        <p className="q-text">{t.imports.mapText}</p>
      </div>
      {job.files.map((file, index) => (
        <MapTable
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
          key={index}
          context={{ entity, fields, settings }}
          file={file}
          columns={mapping.files[index] ?? {}}
          keyField={keyField}
          mainKeys={index > 0 ? mainKeys : undefined}
          problems={mapping.columnProblems[index] ?? noProblems}
          onChange={(columns) => mapping.setFile(index, columns)}
        />
      ))}
      <div className="imp-two">
        <div className="q-sheet">
          <div className="q-field">
            <label htmlFor={ids.key}>{t.imports.key}</label>
            <select
              id={ids.key}
              className="input"
              value={keyField}
              onChange={(event) => mapping.setKeyField(event.target.value)}
            >
              {keys.map((one) => (
                <option key={one} value={one}>
                  {one === EACH_ROW ? t.imports.eachRow : fieldName(one)}
                </option>
              ))}
            </select>
            <p className="quiet-hint">{keyField === EACH_ROW ? t.imports.eachRowText : t.imports.keyText}</p>
          </div>
          <div className="q-field">
            <label htmlFor={ids.name}>{t.imports.name}</label>
            <input
              id={ids.name}
              className="input"
              value={mapping.name}
              maxLength={120}
              onChange={(event) => mapping.setName(event.target.value)}
            />
          </div>
        </div>
        <div className="q-sheet">
          <div className="q-field">
            <span className="q-label">{t.imports.defaults}</span>
            <p className="quiet-hint">{t.imports.defaultsText}</p>
          </div>
          <DefaultsEditor
            specs={mapping.specs}
            drafts={mapping.drafts}
            problems={mapping.defaultProblems}
            onChange={mapping.setDrafts}
          />
        </div>
      </div>
      {mapping.missing.length > 0 ? (
        <Note tone="warn">
          {t.imports.missingRequired(mapping.missing.map((field) => label(field.label)).join(', '))}
        </Note>
      ) : null}
      {mapping.problem ? <Note tone="bad">{mapping.problem}</Note> : null}
      <div className="q-foot">
        <button
          type="button"
          className="btn primary"
          disabled={mapping.busy || !mapping.ready}
          onClick={() => void mapping.submit('check')}
        >
          {t.imports.checkNow}
        </button>
        <button
          type="button"
          className="btn quiet"
          disabled={mapping.busy || !mapping.ready}
          onClick={() => void mapping.submit('run')}
        >
          {t.imports.runWithoutCheck}
        </button>
        {mapping.ready ? null : <span className="q-fault">{t.imports.fixFirst}</span>}
      </div>
    </>
  );
}
